/** The cycle that an interaction is put into as it is logged: whether it may, and doing it. */

import type { Grant } from '../../access/grant.ts'
import type { FieldProblem } from '../../coaching/interaction.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { CYCLE_INTERACTIONS_MAX } from '../../store/coaching/cycle.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { putInCycle, readOwnCycle } from '../../store/coaching/interaction-cycle.ts'
import { coachOfCycle } from './cycle-desk.ts'

/** Where it is to go. */
export interface CycleOfLog {
  readonly grant: Grant<'create:coaching_cycle'>
  readonly cycleId: string
  /** Null: the phase of its date. */
  readonly phaseId: string | null
}

/** What is wrong with it; the cycle stays as it is until the transaction ends. */
export async function cycleProblems(
  tx: PrismaTransaction,
  { grant, cycleId, phaseId }: CycleOfLog,
  educatorIds: readonly string[],
): Promise<readonly FieldProblem[]> {
  const { districtId } = grant.principal
  const cycle = await readOwnCycle(tx, { districtId, coachId: coachOfCycle(grant), cycleId })
  if (cycle === null) return [problem('cycle/id', 'cycle_unknown')]
  const problems: FieldProblem[] = []
  if (!educatorIds.some((id) => cycle.educatorIds.includes(id))) problems.push(problem('cycle/id', 'cycle_of_others'))
  if (cycle.interactions >= CYCLE_INTERACTIONS_MAX) problems.push(problem('cycle/id', 'cycle_full'))
  if (phaseId !== null && !cycle.phaseIds.includes(phaseId)) problems.push(problem('cycle/phaseId', 'phase_unknown'))
  return problems
}

/** Puts it there, once `cycleProblems` has found none. */
export async function joinCycle(
  tx: PrismaTransaction,
  { grant, cycleId, phaseId }: CycleOfLog,
  interactionId: string,
): Promise<void> {
  const { districtId } = grant.principal
  await putInCycle(tx, { districtId, coachId: coachOfCycle(grant), cycleId, interactionId, phaseId })
  await appendAudit(tx, districtId, {
    action: 'coaching_cycle.place',
    object: `coaching_cycle:${cycleId}`,
    detail: { interactionId, phaseId: phaseId ?? '' },
  })
}

const SAYS = {
  cycle_unknown: 'Choose a coaching cycle of yours, or none.',
  cycle_of_others: 'This cycle is with none of the educators that you tagged. Choose another, or none.',
  cycle_full: 'The cycle holds as many interactions as it can. Choose another, or none.',
  phase_unknown: 'Choose a phase of this cycle.',
} as const

function problem(field: string, code: keyof typeof SAYS): FieldProblem {
  return { field, code, message: SAYS[code] }
}
