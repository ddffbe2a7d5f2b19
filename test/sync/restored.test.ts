/** F49: a database that was restored from an older backup: nights go on from there, and the next whole feed makes good what is missing. */

import { afterAll, expect, it } from 'vitest'
import type { RosterRecord } from '../../src/roster/model.ts'
import { inDistrict, openDatabase } from '../../src/store/database.ts'
import { setLicence } from '../../src/store/seats/seats.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { enrolment, feedRole, person, schoolClass, smallDistrict } from '../support/literal-feed.ts'
import { readExport, readGrants, readHolders } from '../support/roster-state.ts'
import { attachSyncBench, openSyncBench, type SyncBench } from '../support/sync-world.ts'

const opened: TestDatabase[] = []
afterAll(async () => {
  for (const database of opened) await database.drop()
})

async function clone(of?: TestDatabase): Promise<TestDatabase> {
  const database = await cloneDatabase(of)
  opened.push(database)
  return database
}

const night = async (bench: SyncBench, records: readonly RosterRecord[]): Promise<void> => {
  bench.feed.current = { records }
  expect((await bench.sync()).state).toBe('reported')
}
const coach = (id: string) => person(id, { feedRoles: [feedRole('counselor', 's1')] })
/** Somebody comes, somebody goes, somebody is renamed, a class opens; coaches change hands. */
const NIGHTS: readonly (readonly RosterRecord[])[] = [
  [...smallDistrict(40), coach('k1'), coach('k2')],
  [...smallDistrict(41), schoolClass('new'), enrolment('new', 'p001'), coach('k2'), coach('k3')],
  [
    ...smallDistrict(41).filter(({ sourcedId }) => !['p005', 'c1-p005'].includes(sourcedId)),
    person('p006', { givenName: 'Renamed' }),
    coach('k3'),
  ].filter((one, index, all) => all.findLastIndex(({ sourcedId }) => sourcedId === one.sourcedId) === index),
]
const assigned = (seats: unknown) => (seats as string[]).filter((one) => one.includes('|assigned'))
const everything = async (bench: SyncBench) => [
  await readExport(bench.world.db, bench.districtId),
  await readGrants(bench),
  await readHolders(bench),
]

it('F49: a restored database is brought to the same roster, roles and seats by the next whole feed as the one that was lost', async () => {
  const lost = await clone()
  const first = openDatabase({ url: lost.ownerUrl, role: 'sync', poolMax: 4 })
  const before = await openSyncBench(first)
  await inDistrict(first, { districtId: 'd1', actor: 'test' }, async (client) => {
    const rules = [{ when: { role: ['counselor'] }, grant: [{ role: 'coach', scope: 'org' }] }]
    await client.query("insert into district_setting (district_id, key, value) values ('d1', 'role_map', $1)", [
      { rules },
    ])
    const kinds = before.world.settings.licenceKinds
    const bought = { districtId: 'd1', kind: 'coaching-seats', quantity: 5, actor: 'test', kinds, now: new Date() }
    await setLicence(client, bought)
  })
  await night(before, NIGHTS[0] ?? [])
  await first.close()
  const backup = await clone(lost)
  const went = attachSyncBench(lost.open('sync'))
  for (const records of NIGHTS.slice(1)) await night(went, records)
  const restored = attachSyncBench(backup.open('sync'))
  await night(restored, NIGHTS.at(-1) ?? [])
  const [roster, roles, seats] = await everything(restored)
  const [rosterLost, rolesLost, seatsLost] = await everything(went)
  expect(roster).toBe(rosterLost)
  expect(roles).toEqual(rolesLost)
  // Who left is in grace from the night on that noticed it, so only who holds one now is compared.
  expect(assigned(seats)).toEqual(assigned(seatsLost))
  expect(assigned(seats)).toEqual(['coaching-seats|k3|assigned'])
  await night(restored, NIGHTS.at(-1) ?? [])
  expect((await everything(restored))[0]).toBe(rosterLost)
})
