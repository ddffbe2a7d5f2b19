/** A source rests after one of its runs was taken back: the same feed would bring the same again (fault F42). */

import { Failure } from '../roster/failure.ts'
import type { DistrictClient } from '../store/database.ts'
import type { SourcePlace } from '../store/source.ts'
import { findPin } from '../store/undo.ts'

/**
 * In the district's transaction.
 * @throws Failure SOURCE_RESTS until a person resumes the source or takes the undo back
 */
export async function refuseWhileResting(client: DistrictClient, place: SourcePlace): Promise<void> {
  const pin = await findPin(client, place)
  if (pin === null) return
  throw new Failure(
    'SOURCE_RESTS',
    'operator',
    `Source ${place.sourceId} of district ${place.districtId} rests because run ${pin.runId} was taken back (by run ${pin.undoId}): the same feed would bring the same again. Have the feed mended, look at what it brings with "staffroom sync ${place.sourceId} --dry-run", then go on with "staffroom source resume ${place.sourceId}".`,
  )
}
