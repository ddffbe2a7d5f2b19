/** A coach logs an interaction with educators of their schools. */

import type { Grant } from '../../access/grant.ts'
import type { FieldProblem, InteractionInput } from '../../coaching/interaction.ts'
import type { InteractionType } from '../../coaching/interaction-type.ts'
import { nameType } from '../../coaching/interaction-type.ts'
import { Failure } from '../../roster/failure.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { InteractionRow, InteractionWords } from '../../store/coaching/coaching.ts'
import {
  findOwnInteraction,
  insertInteraction,
  openWords,
  readInteractionTypes,
} from '../../store/coaching/coaching.ts'
import type { ShownAttachment } from '../../store/coaching/attachment.ts'
import { listShownAttachments } from '../../store/coaching/attachment.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { deleteDraft } from '../../store/coaching/interaction-draft.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { InteractionCycle } from '../../store/coaching/interaction-cycle.ts'
import { findCycleOf } from '../../store/coaching/interaction-cycle.ts'
import type { CycleOfLog } from './cycle-of-log.ts'
import { cycleProblems, joinCycle } from './cycle-of-log.ts'
import type { ShareGrant } from './share-interaction.ts'
import { mailCopies } from './share-interaction.ts'
import { coachOf, findProblems, tidied } from './interaction-facts.ts'

export type LoggedInteraction = Omit<InteractionRow, 'typeId'> & {
  readonly type: InteractionType
  readonly cycle: InteractionCycle | null
  readonly attachments: readonly ShownAttachment[]
} & InteractionWords
export type LogOutcome = { readonly interaction: LoggedInteraction } | { readonly problems: readonly FieldProblem[] }

/**
 * Writes the interaction with its notes sealed, forgets the draft it was typed in, puts it into its cycle, mails copies where
 * the coach said so, and puts it on the audit log; or answers with everything that is wrong and writes nothing.
 */
export async function logInteraction(
  world: DomainWorld,
  grant: Grant<'create:interaction'>,
  given: {
    readonly input: InteractionInput
    readonly draftId: string | null
    /** The coaching cycle that it is part of; null: none. */
    readonly cycle: CycleOfLog | null
    /** The coach has ticked the box for this one; null: no. */
    readonly shared: { readonly grant: ShareGrant; readonly publicUrl: string } | null
  },
): Promise<LogOutcome> {
  const { districtId } = grant.principal
  const coachId = coachOf(grant)
  const input = tidied(given.input)
  const { cycle } = given
  return inGrant(world, grant, async (tx) => {
    const problems = [
      ...(await findProblems(tx, { world, grant, input, kept: null })),
      ...(cycle === null ? [] : await cycleProblems(tx, cycle, input.educatorIds)),
    ]
    if (problems.length > 0) return { problems }
    const id = await insertInteraction(tx, world.secrets, { districtId, coachId, input, at: world.now() })
    if (given.draftId !== null) await deleteDraft(tx, { districtId, coachId, id: given.draftId })
    await appendAudit(tx, districtId, {
      action: 'interaction.log',
      object: `interaction:${id}`,
      detail: { educatorIds: input.educatorIds, schoolId: input.schoolId },
    })
    if (cycle !== null) await joinCycle(tx, cycle, id)
    if (given.shared !== null) await mailCopies(tx, world, { ...given.shared, interactionId: id })
    return { interaction: await readBack(tx, world, { districtId, coachId, id }) }
  })
}

/** The interaction as its author sees it. */
export async function readBack(
  tx: PrismaTransaction,
  world: DomainWorld,
  { districtId, coachId, id }: { readonly districtId: string; readonly coachId: string; readonly id: string },
): Promise<LoggedInteraction> {
  const row = await findOwnInteraction(tx, { districtId, coachId }, id)
  if (row === null) throw new Failure('INTERACTION_LOST', 'bug', `Interaction ${id} cannot be read back.`)
  const words = await openWords(tx, world.secrets, { districtId, interactionId: id })
  const types = await readInteractionTypes(tx, world, districtId)
  const { typeId, ...rest } = row
  const cycle = await findCycleOf(tx, { districtId, interactionId: id, date: row.date })
  const attachments = await listShownAttachments(tx, world.secrets, { districtId, interactionId: id })
  return { ...rest, type: nameType(types, typeId), cycle, attachments, ...words }
}
