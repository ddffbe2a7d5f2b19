/** Interactions of coaches. Notes are sealed here, on their way in, and opened for one reader at a time. */

import { createHash } from 'node:crypto'
import type { Capability } from '../../access/capability.ts'
import type { Grant, Scope } from '../../access/grant.ts'
import type { InteractionInput } from '../../coaching/interaction.ts'
import type { ListedType } from '../../coaching/interaction-type.ts'
import { parseInteractionTypes } from '../../coaching/interaction-type.ts'
import type { PrismaTransaction } from '../database.ts'
import { nextStepContext, notesContext } from './interaction-seal.ts'
import type { Page, PageRequest, PersonRow, SchoolRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachRecords } from '../scope.ts'
import type { SecretBox } from '../secret.ts'
import type { DomainWorld } from '../world.ts'
import { query, querySorted } from '../world.ts'
import { type ListOrder, sorted } from '../sort.ts'

export interface InteractionRow {
  readonly id: string
  readonly coach: PersonRow
  readonly date: string
  readonly minutes: number
  readonly typeId: string
  readonly school: SchoolRow
  readonly otherSchools: readonly SchoolRow[]
  readonly educators: readonly PersonRow[]
  readonly tags: readonly { readonly id: string; readonly name: string }[]
  /** Its dates (YYYY-MM-DD); what it says is opened with the notes. */
  readonly nextStep: { readonly dueOn: string | null; readonly doneOn: string | null } | null
  readonly hasNotes: boolean
  readonly attachmentCount: number
  readonly createdAt: string
  readonly version: string
}

/** What a coach wrote, in clear. */
export interface InteractionWords {
  readonly notes: string | null
  readonly nextStepText: string | null
}

/** Whose records they are. */
interface Place {
  readonly districtId: string
  readonly coachId: string
}

/** The setting that a district's own list of types is kept under. */
export const TYPES_SETTING = 'coaching.interactionTypes'

/** Where others' interactions are open to a coach besides their own; null: nowhere. */
export type Colleagues = Pick<Scope, 'district' | 'schoolIds'> | null

/** What interactions are found by; null: whatever it is. */
export interface InteractionFilter {
  /** First and last day, YYYY-MM-DD. */
  readonly from: string | null
  readonly to: string | null
  readonly typeId: string | null
  readonly educatorId: string | null
  readonly tagId: string | null
  /** At it, or for it besides. */
  readonly schoolId: string | null
}

/** Whose interactions a list is of; null: of all in scope. `colleagues` as `scopeOfColleagues` has it. */
export interface InteractionReach {
  readonly coachId: string | null
  readonly colleagues?: Colleagues
  /** None: all of them. */
  readonly filter?: InteractionFilter
}

/** One page of the interactions in scope, newest first, of one coach or of all; never with notes. */
export async function listInteractions(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  request: PageRequest & InteractionReach,
): Promise<Page<InteractionRow>> {
  const { limit, offset } = pageFrom(request)
  const { reach, schools } = widened(grant, request.colleagues ?? null)
  const values = [...reach, request.coachId, null, limit, offset, schools, ...askedIn(request)]
  return readInteractions(tx, values, request)
}

/** So many at most of those in scope, newest first, for a file; never with notes. @param after the last one of the part before, or null */
export async function listInteractionFile(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  request: InteractionReach & { readonly limit: number; readonly after: Pick<InteractionRow, 'id' | 'date'> | null },
): Promise<readonly InteractionRow[]> {
  const { coachId, colleagues = null, limit, after } = request
  const { reach, schools } = widened(grant, colleagues)
  const values = [...reach, coachId, schools, limit, after?.date ?? null, after?.id ?? null, ...askedIn(request)]
  return (await query<{ row: InteractionRow }>(tx, 'list_interaction_file', values)).map(({ row }) => row)
}

/** Who logged what a list has that is asked for by nothing else, by name. */
export async function listInteractionCoaches(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  colleagues: Colleagues,
): Promise<readonly PersonRow[]> {
  const { reach, schools } = widened(grant, colleagues)
  return query<PersonRow>(tx, 'list_interaction_coaches', [...reach, schools])
}

/** The interaction, or null where there is none in scope. */
export async function findInteraction(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  interactionId: string,
  colleagues: Colleagues = null,
): Promise<InteractionRow | null> {
  const { reach, schools } = widened(grant, colleagues)
  const { items } = await readInteractions(tx, [...reach, null, interactionId, 1, 0, schools, ...askedIn({})])
  return items[0] ?? null
}

/** As interactions_asked has them, from $10 on. */
function askedIn({ filter }: Pick<InteractionReach, 'filter'>): readonly (string | null)[] {
  const { from = null, to = null, typeId = null, educatorId = null, tagId = null, schoolId = null } = filter ?? {}
  return [from, to, typeId, educatorId, tagId, schoolId]
}

