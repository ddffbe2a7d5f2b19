/** Reports of coaching against a plain sum over the same interactions: every key, filter and reach, at random from a seed. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phaseOfInteraction, type Stays } from '../../src/coaching/cycle-phase.ts'
import { addDays } from '../../src/coaching/window.ts'
import {
  countEducatorsOf,
  listNotSeen,
  listReport,
  REPORT_KEYS,
  type ReportFilter,
  type ReportKey,
  type ReportReach,
  sumReport,
} from '../../src/store/coaching/coaching-reports.ts'
import { sql } from '../../src/store/sql.ts'
import { type DistrictClient, inDistrict } from '../../src/store/database.ts'
import { randomFrom } from '../coaching/school-months.ts'
import type { TestApp } from '../http/test-app.ts'
import { openTestApp } from '../http/test-app.ts'
import { USUAL_SEED } from '../support/seed.ts'

interface Logged {
  readonly id: string
  readonly coachId: string
  readonly heldOn: string
  readonly minutes: number
  readonly typeId: string
  readonly schoolId: string
  readonly otherSchoolIds: readonly string[]
  readonly tagIds: readonly string[]
  readonly educatorIds: readonly string[]
  readonly cycle: number | null
  readonly placedIn: string | null
}

const FIRST = '2025-07-01'
const COACHES = ['9001', '9002', '9003']
const SCHOOLS = ['9101', '9102', '9103', '9104']
const TAGS = ['1', '2', '3', '4']
const EDUCATORS = ['9201', '9202', '9203', '9204', '9205', '9206']
const TYPES = ['observation', 'meeting', 'debrief']
const PHASES = ['phase-plan', 'phase-practise', 'phase-reflect']
const random = randomFrom(USUAL_SEED)
const upTo = (count: number): number => Math.floor(random() * count)
const some = <T>(of: readonly T[], most: number): readonly T[] => of.filter(() => random() * of.length < most)
const one = <T>(of: readonly T[]): T => of[upTo(of.length)] as T

const cycles: readonly { readonly id: string; readonly coachId: string; readonly stays: Stays }[] = Array.from(
  { length: 9 },
  (_, at) => {
    const from = addDays(FIRST, upTo(300))
    const second = { phaseId: one(PHASES.slice(1)), from: addDays(from, 5 + upTo(20)) }
    return {
      id: String(9301 + at),
      coachId: COACHES[at % COACHES.length] as string,
      stays: at % 3 === 0 ? [{ phaseId: 'phase-plan', from }] : [{ phaseId: 'phase-plan', from }, second],
    }
  },
)
let logged: readonly Logged[] = Array.from({ length: 260 }, (_, at): Logged => {
  const coachId = one(COACHES)
  const schoolId = one(SCHOOLS)
  const own = cycles.flatMap((cycle, place) => (cycle.coachId === coachId ? [place] : []))
  const cycle = random() < 0.4 ? one(own) : null
  return {
    id: String(9401 + at),
    coachId,
    heldOn: addDays(FIRST, upTo(400)),
    minutes: 5 + upTo(90),
    typeId: one(TYPES),
    schoolId,
    otherSchoolIds: some(SCHOOLS, 1).filter((id) => id !== schoolId),
    tagIds: some(TAGS, 1),
    educatorIds: [...new Set([one(EDUCATORS), ...some(EDUCATORS, 1)])],
    cycle,
    placedIn: cycle !== null && random() < 0.3 ? 'phase-plan' : null,
  }
})

let app: TestApp
const inAlpha = <T>(work: (client: DistrictClient) => Promise<T>): Promise<T> =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, work)

beforeAll(async () => {
  app = await openTestApp()
  await inAlpha(plant)
})
afterAll(() => app.close())

async function plant(client: DistrictClient): Promise<void> {
  const rows = JSON.stringify(logged.map((row) => ({ ...row, cycle: cycles[row.cycle ?? -1]?.id ?? null })))
  await client.query(
    `insert into person (district_id, id, given_name, family_name) select 'alpha', id::bigint, 'Some', 'Body ' || id
     from unnest($1::text[]) id`,
    [[...COACHES, ...EDUCATORS]],
  )
  await client.query(
    `insert into org (district_id, id, source_id, sourced_id, name, type)
     select 'alpha', id::bigint, 'sis', 'r' || id, 'School ' || id, 'school' from unnest($1::text[]) id`,
    [SCHOOLS],
  )
  await client.query(
    `insert into coaching_tag (district_id, id, name, is_active)
     select 'alpha', id::bigint, 'Tag ' || id, id <> '4' from unnest($1::text[]) id`,
    [TAGS],
  )
  await client.query(
    `insert into coaching_choice (district_id, id, list, name, position, changed_at)
     select 'alpha', id, 'phases', id, at, now() from unnest($1::text[]) with ordinality u (id, at)`,
    [PHASES],
  )
  for (const { id, coachId, stays } of cycles) {
    await client.query(
      `insert into coaching_cycle (district_id, id, coach_id, started_on, created_at, changed_at)
       values ('alpha', $1, $2, $3, now(), now())`,
      [id, coachId, stays[0].from],
    )
    await client.query(
      `insert into coaching_cycle_phase (district_id, cycle_id, phase_id, position)
       select 'alpha', $1, id, at from unnest($2::text[]) with ordinality u (id, at)`,
      [id, PHASES],
    )
    for (const { phaseId, from } of stays)
      await client.query(
        "insert into coaching_cycle_stay (district_id, cycle_id, from_on, phase_id) values ('alpha', $1, $2, $3)",
        [id, from, phaseId],
      )
  }
  await client.query(
    `insert into interaction (district_id, id, coach_id, held_on, minutes, type, school_id)
     select 'alpha', id, "coachId", "heldOn", minutes, "typeId", "schoolId"
     from jsonb_to_recordset($1::jsonb) r (id bigint, "coachId" bigint, "heldOn" date, minutes int, "typeId" text,
       "schoolId" bigint)`,
    [rows],
  )
  // Not in the same statement: what hangs on an interaction takes its day and the rest from it.
  await client.query(
    `with facts as (select * from jsonb_to_recordset($1::jsonb) r (id bigint, "otherSchoolIds" bigint[], "tagIds" bigint[],
         "educatorIds" bigint[], cycle bigint, "placedIn" text)),
       places as (insert into interaction_school (district_id, interaction_id, school_id)
         select 'alpha', id, unnest("otherSchoolIds") from facts),
       tags as (insert into interaction_tag (district_id, interaction_id, tag_id)
         select 'alpha', id, unnest("tagIds") from facts),
       educators as (insert into interaction_educator (district_id, interaction_id, person_id)
         select 'alpha', id, unnest("educatorIds") from facts)
     insert into coaching_cycle_interaction (district_id, interaction_id, cycle_id, phase_id)
     select 'alpha', id, cycle, "placedIn" from facts where cycle is not null`,
    [rows],
  )
}

/** What the report must say, by adding up. */
function expected(key: ReportKey, reach: ReportReach, filter: ReportFilter) {
  const rows = new Map<string, { interactions: number; minutes: number }>()
  for (const row of logged) {
    if (!isIn(row, reach, filter)) continue
    for (const of of keysOf(row, key, reach)) {
      const { interactions, minutes } = rows.get(of) ?? { interactions: 0, minutes: 0 }
      rows.set(of, { interactions: interactions + 1, minutes: minutes + row.minutes })
    }
  }
  return Object.fromEntries(rows)
}

