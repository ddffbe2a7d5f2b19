import type { PoolClient } from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { globally, inDistrict, inDistrictPrisma } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { GLOBAL_TABLES, readRows } from '../support/catalogue.ts'
import { useDatabase } from '../support/database.ts'
import { GLOBAL_ROWS, planRows } from './every-table.ts'
import type { PlannedRow } from './every-table.ts'

// Only the database is asked here: nothing of the application's own checks stands before it.

const ALDER = { districtId: 'alder', actor: 'cli' }
const BIRCH = { districtId: 'birch', actor: 'cli' }
const ROLES = ['web', 'sync'] as const

const database = useDatabase()
let rows: PlannedRow[]
let pools: Record<(typeof ROLES)[number], Database>

beforeAll(async () => {
  const owner = database.open('owner')
  pools = { web: database.open('web'), sync: database.open('sync') }
  rows = await planRows(database.ownerUrl)
  await globally(owner, (client) => inTurn(client, GLOBAL_ROWS))
  // The same ids in both districts: no key of one stands in the way of the other.
  for (const context of [ALDER, BIRCH]) {
    await inDistrict(owner, context, (client) =>
      inTurn(
        client,
        rows.map(({ statement }) => statement),
        context.districtId,
      ),
    )
  }
})

async function inTurn(client: PoolClient, statements: readonly string[], district?: string): Promise<void> {
  for (const statement of statements) await client.query(statement, district === undefined ? [] : [district])
}

