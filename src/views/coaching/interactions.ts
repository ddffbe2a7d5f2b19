/** Interactions: the list, and one of them with its notes. */

import { scopeOfColleagues } from '../../access/colleagues.ts'
import type { Grant } from '../../access/grant.ts'
import type { InteractionType } from '../../coaching/interaction-type.ts'
import { nameType } from '../../coaching/interaction-type.ts'
import type {
  Colleagues,
  InteractionFilter,
  InteractionReach,
  InteractionRow,
  InteractionWords,
} from '../../store/coaching/coaching.ts'
import {
  findInteraction,
  listInteractionCoaches,
  listInteractionFile,
  listInteractions,
  openWords,
  readInteractionTypes,
} from '../../store/coaching/coaching.ts'
import type { ShownAttachment } from '../../store/coaching/attachment.ts'
import { listShownAttachments } from '../../store/coaching/attachment.ts'
import type { InteractionCycle } from '../../store/coaching/interaction-cycle.ts'
import { findCycleOf } from '../../store/coaching/interaction-cycle.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { readRuleIn } from '../../store/rules/rule-in.ts'
import type { PageRequest, PersonRow } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { PageView } from './educators.ts'

export type InteractionView = Omit<InteractionRow, 'typeId'> & { readonly type: InteractionType }
export type InteractionNotesView = InteractionView &
  InteractionWords & {
    /** Of one's own; null of others', which the page of their cycle shows. */
    readonly cycle: InteractionCycle | null
    /** Of others' none, until they are opened with the notes. */
    readonly attachments: readonly ShownAttachment[]
    /** Of what somebody else wrote: `reason` opens it with one, `private` never. */
    readonly closed?: 'reason' | 'private'
  }

export interface InteractionSearch extends InteractionFilter {
  /** `me`: those I logged; `all`: all that I may see. */
  readonly by: 'me' | 'all'
  /** Of these, those of one coach; null: of whoever it is. */
  readonly coachId: string | null
}
export interface InteractionQuery extends PageRequest, InteractionSearch {}

/** One page, newest first, never with notes. */
export async function viewInteractions(
  world: DomainWorld,
  grant: Grant<'view:interaction'>,
  query: InteractionQuery,
): Promise<PageView<InteractionView>> {
  const { page, pageSize } = query
  const { districtId } = grant.principal
  return inGrant(world, grant, async (tx) => {
    const types = await readInteractionTypes(tx, world, districtId)
    const found = await listInteractions(tx, grant, { ...query, ...(await reachOf(tx, grant, query)) })
    return { items: found.items.map((row) => presentInteraction(row, types)), total: found.total, page, pageSize }
  })
}

/** Read at once: a file has as many parts as it takes. */
const PART = 1000

/**
 * All of them, part by part, newest first, never with notes. The first part is read at once, so that a refusal is an answer
 * and no cut file. @param part how many are read at once
 */
export async function viewInteractionFile(
  world: DomainWorld,
  grant: Grant<'view:interaction'>,
  search: InteractionSearch,
  part = PART,
): Promise<AsyncIterable<readonly InteractionView[]>> {
  const read = (after: InteractionView | null) =>
    inGrant(world, grant, async (tx) => {
      const types = await readInteractionTypes(tx, world, grant.principal.districtId)
      const reach = await reachOf(tx, grant, search)
      const rows = await listInteractionFile(tx, grant, { ...reach, limit: part, after })
      return rows.map((row) => presentInteraction(row, types))
    })
  return partsFrom(await read(null), read)
}

async function* partsFrom(
  first: readonly InteractionView[],
  read: (after: InteractionView) => Promise<readonly InteractionView[]>,
): AsyncGenerator<readonly InteractionView[]> {
  let found = first
  for (let last = found.at(-1); last !== undefined; last = found.at(-1)) {
    yield found
    found = await read(last)
  }
}

/** Whose interactions the reader may see: their own and, as far as that goes, others'. */
export async function viewInteractionCoaches(
  world: DomainWorld,
  grant: Grant<'view:interaction'>,
): Promise<readonly PersonRow[]> {
  return inGrant(world, grant, async (tx) => listInteractionCoaches(tx, grant, await colleaguesOf(tx, grant)))
}

/** Whose interactions are asked for, as far as the reader sees them, and which. */
async function reachOf(
  tx: PrismaTransaction,
  grant: Grant<'view:interaction'>,
  { by, coachId, ...filter }: InteractionSearch,
): Promise<InteractionReach> {
  const colleagues = by === 'me' ? null : await colleaguesOf(tx, grant)
  if (by === 'all' && (colleagues !== null || grant.scope.district)) return { colleagues, coachId, filter }
  // '0' is nobody's id: an administrator who is no person of the roster has logged nothing.
  const me = grant.principal.personId ?? '0'
  return { colleagues, coachId: coachId === null || coachId === me ? me : '0', filter }
}

/**
 * The interaction, or null where there is none in scope. Its author reads what they wrote; for everybody else it is kept
 * back, and `closed` says what it takes to open it (product.md §4.4).
 */
export async function viewInteraction(
  world: DomainWorld,
  grant: Grant<'view:interaction'>,
  interactionId: string,
): Promise<InteractionNotesView | null> {
  const { districtId, personId } = grant.principal
  return inGrant(world, grant, async (tx) => {
    const row = await findInteraction(tx, grant, interactionId, await colleaguesOf(tx, grant))
    if (row === null) return null
    const shown = presentInteraction(row, await readInteractionTypes(tx, world, districtId))
    if (row.coach.id === personId) {
      const words = await openWords(tx, world.secrets, { districtId, interactionId })
      const cycle = await findCycleOf(tx, { districtId, interactionId, date: row.date })
      const attachments = await listShownAttachments(tx, world.secrets, { districtId, interactionId })
      return { ...shown, ...words, cycle, attachments }
    }
    const silent = { ...shown, notes: null, nextStepText: null, cycle: null, attachments: [] }
    if (!row.hasNotes && row.nextStep === null && row.attachmentCount === 0) return silent
    return { ...silent, closed: (await readRuleIn(tx, districtId, 'privateNotes')) === true ? 'private' : 'reason' }
  })
}

/** Where the district lets the reader see what other coaches logged, by its rule. */
async function colleaguesOf(tx: PrismaTransaction, grant: Grant<'view:interaction'>): Promise<Colleagues> {
  return scopeOfColleagues(grant, await readRuleIn(tx, grant.principal.districtId, 'coachesSeeEachOther'))
}

export function presentInteraction(row: InteractionRow, types: readonly InteractionType[]): InteractionView {
  const { typeId, ...rest } = row
  return { ...rest, type: nameType(types, typeId) }
}
