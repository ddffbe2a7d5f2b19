import { beforeAll, describe, expect, test } from 'vitest'
import { GLOBAL_TABLES, readRows, readTables } from '../support/catalogue.ts'
import type { CatalogueTable } from '../support/catalogue.ts'
import { useDatabase } from '../support/database.ts'

// They keep the counts of a licence, which no runtime role may write by hand, or delete one person for good; each fixes
// its search path.
const DEFINER_FUNCTIONS = new Set([
  'count_added_seats',
  'count_removed_seats',
  'count_changed_seats',
  'count_allotted_credits',
  'erase_person',
  'erase_person_traces',
  'refresh_statistics',
])

// Pages note payments by card alone.
const RESTRICTIVE_POLICIES = ['payment: cards_only']

const database = useDatabase()
let tables: CatalogueTable[]
let ofDistricts: CatalogueTable[]

beforeAll(async () => {
  tables = await readTables(database.ownerUrl)
  ofDistricts = tables.filter(({ name }) => !GLOBAL_TABLES.has(name))
})

const ask = (statement: string): Promise<{ found: string }[]> =>
  readRows<{ found: string }>(database.ownerUrl, statement)

describe('every table', () => {
  test('is a table of districts, or one of the global list, and the list names no other', () => {
    const names = new Set(tables.map(({ name }) => name))
    expect([...GLOBAL_TABLES.keys()].filter((name) => !names.has(name))).toEqual([])
    expect(ofDistricts.filter(({ hasDistrict }) => !hasDistrict).map(({ name }) => name)).toEqual([])
    expect(ofDistricts.length).toBeGreaterThan(20)
  })

  test('of districts has a primary key that begins with district_id', () => {
    expect(ofDistricts.filter(({ primaryKey }) => primaryKey[0] !== 'district_id').map(({ name }) => name)).toEqual([])
  })

  test('has a primary key', () => {
    expect(tables.filter(({ primaryKey }) => primaryKey.length === 0).map(({ name }) => name)).toEqual([])
  })

  test('of districts has unique indexes that begin with district_id only, or a key of another district could be found out', async () => {
    const indexes = await readRows<{ table: string; found: string }>(
      database.ownerUrl,
      `select t.relname as table, i.indexrelid::regclass::text as found
       from pg_index i join pg_class t on t.oid = i.indrelid
       left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
       where t.relnamespace = 'public'::regnamespace and i.indisunique and a.attname is distinct from 'district_id'`,
    )
    expect(indexes.filter(({ table }) => !GLOBAL_TABLES.has(table))).toEqual([])
  })

  test('of districts forces row-level security', () => {
    const open = ofDistricts.filter(({ rowSecurity, rowSecurityForced }) => !rowSecurity || !rowSecurityForced)
    expect(open.map(({ name }) => name)).toEqual([])
  })

  test('has no further policy but those of the list, which only take away', async () => {
    const found = await readRows<{ name: string }>(
      database.ownerUrl,
      `select polrelid::regclass || ': ' || polname as name from pg_policy join pg_class c on c.oid = polrelid
       where relnamespace = 'public'::regnamespace and not polpermissive`,
    )
    expect(found.map(({ name }) => name)).toEqual(RESTRICTIVE_POLICIES)
  })

  test('of districts has one policy that opens it, for every command and every role, on reading and on writing', async () => {
    const policies = await readRows<{ table: string; commands: string; reads: string; writes: string; all: boolean }>(
      database.ownerUrl,
      `select polrelid::regclass::text as table, polcmd as commands, pg_get_expr(polqual, polrelid) as reads,
         pg_get_expr(polwithcheck, polrelid) as writes, polroles = '{0}' as all
       from pg_policy p join pg_class c on c.oid = polrelid
       where relnamespace = 'public'::regnamespace and polpermissive`,
    )
    const only = '(district_id = app_district())'
    const expected = ofDistricts.map(({ name }) => ({
      table: name,
      commands: '*',
      reads: only,
      writes: only,
      all: true,
    }))
    expect(policies.toSorted((a, b) => a.table.localeCompare(b.table, 'en'))).toEqual(
      expected.toSorted((a, b) => a.table.localeCompare(b.table, 'en')),
    )
  })
})

