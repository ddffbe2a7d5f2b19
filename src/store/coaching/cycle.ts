/** Coaching cycles in the database. What a coach wrote is sealed here, on its way in. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { type CycleEducator, type CycleInput, type CycleTexts, DUE_SOON_DAYS } from '../../coaching/cycle.ts'
import type { Stay } from '../../coaching/cycle-phase.ts'
import type { Page, PageRequest, PersonRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachRecords } from '../scope.ts'
import type { SecretBox } from '../secret.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'

export interface ChoiceName {
  readonly id: string
  readonly name: string
}

interface Handed {
  /** The day on which they went to another coach; what was done in the cycle stays in it. */
  readonly handedOn: string | null
}

export interface CycleRow {
  readonly id: string
  readonly coach: PersonRow
  readonly educators: readonly (PersonRow & Omit<CycleEducator, 'id'> & Handed)[]
  readonly focus: ChoiceName | null
  readonly scale: (ChoiceName & { readonly levels: readonly string[] }) | null
  readonly hasTexts: boolean
  /** YYYY-MM-DD, as all days here. */
  readonly startedOn: string
  readonly endedOn: string | null
  readonly version: string
  /** Of the district's model when the cycle began. */
  readonly phases: readonly ChoiceName[]
  readonly stays: readonly Stay[]
  /** Of its last interaction. */
  readonly lastOn: string | null
  readonly minutes: number
  readonly interactions: number
}

export interface CycleSearch extends PageRequest {
  readonly coachId: string | null
  /** Null: open and ended ones. */
  readonly isOpen: boolean | null
  readonly educatorId: string | null
  /** Of the open ones those that stand there; null: wherever. */
  readonly standing: 'planned' | 'on_track' | 'due' | 'overdue' | null
  /** The phase that it is in, or ended in. */
  readonly phaseId: string | null
  readonly focusId: string | null
  /** Where one of its educators works now. */
  readonly schoolId: string | null
  readonly today: string
  readonly cadenceDays: number
}

/** What a search leaves out that isn't asked for. */
export const ANY_CYCLE = { educatorId: null, standing: null, phaseId: null, focusId: null, schoolId: null } as const

/** One page of the cycles in scope, the open ones first, then the newest; never what their coaches wrote. */
export async function listCycles(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  search: CycleSearch,
): Promise<Page<CycleRow>> {
  const { coachId, isOpen, educatorId, today, cadenceDays, standing, phaseId, focusId, schoolId } = search
  const { limit, offset } = pageFrom(search)
  const first = [...reachRecords(grant), coachId, null, isOpen, educatorId, limit, offset]
  return readCycles(client, [...first, today, cadenceDays, standing, phaseId, focusId, schoolId, DUE_SOON_DAYS], search)
}

/** The cycle, or null where there is none in scope. */
export async function findCycle(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  cycleId: string,
): Promise<CycleRow | null> {
  const first = [...reachRecords(grant), null, cycleId, null, null, 1, 0]
  const { items } = await readCycles(client, [...first, null, null, null, null, null, null, DUE_SOON_DAYS], {})
  return items[0] ?? null
}

/** Who coaches in the cycles in scope, by name, and how many of these are open. */
export async function listCycleCoaches(
  client: pg.ClientBase,
  grant: Grant<Capability>,
): Promise<readonly (PersonRow & { readonly open: number })[]> {
  const { rows } = await client.query<PersonRow & { readonly open: number }>(sql('list_cycle_coaches'), [
    ...reachRecords(grant),
  ])
  return rows
}

/** When it was last met, by whoever may know; the statement's $4 is whom nothing may be about. */
const LAST_ON = `(select l.held_on from coaching_cycle_interaction l
  where l.district_id = page.district_id and l.cycle_id = page.id and not exists (
    select from interaction_about x
    where x.district_id = l.district_id and x.interaction_id = l.interaction_id and x.person_id = $4::text::bigint)
  order by l.held_on desc limit 1)`
const MINUTES = `(select coalesce(sum(l.minutes), 0) from coaching_cycle_interaction l
  where l.district_id = page.district_id and l.cycle_id = page.id and not exists (
    select from interaction_about x
    where x.district_id = l.district_id and x.interaction_id = l.interaction_id and x.person_id = $4::text::bigint))`
const COACH_NAME = `(select lower(concat_ws(' ', coalesce(x.preferred_family_name, x.family_name),
  coalesce(x.preferred_given_name, x.given_name))) from person x
  where x.district_id = page.district_id and x.id = page.coach_id)`

const CYCLES_ORDER: ListOrder = {
  by: {
    startedOn: ['page.started_on'],
    endedOn: ['page.ended_on'],
    coach: [COACH_NAME],
    // As many days later is the same order.
    dueOn: [`case when page.ended_on is null then greatest(page.started_on, ${LAST_ON}) end`],
    lastOn: [LAST_ON],
    minutes: [MINUTES],
  },
  nullable: ['endedOn', 'dueOn', 'lastOn'],
  otherwise: '(page.ended_on is not null), page.started_on desc, page.id desc',
}

