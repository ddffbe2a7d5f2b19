import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { executeInDistrict, globally, inDistrict, inDistrictPrisma, openDatabase } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { addPerson } from '../signin/roster.ts'
import { useDatabase } from '../support/database.ts'
import { startCuttingPooler, startOptionDroppingPooler } from './pooler.ts'

const ALDER = { districtId: 'alder', actor: 'person:17' }

const database = useDatabase()
let web: Database

beforeAll(async () => {
  web = database.open('web')
  await globally(web, (client) =>
    client.query("insert into district (id, name, timezone) values ('alder', 'Alder', 'UTC')"),
  )
})

const insertPerson = "insert into person (district_id, given_name, family_name) values ('alder', 'Ada', $1)"

async function familyNames(): Promise<string[]> {
  const { rows } = await inDistrict(web, ALDER, (client) =>
    client.query<{ family_name: string }>('select family_name from person order by 1'),
  )
  return rows.map((row) => row.family_name)
}

describe('a connection', () => {
  test('that does not come free in time is a failure that passes by itself, whichever way it was asked for', async () => {
    const busy = openDatabase({ url: database.ownerUrl, role: 'web', poolMax: 1, connectionWaitMs: 200 })
    onTestFinished(() => busy.close())
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const held = inDistrict(busy, ALDER, () => promise)
    const expected = { code: 'DATABASE_BUSY', disposition: 'retry' }
    await expect(globally(busy, (client) => client.query('select 1'))).rejects.toMatchObject(expected)
    await expect(inDistrictPrisma(busy, ALDER, (tx) => tx.person.count())).rejects.toMatchObject(expected)
    resolve(undefined)
    await held
    expect(await inDistrictPrisma(busy, ALDER, (tx) => tx.person.count())).toBe(0)
  })

  test('that dies while it is asked for its role is an error for whoever wanted it, and ends no process', async () => {
    const way = await startCuttingPooler(database.ownerUrl, 'current_user as role')
    onTestFinished(() => way.stop())
    const cut = openDatabase({ url: way.url, role: 'web' })
    onTestFinished(() => cut.close())
    await expect(globally(cut, (client) => client.query('select 1'))).rejects.toThrow(/terminated/)
  })

  test('is refused where a pooler drops the start-up options, for it would run with the rights of the owner', async () => {
    const pooler = await startOptionDroppingPooler(database.ownerUrl)
    onTestFinished(() => pooler.stop())
    for (const role of ['web', 'sync'] as const) {
      const behind = openDatabase({ url: pooler.url, role })
      await expect(globally(behind, (client) => client.query('select 1'))).rejects.toMatchObject({
        code: 'DATABASE_ROLE',
        disposition: 'operator',
      })
      await expect(inDistrictPrisma(behind, ALDER, (tx) => tx.person.findMany())).rejects.toThrow(/staffroom_/)
      await behind.close()
    }
  })

  test.each([
    ['web', 'staffroom_web', '15s', '5s'],
    ['sync', 'staffroom_sync', '30min', '30s'],
  ] as const)('of %s runs as %s, with limits on statements and locks', async (role, user, statement, lock) => {
    const { rows } = await globally(database.open(role), (client) =>
      client.query(`select current_user as user, current_setting('statement_timeout') as statement,
        current_setting('lock_timeout') as lock, current_setting('TimeZone') as zone`),
    )
    expect(rows).toEqual([{ user, statement, lock, zone: 'UTC' }])
  })

  test('takes other limits where they are given', async () => {
    const hurried = openDatabase({ url: database.ownerUrl, role: 'web', statementTimeoutMs: 50 })
    onTestFinished(() => hurried.close())
    await expect(globally(hurried, (client) => client.query('select pg_sleep(5)'))).rejects.toMatchObject({
      code: '57014',
    })
  })

  test('reads ids and counts as decimal strings and days as they are written, wherever the server is', async () => {
    const { rows } = await globally(web, (client) =>
      client.query(`select 9007199254740993::bigint as id, date '2026-03-29' as day, array[date '2026-03-29'] as days,
        timestamptz '2026-03-29 02:30:00+00' as at`),
    )
    const at = new Date('2026-03-29T02:30:00Z')
    expect(rows).toEqual([{ id: '9007199254740993', day: '2026-03-29', days: ['2026-03-29'], at }])
  })
})

