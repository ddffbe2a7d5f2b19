/** Seats follow an undo in its own transaction: given ones are free at once, taken ones come back. */

import { beforeEach, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { writeDistrictRoleMap } from '../../src/sync/district-rules.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { feedRole, person, smallDistrict } from '../support/literal-feed.ts'
import { readHolders } from '../support/roster-state.ts'
import { syncOf, undo } from '../support/undoing.ts'

const bench = useSyncBench()

beforeEach(async () => {
  await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
    writeDistrictRoleMap(client, bench.districtId, {
      rules: [{ when: { metadata: { jobTitle: ['Coach'] } }, grant: [{ role: 'coach', scope: 'org' }] }],
    }),
  )
  await bench.buySeats(3)
})

const coaches = (...ids: readonly string[]) => [
  ...smallDistrict(20),
  ...ids.map((id) => person(id, { feedRoles: [feedRole('teacher', 's1')], metadata: { jobTitle: 'Coach' } })),
]

const holders = async () => (await readHolders(bench)).map((line) => line.split('|').slice(1, 3).join(' '))

const ledgerAgrees = async () => {
  const proofs = await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
    replayLedger(client, bench.districtId),
  )
  return proofs.every(({ agrees }) => agrees)
}

it('what the run gave is free at once, as its preview says, and not in grace', async () => {
  await syncOf(bench, coaches('k1'))
  const run = await syncOf(bench, coaches('k1', 'k2', 'k3', 'k4'))
  expect(await holders()).toEqual(['k1 assigned', 'k2 assigned', 'k3 assigned', 'k4 waiting'])
  const preview = await undo(bench, run.runId, true)
  const undone = await undo(bench, run.runId)
  expect(preview.seats).toEqual(undone.seats)
  expect(undone.seats['coaching-seats']).toMatchObject({ used: 1, grace: 0, waiting: 0, released: 2 })
  expect(await holders()).toEqual(['k1 assigned'])
  const reasons = await bench.query(
    `select move, reason, count(*)::int as count from seat_ledger where run_id = $1 group by 1, 2 order by 1`,
    [undone.runId],
  )
  expect(reasons).toEqual([
    { move: 'release', reason: 'undone', count: 2 },
    { move: 'withdraw', reason: 'undone', count: 1 },
  ])
  expect(await ledgerAgrees()).toBe(true)
})

it('what the run took comes back, and whom it called back from grace has the rest of that grace', async () => {
  await syncOf(bench, coaches('k1', 'k2'))
  await syncOf(bench, coaches('k1'))
  const before = await readHolders(bench)
  expect(await holders()).toEqual(['k1 assigned', 'k2 grace'])
  const run = await syncOf(bench, coaches('k2', 'k3'))
  expect(await holders()).toEqual(['k1 grace', 'k2 assigned', 'k3 assigned'])
  await undo(bench, run.runId)
  expect(await readHolders(bench)).toEqual(before)
  expect(await ledgerAgrees()).toBe(true)
})

it('a seat that was given again by a redo is free at once when the run is taken back the second time', async () => {
  await syncOf(bench, coaches('k1'))
  const run = await syncOf(bench, coaches('k1', 'k2'))
  const undone = await undo(bench, run.runId)
  await undo(bench, undone.runId)
  expect(await holders()).toEqual(['k1 assigned', 'k2 assigned'])
  await undo(bench, run.runId)
  expect(await holders()).toEqual(['k1 assigned'])
})

it('whoever got a seat meanwhile keeps it, and the other waits', async () => {
  await bench.buySeats(1)
  await syncOf(bench, coaches('k1'))
  // The last coach of the district does not go unasked.
  const held = await syncOf(bench, coaches())
  const run = await approveRun(bench.world, { districtId: bench.districtId, runId: held.runId, by: 'test' })
  await bench.query(`update seat set until = now() - interval '1 day' where state = 'grace'`)
  await syncOf(bench, coaches('k9'))
  expect(await holders()).toEqual(['k9 assigned'])
  await undo(bench, run.runId)
  expect(await holders()).toEqual(['k1 waiting', 'k9 assigned'])
})