/** What `reachRecords` has, with the schools whose interactions others logged are open, too. */
export function widened(grant: Grant<Capability>, colleagues: Colleagues): { reach: unknown[]; schools: unknown } {
  const [districtId, whole, ...rest] = reachRecords(grant)
  return {
    reach: [districtId, whole === true || colleagues?.district === true, ...rest],
    schools: colleagues?.schoolIds ?? null,
  }
}

/** An interaction of the coach's own. */
export async function findOwnInteraction(
  tx: PrismaTransaction,
  place: Place,
  interactionId: string,
): Promise<InteractionRow | null> {
  // Whom it may not be about is the coach: nobody keeps a record of themself.
  const values = [
    place.districtId,
    false,
    place.coachId,
    place.coachId,
    null,
    interactionId,
    1,
    0,
    null,
    ...askedIn({}),
  ]
  const { items } = await readInteractions(tx, values)
  return items[0] ?? null
}

/** What the coach wrote, in clear. Only for an interaction that a function above gave. */
export async function openWords(
  tx: PrismaTransaction,
  secrets: SecretBox,
  { districtId, interactionId }: { readonly districtId: string; readonly interactionId: string },
): Promise<InteractionWords> {
  const row = await tx.interaction.findUnique({
    where: { districtId_id: { districtId, id: BigInt(interactionId) } },
    select: { notesSealed: true, nextStepSealed: true, sealedFor: true, coachId: true },
  })
  if (row === null) return { notes: null, nextStepText: null }
  const place = { districtId, sealedFor: String(row.sealedFor ?? row.coachId) }
  const { notesSealed, nextStepSealed } = row
  return {
    notes: notesSealed === null ? null : secrets.open(notesSealed, notesContext(place)),
    nextStepText: nextStepSealed === null ? null : secrets.open(nextStepSealed, nextStepContext(place)),
  }
}

/** Writes the interaction with its words sealed; answers its id. */
export async function insertInteraction(
  tx: PrismaTransaction,
  secrets: SecretBox,
  entry: Place & { readonly input: InteractionInput; readonly at: Date },
): Promise<string> {
  const { districtId, coachId, input, at } = entry
  const made = await tx.interaction.create({
    data: {
      districtId,
      coachId: BigInt(coachId),
      ...columnsOf(secrets, entry),
      createdAt: at,
      updatedAt: at,
      educators: { create: input.educatorIds.map((id) => ({ personId: BigInt(id) })) },
      schools: { create: input.otherSchoolIds.map((id) => ({ schoolId: BigInt(id) })) },
      tags: { create: input.tagIds.map((id) => ({ tagId: BigInt(id) })) },
    },
    select: { id: true },
  })
  return String(made.id)
}

/** The columns of what a coach gave, its words sealed for them. */
export function columnsOf(
  secrets: SecretBox,
  { districtId, coachId, input }: Place & { readonly input: InteractionInput },
) {
  const place = { districtId, sealedFor: coachId }
  const { notes, nextStep } = input
  const dueOn = nextStep?.dueOn ?? null
  return {
    heldOn: dayOf(input.date),
    minutes: input.minutes,
    type: input.typeId,
    schoolId: BigInt(input.schoolId),
    notesSealed: notes === null ? null : secrets.seal(notes, notesContext(place)),
    nextStepSealed: nextStep === null ? null : secrets.seal(nextStep.text, nextStepContext(place)),
    nextStepDue: dueOn === null ? null : dayOf(dueOn),
    sealedFor: BigInt(coachId),
  }
}

/** A day as Prisma takes it. */
export function dayOf(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}

/** The types of the district, or the default ones where it has no list (or none that can be read). */
export async function readInteractionTypes(
  tx: PrismaTransaction,
  world: DomainWorld,
  districtId: string,
): Promise<readonly ListedType[]> {
  const row = await tx.districtSetting.findUnique({
    where: { districtId_key: { districtId, key: TYPES_SETTING } },
    select: { value: true },
  })
  const { interactionTypes } = world.settings
  return parseInteractionTypes(row?.value) ?? interactionTypes.map((type) => ({ ...type, isActive: true }))
}

/** Names this very list: who changes it says which one they saw. */
export function versionOfTypes(types: readonly ListedType[]): string {
  return createHash('sha256').update(JSON.stringify(types)).digest('base64url').slice(0, 16)
}
const INTERACTIONS_ORDER: ListOrder = {
  by: {
    date: ['page.held_on'],
    minutes: ['page.minutes'],
  },
  otherwise: 'page.held_on desc, page.id desc',
}

async function readInteractions(
  tx: PrismaTransaction,
  values: readonly unknown[],
  order: Pick<PageRequest, 'sort'> = {},
): Promise<Page<InteractionRow>> {
  const [row] = await querySorted<{ total: number; items: InteractionRow[] }>(
    tx,
    sorted('list_interactions', order, INTERACTIONS_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}
