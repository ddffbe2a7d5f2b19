/** Where coaching is to be found by somebody who looks for it everywhere, and the months that a day of a coach stands in. */

import { expect } from 'vitest'

/** Asks the tool's database as its owner. */
type Owner = (
  statement: string,
  values?: readonly unknown[],
) => Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>

/** An address of the app, and what the teacher's coach reads there of the record; null: it is no page of the record, or not theirs. */
interface Page {
  readonly hash: string
  readonly saysToCoach: RegExp | null
}

/** The numbers of the record that is looked for. */
async function recordOf(owner: Owner) {
  const first = async (statement: string) => {
    const id = (await owner(statement)).rows[0]?.['id']
    expect(id, statement).toMatch(/^[1-9]/)
    return String(id)
  }
  const about = "join person p on p.district_id = e.district_id and p.id = e.person_id and p.family_name = 'Hedgecombe'"
  return {
    teacher: await first("select id::text from person where family_name = 'Hedgecombe'"),
    interaction: await first(
      `select e.interaction_id::text as id from interaction_educator e ${about} order by e.interaction_id limit 1`,
    ),
    cycle: await first(
      `select e.cycle_id::text as id from coaching_cycle_educator e ${about} order by e.cycle_id limit 1`,
    ),
  }
}

const shown = (hash: string, saysToCoach: RegExp): Page => ({ hash, saysToCoach })
const closed = (hash: string): Page => ({ hash, saysToCoach: null })

/** Every page that coaching is on, those of the record by its real numbers, for whoever types its address. */
export async function coachingPages(owner: Owner): Promise<readonly Page[]> {
  const { teacher, cycle } = await recordOf(owner)
  return [
    shown('/coach', /Hedgecombe/),
    shown('/coach/cycles', /Hedgecombe/),
    shown(`/coach/cycles/${cycle}`, /Wait longer/),
    shown('/coach/cycles/new', /Start a coaching cycle/),
    shown('/coach/educators', /Hedgecombe/),
    shown('/coach/educators?q=Hedgecombe', /Hedgecombe/),
    shown(`/coach/educators/${teacher}`, /23 min/),
    closed('/coach/caseloads'),
    closed('/coach/handovers'),
    shown('/coach/import', /Import an older log/),
    closed('/coach/settings'),
    shown('/coaching/reports', /By school/),
    closed('/coaching/figures'),
    closed('/coaching/visibility'),
    closed(`/people/${teacher}`),
    closed('/audit'),
    closed('/kept'),
  ]
}

/** What the API has of coaching: lists, searches, single records by their real numbers, reports and files. */
export async function coachingPaths(owner: Owner): Promise<readonly string[]> {
  const { teacher, interaction, cycle } = await recordOf(owner)
  return [
    'interactions',
    'interactions?by=all',
    `interactions/${interaction}`,
    `interactions/${interaction}/mail`,
    'cycles',
    'cycles?by=all',
    `cycles/${cycle}`,
    'cycles/export?by=all',
    'interaction-coaches',
    'interactions/export?by=all',
    'cycle-coaches',
    'today',
    'next-steps',
    'educators',
    'educators?q=Hedgecombe',
    'educator-database',
    'educator-database?q=Hedgecombe',
    'educator-database/export',
    `time-lines/${teacher}`,
    'caseloads',
    'handovers',
    'handovers/export',
    'handovers/decided',
    'handovers/decided/export',
    'note-openings',
    'drafts',
    'reports/mine',
    'reports/all',
    'reports/mine/export',
    'reports/all/export',
    'reports/all?by=coach',
    'reports/all/cycles',
    'reports/all/cycles/export',
    'reports/all/not-seen',
    'reports/all/not-seen/export',
    'reports/mine/not-seen',
    'report-filters',
    'log-imports',
  ].map((path) => `coaching/${path}`)
}

/** The roads of the API to single records, and what stands in them for the coach whose they are. */
export async function recordPaths(owner: Owner): Promise<Readonly<Record<string, RegExp>>> {
  const { teacher, interaction, cycle } = await recordOf(owner)
  return {
    [`coaching/interactions/${interaction}`]: /exit tickets/,
    [`coaching/cycles/${cycle}`]: /Wait longer/,
    [`coaching/time-lines/${teacher}`]: /"minutes":23/,
    'coaching/interactions?by=all': /"minutes":23/,
    'coaching/educators?q=Hedgecombe': /Hedgecombe/,
    'coaching/reports/mine': /"minutes":/,
  }
}

/** Of teachers and coaches. */
export const NAMES = /Hedgecombe|Marisol|Fernwood|Odalys|Toni|exit tickets|Old talk|Wait longer/
/** What was written and counted of them. */
export const RECORD = /exit tickets|Old talk|Wait longer|What we agreed on|23 min|"minutes":23/
export const TEACHERS = 11

/** Two months ago every teacher of the school was seen, and had a cycle that ended. */
export async function passMonths(owner: Owner, now: Date): Promise<void> {
  const day = (date: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2, date)).toISOString().slice(0, 10)
  const { rows: people } = await owner(
    "select p.id::text as id from person p join role_grant g on g.person_id = p.id where g.role = 'teacher'",
  )
  expect(people).toHaveLength(TEACHERS)
  const one = async (statement: string, values: readonly unknown[]) =>
    String((await owner(statement, values)).rows[0]?.['id'])
  for (const { id } of people) {
    const interaction = await one(
      `insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
       select 'd1', p.id, $1, 30, 'observation', o.id from person p, org o
       where p.family_name = 'Fernwood' and o.sourced_id = 'maple' returning id::text`,
      [day(12)],
    )
    await owner("insert into interaction_educator (district_id, interaction_id, person_id) values ('d1', $1, $2)", [
      interaction,
      id,
    ])
    const cycle = await one(
      `insert into coaching_cycle (district_id, coach_id, started_on, ended_on, created_at, changed_at)
       select 'd1', p.id, $1, $2, now(), now() from person p where p.family_name = 'Fernwood' returning id::text`,
      [day(3), day(20)],
    )
    await owner("insert into coaching_cycle_educator (district_id, cycle_id, person_id) values ('d1', $1, $2)", [
      cycle,
      id,
    ])
  }
}
