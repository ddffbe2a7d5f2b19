/** Educators who work at none of their coach's schools any more, and what was decided about them. In the district's transaction. */

import type pg from 'pg'
import { type Page, pageFrom, type PageRequest, type PersonRow, type SchoolRow } from '../page.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'

/** What is open between an educator and a coach who is at none of their schools. */
export interface HandoverRow {
  readonly educator: PersonRow
  readonly from: PersonRow
  /** The coach coaches at some school still. */
  readonly fromCoaches: boolean
  /** The educator's now. */
  readonly schools: readonly SchoolRow[]
  readonly cycleIds: readonly string[]
  /** Of interactions. */
  readonly stepIds: readonly string[]
  readonly caseloadIds: readonly string[]
  /** Who coaches at one of these schools; whoever waits for a seat takes nobody over until they have one. */
  readonly coaches: readonly (PersonRow & { readonly waits: boolean })[]
}

interface Pair extends PageRequest {
  readonly districtId: string
  /** Null: everybody's. */
  readonly educatorId: string | null
  readonly fromId: string | null
  /** Whom nothing may be about; '0': nobody. */
  readonly readerId: string
  /** YYYY-MM-DD in the district. */
  readonly today: string
  /** In lower case: a name, of the educator, the coach or a school, must contain them all. */
  readonly words: readonly string[]
}

const EDUCATOR = ['lower(page.family_name)', 'lower(page.given_name)']
const FROM = ['lower(page.from_family)', 'lower(page.from_given)']
const HANDOVERS_ORDER: ListOrder = {
  by: { educator: EDUCATOR, from: FROM, schools: ["lower(page.schools -> 0 ->> 'name')"] },
  otherwise: `${EDUCATOR.join(', ')}, page.person_id, page.coach_id`,
}

/** One page, by name of the educator. */
export async function listHandovers(client: pg.ClientBase, o: Pair): Promise<Page<HandoverRow>> {
  const { limit, offset } = pageFrom(o)
  const values = [o.districtId, o.educatorId, o.fromId, o.readerId, o.today, o.words, limit, offset]
  const { rows } = await client.query<Page<HandoverRow>>(sorted('list_handovers', o, HANDOVERS_ORDER), values)
  return rows[0] ?? { items: [], total: 0 }
}

export interface DecidedHandover {
  readonly id: string
  readonly educator: PersonRow
  readonly from: PersonRow
  /** Null: left as it was. */
  readonly to: PersonRow | null
  /** Null: nobody of this roster, for instance the command line. */
  readonly by: string | null
  /** ISO 8601, UTC. */
  readonly at: string
  readonly isUndone: boolean
}

interface Decided extends PageRequest {
  readonly districtId: string
  readonly readerId: string
  /** In lower case: a name, of the educator, of a coach or of whoever decided, must contain them all. */
  readonly words: readonly string[]
}

const DECIDED_ORDER: ListOrder = {
  by: {
    at: ['page.decided_at'],
    educator: EDUCATOR,
    from: FROM,
    to: ['lower(page.to_family)', 'lower(page.to_given)'],
    by: ["nullif(lower(page.decider), '')"],
  },
  nullable: ['to', 'by'],
  otherwise: 'page.decided_at desc, page.id desc',
}

/** One page, the latest first. */
export function listDecidedHandovers(client: pg.ClientBase, o: Decided): Promise<Page<DecidedHandover>> {
  return readDecided(client, { ...o, handoverId: null })
}

/** Null: there is none such that the reader may see. */
export async function findDecidedHandover(
  client: pg.ClientBase,
  o: HandoverAt & { readonly readerId: string },
): Promise<DecidedHandover | null> {
  const { items } = await readDecided(client, { ...o, words: [], page: 1, pageSize: 1 })
  return items[0] ?? null
}

async function readDecided(
  client: pg.ClientBase,
  o: Decided & { readonly handoverId: string | null },
): Promise<Page<DecidedHandover>> {
  const { limit, offset } = pageFrom(o)
  const values = [o.districtId, o.readerId, o.handoverId, o.words, limit, offset]
  const { rows } = await client.query<Page<DecidedHandover>>(sorted('list_decided_handovers', o, DECIDED_ORDER), values)
  return rows[0] ?? { items: [], total: 0 }
}

