/** Dates that were changed at a page: a worker works out the next slot anew, and no slot is run twice or lost for it. */

import { beforeAll, expect, test } from 'vitest'
import worker from '../../config/worker.json' with { type: 'json' }
import { settleStaleness } from '../../src/daemon/tick.ts'
import { type Database, globally, inDistrict } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { sql } from '../../src/store/sql.ts'
import { createSource, findSource } from '../../src/store/sync/source.ts'
import { useDatabase } from '../support/database.ts'

const settings = { ...worker, spreadMs: 0 }
const place = { districtId: 'd1', sourceId: 'sis' }
const SLOT = '2026-11-23T08:00:00.000Z'
const database = useDatabase()
let db: Database

beforeAll(async () => {
  db = database.open('sync')
  const district = { id: 'd1', name: 'd1', timezone: 'America/Chicago', customerId: null }
  await globally(db, (client) => createDistrict(client, district))
  await inDistrict(db, { districtId: 'd1', actor: 'test' }, (client) =>
    createSource(client, { ...place, connector: 'literal', config: {}, cron: '0 2 * * *', nextDueAt: new Date(SLOT) }),
  )
})

/** As the page's action does, then a worker's look at `now`. */
async function change(blackouts: readonly { from: string; to: string }[], now: string): Promise<string | undefined> {
  await inDistrict(db, { districtId: 'd1', actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ version: string }>(sql('list_blackouts'), ['d1'])
    const values = ['d1', 'sis', JSON.stringify(blackouts), rows[0]?.version]
    expect((await client.query(sql('set_blackouts'), values)).rowCount).toBe(1)
  })
  await settleStaleness({ db, settings, now: () => new Date(now) })
  const source = await inDistrict(db, { districtId: 'd1', actor: 'test' }, (client) => findSource(client, place))
  expect(source?.staleAt).not.toBeNull()
  return source?.nextDueAt?.toISOString()
}

test('the next slot moves behind dates that come over it, and back when they are removed', async () => {
  const now = '2026-11-22T18:00:00Z'
  expect(await change([{ from: '2026-11-23', to: '2026-11-25' }], now)).toBe('2026-11-26T08:00:00.000Z')
  expect(await change([], now)).toBe(SLOT)
})

test('a slot that is due and not yet taken stays due, and a worker that looks twice changes nothing', async () => {
  const late = '2026-11-23T08:00:30Z'
  expect(await change([], late)).toBe(SLOT)
  expect(await change([{ from: '2026-12-20', to: '2027-01-03' }], late)).toBe(SLOT)
})