function isIn(row: Logged, { schoolIds, coachId, notAboutId, peopleIds }: ReportReach, filter: ReportFilter): boolean {
  const places = [row.schoolId, ...row.otherSchoolIds]
  return (
    row.heldOn >= filter.from &&
    row.heldOn <= filter.to &&
    (schoolIds === null || places.some((id) => schoolIds.includes(id))) &&
    (coachId === null || row.coachId === coachId) &&
    (peopleIds === null || row.educatorIds.some((id) => peopleIds.includes(id))) &&
    (notAboutId === null || !row.educatorIds.includes(notAboutId)) &&
    (filter.typeId === null || row.typeId === filter.typeId) &&
    (filter.tagId === null || row.tagIds.includes(filter.tagId))
  )
}

function keysOf(row: Logged, key: ReportKey, { schoolIds }: ReportReach): readonly string[] {
  const cycle = cycles[row.cycle ?? -1]
  const placed = { date: row.heldOn, minutes: row.minutes, placedIn: row.placedIn }
  const keys: Readonly<Record<ReportKey, () => readonly string[]>> = {
    month: () => [`${row.heldOn.slice(0, 7)}-01`],
    coach: () => [row.coachId],
    school: () => [row.schoolId, ...row.otherSchoolIds].filter((id) => schoolIds?.includes(id) ?? true),
    type: () => [row.typeId],
    tag: () => row.tagIds,
    phase: () => (cycle === undefined ? [] : [phaseOfInteraction(cycle.stays, placed)]),
  }
  return keys[key]()
}

