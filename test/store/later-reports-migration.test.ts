/** What 0097 makes of reports of communities that were made before: which of them add to an earlier one. */

import type { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBefore } from '../support/before-migration.ts'
import type { BeforeMigration } from '../support/before-migration.ts'

const LATER = '0097_later_reports'

interface Report {
  readonly set?: string
  /** First and last day of the cycle of each class. */
  readonly of: Readonly<Record<string, readonly [from: string, to: string]>>
}

/** By the day on which it was made. */
const REPORTS: Readonly<Record<string, Report>> = {
  '2026-10-01': { of: { a: ['2026-09-14', '2026-09-25'], b: ['2026-09-14', '2026-09-25'] } },
  // Answered longer than the others.
  '2026-10-20': { of: { c: ['2026-09-16', '2026-10-16'] } },
  // Of the same community between two cycles of the others: one of its own.
  '2026-10-31': { of: { f: ['2026-10-12', '2026-10-30'] } },
  '2026-11-20': { of: { a: ['2026-11-02', '2026-11-13'], b: ['2026-11-02', '2026-11-18'] } },
  // Overlaps the one between, too, and begins nearer to this.
  '2026-11-24': { of: { d: ['2026-10-29', '2026-11-20'] } },
  // Of other questions on the same days.
  '2026-11-26': { set: 'other', of: { e: ['2026-11-02', '2026-11-18'] } },
  // A class of the last cycle has another cycle in it: it is a cycle further, although their days overlap.
  '2026-12-10': { of: { a: ['2026-11-14', '2026-12-04'], c: ['2026-11-16', '2026-12-04'] } },
}
const ADDS = { '2026-10-20': '2026-10-01', '2026-11-24': '2026-11-20' } as const

let before: BeforeMigration
let client: Client

beforeAll(async () => {
  before = await openBefore(LATER)
  ;({ client } = before)
}, 120_000)
afterAll(() => before.close())

async function one(text: string, values: readonly unknown[]): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`${text} returning id::text`, [...values])
  return rows[0]?.id ?? ''
}

/** A district with a community that has these reports, as they were kept before. */
async function plant(district: string, reports: Readonly<Record<string, Report>>): Promise<void> {
  await client.query('begin')
  await client.query("select set_config('app.district_id', $1, true)", [district])
  await client.query("insert into district (id, name, timezone) values ($1, $1, 'UTC')", [district])
  const lead = await one("insert into person (district_id, given_name, family_name) values ($1, 'L', 'Lead')", [
    district,
  ])
  const community = await one("insert into community (district_id, name, created_by) values ($1, 'All', $2)", [
    district,
    lead,
  ])
  await client.query(
    "insert into community_member (district_id, community_id, person_id, role, added_by) values ($1, $2, $3, 'lead', $3)",
    [district, community, lead],
  )
  const classes = new Map<string, string>()
  for (const [madeOn, { set = 'usual', of }] of Object.entries(reports)) {
    await client.query(
      `insert into community_report (district_id, community_id, made_on, completed, expected, question_set, figures, figure_rows)
       values ($1, $2, $3, 10, 10, $4, '[]', '{}')`,
      [district, community, madeOn, set],
    )
    for (const [name, [from, to]] of Object.entries(of)) {
      const classId =
        classes.get(name) ??
        (await one(
          `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id)
           values ($1, 'sis', $2, $2, 'scheduled', 'x')`,
          [district, name],
        ))
      classes.set(name, classId)
      const cycle = await one(
        `insert into survey_cycle (district_id, class_id, question_set, starts_on, ends_on, made_by, made_at, closed_on)
         values ($1, $2, $3, $4, $5, 'test', now(), $6)`,
        [district, classId, set, from, to, madeOn],
      )
      await client.query('insert into community_report_cycle values ($1, $2, $3, $4, $5)', [
        district,
        community,
        cycle,
        set,
        madeOn,
      ])
    }
  }
  await client.query('commit')
}

async function addsIn(district: string): Promise<Readonly<Record<string, string>>> {
  await client.query("select set_config('app.district_id', $1, false)", [district])
  const { rows } = await client.query<{ made: string; adds: string }>(
    'select made_on::text as made, adds_to::text as adds from community_report where adds_to is not null order by 1',
  )
  return Object.fromEntries(rows.map(({ made, adds }) => [made, adds]))
}

it('finds for each report the one of the same cycle that was made before it, in each district by itself', async () => {
  await plant('alpha', REPORTS)
  // The first of alpha is no first of beta's.
  await plant('beta', { '2026-10-20': { of: { c: ['2026-09-16', '2026-10-16'] } } })
  expect(await before.migrate()).toEqual({ applied: [LATER] })
  expect(await addsIn('alpha')).toEqual(ADDS)
  expect(await addsIn('beta')).toEqual({})
  // The policies hold for the owner again.
  const { rows } = await client.query<{ forced: boolean }>(
    `select relforcerowsecurity as forced from pg_class
     where relname in ('community_report', 'community_report_cycle', 'survey_cycle')`,
  )
  expect(rows).toEqual([{ forced: true }, { forced: true }, { forced: true }])
})