/** What a role may do to which table, by way of its grants on the table or on a column. */
async function grantedTables(role: string, privilege: 'select' | 'insert' | 'delete'): Promise<string[]> {
  const has = privilege === 'delete' ? 'has_table_privilege' : 'has_any_column_privilege'
  const found = await readRows<{ name: string }>(
    database.ownerUrl,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
     and ${has}('staffroom_${role}', oid, '${privilege}') order by 1`,
  )
  return found.map(({ name }) => name).filter((name) => !GLOBAL_TABLES.has(name))
}

async function districtsSeen(client: PoolClient, table: string): Promise<string[]> {
  const { rows: found } = await client.query<{ district_id: string }>(`select district_id from "${table}" order by 1`)
  return found.map(({ district_id }) => district_id)
}

/** The code of the error that a statement ends with, without ending the transaction; '' where it succeeds. */
async function refusal(client: PoolClient, statement: string, values: readonly string[] = []): Promise<string> {
  await client.query('savepoint attempt')
  try {
    await client.query(statement, [...values])
    return ''
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  } finally {
    await client.query('rollback to savepoint attempt')
  }
}

test('the fixture has a row for every table of districts', () => {
  expect(rows.length).toBeGreaterThan(20)
})

describe.each(ROLES)('the role of %s', (role) => {
  test('sees of every table only the rows of its own district', async () => {
    const tables = await grantedTables(role, 'select')
    expect(tables.length).toBeGreaterThan(10)
    for (const context of [ALDER, BIRCH]) {
      const seen = await inDistrict(pools[role], context, async (client) => {
        const districts: [string, string[]][] = []
        for (const table of tables) districts.push([table, await districtsSeen(client, table)])
        return districts
      })
      expect(seen).toEqual(tables.map((table) => [table, [context.districtId]]))
    }
  })

  test('sees no row at all without a district, and none of the last one on the same connection', async () => {
    const tables = await grantedTables(role, 'select')
    await inDistrict(pools[role], ALDER, (client) => districtsSeen(client, 'person'))
    for (const table of tables) {
      expect(await globally(pools[role], (client) => districtsSeen(client, table)), table).toEqual([])
    }
  })

  test('sees nothing of a district whose name only begins the same or is a pattern', async () => {
    for (const districtId of ['alde', 'ALDER', '%', "alder' or true --"]) {
      const seen = await inDistrict(pools[role], { districtId, actor: 'cli' }, (client) =>
        districtsSeen(client, 'person'),
      )
      expect(seen, districtId).toEqual([])
    }
  })

  test('writes no row for another district into any table', async () => {
    const tables = new Set(await grantedTables(role, 'insert'))
    const attempts = rows.filter(({ table }) => tables.has(table))
    expect(attempts.length).toBeGreaterThan(5)
    for (const { table, statement } of attempts) {
      const code = await inDistrict(pools[role], ALDER, (client) => refusal(client, statement, ['birch']))
      expect(code, table).toBe('42501')
    }
  })

  test('changes and deletes no row of another district, by whatever condition', async () => {
    const changing = await readRows<{ table: string; column: string }>(
      database.ownerUrl,
      `select distinct on (relname) relname as table, attname as column from pg_class c join pg_attribute on attrelid = c.oid
       where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped and attgenerated = ''
       and has_column_privilege('staffroom_${role}', c.oid, attnum, 'update') order by relname, attnum desc`,
    )
    const deleting = new Set(await grantedTables(role, 'delete'))
    await inDistrict(pools[role], ALDER, async (client) => {
      for (const { table, column } of changing.filter(({ table: name }) => !GLOBAL_TABLES.has(name))) {
        const changed = await client.query(
          `update "${table}" set "${column}" = "${column}" where district_id = 'birch'`,
        )
        expect(changed.rowCount, `update ${table}`).toBe(0)
      }
      for (const table of deleting) {
        const removed = await client.query(`delete from "${table}" where district_id = 'birch'`)
        expect(removed.rowCount, `delete ${table}`).toBe(0)
      }
    })
  })

  test('moves no row of its own into another district', async () => {
    const tables = await readRows<{ name: string }>(
      database.ownerUrl,
      `select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
       and exists (select from pg_attribute where attrelid = c.oid and attname = 'district_id'
         and has_column_privilege('staffroom_${role}', c.oid, attnum, 'update'))`,
    )
    const moving = tables.filter(({ name }) => !GLOBAL_TABLES.has(name))
    expect(moving.length).toBeGreaterThan(3)
    for (const { name } of moving) {
      const code = await inDistrict(pools[role], ALDER, (client) =>
        refusal(client, `update "${name}" set district_id = 'birch'`),
      )
      expect(code, name).toBe('42501')
    }
  })

  test('can not switch the isolation off', async () => {
    await inDistrict(pools[role], ALDER, async (client) => {
      expect(await refusal(client, 'alter table person disable row level security')).toBe('42501')
      expect(await refusal(client, 'drop policy district_only on person')).toBe('42501')
      expect(await refusal(client, `alter role staffroom_${role} bypassrls`)).toBe('42501')
      await client.query('set local row_security = off')
      expect(await refusal(client, 'select from person')).toBe('42501')
    })
  })

  test('can not empty a table', async () => {
    for (const { table } of rows) {
      const code = await inDistrict(pools[role], ALDER, (client) => refusal(client, `truncate "${table}" cascade`))
      expect(code, table).toBe('42501')
    }
  })

  test('adds to the audit log and never changes it', async () => {
    await inDistrict(pools[role], ALDER, async (client) => {
      const entry = "insert into audit_entry (district_id, actor, action, object) values ($1, 'cli', 'tried', 'run:1')"
      expect(await refusal(client, entry, ['alder'])).toBe('')
      expect(await refusal(client, "update audit_entry set actor = 'somebody'")).toBe('42501')
      expect(await refusal(client, 'delete from audit_entry')).toBe('42501')
    })
  })
})

describe('Prisma', () => {
  test('sees nothing outside a unit of work', async () => {
    expect(await pools.web.prisma.person.findMany()).toEqual([])
    expect(await pools.web.prisma.$queryRaw`select district_id from role_grant`).toEqual([])
  })

  test('sees the rows of the one district inside, relations included', async () => {
    const people = await inDistrictPrisma(pools.web, ALDER, (tx) =>
      tx.person.findMany({ include: { roleGrants: true } }),
    )
    expect(people).toHaveLength(1)
    expect(people[0]?.roleGrants.map(({ districtId }) => districtId)).toEqual(['alder'])
  })

  test('finds no row of another district by its key', async () => {
    const key = { districtId_id: { districtId: 'birch', id: 900001n } }
    const found = await inDistrictPrisma(pools.web, ALDER, (tx) => tx.person.findUnique({ where: key }))
    expect(found).toBeNull()
  })

  test('writes no row of another district', async () => {
    const data = { districtId: 'birch', givenName: 'Ada', familyName: 'Ash' }
    await expect(inDistrictPrisma(pools.web, ALDER, (tx) => tx.person.create({ data }))).rejects.toMatchObject({
      code: 'P2039',
    })
  })
})

test('the owner, too, sees only the district that it names', async () => {
  const owner = database.open('owner')
  const powers = await readRows<{ passes: boolean }>(
    database.ownerUrl,
    'select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user',
  )
  // A server given from outside may let its superuser run the tests; nothing holds against that one.
  const expected = powers[0]?.passes === true ? ['alder', 'birch'] : ['alder']
  expect(await inDistrict(owner, ALDER, (client) => districtsSeen(client, 'person'))).toEqual(expected)
})