describe('a foreign key', () => {
  test('between tables of districts holds district_id on both sides, so that none crosses districts', async () => {
    const keys = await readRows<{ name: string; from: string; to: string; columns: string[]; targets: string[] }>(
      database.ownerUrl,
      `select conname as name, conrelid::regclass::text as from, confrelid::regclass::text as to,
         array(select attname::text from unnest(conkey) with ordinality k (n, o) join pg_attribute on attrelid = conrelid and attnum = n order by o) as columns,
         array(select attname::text from unnest(confkey) with ordinality k (n, o) join pg_attribute on attrelid = confrelid and attnum = n order by o) as targets
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
    )
    const crossing = keys.filter(({ from, to, columns, targets }) => {
      if (GLOBAL_TABLES.has(to) || GLOBAL_TABLES.has(from)) return false
      const place = columns.indexOf('district_id')
      return place === -1 || targets[place] !== 'district_id'
    })
    expect(crossing).toEqual([])
    expect(keys.length).toBeGreaterThan(20)
  })

  test('never leads from a global table into the tables of a district but with the district', async () => {
    const keys = await readRows<{ from: string; to: string; definition: string }>(
      database.ownerUrl,
      `select conrelid::regclass::text as from, confrelid::regclass::text as to, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
    )
    const leading = keys.filter(({ from, to }) => GLOBAL_TABLES.has(from) && !GLOBAL_TABLES.has(to))
    expect(leading.filter(({ definition }) => !definition.startsWith('FOREIGN KEY (district_id,'))).toEqual([])
  })
})

describe('nothing passes by the policies:', () => {
  test('every view runs with the rights of who asks', async () => {
    const views = await ask(
      `select relname as found from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
       and not coalesce('security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions), false)`,
    )
    expect(views).toEqual([])
  })

  test('only the functions of the list run with the rights of the owner, and those fix their search path', async () => {
    const functions = await readRows<{ name: string; settings: string[] | null }>(
      database.ownerUrl,
      `select proname as name, proconfig as settings from pg_proc p join pg_namespace n on n.oid = pronamespace
       where prosecdef and nspname in ('public', 'pgboss')`,
    )
    expect(new Set(functions.map(({ name }) => name))).toEqual(DEFINER_FUNCTIONS)
    for (const { name, settings } of functions) expect(settings?.join(), name).toMatch(/search_path=/)
  })

  test('the runtime roles have no power of their own and belong to no other role', async () => {
    const roles = await readRows<object>(
      database.ownerUrl,
      `select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin as power,
         exists (select from pg_auth_members where member = r.oid) as belongs
       from pg_roles r where rolname in ('staffroom_web', 'staffroom_sync') order by 1`,
    )
    expect(roles).toEqual([
      { name: 'staffroom_sync', power: false, belongs: false },
      { name: 'staffroom_web', power: false, belongs: false },
    ])
  })

  test('the runtime roles own nothing', async () => {
    const owned = await ask(
      `select classid::regclass::text || ' ' || objid as found from pg_shdepend d join pg_roles r on r.oid = refobjid
       where deptype = 'o' and rolname in ('staffroom_web', 'staffroom_sync') and dbid = (select oid from pg_database where datname = current_database())`,
    )
    expect(owned).toEqual([])
  })

  test('the runtime roles may not truncate, refer to, put a trigger on or maintain any table', async () => {
    const granted = await ask(
      `select relname || ' ' || privilege_type || ' to ' || grantee::regrole as found
       from pg_class c join pg_namespace n on n.oid = relnamespace, aclexplode(relacl)
       where nspname in ('public', 'pgboss') and relkind in ('r', 'p', 'v')
       and grantee in ('staffroom_web'::regrole, 'staffroom_sync'::regrole, 0)
       and privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')`,
    )
    expect(granted).toEqual([])
  })

  test('nobody else was granted anything on a table, and the runtime roles may make nothing', async () => {
    const others = await ask(
      `select relname as found from pg_class c, aclexplode(relacl)
       where relnamespace = 'public'::regnamespace and grantee not in (relowner, 'staffroom_web'::regrole, 'staffroom_sync'::regrole)`,
    )
    const makers = await ask(
      `select r.rolname as found from pg_roles r where rolname in ('staffroom_web', 'staffroom_sync')
       and (has_schema_privilege(oid, 'public', 'create') or has_schema_privilege(oid, 'pgboss', 'create'))`,
    )
    expect({ others, makers }).toEqual({ others: [], makers: [] })
  })

  test('the audit log and the seat ledger can only be added to', async () => {
    const changing = await ask(
      `select relname || ' ' || privilege_type as found from pg_class, aclexplode(relacl)
       where relnamespace = 'public'::regnamespace and relname in ('audit_entry', 'seat_ledger') and grantee <> relowner
       and privilege_type not in ('SELECT', 'INSERT')`,
    )
    expect(changing).toEqual([])
  })
})

// From the sixth call of a connection on, PostgreSQL may keep one plan for all: of one coach it is right, of three hundred it ran
// into the time limit.
test('a function that is asked for one or for all is planned for what it was asked', async () => {
  const kept = await ask(
    `select proname as found from pg_proc
     where pronamespace = 'public'::regnamespace and prolang = (select oid from pg_language where lanname = 'sql')
       and prosrc ~ 'of_\\w+ is null' and not coalesce(proconfig, '{}') @> array['plan_cache_mode=force_custom_plan']`,
  )
  expect(kept).toEqual([])
  expect(await ask("select proname as found from pg_proc where prosrc ~ 'of_\\w+ is null'")).not.toEqual([])
})
