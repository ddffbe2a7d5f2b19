/** A source rests after one of its runs was taken back: the same feed would bring the same again (fault F42). */

import { Failure } from '../roster/failure.ts'
import type { DistrictClient } from '../store/database.ts'
import type { SourcePlace } from '../store/sync/source.ts'
import { type UndoneSync, findPin } from '../store/sync/undo.ts'

/**
 * In the district's transaction.
 * @throws Failure SOURCE_RESTS until a person resumes the source or takes the undo back
 */
export async function refuseWhileResting(client: DistrictClient, place: SourcePlace): Promise<void> {
  const undone = await findPin(client, place)
  if (undone.length === 0) return
  throw new Failure(
    'SOURCE_RESTS',
    'operator',
    `Source ${place.sourceId} of district ${place.districtId} rests because ${sayUndone(undone)}: the same feed would bring the same again. Have the feed mended, look at what it brings with "staffroom sync ${place.sourceId} --dry-run", then go on with "staffroom source resume ${place.sourceId}".`,
  )
}

/** At most so many are named. */
const NAMED_MAX = 5

function sayUndone(undone: readonly UndoneSync[]): string {
  const named = undone.slice(0, NAMED_MAX).map(({ runId, undoId }) => `run ${runId} was taken back (by run ${undoId})`)
  const rest = undone.length - named.length
  return rest > 0 ? `${named.join(', ')}, and ${rest} more` : named.join(' and ')
}
