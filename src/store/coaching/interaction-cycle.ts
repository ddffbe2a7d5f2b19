/** The cycle of an interaction: which one it is, and putting it there as it is logged. */

import { staysOf } from '../../coaching/cycle.ts'
import type { Stay } from '../../coaching/cycle-phase.ts'
import { phaseOfInteraction } from '../../coaching/cycle-phase.ts'
import type { PrismaTransaction } from '../database.ts'
import { query } from '../world.ts'

/** Where an interaction stands in the cycle that it belongs to. */
export interface InteractionCycle {
  readonly id: string
  readonly phase: { readonly id: string; readonly name: string }
  /** Its coach has put it there, whatever its date. */
  readonly isPlaced: boolean
}

interface CycleOfRow {
  readonly cycleId: string
  readonly placedIn: string | null
  readonly phases: readonly { readonly id: string; readonly name: string }[]
  readonly stays: readonly Stay[]
}

/** Null: it belongs to none. Only for an interaction that the reader wrote. */
export async function findCycleOf(
  tx: PrismaTransaction,
  of: { readonly districtId: string; readonly interactionId: string; readonly date: string },
): Promise<InteractionCycle | null> {
  const [row] = await query<CycleOfRow>(tx, 'find_cycle_of_interaction', [of.districtId, of.interactionId])
  if (row === undefined) return null
  const { placedIn, phases, stays } = row
  const phaseId = phaseOfInteraction(staysOf(stays), { date: of.date, minutes: 0, placedIn })
  const phase = phases.find(({ id }) => id === phaseId) ?? { id: phaseId, name: phaseId }
  return { id: row.cycleId, phase, isPlaced: placedIn !== null }
}

export interface OwnCycle {
  readonly phaseIds: readonly string[]
  readonly educatorIds: readonly string[]
  /** How many belong to it. */
  readonly interactions: number
}

/** The coach's own cycle, which nobody else changes in this transaction; null where they have none such. */
export async function readOwnCycle(
  tx: PrismaTransaction,
  of: { readonly districtId: string; readonly coachId: string; readonly cycleId: string },
): Promise<OwnCycle | null> {
  const [row] = await query<OwnCycle>(tx, 'read_own_cycle', [of.districtId, of.cycleId, of.coachId])
  return row ?? null
}

/** Puts it into a cycle that `readOwnCycle` gave; `phaseId` null: into the phase of its date. */
export async function putInCycle(
  tx: PrismaTransaction,
  at: {
    readonly districtId: string
    readonly coachId: string
    readonly cycleId: string
    readonly interactionId: string
    readonly phaseId: string | null
  },
): Promise<void> {
  const { districtId, cycleId, interactionId, coachId, phaseId } = at
  await query(tx, 'place_interaction', [districtId, cycleId, interactionId, coachId, phaseId])
}

/** Takes it out of a cycle with none of its educators; which cycle that was, or null. */
export async function leaveCycleOfOthers(
  tx: PrismaTransaction,
  of: { readonly districtId: string; readonly interactionId: string },
): Promise<string | null> {
  const [row] = await query<{ cycleId: string }>(tx, 'leave_cycle_of_others', [of.districtId, of.interactionId])
  return row?.cycleId ?? null
}