const anyReach = (): ReportReach => ({
  districtId: 'alpha',
  schoolIds: random() < 0.4 ? null : some(SCHOOLS, 2),
  coachId: random() < 0.6 ? null : one(COACHES),
  notAboutId: random() < 0.5 ? null : one(EDUCATORS),
  peopleIds: random() < 0.6 ? null : some(EDUCATORS, 2),
})
function anyFilter(): ReportFilter {
  const from = addDays(FIRST, upTo(300))
  return {
    from,
    to: addDays(from, upTo(400)),
    typeId: random() < 0.7 ? null : one(TYPES),
    tagId: random() < 0.6 ? null : one(TAGS),
  }
}

async function compare(turns: number): Promise<void> {
  let filled = 0
  await inAlpha(async (client) => {
    for (let turn = 0; turn < turns; turn += 1) {
      const [reach, filter] = [anyReach(), anyFilter()]
      for (const key of REPORT_KEYS) {
        const rows = await listReport(client, key, reach, filter)
        const said = Object.fromEntries(rows.map((row) => [row.key, pick(row)]))
        expect(said, `${key} ${JSON.stringify([reach, filter])}`).toEqual(expected(key, reach, filter))
        filled += rows.length
      }
      const all = logged.filter((row) => isIn(row, reach, filter))
      const minutes = all.reduce((sum, row) => sum + row.minutes, 0)
      expect(await sumReport(client, reach, filter)).toEqual({ interactions: all.length, minutes })
      if (reach.coachId === null) continue
      const whole = { ...filter, typeId: null, tagId: null }
      const met = logged.filter((row) => isIn(row, reach, whole)).flatMap((row) => row.educatorIds)
      const educators = new Set(met.filter((id) => reach.peopleIds?.includes(id) ?? true)).size
      expect(await countEducatorsOf(client, reach, { coachId: reach.coachId, ...whole })).toBe(educators)
    }
  })
  expect(filled).toBeGreaterThan(turns)
}
const pick = ({ interactions, minutes }: { readonly interactions: number; readonly minutes: number }) => ({
  interactions,
  minutes,
})

interface AskedOf {
  readonly educator: string | null
  readonly school: string | null
}

/** Whether a list that is asked for so has it. */
function isAsked(row: Logged, filter: ReportFilter | typeof NOTHING_ASKED, { educator, school }: AskedOf): boolean {
  const { from, to, typeId, tagId } = filter
  return (
    (from === null || (row.heldOn >= from && row.heldOn <= to)) &&
    (typeId === null || row.typeId === typeId) &&
    (tagId === null || row.tagIds.includes(tagId)) &&
    (educator === null || row.educatorIds.includes(educator)) &&
    (school === null || [row.schoolId, ...row.otherSchoolIds].includes(school))
  )
}

const NOTHING_ASKED = { from: null, to: null, typeId: null, tagId: null }

describe('a list of interactions', () => {
  const order = 'page.held_on desc, page.id desc'

  it('has what is open to the reader and counts just that, whoever they are and whatever they left out', async () => {
    const statement = sql('list_interactions').replaceAll('{{order}}', order)
    await inAlpha(async (client) => {
      for (let turn = 0; turn < 60; turn += 1) {
        const isWhole = random() < 0.3
        const [own, coach] = [one(COACHES), random() < 0.5 ? null : one(COACHES)]
        const about = random() < 0.5 ? null : one(EDUCATORS)
        const schools = random() < 0.4 ? null : some(SCHOOLS, 2)
        const only = random() < 0.7 ? null : one(logged).id
        const filter = random() < 0.5 ? anyFilter() : NOTHING_ASKED
        const educator = random() < 0.7 ? null : one(EDUCATORS)
        const school = random() < 0.7 ? null : one(SCHOOLS)
        const reach = ['alpha', isWhole, isWhole ? null : own, about]
        const asked = [filter.from, filter.to, filter.typeId, educator, filter.tagId, school]
        const values = [...reach, coach, only, 1000, 0, isWhole ? null : schools, ...asked]
        const { rows } = await client.query<{ total: number; items: { id: string }[] }>(statement, values)
        const open = logged.filter(
          (row) =>
            (isWhole ||
              row.coachId === own ||
              [row.schoolId, ...row.otherSchoolIds].some((id) => schools?.includes(id) ?? false)) &&
            (coach === null || row.coachId === coach) &&
            isAsked(row, filter, { educator, school }) &&
            (only === null || row.id === only) &&
            (about === null || !row.educatorIds.includes(about)),
        )
        const [found] = rows
        expect(found?.total, JSON.stringify(values)).toBe(open.length)
        expect(found?.items.map(({ id }) => id).toSorted()).toEqual(open.map(({ id }) => id).toSorted())
      }
    })
  })
})

