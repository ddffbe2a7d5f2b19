import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { readColumns, readTables } from '../support/catalogue.ts'
import type { CatalogueColumn, CatalogueTable } from '../support/catalogue.ts'
import { useDatabase } from '../support/database.ts'

/** Tables that no domain code reads through Prisma; it has no list that may be missing, as a rule of communities does. */
const NOT_MAPPED = new Set(['schema_migration', 'community_rule'])

/** How a column's type is written in schema.prisma. */
const TYPES: Readonly<Record<string, string>> = {
  bigint: 'BigInt',
  'bigint[]': 'BigInt[]',
  boolean: 'Boolean',
  bytea: 'Bytes',
  date: 'DateTime @db.Date',
  integer: 'Int',
  jsonb: 'Json',
  'numeric(8,2)': 'Decimal @db.Decimal',
  smallint: 'Int @db.SmallInt',
  text: 'String',
  'text[]': 'String[]',
  'timestamp with time zone': 'DateTime @db.Timestamptz(6)',
  tstzmultirange: 'Unsupported("tstzmultirange")',
}

interface Field {
  readonly column: string
  readonly type: string
  readonly optional: boolean
  readonly hasDefault: boolean
}

interface Model {
  readonly table: string
  readonly fields: readonly Field[]
  readonly key: readonly string[]
}

const schema = readFileSync(join(findPackageRoot(), 'prisma', 'schema.prisma'), 'utf8')
const models = parseModels(schema)
const database = useDatabase()
let tables: CatalogueTable[]
let columns: CatalogueColumn[]

beforeAll(async () => {
  tables = await readTables(database.ownerUrl)
  columns = await readColumns(database.ownerUrl)
})

function parseModels(text: string): Model[] {
  const blocks = [...text.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)]
  const names = new Set(blocks.map(([, name]) => name))
  return blocks.map(([, name = '', body = '']) => {
    const lines = body.split('\n').map((line) => line.replace(/\/\/.*/, '').trim())
    const fields = lines.filter((line) => /^\w/.test(line)).flatMap((line) => parseField(line, names))
    const columnOf = new Map(fields.map(({ name: field, column }) => [field, column]))
    const key =
      /@@id\(\[(.*?)\]/.exec(body)?.[1]?.split(/,\s*/) ?? fields.filter(({ isId }) => isId).map((field) => field.name)
    return {
      table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
      fields,
      key: key.map((field) => columnOf.get(field) ?? field),
    }
  })
}

function parseField(line: string, names: ReadonlySet<string | undefined>) {
  const [name = '', type = '', ...rest] = line.split(/\s+/)
  const attributes = rest.join(' ')
  if (names.has(type.replace(/[?[\]]/g, ''))) return []
  const native = /@db\.\w+(\(\d+\))?/.exec(attributes)?.[0]
  return [
    {
      name,
      column: /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? name,
      type: [type.replace('?', ''), native].filter(Boolean).join(' '),
      optional: type.endsWith('?'),
      hasDefault: attributes.includes('@default('),
      isId: /@id\b/.test(attributes),
    },
  ]
}

describe('schema.prisma', () => {
  test('was read: a model for most tables', () => {
    expect(models.length).toBeGreaterThan(25)
    expect(models.flatMap(({ fields }) => fields).length).toBeGreaterThan(200)
  })

  test('has a model for every table but those that Prisma does not read, and no other', () => {
    const expected = tables.map(({ name }) => name).filter((name) => !NOT_MAPPED.has(name))
    expect(models.map(({ table }) => table).toSorted()).toEqual(expected.toSorted())
  })

  test('has every column with its type and whether it may be empty, and no other column', () => {
    const mapped = models.flatMap(({ table, fields }) =>
      fields.map(({ column, type, optional }) => `${table}.${column} ${type}${optional ? '?' : ''}`),
    )
    const existing = columns
      .filter(({ table }) => !NOT_MAPPED.has(table))
      .map(
        ({ table, name, type, notNull }) => `${table}.${name} ${TYPES[type] ?? `(add ${type})`}${notNull ? '' : '?'}`,
      )
    expect(mapped.toSorted()).toEqual(existing.toSorted())
  })

  test('has the primary key of every table, in its order', () => {
    const keys = new Map(tables.map(({ name, primaryKey }) => [name, primaryKey]))
    expect(models.map(({ table, key }) => [table, key])).toEqual(models.map(({ table }) => [table, keys.get(table)]))
  })

  test('promises a default only where the database has one', () => {
    const withDefault = new Set(
      columns.filter(({ hasDefault }) => hasDefault).map(({ table, name }) => `${table}.${name}`),
    )
    const promised = models.flatMap(({ table, fields }) =>
      fields.filter(({ hasDefault }) => hasDefault).map(({ column }) => `${table}.${column}`),
    )
    expect(promised.filter((name) => !withDefault.has(name))).toEqual([])
  })
})
