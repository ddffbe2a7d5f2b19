/** A coach puts an interaction of their own right, ticks its next step off, or deletes it; what an edit replaced is kept. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import type { FieldProblem, InteractionInput } from '../../coaching/interaction.ts'
import { changedFields, isSameList } from '../../coaching/interaction-record.ts'
import type { InteractionRecord } from '../../coaching/interaction-record.ts'
import { appendAudit, type AuditEntry } from '../../store/audit/audit.ts'
import { findOwnInteraction } from '../../store/coaching/coaching.ts'
import { leaveCycleOfOthers } from '../../store/coaching/interaction-cycle.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import {
  deleteInteraction,
  keepVersion,
  lockOwnInteractions,
  readRecord,
  replaceInteraction,
} from '../../store/coaching/interaction-edit.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import { coachOf, findProblems, tidied, todayOf } from './interaction-facts.ts'
import type { LoggedInteraction } from './log-interaction.ts'
import { readBack } from './log-interaction.ts'

type EditGrant = Grant<'edit:interaction'>

/** `stale`: somebody, maybe the same coach elsewhere, has changed it since it was read. Null: there is no such thing. */
export type EditOutcome =
  | { readonly interaction: LoggedInteraction }
  | { readonly problems: readonly FieldProblem[] }
  | 'stale'
  | 'no_next_step'
  | null

interface Seen {
  readonly interactionId: string
  /** The version that the coach saw. */
  readonly version: string
}

/** Puts new values in the place of all old ones, where they are right. */
export function editInteraction(
  world: DomainWorld,
  grants: { readonly edit: EditGrant; readonly create: Grant<'create:interaction'> },
  change: Seen & { readonly input: InteractionInput },
): Promise<EditOutcome> {
  const input = tidied(change.input)
  return inGrant(world, grants.edit, async (tx): Promise<EditOutcome> => {
    const before = await lockSeen(tx, world, { grant: grants.edit, seen: change })
    if (before === null || before === 'stale') return before
    const problems = await findProblems(tx, { world, grant: grants.create, input, kept: before })
    if (problems.length > 0) return { problems }
    // A step that says something else is another step, which nobody has done yet.
    const isSameStep = before.nextStep?.text === input.nextStep?.text
    const doneOn = isSameStep ? before.nextStepDoneOn : null
    return replace(tx, world, { grant: grants.edit, seen: change, before, after: { ...input, nextStepDoneOn: doneOn } })
  })
}

/** Says that the next step was done, today, or that it wasn't after all. */
export function markNextStep(
  world: DomainWorld,
  grant: EditGrant,
  change: Seen & { readonly isDone: boolean },
): Promise<EditOutcome> {
  return inGrant(world, grant, async (tx): Promise<EditOutcome> => {
    const before = await lockSeen(tx, world, { grant, seen: change })
    if (before === null || before === 'stale') return before
    if (before.nextStep === null) return 'no_next_step'
    const doneOn = change.isDone ? await todayOf(tx, world, grant.principal.districtId) : null
    return replace(tx, world, { grant, seen: change, before, after: { ...before, nextStepDoneOn: doneOn } })
  })
}

/**
 * Deletes it with its notes, attachments and history. The audit log keeps that it was there: its date, time, schools and
 * educators, and who deleted it; it is in no report any more.
 */
export function removeInteraction(world: DomainWorld, grant: EditGrant, seen: Seen): Promise<'done' | 'stale' | null> {
  const { districtId } = grant.principal
  return inGrant(world, grant, async (tx) => {
    const before = await lockSeen(tx, world, { grant, seen })
    if (before === null || before === 'stale') return before
    await deleteInteraction(tx, { districtId, interactionId: seen.interactionId })
    const { date, minutes, typeId, schoolId, educatorIds } = before
    await appendAudit(tx, districtId, {
      action: 'interaction.delete',
      object: `interaction:${seen.interactionId}`,
      detail: { date, minutes, type: typeId, schoolId, educatorIds },
    })
    return 'done' as const
  })
}

const BULK_TAGS_MAX = 20

