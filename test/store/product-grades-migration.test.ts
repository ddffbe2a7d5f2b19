/** What 0114 makes of products whose grades were only shown, and of what was given by hand before. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { spellGrades } from '../../src/seats/grade.ts'
import type { BeforeMigration } from '../support/before-migration.ts'
import { openBefore } from '../support/before-migration.ts'

const MIGRATION = '0114_grades_and_days_of_products'
const PRODUCTS: Readonly<Record<string, readonly string[]>> = {
  typed: ['4', 'k', ' 7 '],
  fed: ['04', '05'],
  words: ['Transition', 'PreK', '010'],
  all: [],
}
let before: BeforeMigration

beforeAll(async () => {
  before = await openBefore(MIGRATION)
}, 120_000)
afterAll(() => before.close())

it('spells the grades of products as those are spelled that are saved now, and ends nothing that was given', async () => {
  const { client } = before
  for (const district of ['alpha', 'beta']) {
    await client.query('begin')
    await client.query("select set_config('app.district_id', $1, true)", [district])
    await client.query("insert into district (id, name, timezone) values ($1, $1, 'UTC')", [district])
    for (const [id, grades] of Object.entries(PRODUCTS))
      await client.query(
        `insert into product (district_id, id, name, grades, changed_at, changed_by) values ($1, $2, $2, $3, now(), 'test')`,
        [district, id, grades],
      )
    await client.query(
      `with student as (
        insert into person (district_id, given_name, family_name) values ($1, 'Ada', 'Adams') returning id
      )
      insert into product_assignment (district_id, product_id, person_id, given, changed_at, changed_by)
      select $1, 'typed', id, true, now(), 'test' from student`,
      [district],
    )
    await client.query('commit')
  }
  expect(await before.migrate()).toEqual({ applied: [MIGRATION] })
  for (const district of ['alpha', 'beta']) {
    await client.query("select set_config('app.district_id', $1, false)", [district])
    const { rows } = await client.query<{ id: string; grades: readonly string[] }>('select id, grades from product')
    expect(Object.fromEntries(rows.map(({ id, grades }) => [id, grades.toSorted()]))).toEqual(
      Object.fromEntries(Object.entries(PRODUCTS).map(([id, grades]) => [id, meant(grades).toSorted()])),
    )
    const given = await client.query('select given, until_on from product_assignment')
    expect(given.rows).toEqual([{ given: true, until_on: null }])
  }
  const { rows } = await client.query("select relforcerowsecurity as forced from pg_class where relname = 'product'")
  expect(rows).toEqual([{ forced: true }])
})

/** As `save_product` has them: what is no number of a grade, 010, counts as it would among students. */
function meant(grades: readonly string[]): readonly string[] {
  return spellGrades(grades)
}
