/**
 * P13: reports of coaching over a million interactions, 300 coaches in five years: the slowest of twenty for every report,
 * with all that the page asks for it in one answer, of the newest year and of all five, as it is and narrowed; against the slowest single pass over the same rows that counts them.
 */

import { authorise } from '../../src/access/authorise.ts'
import { operatorOf } from '../../src/access/principal.ts'
import { CYCLE_KEYS, progressOf } from '../../src/coaching/cycle-progress.ts'
import { listCaseloadCoaches } from '../../src/store/coaching/caseload.ts'
import { listCycleFacts } from '../../src/store/coaching/cycle-progress.ts'
import { type Database, globally, inDistrict, openDatabase } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { listSchoolGroups } from '../../src/store/people/organisation.ts'
import {
  countEducatorsOf,
  countNotes,
  listNotSeen,
  listPeopleOfGrade,
  listReport,
  REPORT_KEYS,
  type ReportFilter,
  type ReportKey,
  type ReportReach,
  sumReport,
} from '../../src/store/coaching/coaching-reports.ts'
import { dropDatabase } from '../support/database-server.ts'
import { type BenchServer, type Figure, freshDatabase, quantile } from './bench-server.ts'

const TURNS = 20
const DATABASE = 'staffroom_bench_reports'
const CLOCK = { today: '2026-06-30', cadenceDays: 14 }
const CONTEXT = { districtId: 'harbor', actor: 'bench' }
const FIVE_YEARS: ReportFilter = { from: '2021-07-01', to: '2026-06-30', typeId: null, tagId: null }
const ONE_YEAR: ReportFilter = { ...FIVE_YEARS, from: '2025-07-01' }