describe('a unit of work', () => {
  test('leaves nothing behind where it throws', async () => {
    const work = inDistrict(web, ALDER, async (client) => {
      await client.query(insertPerson, ['Thrown'])
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    const throughPrisma = inDistrictPrisma(web, ALDER, async (tx) => {
      await tx.person.create({ data: { districtId: 'alder', givenName: 'Ada', familyName: 'Thrown' } })
      throw new Error('changed my mind again')
    })
    await expect(throughPrisma).rejects.toThrow('changed my mind again')
    expect(await familyNames()).not.toContain('Thrown')
  })

  test('is refused without a district', async () => {
    const nowhere = { districtId: '', actor: 'cli' }
    await expect(async () => inDistrict(web, nowhere, (client) => client.query('select 1'))).rejects.toMatchObject({
      code: 'DISTRICT_MISSING',
    })
    await expect(async () => inDistrictPrisma(web, nowhere, (tx) => tx.person.count())).rejects.toMatchObject({
      code: 'DISTRICT_MISSING',
    })
  })

  test('fails where its connection is ended under it; the next one gets a sound connection', async () => {
    const work = inDistrict(web, ALDER, async (client) => {
      await client.query(insertPerson, ['Cut'])
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      // Whoever made the database may end its connections.
      await globally(database.open('owner'), (owner) => owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]))
      await client.query('select 1')
    })
    await expect(work).rejects.toThrow(/terminat|not queryable/)
    expect(await familyNames()).not.toContain('Cut')
  })

  test('knows its district and who acts, and forgets both when it ends', async () => {
    const asked = "select app_district() as district, nullif(current_setting('app.actor', true), '') as actor"
    const one = openDatabase({ url: database.ownerUrl, role: 'web', poolMax: 1 })
    onTestFinished(() => one.close())
    expect((await inDistrict(one, ALDER, (client) => client.query(asked))).rows).toEqual([
      { district: 'alder', actor: 'person:17' },
    ])
    expect((await globally(one, (client) => client.query(asked))).rows).toEqual([{ district: null, actor: null }])
    expect(await inDistrictPrisma(one, ALDER, (tx) => tx.$queryRawUnsafe(asked))).toEqual([
      { district: 'alder', actor: 'person:17' },
    ])
    expect((await one.pool.query(asked)).rows).toEqual([{ district: null, actor: null }])
  })

  test('keeps what it wrote when it returns', async () => {
    await inDistrict(web, ALDER, (client) => client.query(insertPerson, ['Kept']))
    await inDistrictPrisma(web, ALDER, (tx) =>
      tx.person.create({ data: { districtId: 'alder', givenName: 'Ada', familyName: 'Kept too' } }),
    )
    expect(await familyNames()).toEqual(['Kept', 'Kept too'])
  })
})

test('a database that was closed twice is closed', async () => {
  const closing = openDatabase({ url: database.ownerUrl, role: 'sync' })
  await globally(closing, (client) => client.query('select 1'))
  await closing.close()
  await closing.close()
  await expect(globally(closing, (client) => client.query('select 1'))).rejects.toThrow(/after calling end/)
})

describe('a statement that is kept ready', () => {
  const people = (districtId: string, sourcedId: string): Promise<readonly object[]> =>
    executeInDistrict(
      one,
      { districtId, actor: 'system' },
      { name: 'find_people_by_sourced_id', types: ['text', 'text'], values: [districtId, sourcedId] },
    )
  const linked = (registrationId: string): Promise<readonly object[]> =>
    executeInDistrict(
      one,
      { districtId: 'alder', actor: 'system' },
      { name: 'find_linked_person', types: ['text', 'bigint', 'text'], values: ['alder', registrationId, 'sub'] },
    )
  let one: Database

  beforeAll(async () => {
    one = openDatabase({ url: database.ownerUrl, role: 'web', poolMax: 1 })
    const owner = database.open('sync')
    await globally(owner, (client) =>
      client.query("insert into district (id, name, timezone) values ('birch', 'Birch', 'UTC') on conflict do nothing"),
    )
    for (const [districtId, sourcedId] of [
      ['alder', "o'\\kept"],
      ['birch', 'other'],
    ] as const)
      await addPerson(owner, districtId, { sourcedId })
    return () => one.close()
  })

  test('sees the rows of its district and of no other, whatever it is given', async () => {
    expect(await people('alder', "o'\\kept")).toHaveLength(1)
    expect(await people('birch', 'other')).toHaveLength(1)
    expect(await people('birch', "o'\\kept")).toHaveLength(0)
    const foreign = executeInDistrict(
      one,
      { districtId: 'alder', actor: 'system' },
      { name: 'find_people_by_sourced_id', types: ['text', 'text'], values: ['birch', 'other'] },
    )
    expect(await foreign).toHaveLength(0)
  })

  test('leaves no district behind on its connection', async () => {
    await people('alder', 'x')
    const left = "select coalesce(current_setting('app.district_id', true), '') as district"
    expect((await one.pool.query(left)).rows).toEqual([{ district: '' }])
  })

  test('that fails keeps nothing, and the connection serves the next one', async () => {
    await expect(linked('no number')).rejects.toMatchObject({ code: '22P02' })
    expect(await linked('1')).toEqual([])
    expect(await people('alder', "o'\\kept")).toHaveLength(1)
  })

  test('is never without a district', async () => {
    await expect(people('', 'x')).rejects.toMatchObject({ code: 'DISTRICT_MISSING' })
  })
})
