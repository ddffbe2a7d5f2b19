/** Handing a coaching cycle over: what ends with the coach who had it, and how it goes on with another. Pure. */

import { phaseOn, type Stay, type Stays, staysUntil } from './cycle-phase.ts'

export interface PartedCycle {
  /** What is left of it with the coach who had it, where nobody else is in it: it ends today. */
  readonly ended: { readonly stays: Stays; readonly endedOn: string }
  /** With the coach who takes it over: in the phase that it is in, with what was planned for later. */
  readonly next: readonly Stay[]
}

/**
 * Parts a cycle on a day. One that begins later never was with the coach who had it: it ends on this day, and the other
 * begins it as it was planned.
 */
export function partCycle(stays: Stays, today: string): PartedCycle {
  const [first] = stays
  if (first.from > today)
    return { ended: { stays: [{ phaseId: first.phaseId, from: today }], endedOn: today }, next: stays }
  const later = stays.filter(({ from }) => from > today)
  return {
    ended: { stays: staysUntil(stays, today), endedOn: today },
    next: [{ phaseId: phaseOn(stays, today), from: today }, ...later],
  }
}