async function readCycles(
  client: pg.ClientBase,
  values: unknown[],
  asked: Pick<PageRequest, 'sort'>,
): Promise<Page<CycleRow>> {
  const statement = sorted('list_cycles', asked, CYCLES_ORDER)
  const { rows } = await client.query<{ total: number; items: CycleRow[] }>(statement, values)
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

/** A cycle holds no more. */
export const CYCLE_INTERACTIONS_MAX = 500
const LOOSE_SHOWN = 50

export interface CycleInteractionRow {
  readonly id: string
  readonly date: string
  readonly minutes: number
  readonly typeId: string
  readonly placedIn: string | null
  readonly hasNotes: boolean
  readonly educators: readonly PersonRow[]
}

interface CycleAt {
  readonly districtId: string
  readonly cycleId: string
}

/** The interactions of a cycle, newest first, but for those about whoever reads. */
export async function listCycleInteractions(
  client: pg.ClientBase,
  { districtId, cycleId }: CycleAt,
  notAboutId: string | null,
): Promise<readonly CycleInteractionRow[]> {
  const values = [districtId, cycleId, notAboutId, CYCLE_INTERACTIONS_MAX]
  const { rows } = await client.query<CycleInteractionRow>(sql('list_cycle_interactions'), values)
  return rows
}

/** The newest interactions of the coach with the cycle's educators that belong to no cycle. */
export async function listLooseInteractions(
  client: pg.ClientBase,
  { districtId, cycleId, coachId }: CycleAt & { readonly coachId: string },
): Promise<readonly CycleInteractionRow[]> {
  const values = [districtId, cycleId, coachId, LOOSE_SHOWN]
  const { rows } = await client.query<CycleInteractionRow>(sql('list_loose_interactions'), values)
  return rows
}

export interface LockedCycle {
  readonly version: number
  readonly focusId: string | null
  readonly scaleId: string | null
  readonly endedOn: string | null
  readonly textsSealed: string | null
  readonly phaseIds: readonly string[]
  readonly stays: readonly Stay[]
  readonly educators: readonly (CycleEducator & Handed)[]
}

/** The coach's own cycle, which nobody else changes in this transaction; null where they have none such. */
export async function lockOwnCycle(
  client: pg.ClientBase,
  { districtId, cycleId, coachId }: CycleAt & { readonly coachId: string },
): Promise<LockedCycle | null> {
  const { rows } = await client.query<LockedCycle>(sql('lock_own_cycle'), [districtId, cycleId, coachId])
  return rows[0] ?? null
}

/** What the coach wrote, in clear. Only for a cycle that `findCycle` or `lockOwnCycle` gave. */
export async function openCycleTexts(client: pg.ClientBase, secrets: SecretBox, at: CycleAt): Promise<CycleTexts> {
  const values = [at.districtId, at.cycleId]
  const { rows } = await client.query<{ sealed: string | null }>(sql('read_cycle_texts'), values)
  const sealed = rows[0]?.sealed ?? null
  // The envelope proves that it is what `writeCycle` sealed.
  return sealed === null ? { focus: null, goal: null } : (JSON.parse(secrets.open(sealed, contextOf(at))) as CycleTexts)
}

/** Makes a cycle with these phases and what it says; its id. */
export async function addCycle(
  client: pg.ClientBase,
  secrets: SecretBox,
  cycle: {
    readonly districtId: string
    readonly coachId: string
    readonly phaseIds: readonly string[]
    readonly input: CycleInput
    readonly now: Date
  },
): Promise<string> {
  const { districtId, coachId, phaseIds, input, now } = cycle
  const values = [districtId, coachId, input.stays[0]?.from, phaseIds, now]
  const { rows } = await client.query<{ id: string }>(sql('add_cycle'), values)
  const cycleId = rows[0]?.id ?? ''
  await writeCycle(client, secrets, { districtId, cycleId, input, now, isNew: true })
  return cycleId
}

/** Replaces what the cycle says; its version counts on. */
export async function writeCycle(
  client: pg.ClientBase,
  secrets: SecretBox,
  change: CycleAt & { readonly input: CycleInput; readonly now: Date; readonly isNew: boolean },
): Promise<void> {
  const { districtId, cycleId, input, now, isNew } = change
  const { focusId, scaleId, focus, goal, stays, endedOn, educators } = input
  const sealed =
    focus === null && goal === null ? null : secrets.seal(JSON.stringify({ focus, goal }), contextOf(change))
  const values = [districtId, cycleId, focusId, scaleId, sealed, stays[0]?.from, endedOn, now, isNew]
  await client.query(sql('write_cycle'), values)
  await client.query(sql('write_cycle_educators'), [districtId, cycleId, JSON.stringify(educators)])
  await client.query(sql('write_cycle_stays'), [districtId, cycleId, JSON.stringify(stays)])
}

/** Puts one of the coach's interactions into their cycle; false where it is none of theirs, or about none of its educators. */
export async function placeInteraction(
  client: pg.ClientBase,
  at: CycleAt & { readonly coachId: string; readonly interactionId: string; readonly phaseId: string | null },
): Promise<boolean> {
  const values = [at.districtId, at.cycleId, at.interactionId, at.coachId, at.phaseId]
  const { rowCount } = await client.query(sql('place_interaction'), values)
  return rowCount === 1
}

/** Takes an interaction out of a cycle; false where it isn't in it. */
export async function takeOutInteraction(
  client: pg.ClientBase,
  at: CycleAt & { readonly interactionId: string },
): Promise<boolean> {
  const values = [at.districtId, at.cycleId, at.interactionId]
  const { rowCount } = await client.query(sql('take_out_interaction'), values)
  return rowCount === 1
}

/** Puts an act on a cycle on the audit log; with `educatorIds` it says whom the cycle is with from now on. */
export async function auditCycle(
  client: pg.ClientBase,
  { districtId, cycleId }: CycleAt,
  entry: {
    readonly action: string
    readonly detail?: Readonly<Record<string, string | number | boolean | readonly string[]>>
  },
): Promise<void> {
  const values = [districtId, entry.action, `coaching_cycle:${cycleId}`, JSON.stringify(entry.detail ?? {})]
  await client.query(sql('append_audit_entry'), values)
}

function contextOf({ districtId, cycleId }: CycleAt): string {
  return `coaching_cycle.texts ${districtId} ${cycleId}`
}
