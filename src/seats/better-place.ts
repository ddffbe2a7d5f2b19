/** Which of two people has the better place among those of a licence, when they turn out to be one. */

import type { Seat } from './seat.ts'

/** The rank of whoever holds one. */
export const HOLDS = 3

/** How good a place is: nobody is to lose one by becoming somebody who waits. */
export function rankOf(seat: Pick<Seat, 'state'> | null): number {
  if (seat === null) return 0
  return { waiting: 1, grace: 2, over: HOLDS, assigned: HOLDS }[seat.state]
}

/** Why the two can't be made one this way round. */
export function betterPlace(
  { personId, otherId }: { readonly personId: string; readonly otherId: string },
  kind: string,
): string {
  return `${otherId} has the better place among the ${kind}: link ${personId} to them instead`
}