/** What a hand-over changed: numbers, days and words of the district's lists, never anybody's words. */
export interface HandoverChange {
  readonly cycles: readonly {
    readonly cycleId: string
    /** As it was left. */
    readonly version: number
    readonly nextId: string
    /** It was ended, and began and was planned like this; null: others are in it still. */
    readonly was: {
      readonly startedOn: string
      readonly stays: readonly { readonly phaseId: string; readonly from: string }[]
    } | null
  }[]
  readonly words: readonly CaseloadWord[]
  /** Where the coach who takes them has them now; null: in none by hand. */
  readonly caseloadId: string | null
  /** Since when it has them there: what it wrote. Missing: written before this was noted, or in none. */
  readonly since?: string
  /** What hands said there of them before; null or missing: nothing. */
  readonly before?: SaidByHand | null
}

interface Days {
  readonly from: string
  readonly until: string | null
}
interface CaseloadWord extends Days {
  readonly caseloadId: string
}
export interface SaidByHand extends Days {
  /** In it; false: kept out. */
  readonly isIn: boolean
}

export interface LockedHandover {
  readonly educatorId: string
  readonly fromId: string
  readonly toId: string | null
  readonly changed: HandoverChange | Record<string, never>
  readonly isUndone: boolean
  /** The coach who took them over has done one of the steps. */
  readonly isStepDone: boolean
}

interface HandoverAt {
  readonly districtId: string
  readonly handoverId: string
}

/** Null: there is none such that the reader may see. */
export async function lockHandover(
  client: pg.ClientBase,
  { districtId, handoverId, readerId }: HandoverAt & { readonly readerId: string },
): Promise<LockedHandover | null> {
  const { rows } = await client.query<LockedHandover>(sql('lock_handover'), [districtId, handoverId, readerId])
  return rows[0] ?? null
}

/** Notes what was decided; its number. */
export async function addHandover(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly educatorId: string
    readonly fromId: string
    readonly toId: string | null
    readonly schoolIds: readonly string[]
    readonly by: string
    readonly now: Date
  },
): Promise<string> {
  const values = [o.districtId, o.educatorId, o.fromId, o.toId, o.schoolIds, o.by, o.now]
  const { rows } = await client.query<{ id: string }>(sql('add_handover'), values)
  return rows[0]?.id ?? ''
}

/** Notes what it changed, with the steps that go along: none of an interaction with whoever takes over. */
export async function noteHandover(
  client: pg.ClientBase,
  { districtId, handoverId }: HandoverAt,
  { change, stepIds }: { readonly change: HandoverChange; readonly stepIds: readonly string[] },
): Promise<void> {
  await client.query(sql('note_handover_change'), [districtId, handoverId, JSON.stringify(change)])
  await client.query(sql('add_handover_steps'), [districtId, handoverId, stepIds])
}

export async function closeHandover(
  client: pg.ClientBase,
  { districtId, handoverId, now }: HandoverAt & { readonly now: Date },
): Promise<void> {
  await client.query(sql('close_handover'), [districtId, handoverId, now])
}

interface CycleAt {
  readonly districtId: string
  readonly cycleId: string
}

/** From this day on the educator is in it no more; null: they are again. */
export async function handOverEducator(
  client: pg.ClientBase,
  o: CycleAt & { readonly educatorId: string; readonly day: string | null },
): Promise<void> {
  await client.query(sql('hand_over_educator'), [o.districtId, o.cycleId, o.educatorId, o.day])
}

/** Ends it or opens it again, with these stays; the version that it has now. */
export async function writeCycleEnd(
  client: pg.ClientBase,
  o: CycleAt & {
    readonly startedOn: string
    readonly endedOn: string | null
    readonly stays: readonly { readonly phaseId: string; readonly from: string }[]
    readonly now: Date
  },
): Promise<number> {
  await client.query(sql('write_cycle_stays'), [o.districtId, o.cycleId, JSON.stringify(o.stays)])
  const values = [o.districtId, o.cycleId, o.startedOn, o.endedOn, o.now]
  const { rows } = await client.query<{ version: number }>(sql('write_cycle_end'), values)
  return rows[0]?.version ?? 0
}

