/** What 0121 makes of interactions of before: those of published months are in no later figure of principals. */

import type { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBefore } from '../support/before-migration.ts'
import type { BeforeMigration } from '../support/before-migration.ts'

const COUNTED = '0121_interactions_counted_once'

let before: BeforeMigration
let client: Client

beforeAll(async () => {
  before = await openBefore(COUNTED)
  ;({ client } = before)
}, 120_000)
afterAll(() => before.close())

/** A district with a published September of its one school, and an interaction of each of these days. */
async function plant(district: string, days: readonly string[]): Promise<void> {
  await client.query('begin')
  await client.query("select set_config('app.district_id', $1, true)", [district])
  await client.query("insert into district (id, name, timezone) values ($1, $1, 'UTC')", [district])
  await client.query(
    "insert into org (district_id, id, source_id, sourced_id, name, type) values ($1, 1, 'sis', 'n', 'North', 'school')",
    [district],
  )
  await client.query("insert into person (district_id, id, given_name, family_name) values ($1, 1, 'C', 'Coach')", [
    district,
  ])
  await client.query(
    `insert into coaching_figure (district_id, school_id, from_on, to_on, interactions, minutes, educators, cells, published_at)
     values ($1, 1, '2026-08-01', '2026-09-30', 2, 60, 10, '[]', '2026-10-08Z')`,
    [district],
  )
  for (const day of days)
    await client.query(
      "insert into interaction (district_id, coach_id, held_on, minutes, type, school_id) values ($1, 1, $2, 30, 'meeting', 1)",
      [district, day],
    )
  await client.query('commit')
}

it('what lies in a published month is marked with its last day, in every district, and nothing else is', async () => {
  const days = ['2026-07-31', '2026-08-01', '2026-09-30', '2026-10-01']
  for (const district of ['alder', 'birch']) await plant(district, days)
  expect(await before.migrate()).toEqual({ applied: [COUNTED] })
  for (const district of ['alder', 'birch']) {
    await client.query('begin')
    await client.query("select set_config('app.district_id', $1, true)", [district])
    const { rows } = await client.query('select counted_on::text from interaction order by held_on')
    await client.query('commit')
    expect(rows).toEqual([null, '2026-09-30', '2026-09-30', null].map((counted) => ({ counted_on: counted })))
  }
})