// 100 schools, 300 coaches in three schools each, 6,000 educators of one school; days of five school years, one
// interaction in three with two educators, two in three with a note, one in two with a tag, one in ten for another school
// as well; 30,000 cycles of twelve focuses, with two in five of the interactions: of each coach and all years, each in a
// cycle that ran on its day; four groups of 25 schools; 24,000 classes, and three caseloads a coach, by rule and by hand.
const PLANT = [
  `insert into org (district_id, id, source_id, sourced_id, name, type)
   overriding system value select 'harbor', n, 'sis', 's' || n, 'School ' || n, 'school' from generate_series(1, 100) n`,
  `insert into person (district_id, id, given_name, family_name)
   overriding system value select 'harbor', n, 'Given' || n, 'Family' || (n * 7919 % 6300) from generate_series(1, 6300) n`,
  `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
   select 'harbor', 1 + n % 100, n, 'sis', 'teacher', 'primary' from generate_series(1, 6300) n`,
  `insert into interaction (district_id, id, coach_id, held_on, minutes, type, school_id, notes_sealed)
   overriding system value
   select 'harbor', n, 1 + n % 300, date '2021-07-01' + (n::bigint * 7919 % 1826)::int, 5 + n * 31 % 90,
     (array['observation', 'debrief', 'planning', 'modelling', 'co-teaching', 'data-review', 'group-session', 'check-in',
       'other'])[1 + (n / 300) % 9], 1 + (n % 300 + 33 * ((n / 300) % 3)) % 100,
     case when n % 3 > 0 then 'sealed' end
   from generate_series(1, 1000000) n order by 4`,
  `insert into interaction_educator (district_id, interaction_id, person_id)
   select 'harbor', i.id, 301 + ((i.school_id - 1) + 100 * ((i.id / 7 + t * 29) % 60)) % 6000
   from interaction i cross join generate_series(0, 1) t where i.district_id = 'harbor' and (t = 0 or i.id % 3 = 0)`,
  `insert into coaching_tag (district_id, id, name)
   overriding system value select 'harbor', n, 'Tag ' || n from generate_series(1, 40) n`,
  `insert into interaction_tag (district_id, interaction_id, tag_id)
   select 'harbor', i.id, 1 + (i.id / 11 + t * 17) % 40
   from interaction i cross join generate_series(0, 1) t
   where i.district_id = 'harbor' and i.id % 2 = 0 and (t = 0 or i.id % 4 = 0)`,
  `insert into interaction_school (district_id, interaction_id, school_id)
   select 'harbor', i.id, 1 + (i.school_id + 32) % 100 from interaction i where i.district_id = 'harbor' and i.id % 10 = 0`,
  `insert into coaching_choice (district_id, id, list, name, position, changed_at)
   select 'harbor', 'phase-' || p, 'phases', p, n, now()
   from unnest(array['plan', 'practise', 'reflect']) with ordinality u (p, n)`,
  `insert into coaching_choice (district_id, id, list, name, position, changed_at)
   select 'harbor', 'focus-' || n, 'focuses', 'Focus ' || n, n, now() from generate_series(1, 12) n`,
  `insert into coaching_cycle (district_id, id, coach_id, focus_id, started_on, ended_on, created_at, changed_at)
   overriding system value
   select 'harbor', n, 1 + n % 300, 'focus-' || 1 + n % 12, began, case when n % 10 > 0 then began + 45 end, now(), now()
   from generate_series(1, 30000) n cross join lateral (select date '2021-07-01' + n * 37 % 1780 as began) d`,
  'analyze org, affiliation, coaching_cycle',
  `insert into coaching_cycle_educator (district_id, cycle_id, person_id, rating_start, rating_end)
   select 'harbor', n, 301 + n % 6000, 1 + n % 3, case when n % 10 > 0 then 1 + n % 4 end from generate_series(1, 30000) n`,
  `insert into coaching_cycle_phase (district_id, cycle_id, phase_id, position)
   select 'harbor', n, k.id, k.position
   from generate_series(1, 30000) n cross join coaching_choice k where k.district_id = 'harbor' and k.list = 'phases'`,
  `insert into coaching_cycle_stay (district_id, cycle_id, from_on, phase_id)
   select 'harbor', c.id, c.started_on + 15 * (k.position - 1), k.id
   from coaching_cycle c cross join coaching_choice k
   where c.district_id = 'harbor' and k.district_id = 'harbor' and k.list = 'phases'`,
  'analyze interaction',
  `insert into coaching_cycle_interaction (district_id, interaction_id, cycle_id)
   select 'harbor', i.id, c.id
   from interaction i
   cross join lateral (
     select c.id from coaching_cycle c
     where c.district_id = 'harbor' and c.coach_id = i.coach_id and c.started_on <= i.held_on
       and (c.ended_on is null or c.ended_on >= i.held_on)
     order by c.started_on desc, c.id desc limit 1) c
   where i.district_id = 'harbor' and (i.id / 300) % 5 < 2`,
  `insert into school_group (district_id, id, name, changed_at) overriding system value
   select 'harbor', n, 'Group ' || n, now() from generate_series(1, 4) n`,
  `insert into school_group_school (district_id, group_id, school_id)
   select 'harbor', 1 + n % 4, n from generate_series(1, 100) n`,
  `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, status)
   select 'harbor', n, 'coach', 'school', 1 + (n % 300 + 33 * k) % 100, 'manual', 'active'
   from generate_series(1, 300) n cross join generate_series(0, 2) k`,
  `insert into class (district_id, id, source_id, sourced_id, title, class_type, school_sourced_id, school_id, grades,
     subjects)
   overriding system value
   select 'harbor', n, 'sis', 'k' || n, 'Class ' || n, 'homeroom', 's' || 1 + n % 100, 1 + n % 100,
     array['0' || 1 + n / 100 % 9], '{}' from generate_series(1, 24000) n`,
  `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
   select 'harbor', 'sis', 'e' || n, n, 301 + (n - 1 + 100 * (n / 100 % 60)) % 6000, 'teacher', true
   from generate_series(1, 24000) n`,
  `insert into caseload (district_id, id, coach_id, name, changed_at) overriding system value
   select 'harbor', n * 10 + k, n, 'Caseload ' || k, now() from generate_series(1, 300) n cross join generate_series(1, 3) k`,
  `insert into caseload_rule (district_id, caseload_id, position, school_id, grade, subject, feed_role, is_first_year)
   select 'harbor', c.id, 1, null, case c.id % 10 when 2 then '0' || 1 + c.id / 10 % 9 end, null,
     case c.id % 10 when 1 then 'teacher' end, c.id % 10 = 3 from caseload c where c.district_id = 'harbor'`,
  `insert into caseload_member (district_id, caseload_id, person_id, is_in, since_on)
   select 'harbor', c.id, 301 + (c.id * 7 + k * 97) % 6000, k % 10 > 0, date '2025-08-01'
   from caseload c cross join generate_series(1, 12) k where c.district_id = 'harbor' on conflict do nothing`,
]

