/** Seats follow the roles inside the apply: bought, held, waiting, and what a preview says beforehand. */

import { beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { writeDistrictRoleMap } from '../../src/sync/district-rules.ts'
import { useDatabase } from '../support/database.ts'
import { feedRole, person, smallDistrict } from '../support/literal-feed.ts'
import { type SyncBench, openSyncBench } from '../support/sync-world.ts'

const database = useDatabase()
let bench: SyncBench

beforeAll(async () => {
  bench = await openSyncBench(database.open('sync'))
})

const holders = (state: string) =>
  bench.query<{ sourced_id: string }>(
    `select s.sourced_id from seat x join person_source s on s.person_id = x.person_id where x.state = $1 order by 1`,
    [state],
  )

describe('five coaches and three seats', () => {
  const coaches = ['k1', 'k2', 'k3', 'k4', 'k5'].map((id) =>
    person(id, { feedRoles: [feedRole('teacher', 's1')], metadata: { jobTitle: 'Coach' } }),
  )

  it('forecasts, seats three, lets two wait in a stable order, and seats them when two more are bought', async () => {
    await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
      writeDistrictRoleMap(client, bench.districtId, {
        rules: [{ when: { metadata: { jobTitle: ['Coach'] } }, grant: [{ role: 'coach', scope: 'org' }] }],
      }),
    )
    await bench.buySeats(3)
    bench.feed.current = { records: [...smallDistrict(10), ...coaches] }
    const preview = await bench.sync({ dryRun: true })
    expect(preview.seats['coaching-seats']).toMatchObject({ bought: 3, needed: 5, waiting: 2, used: 3 })
    const run = await bench.sync()
    expect(run.seats['coaching-seats']).toMatchObject({ bought: 3, needed: 5, waiting: 2, used: 3, over: 0 })
    const waiting = await holders('waiting')
    expect(waiting).toHaveLength(2)
    // The dry run has named these very people, and why; a report of what was done names nobody.
    const { count, people } = preview.seatPeople?.['coaching-seats'] ?? expect.fail('nobody is named')
    expect(count).toBe(5)
    expect(people.filter(({ move }) => move === 'wait').map(({ sourcedId }) => ({ sourced_id: sourcedId }))).toEqual(
      waiting,
    )
    expect(people.map(({ move, reason, personId }) => `${move} ${reason} ${personId}`)).toEqual([
      ...Array.from({ length: 2 }, () => 'wait all_in_use null'),
      ...Array.from({ length: 3 }, () => 'assign seat_free null'),
    ])
    expect(run.seatPeople).toBeUndefined()
    await bench.sync()
    expect(await holders('waiting')).toEqual(waiting)
    expect(await bench.buySeats(5)).toMatchObject({ bought: 5, used: 5, waiting: 0 })
    expect(await holders('assigned')).toHaveLength(5)
  })

  it('puts the seat of a coach who leaves into grace in the same transaction', async () => {
    bench.feed.current = { records: [...smallDistrict(10), ...coaches.slice(1)] }
    const run = await bench.sync()
    expect(run.seats['coaching-seats']).toMatchObject({ grace: 1, needed: 4, used: 5 })
  })
})
