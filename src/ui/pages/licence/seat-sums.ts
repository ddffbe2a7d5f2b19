/** How many get a seat, wait for one or lose theirs, in one line. */
import type { LicencePreview } from '../../../http/contract/licences.ts'
import { t } from '../../translate.ts'

/** Who comes in before who waits, and these before whose seat goes. */
const MOVES = ['assign', 'return', 'keep', 'wait', 'over', 'yield', 'leave', 'release', 'withdraw'] as const

/** "2 get a seat, 3 come to wait" */
export function sumsOf(moveCounts: LicencePreview['moveCounts']): string {
  const sums = MOVES.flatMap((move) => {
    const count = moveCounts.find((each) => each.move === move)?.count ?? 0
    return count === 0 ? [] : [t(`seat-moves.${move}`, { count })]
  })
  return sums.join(', ')
}