describe('a report', () => {
  it('is what the interactions add up to, for any key, filter and reach', () => compare(40))

  it('follows what is edited, moved to another coach or school, and deleted', async () => {
    await inAlpha(async (client) => {
      await client.query("update interaction set minutes = minutes + 1 where district_id = 'alpha' and id % 2 = 0")
      await client.query("update interaction set coach_id = 9001 where district_id = 'alpha' and coach_id = 9002")
      await client.query("update interaction set school_id = 9103 where district_id = 'alpha' and id % 7 = 0")
      await client.query("update interaction set type = 'debrief' where district_id = 'alpha' and id % 7 = 1")
      await client.query("update interaction set held_on = held_on + 40 where district_id = 'alpha' and id % 7 = 2")
      await client.query("delete from interaction where district_id = 'alpha' and id % 5 = 0")
      await client.query("delete from interaction_tag where district_id = 'alpha' and tag_id = 2")
    })
    logged = logged
      .filter(({ id }) => Number(id) % 5 !== 0)
      .map((row) => ({
        ...row,
        minutes: row.minutes + (Number(row.id) % 2 === 0 ? 1 : 0),
        coachId: row.coachId === '9002' ? '9001' : row.coachId,
        ...(Number(row.id) % 7 === 0
          ? { schoolId: '9103', otherSchoolIds: row.otherSchoolIds.filter((id) => id !== '9103') }
          : {}),
        typeId: Number(row.id) % 7 === 1 ? 'debrief' : row.typeId,
        heldOn: Number(row.id) % 7 === 2 ? addDays(row.heldOn, 40) : row.heldOn,
        tagIds: row.tagIds.filter((id) => id !== '2'),
      }))
    await compare(20)
  })

  it('of an interaction for two schools counts at both and once in all', async () => {
    const [reach, filter] = [
      { ...anyReach(), schoolIds: null, coachId: null, notAboutId: null, peopleIds: null },
      anyFilter(),
    ]
    const wide = { ...filter, from: FIRST, to: '2027-06-30', typeId: null, tagId: null }
    await inAlpha(async (client) => {
      const rows = await listReport(client, 'school', reach, wide)
      const places = logged.reduce((sum, row) => sum + 1 + row.otherSchoolIds.length, 0)
      expect(rows.reduce((sum, row) => sum + row.interactions, 0)).toBe(places)
      expect(places).toBeGreaterThan(logged.length)
      expect((await sumReport(client, reach, wide)).interactions).toBe(logged.length)
    })
  })
})

describe('educators not seen', () => {
  const PLACES = [
    ['9204', '9101'],
    ['9205', '9101'],
    ['9205', '9102'],
    ['9206', '9104'],
  ] as const

  it('are those of the schools whom nobody, or not this coach, has met since the day, with the day of the last time', async () => {
    await inAlpha(async (client) => {
      for (const [person, school] of PLACES)
        await client.query(
          `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
           values ('alpha', $1, $2, 'sis', 'teacher', 'primary')`,
          [school, person],
        )
      let found = 0
      for (let turn = 0; turn < 60; turn += 1) {
        const reach = { ...anyReach(), peopleIds: EDUCATORS }
        const since = addDays(FIRST, 300 + upTo(170))
        const asked = { since, page: 1, pageSize: 100 }
        const { items, total } = await listNotSeen(client, reach, asked)
        const here = PLACES.flatMap(([id, school]) => ((reach.schoolIds?.includes(school) ?? true) ? [id] : []))
        const expectedRows = [...new Set(here)].flatMap((id) => {
          const days = logged
            .filter((row) => row.educatorIds.includes(id) && (reach.coachId === null || row.coachId === reach.coachId))
            .filter((row) => reach.notAboutId === null || !row.educatorIds.includes(reach.notAboutId))
            .map(({ heldOn }) => heldOn)
          const lastSeenOn = days.toSorted().at(-1) ?? null
          return id === reach.notAboutId || (lastSeenOn ?? '') >= since ? [] : [{ id, lastSeenOn }]
        })
        expect(
          items.map(({ id, lastSeenOn }) => ({ id, lastSeenOn })).toSorted((a, b) => Number(a.id) - Number(b.id)),
        ).toEqual(expectedRows)
        expect(total).toBe(expectedRows.length)
        found += total
      }
      expect(found).toBeGreaterThan(30)
    })
  })
})