interface Asked {
  readonly work: string
  /** How many rows the answer has. */
  readonly ask: (db: Database) => Promise<number>
}

/** A figure for every report. */
export async function measureCoachingReports(server: BenchServer): Promise<readonly Figure[]> {
  const url = await freshDatabase(server, DATABASE)
  const [owner, db] = [openDatabase({ url, role: 'owner' }), openDatabase({ url, role: 'web', poolMax: 2 })]
  try {
    await plant(owner, server)
    const [counted] = await inTurns([{ work: 'count', ask: countRows }], db)
    const baseline = counted?.slowest ?? Number.NaN
    const figures: Figure[] = []
    for (const { work, slowest } of await inTurns(questions(), db)) {
      server.say(`P13: ${work}: ${Math.round(slowest)} ms`)
      const ratio = slowest / baseline
      figures.push({ name: 'P13', work, measured: slowest, baseline, unit: 'ms', ratio, must: '< 500 ms' })
    }
    return figures
  } finally {
    await Promise.all([owner.close(), db.close()])
    await dropDatabase(server.url, DATABASE)
  }
}

async function plant(owner: Database, server: BenchServer): Promise<void> {
  await globally(owner, (client) =>
    createDistrict(client, { id: 'harbor', name: 'Harbor', timezone: 'UTC', customerId: null }),
  )
  await inDistrict(owner, CONTEXT, async (client) => {
    for (const statement of PLANT) await client.query(statement)
  })
  await owner.pool.query('vacuum analyze')
  server.say('P13: a million interactions are in')
}

type Client = Parameters<typeof listReport>[0]

function inHarbor(work: string, ask: (client: Client) => Promise<number>): Asked {
  return { work, ask: (db) => inDistrict(db, CONTEXT, ask) }
}

function questions(): readonly Asked[] {
  const reach: ReportReach = { districtId: 'harbor', schoolIds: null, coachId: null, notAboutId: '5', peopleIds: null }
  const periods = [
    ['one year', ONE_YEAR],
    ['five years', FIVE_YEARS],
  ] as const
  return [
    ...periods.flatMap(([when, filter]) => ofPeriod(reach, when, filter)),
    ...['2026-06-29', '2026-05-31', '2025-06-30'].map((since) =>
      inHarbor(`not seen since ${since}`, async (client) => {
        const { items } = await listNotSeen(client, reach, { since, page: 1, pageSize: 25 })
        return items.length
      }),
    ),
    inHarbor('caseloads of all coaches', async (client) => {
      const grant = authorise(operatorOf('harbor'), 'use:educator_database')
      const { coaches } = await listCaseloadCoaches(client, grant, { today: CLOCK.today, from: ONE_YEAR.from })
      return coaches.length
    }),
  ]
}

