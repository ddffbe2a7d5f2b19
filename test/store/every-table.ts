/** One plain row for every table of districts, made up from the catalogue: so that a table added tomorrow is tested, too. */

import { escapeIdentifier } from 'pg'
import { GLOBAL_TABLES, readColumns, readRows, readTables } from '../support/catalogue.ts'
import type { CatalogueColumn } from '../support/catalogue.ts'

/** An insert of one row; `$1` is the district, nothing else differs from district to district. */
export interface PlannedRow {
  readonly table: string
  readonly statement: string
}

/** Where a check ties columns together, or a count must allow the rows that follow. */
const PARTICULARS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  quarantine_entry: { record: "'s:x1'" },
  rule_setting: { value: "'true'" },
  role_grant: { scope_id: '0', source_id: "'x1'" },
  licence: { bought: '1' },
  // The columns of gradebooks refer to it.
  lti_context_link: { id: '900001' },
  community_invitation: { email: "'x1'" },
  seat_ledger: { quantity: '1' },
  community_report: { figures: "'[]'" },
  class_monday: { monday: "'2026-09-07'" },
  community_monday: { monday: "'2026-09-07'", classes: '2' },
  caseload_rule: { grade: "'07'" },
  community_rule: { same_course: 'true' },
  code_session: { person_id: '900001' },
  coaching_figure: { educators: '5', cells: "'[]'" },
  coaching_cycle_figure: { educators: '5', cells: "'[]'" },
  upload: { content: "'x1'" },
  interaction_import_line: { line: '2' },
  roster_import: { kind: "'staff'" },
  roster_import_effect: { line: '2', effect: "'person'" },
  note_opening: { interaction_id: '900001' },
  invoice: { currency: "'USD'", subtotal: '900001', tax: '0', total: '900001' },
  payment: { currency: "'USD'" },
  payment_checkout: { url: "'https://x1'" },
  start_card: { expires_at: "now() + interval '1 hour'" },
  support_access: { reason: "'to be looked at'", expires_at: "now() + interval '1 hour'" },
}

/** What the rows of districts lean on. */
export const GLOBAL_ROWS: readonly string[] = [
  "insert into district (id, name, timezone) values ('alder', 'Alder', 'UTC'), ('birch', 'Birch', 'UTC')",
  "insert into source_schedule (district_id, source_id) values ('alder', 'x1'), ('birch', 'x1')",
  `insert into lti_registration (id, issuer, client_id, auth_url, token_url, jwks_url, frame_origins)
   values (900001, 'x1', 'x1', 'x1', 'x1', 'x1', '{x1}')`,
  "insert into lti_deployment (id, registration_id, deployment_id) values (900001, 900001, 'x1')",
]

const VALUES: Readonly<Record<string, string>> = {
  // Far from where the identity columns begin to count.
  bigint: '900001',
  'bigint[]': "'{900001}'",
  boolean: 'true',
  bytea: "'x1'",
  date: "'2026-09-01'",
  integer: '1',
  jsonb: "'{}'",
  smallint: '1',
  text: "'x1'",
  'text[]': "'{x1}'",
  'timestamp with time zone': 'now()',
}

/** The inserts, in an order that the foreign keys allow; run them in one transaction. */
export async function planRows(ownerUrl: string): Promise<PlannedRow[]> {
  const [tables, columns, choices] = await Promise.all([
    readTables(ownerUrl),
    readColumns(ownerUrl),
    readChoices(ownerUrl),
  ])
  const keys = new Map(tables.map(({ name, primaryKey }) => [name, primaryKey]))
  const names = tables.map(({ name }) => name).filter((name) => !GLOBAL_TABLES.has(name))
  return inOrderOfKeys(names, await readReferences(ownerUrl)).map((table) => {
    const particulars = PARTICULARS[table] ?? {}
    const needed = columns.filter((column) => {
      const given = column.name in particulars || keys.get(table)?.includes(column.name) === true
      return column.table === table && (given || (column.notNull && !column.hasDefault))
    })
    const values = needed.map((column) => particulars[column.name] ?? valueOf(column, choices))
    const list = needed.map(({ name }) => escapeIdentifier(name)).join(', ')
    return { table, statement: `insert into ${escapeIdentifier(table)} (${list}) values (${values.join(', ')})` }
  })
}

function valueOf({ table, name, type }: CatalogueColumn, choices: ReadonlyMap<string, string>): string {
  if (name === 'district_id') return '$1'
  const value = choices.get(`${table}.${name}`) ?? VALUES[type]
  if (value === undefined) throw new Error(`No value is known for ${table}.${name} of type ${type}: add one to VALUES.`)
  return value
}

/** The first value that a check of the form `column in ('a', 'b')` allows. */
async function readChoices(ownerUrl: string): Promise<Map<string, string>> {
  const rows = await readRows<{ table: string; definition: string }>(
    ownerUrl,
    `select conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'c' and connamespace = 'public'::regnamespace`,
  )
  return new Map(
    rows.flatMap(({ table, definition }) => {
      const match = /^CHECK \(\((\w+) = ANY \(ARRAY\[('[^']+')/.exec(definition)
      return match?.[1] === undefined || match[2] === undefined ? [] : [[`${table}.${match[1]}`, match[2]]]
    }),
  )
}

interface Reference {
  readonly from: string
  readonly to: string
}

function readReferences(ownerUrl: string): Promise<Reference[]> {
  return readRows<Reference>(
    ownerUrl,
    `select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`,
  )
}

function inOrderOfKeys(tables: readonly string[], references: readonly Reference[]): string[] {
  const ordered: string[] = []
  let waiting = [...tables]
  while (waiting.length > 0) {
    const blocked = new Set(references.filter(({ to }) => waiting.includes(to)).map(({ from }) => from))
    const ready = waiting.filter((table) => !blocked.has(table))
    if (ready.length === 0) throw new Error(`Foreign keys go round in a circle: ${waiting.join(', ')}`)
    ordered.push(...ready)
    waiting = waiting.filter((table) => blocked.has(table))
  }
  return ordered
}