/** Gives tags to interactions of the coach's own, or takes them away; all of them or none. */
export function tagInteractions(
  world: DomainWorld,
  grants: { readonly edit: EditGrant; readonly create: Grant<'create:interaction'> },
  change: {
    readonly interactionIds: readonly string[]
    readonly add: readonly string[]
    readonly remove: readonly string[]
  },
): Promise<{ readonly changed: number } | { readonly problems: readonly FieldProblem[] }> {
  const { districtId } = grants.edit.principal
  const coachId = coachOf(grants.edit)
  return inGrant(world, grants.edit, async (tx) => {
    const ids = [...new Set(change.interactionIds)]
    const locked = await lockOwnInteractions(tx, { districtId, coachId, ids })
    const own = new Map(locked.map((one) => [one.id, one.version]))
    const unknown = change.interactionIds.flatMap((id, index) => (own.has(id) ? [] : [unknownAt(index)]))
    if (unknown.length > 0) return { problems: unknown }
    let changed = 0
    for (const [interactionId, version] of own) {
      const before = await readOwnRecord(tx, world, { districtId, coachId, interactionId })
      if (before === null) continue
      const tagIds = [...new Set([...before.tagIds.filter((id) => !change.remove.includes(id)), ...change.add])]
      if (isSameList(tagIds, before.tagIds)) continue
      const input = { ...before, tagIds }
      const problems = await findProblems(tx, { world, grant: grants.create, input, kept: before })
      if (problems.length > 0) throw new RefusedInBulk(problems)
      await replace(tx, world, { grant: grants.edit, seen: { interactionId, version }, before, after: input })
      changed += 1
    }
    return { changed }
  }).catch((error: unknown) => {
    // The transaction is taken back with what it had changed so far.
    if (error instanceof RefusedInBulk) return { problems: error.problems.slice(0, BULK_TAGS_MAX) }
    throw error
  })
}

class RefusedInBulk extends Error {
  override readonly name = 'RefusedInBulk'
  readonly problems: readonly FieldProblem[]
  constructor(problems: readonly FieldProblem[]) {
    super('One of the interactions cannot have these tags.')
    this.problems = problems
  }
}

function unknownAt(index: number): FieldProblem {
  return {
    field: `interactionIds/${index}`,
    code: 'interaction_unknown',
    message: 'There is no such interaction of yours.',
  }
}

interface Locking {
  readonly grant: EditGrant
  readonly seen: Seen
}

/** What stands in it, once it is locked and still as it was seen. */
async function lockSeen(
  tx: PrismaTransaction,
  world: DomainWorld,
  { grant, seen: { interactionId, version } }: Locking,
): Promise<InteractionRecord | 'stale' | null> {
  const { districtId } = grant.principal
  const coachId = coachOf(grant)
  const [locked] = await lockOwnInteractions(tx, { districtId, coachId, ids: [interactionId] })
  if (locked === undefined) return null
  return locked.version === version ? readOwnRecord(tx, world, { districtId, coachId, interactionId }) : 'stale'
}

async function readOwnRecord(
  tx: PrismaTransaction,
  world: DomainWorld,
  { districtId, coachId, interactionId }: { districtId: string; coachId: string; interactionId: string },
): Promise<InteractionRecord | null> {
  const row = await findOwnInteraction(tx, { districtId, coachId }, interactionId)
  return row === null ? null : readRecord(tx, world.secrets, { districtId, row })
}

async function replace(
  tx: PrismaTransaction,
  world: DomainWorld,
  {
    grant,
    seen: { interactionId, version },
    before,
    after,
  }: Locking & { readonly before: InteractionRecord; readonly after: InteractionRecord },
): Promise<{ readonly interaction: LoggedInteraction }> {
  const { districtId } = grant.principal
  const coachId = coachOf(grant)
  const at = world.now()
  await keepVersion(tx, world.secrets, {
    districtId,
    interactionId,
    version,
    record: before,
    by: actorOf(grant.principal),
    at,
  })
  const { nextStepDoneOn: doneOn, ...input } = after
  await replaceInteraction(tx, world.secrets, { districtId, coachId, interactionId, input, doneOn, at })
  await appendAudit(tx, districtId, {
    action: 'interaction.edit',
    object: `interaction:${interactionId}`,
    detail: editDetail(before, after),
  })
  // A cycle is with its educators: what is with none of them any more is no part of it.
  const cycleId = await leaveCycleOfOthers(tx, { districtId, interactionId })
  if (cycleId !== null)
    await appendAudit(tx, districtId, {
      action: 'coaching_cycle.take_out',
      object: `coaching_cycle:${cycleId}`,
      detail: { interactionId },
    })
  return { interaction: await readBack(tx, world, { districtId, coachId, id: interactionId }) }
}

/** What differs; where it is about others now, all whom it was and is about, so that none of them reads on in the log. */
function editDetail(before: InteractionRecord, after: InteractionRecord): NonNullable<AuditEntry['detail']> {
  const fields = changedFields(before, after)
  if (!fields.includes('educatorIds')) return { fields }
  return { fields, educatorIds: [...new Set([...before.educatorIds, ...after.educatorIds])] }
}
