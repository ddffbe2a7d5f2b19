/** What a plan would make of the licences, before anything is applied: "this sync needs 14 more coaching seats". */

import { productsKind, roleKinds } from '../seats/kind.ts'
import { findPlannedEducators } from '../store/seats/planned-educators.ts'
import { findPlannedStudents } from '../store/seats/planned-students.ts'
import { findMovingPeople, findRoleChanges } from '../store/sync/roster-diff.ts'
import type { RunConnection } from '../store/sync/run-connection.ts'
import { storeRunSeats } from '../store/seats/run-seats.ts'
import { forecastSeats } from '../store/seats/seat-forecast.ts'
import type { ForecastMove, SeatCounts } from '../seats/counts.ts'
import type { RunReport, SeatPersonPlan } from './report.ts'
import type { SyncWorld } from './world.ts'

interface ForecastOptions {
  readonly runId: string
  readonly sourceId: string
  readonly world: SyncWorld
  /** The runs whose doing the plan takes back. */
  readonly undoneRuns?: readonly string[]
}

/** So many people of each kind stand in the report; all of them are kept with the plan. */
const PEOPLE_MAX = 500

/** The figures by licence kind, and what would become of whom, from the change tables on the connection; kept with the run. */
export async function forecastPlan(
  connection: RunConnection,
  { runId, sourceId, world, undoneRuns }: ForecastOptions,
): Promise<{ readonly seats: Readonly<Record<string, SeatCounts>> } & Pick<RunReport, 'seatPeople' | 'seatsShort'>> {
  const kinds = world.settings.licenceKinds
  const counted = [...new Set(roleKinds(kinds).flatMap(({ roles }) => roles))]
  const changes = await findRoleChanges(connection, sourceId, counted)
  const { retiring, returning } = await findMovingPeople(connection, sourceId)
  const { districtId } = connection
  const now = world.now()
  const students =
    productsKind(kinds) === undefined
      ? []
      : await connection.inDistrict((client) => findPlannedStudents(client, { districtId, sourceId }))
  const forecast = await connection.inDistrict((client) =>
    forecastSeats(client, {
      districtId,
      kinds,
      now,
      gained: changes.filter(({ op }) => op === 'add'),
      lost: changes.flatMap(({ op, personKey: personId, role, grantId }) =>
        op === 'retire' && grantId !== null ? [{ personId, role, grantId }] : [],
      ),
      retiring,
      returning,
      students,
      findEducators: (on, kind) => findPlannedEducators(on, { districtId, sourceId, kind, now }),
      ...(undoneRuns === undefined ? {} : { undoneRuns }),
    }),
  )
  const kindsOf = Object.entries(forecast)
  await connection.inDistrict(async (client) => {
    for (const [licence, { moves }] of kindsOf)
      await storeRunSeats(client, { districtId, runId, licence }, moves.map(numbered))
  })
  const seats = kindsOf.map(([kind, { counts }]) => {
    const { bought, used, over, needed, waiting, grace, released } = counts
    return [kind, { bought, used, over, needed, waiting, grace, released }] as const
  })
  const people = kindsOf.flatMap(([kind, { moves }]) => (moves.length === 0 ? [] : [[kind, named(moves)] as const]))
  return {
    seats: Object.fromEntries(seats),
    seatsShort: Object.fromEntries(
      kindsOf.flatMap(([kind, { counts }]) => (counts.short > 0 ? [[kind, counts.short] as const] : [])),
    ),
    ...(people.length === 0 ? {} : { seatPeople: Object.fromEntries(people) }),
  }
}

function named(moves: readonly ForecastMove[]): NonNullable<RunReport['seatPeople']>[string] {
  return { count: moves.length, people: moves.slice(0, PEOPLE_MAX).map(numbered) }
}

/** By our number; somebody who isn't there yet by the feed's. Names stay out of reports. */
function numbered({ personKey, move, reason }: ForecastMove): SeatPersonPlan {
  const isNew = personKey.startsWith('new:')
  return { personId: isNew ? null : personKey, sourcedId: isNew ? personKey.slice(4) : null, move, reason }
}