/** Whether nobody has touched it since; with `bare` it must have no interaction either. Locked until the transaction ends. */
export async function isCycleUntouched(
  client: pg.ClientBase,
  o: CycleAt & { readonly coachId: string; readonly version: number; readonly bare: boolean },
): Promise<boolean> {
  const values = [o.districtId, o.cycleId, o.coachId, o.version, o.bare]
  const { rowCount } = await client.query(sql('is_cycle_untouched'), values)
  return rowCount === 1
}

export async function deleteCycle(client: pg.ClientBase, { districtId, cycleId }: CycleAt): Promise<void> {
  await client.query(sql('delete_cycle'), [districtId, cycleId])
}

/** Takes somebody out of these caseloads where hands had put them in; what hands had said. */
export async function takeCaseloadWords(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly caseloadIds: readonly string[]; readonly educatorId: string },
): Promise<readonly CaseloadWord[]> {
  const values = [o.districtId, o.caseloadIds, o.educatorId]
  const { rows } = await client.query<CaseloadWord>(sql('take_caseload_words'), values)
  return rows
}

/** What hands say of somebody in this caseload; null: nothing. */
export async function findCaseloadWord(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly caseloadId: string; readonly educatorId: string },
): Promise<SaidByHand | null> {
  const values = [o.districtId, o.caseloadId, o.educatorId]
  const { rows } = await client.query<SaidByHand>(sql('find_caseload_word'), values)
  return rows[0] ?? null
}

/** Whose step it is; null: the coach has taken over none such. */
export async function tickHandoverStep(
  client: pg.ClientBase,
  o: HandoverAt & { readonly interactionId: string; readonly coachId: string; readonly doneOn: string | null },
): Promise<string | null> {
  const values = [o.districtId, o.handoverId, o.interactionId, o.coachId, o.doneOn]
  const { rows } = await client.query<{ educatorId: string }>(sql('tick_handover_step'), values)
  return rows[0]?.educatorId ?? null
}

export interface HandedStep {
  readonly handoverId: string
  readonly interactionId: string
  /** YYYY-MM-DD */
  readonly dueOn: string | null
  readonly educator: PersonRow
  /** Who noted it. */
  readonly from: PersonRow
}

interface OfCoach {
  readonly districtId: string
  readonly coachId: string
  readonly limit: number
}

/** One page of the steps that the coach took over, of no interaction with themself: due by this day, or undated. */
export async function listHandedSteps(
  client: pg.ClientBase,
  o: Omit<OfCoach, 'limit'> & PageRequest & { readonly by: string },
): Promise<Page<HandedStep>> {
  const { limit, offset } = pageFrom(o)
  const values = [o.districtId, o.coachId, o.by, limit, offset]
  const { rows } = await client.query<Page<HandedStep>>(sql('list_handed_steps'), values)
  return rows[0] ?? { items: [], total: 0 }
}

export interface NewHandover {
  readonly educator: PersonRow
  /** The coach has taken them over; false: given them away. */
  readonly isMine: boolean
  readonly other: PersonRow
  readonly at: string
}

/** Whom the coach took over or gave away since then, the latest first. */
export async function listNewHandovers(
  client: pg.ClientBase,
  o: OfCoach & { readonly since: Date },
): Promise<readonly NewHandover[]> {
  const values = [o.districtId, o.coachId, o.since, o.limit]
  const { rows } = await client.query<NewHandover>(sql('list_new_handovers'), values)
  return rows
}

/** Puts it on the audit log, under the educator. */
export async function auditHandover(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly educatorId: string
    readonly action: 'hand_over' | 'leave_with_coach' | 'undo_hand_over' | 'hand_over_step'
    readonly detail: Readonly<Record<string, string | number>>
  },
): Promise<void> {
  const values = [o.districtId, `educator.${o.action}`, `person:${o.educatorId}`, JSON.stringify(o.detail)]
  await client.query(sql('append_audit_entry'), values)
}
