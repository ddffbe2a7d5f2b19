/** Interactions and drafts of coaches. Notes are sealed here, on their way in, and opened for one reader at a time. */

import type { Capability } from '../access/capability.ts'
import type { Grant } from '../access/grant.ts'
import type { InteractionDraft, InteractionInput } from '../coaching/interaction.ts'
import type { InteractionType } from '../coaching/interaction-type.ts'
import { parseInteractionTypes } from '../coaching/interaction-type.ts'
import type { PrismaTransaction } from './database.ts'
import type { Page, PageRequest, PersonRow, SchoolRow } from './page.ts'
import { pageFrom } from './page.ts'
import { reachRecords } from './scope.ts'
import type { SecretBox } from './secret.ts'
import type { DomainWorld } from './world.ts'
import { query } from './world.ts'

export interface InteractionRow {
  readonly id: string
  readonly coach: PersonRow
  readonly date: string
  readonly minutes: number
  readonly typeId: string
  readonly school: SchoolRow
  readonly educators: readonly PersonRow[]
  readonly hasNotes: boolean
  readonly createdAt: string
}

/** Whose records they are: the envelope of one opens nowhere else. */
interface Place {
  readonly districtId: string
  readonly coachId: string
}

export interface DraftRow {
  readonly draft: InteractionDraft
  readonly savedAt: Date
}

const TYPES_SETTING = 'coaching.interactionTypes'

/** One page of the interactions in scope, newest first, of one coach or of all; never with notes. */
export async function listInteractions(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  request: PageRequest & { readonly coachId: string | null },
): Promise<Page<InteractionRow>> {
  const { limit, offset } = pageFrom(request)
  return readInteractions(tx, [...reachRecords(grant), request.coachId, null, limit, offset])
}

/** The interaction, or null where there is none in scope. */
export async function findInteraction(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  interactionId: string,
): Promise<InteractionRow | null> {
  const { items } = await readInteractions(tx, [...reachRecords(grant), null, interactionId, 1, 0])
  return items[0] ?? null
}

/** The interaction just logged, for its author. */
export async function findOwnInteraction(
  tx: PrismaTransaction,
  place: Place,
  interactionId: string,
): Promise<InteractionRow | null> {
  const values = [place.districtId, false, place.coachId, place.coachId, null, interactionId, 1, 0]
  const { items } = await readInteractions(tx, values)
  return items[0] ?? null
}

/** The notes in clear; null where there are none. Only for an interaction that `findInteraction` gave. */
export async function openNotes(
  tx: PrismaTransaction,
  secrets: SecretBox,
  place: Place & { readonly interactionId: string },
): Promise<string | null> {
  const { districtId, interactionId } = place
  const row = await tx.interaction.findUnique({
    where: { districtId_id: { districtId, id: BigInt(interactionId) } },
    select: { notesSealed: true },
  })
  const sealed = row?.notesSealed ?? null
  return sealed === null ? null : secrets.open(sealed, notesContext(place))
}

/** Writes the interaction with its notes sealed; answers its id. */
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
      heldOn: new Date(`${input.date}T00:00:00Z`),
      minutes: input.minutes,
      type: input.typeId,
      schoolId: BigInt(input.schoolId),
      notesSealed: input.notes === null ? null : secrets.seal(input.notes, notesContext(entry)),
      createdAt: at,
      updatedAt: at,
      educators: { create: input.educatorIds.map((id) => ({ personId: BigInt(id) })) },
    },
    select: { id: true },
  })
  return String(made.id)
}

/** The types of the district, or the default ones where it has no list (or none that can be read). */
export async function readInteractionTypes(
  tx: PrismaTransaction,
  world: DomainWorld,
  districtId: string,
): Promise<readonly InteractionType[]> {
  const row = await tx.districtSetting.findUnique({
    where: { districtId_key: { districtId, key: TYPES_SETTING } },
    select: { value: true },
  })
  return parseInteractionTypes(row?.value) ?? world.settings.interactionTypes
}

/** What the coach was typing, or null. */
export async function readDraft(tx: PrismaTransaction, secrets: SecretBox, place: Place): Promise<DraftRow | null> {
  const row = await tx.interactionDraft.findUnique({ where: { districtId_personId: draftKey(place) } })
  if (row === null) return null
  // The envelope proves that it is what `writeDraft` sealed.
  const draft = JSON.parse(secrets.open(row.draftSealed, draftContext(place))) as InteractionDraft
  return { draft, savedAt: row.savedAt }
}

/** Keeps it instead of the one before. */
export async function writeDraft(
  tx: PrismaTransaction,
  secrets: SecretBox,
  entry: Place & { readonly draft: InteractionDraft; readonly at: Date },
): Promise<void> {
  const draftSealed = secrets.seal(JSON.stringify(entry.draft), draftContext(entry))
  const key = draftKey(entry)
  await tx.interactionDraft.upsert({
    where: { districtId_personId: key },
    create: { ...key, draftSealed, savedAt: entry.at },
    update: { draftSealed, savedAt: entry.at },
  })
}

/** Nothing happens where there is none. */
export async function deleteDraft(tx: PrismaTransaction, place: Place): Promise<void> {
  await tx.interactionDraft.deleteMany({ where: draftKey(place) })
}

async function readInteractions(tx: PrismaTransaction, values: readonly unknown[]): Promise<Page<InteractionRow>> {
  const [row] = await query<{ total: number; items: InteractionRow[] }>(tx, 'list_interactions', values)
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

function draftKey(place: Place): { districtId: string; personId: bigint } {
  return { districtId: place.districtId, personId: BigInt(place.coachId) }
}

function notesContext(place: Place): string {
  return `interaction.notes ${place.districtId} ${place.coachId}`
}

function draftContext(place: Place): string {
  return `interaction_draft.draft ${place.districtId} ${place.coachId}`
}