function ofPeriod(district: ReportReach, when: string, filter: ReportFilter): readonly Asked[] {
  const schools = { ...district, schoolIds: ['1', '34', '67'] }
  const mine = { ...district, coachId: '7', notAboutId: '7' }
  // Who is in some two hundred interactions themself.
  const coached = { ...district, notAboutId: '400' }
  const by = (who: string, reach: ReportReach, keys: readonly ReportKey[], narrow: Narrow = {}) =>
    keys.map((key) =>
      inHarbor(`by ${key}, ${who}, ${when}`, (client) => answer(client, key, reach, { ...narrow, filter })),
    )
  const cycles = (who: string, reach: ReportReach, narrow: Narrow = {}) =>
    CYCLE_KEYS.map((key) =>
      inHarbor(`cycles by ${key}, ${who}, ${when}`, async (client) => {
        const cut = await cutTo(client, reach, narrow)
        return progressOf(await listCycleFacts(client, cut, { ...filter, by: key }), key, CLOCK).rows.length
      }),
    )
  return [
    ...by('district', district, REPORT_KEYS),
    ...by('three schools', schools, ['coach', 'phase']),
    ...by('a group of schools', district, REPORT_KEYS, { groupId: '1' }),
    ...by('a grade', district, REPORT_KEYS, { grade: '05' }),
    ...by('a kind', district, REPORT_KEYS, { typeId: 'debrief' }),
    ...by('a tag', district, REPORT_KEYS, { tagId: '7' }),
    ...by('a kind and a grade of a group', district, REPORT_KEYS, { typeId: 'debrief', grade: '05', groupId: '1' }),
    ...by('own work', mine, REPORT_KEYS),
    ...by('district without oneself', coached, ['school', 'tag', 'phase']),
    ...(['month', 'coach', 'school'] as const).map((key) =>
      inHarbor(
        `notes by ${key}, district, ${when}`,
        async (client) => (await countNotes(client, key, district, filter)).total,
      ),
    ),
    inHarbor(
      `all of it, district, ${when}`,
      async (client) => (await sumReport(client, district, filter)).interactions,
    ),
    ...cycles('district', district),
    ...cycles('three schools', schools),
    ...cycles('a group of schools', district, { groupId: '1' }),
    ...cycles('a grade', district, { grade: '05' }),
  ]
}

interface Narrow {
  readonly typeId?: string
  readonly tagId?: string
  readonly grade?: string
  readonly groupId?: string
}

/** What counts twice there is added up by a statement of its own (src/views/coaching/coaching-reports.ts). */
const OVERLAPPING: ReadonlySet<ReportKey> = new Set(['school', 'tag', 'phase'])

/** All that the page asks for one report, as its view does. */
async function answer(
  client: Client,
  key: ReportKey,
  reach: ReportReach,
  { filter, ...narrow }: Narrow & { readonly filter: ReportFilter },
): Promise<number> {
  const { typeId = null, tagId = null } = narrow
  const cut = await cutTo(client, reach, narrow)
  const narrowed = { ...filter, typeId, tagId }
  const rows = await listReport(client, key, cut, narrowed)
  if (OVERLAPPING.has(key)) await sumReport(client, cut, narrowed)
  const { coachId } = cut
  if (coachId !== null && typeId === null && tagId === null)
    await countEducatorsOf(client, cut, { coachId, from: filter.from, to: filter.to })
  // By phase, what is in no cycle is no row of the statement.
  return rows.filter(({ interactions }) => interactions > 0).length
}

async function cutTo(client: Client, reach: ReportReach, { grade, groupId }: Narrow): Promise<ReportReach> {
  const groups = groupId === undefined ? [] : await listSchoolGroups(client, 'harbor')
  const group = groups.find(({ id }) => id === groupId)
  return {
    ...reach,
    schoolIds: group?.schools.map(({ id }) => id) ?? reach.schoolIds,
    peopleIds: grade === undefined ? reach.peopleIds : await listPeopleOfGrade(client, 'harbor', grade),
  }
}

/** Each once and then as often as there are turns; the ninety-fifth of a hundred. */
async function inTurns(asked: readonly Asked[], db: Database): Promise<readonly { work: string; slowest: number }[]> {
  const found: { work: string; slowest: number }[] = []
  for (const { work, ask } of asked) {
    if ((await ask(db)) === 0) throw new Error(`P13: ${work} has no answer: what was planted shows nothing.`)
    const times: number[] = []
    for (let turn = 0; turn < TURNS; turn += 1) {
      const start = performance.now()
      await ask(db)
      times.push(performance.now() - start)
    }
    found.push({ work, slowest: quantile(times, 0.95) })
  }
  return found
}

function countRows(db: Database): Promise<number> {
  return inDistrict(db, CONTEXT, async (client) => {
    const { rowCount } = await client.query(
      "select coach_id, count(*), sum(minutes) from interaction where district_id = 'harbor' group by coach_id",
    )
    return rowCount ?? 0
  })
}
