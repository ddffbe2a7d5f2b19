/** What 0110 makes of rules of products that were saved when a grade was kept as somebody wrote it. */

import type { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBefore } from '../support/before-migration.ts'
import type { BeforeMigration } from '../support/before-migration.ts'

const SPELLED = '0110_grades_of_rules'

/** By name of the rule: its grades before, and after. */
const RULES: Readonly<Record<string, readonly [before: readonly string[], after: readonly string[]]>> = {
  'As a person': [['4'], ['04', '4']],
  'As a feed': [['04'], ['04', '4']],
  'With blanks': [
    [' 4 ', '\u00a07'],
    ['04', '4', '07', '7'],
  ],
  Far: [
    ['004', '010'],
    ['04', '4', '10'],
  ],
  'Several in an order': [
    ['12', '3', '03', '11'],
    ['12', '03', '3', '11'],
  ],
  Kindergarten: [['k'], ['KG', 'kg', 'K', 'k', 'Kindergarten', 'KINDERGARTEN', 'kindergarten']],
  'Before it': [
    ['PREK', '1'],
    ['PK', 'pk', 'PreK', 'PREK', 'prek', 'PreKindergarten', 'PREKINDERGARTEN', 'prekindergarten', '01', '1'],
  ],
  'Spelled already': [
    ['04', '4', '05', '5'],
    ['04', '4', '05', '5'],
  ],
  'Of no number': [
    ['Transition', '0', '100', '4a'],
    ['Transition', '0', '100', '4a'],
  ],
  'Of all': [[], []],
}

let before: BeforeMigration
let client: Client

beforeAll(async () => {
  before = await openBefore(SPELLED)
  ;({ client } = before)
}, 120_000)
afterAll(() => before.close())

async function plant(district: string): Promise<void> {
  await client.query('begin')
  await client.query("select set_config('app.district_id', $1, true)", [district])
  await client.query("insert into district (id, name, timezone) values ($1, $1, 'UTC')", [district])
  await client.query(
    `insert into product (district_id, id, name, grades, changed_at, changed_by)
     values ($1, 'reading', 'Reading', '{4}', now(), 'test')`,
    [district],
  )
  for (const [name, [grades]] of Object.entries(RULES))
    await client.query(
      `insert into product_rule (district_id, product_id, name, position, grades, changed_at, changed_by)
       values ($1, 'reading', $2, 1, $3, '2026-09-01Z', 'person:1')`,
      [district, name, grades],
    )
  await client.query('commit')
}

const rulesOf = async (district: string) => {
  await client.query("select set_config('app.district_id', $1, false)", [district])
  const { rows } = await client.query<{ name: string; grades: readonly string[]; by: string }>(
    `select name, grades, changed_by || ' ' || (changed_at at time zone 'UTC')::date as by from product_rule`,
  )
  expect(new Set(rows.map(({ by }) => by))).toEqual(new Set(['person:1 2026-09-01']))
  return Object.fromEntries(rows.map(({ name, grades }) => [name, grades]))
}

it('spells the grades of each rule as those are spelled that are saved now, in each district', async () => {
  await plant('alpha')
  await plant('beta')
  expect(await before.migrate()).toEqual({ applied: [SPELLED] })
  const meant = Object.fromEntries(Object.entries(RULES).map(([name, [, after]]) => [name, after]))
  expect(await rulesOf('alpha')).toEqual(meant)
  expect(await rulesOf('beta')).toEqual(meant)
  // For whom a product is made is only shown.
  expect((await client.query('select grades from product')).rows).toEqual([{ grades: ['4'] }])
  // The policy holds for the owner again.
  const { rows } = await client.query(
    "select relforcerowsecurity as forced from pg_class where relname = 'product_rule'",
  )
  expect(rows).toEqual([{ forced: true }])
})
