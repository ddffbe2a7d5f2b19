/** What a plan would make of the licences, before anything is applied: "this sync needs 14 more coaching seats". */

import { roleKinds } from '../seats/kind.ts'
import { findMovingPeople, findRoleChanges } from '../store/roster-diff.ts'
import type { RunConnection } from '../store/run-connection.ts'
import { forecastSeats } from '../store/seat-forecast.ts'
import type { SeatCounts } from '../seats/counts.ts'
import type { SyncWorld } from './world.ts'

interface ForecastOptions {
  readonly sourceId: string
  readonly world: SyncWorld
  /** The runs whose doing the plan takes back. */
  readonly undoneRuns?: readonly string[]
}

/** By licence kind, from the change tables on the connection. */
export async function forecastPlan(
  connection: RunConnection,
  { sourceId, world, undoneRuns }: ForecastOptions,
): Promise<Readonly<Record<string, SeatCounts>>> {
  const kinds = world.settings.licenceKinds
  const counted = [...new Set(roleKinds(kinds).flatMap(({ roles }) => roles))]
  const changes = await findRoleChanges(connection, sourceId, counted)
  const { retiring, returning } = await findMovingPeople(connection, sourceId)
  const forecast = await connection.inDistrict((client) =>
    forecastSeats(client, {
      districtId: connection.districtId,
      kinds,
      now: world.now(),
      gained: changes.filter(({ op }) => op === 'add'),
      lost: changes.filter(({ op }) => op === 'retire').map(({ personKey, role }) => ({ personId: personKey, role })),
      retiring,
      returning,
      ...(undoneRuns === undefined ? {} : { undoneRuns }),
    }),
  )
  return Object.fromEntries(
    Object.entries(forecast).map(([kind, { bought, used, over, needed, waiting, grace, released }]) => [
      kind,
      { bought, used, over, needed, waiting, grace, released },
    ]),
  )
}
