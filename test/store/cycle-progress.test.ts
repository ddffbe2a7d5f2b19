/** Cycles that reports add up: what the statement gathers against the same cycles taken one by one. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Stay } from '../../src/coaching/cycle-phase.ts'
import { CYCLE_KEYS, type CycleFact, progressOf } from '../../src/coaching/cycle-progress.ts'
import { addDays } from '../../src/coaching/window.ts'
import type { ReportReach } from '../../src/store/coaching/coaching-reports.ts'
import { listCycleFacts } from '../../src/store/coaching/cycle-progress.ts'
import { type DistrictClient, inDistrict } from '../../src/store/database.ts'
import { openTestApp, type TestApp } from '../http/test-app.ts'
import { randomFrom } from '../coaching/school-months.ts'
import { USUAL_SEED } from '../support/seed.ts'

const FIRST = '2026-07-01'
const CLOCK = { today: '2027-03-01', cadenceDays: 14 }
const COACHES = ['9001', '9002', '9003']
const SCHOOLS = ['9101', '9102', '9103']
const FOCUSES = ['focus-a', 'focus-b']
const SCALES = ['scale-a', 'scale-b']
const PEOPLE = ['9201', '9202', '9203', '9204', '9205']
/** Where they work; nobody is told where 9205 does, and 9104 is closed. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  '9201': ['9101'],
  '9202': ['9101', '9102'],
  '9203': ['9102'],
  '9204': ['9103'],
}

interface Kept {
  readonly id: string
  readonly coachId: string
  readonly focusId: string | null
  readonly scaleId: string | null
  readonly startedOn: string
  readonly endedOn: string | null
  readonly educators: readonly { readonly id: string; readonly start: number | null; readonly end: number | null }[]
  readonly stays: readonly Stay[]
  readonly metOn: readonly string[]
}

const random = randomFrom(USUAL_SEED)
const upTo = (count: number): number => Math.floor(random() * count)
const one = <T>(of: readonly T[]): T => of[upTo(of.length)] as T
const maybe = <T>(of: readonly T[]): T | null => (random() < 0.3 ? null : one(of))

const kept: readonly Kept[] = Array.from({ length: 120 }, (_, at): Kept => {
  const startedOn = addDays(FIRST, upTo(260))
  const scaleId = maybe(SCALES)
  const endedOn = random() < 0.7 ? addDays(startedOn, upTo(60)) : null
  const others = PEOPLE.filter(() => random() < 0.2)
  return {
    id: String(9301 + at),
    coachId: one(COACHES),
    focusId: maybe(FOCUSES),
    scaleId,
    startedOn,
    endedOn,
    educators: [...new Set([one(PEOPLE), ...others])].map((id) => ({
      id,
      start: scaleId === null ? null : maybe([1, 2, 3]),
      end: scaleId === null ? null : maybe([1, 2, 3]),
    })),
    stays: [
      { phaseId: 'phase-plan', from: startedOn },
      ...(random() < 0.5 ? [{ phaseId: 'phase-practise', from: addDays(startedOn, 3) }] : []),
    ],
    metOn: Array.from({ length: upTo(3) }, () => addDays(startedOn, upTo(20))),
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
  await client.query(
    `insert into person (district_id, id, given_name, family_name) select 'alpha', id::bigint, 'Some', 'Body ' || id
     from unnest($1::text[]) id`,
    [[...COACHES, ...PEOPLE]],
  )
  await client.query(
    `insert into org (district_id, id, source_id, sourced_id, name, type, status)
     select 'alpha', id::bigint, 'sis', 'r' || id, 'School ' || id, 'school', case when id = '9104' then 'retired' else 'active' end
     from unnest($1::text[]) id`,
    [[...SCHOOLS, '9104']],
  )
  const places = Object.entries(PLACES).flatMap(([person, schools]) =>
    schools.map((school) => ({ person, school, role: 'teacher' })),
  )
  await client.query(
    `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
     select 'alpha', school, person, 'sis', role, 'primary'
     from jsonb_to_recordset($1::jsonb) r (person bigint, school bigint, role text)`,
    [
      JSON.stringify([
        ...places,
        { person: '9205', school: '9104', role: 'teacher' },
        { person: '9205', school: '9101', role: 'parent' },
      ]),
    ],
  )
  await client.query(
    `insert into coaching_choice (district_id, id, list, name, position, changed_at, levels)
     select 'alpha', id, list, id, row_number() over (), now(), case when list = 'scales' then array['Low', 'Middle', 'High'] else '{}' end
     from jsonb_to_recordset($1::jsonb) r (id text, list text)`,
    [
      JSON.stringify([
        ...['phase-plan', 'phase-practise'].map((id) => ({ id, list: 'phases' })),
        ...FOCUSES.map((id) => ({ id, list: 'focuses' })),
        ...SCALES.map((id) => ({ id, list: 'scales' })),
      ]),
    ],
  )
  await plantCycles(client)
}

async function plantCycles(client: DistrictClient): Promise<void> {
  for (const statement of [
    `insert into coaching_cycle (district_id, id, coach_id, focus_id, scale_id, started_on, ended_on, created_at, changed_at)
     select 'alpha', id, "coachId", "focusId", "scaleId", "startedOn", "endedOn", now(), now()
     from jsonb_to_recordset($1::jsonb) r (id bigint, "coachId" bigint, "focusId" text, "scaleId" text, "startedOn" date,
       "endedOn" date)`,
    `insert into coaching_cycle_phase (district_id, cycle_id, phase_id, position)
     select 'alpha', id, phase, at from jsonb_to_recordset($1::jsonb) r (id bigint)
     cross join unnest(array['phase-plan', 'phase-practise']) with ordinality u (phase, at)`,
    `insert into coaching_cycle_educator (district_id, cycle_id, person_id, rating_start, rating_end)
     select 'alpha', r.id, e.id, e.start, e."end" from jsonb_to_recordset($1::jsonb) r (id bigint, educators jsonb)
     cross join jsonb_to_recordset(r.educators) e (id bigint, start smallint, "end" smallint)`,
    `insert into coaching_cycle_stay (district_id, cycle_id, from_on, phase_id)
     select 'alpha', r.id, s."from", s."phaseId" from jsonb_to_recordset($1::jsonb) r (id bigint, stays jsonb)
     cross join jsonb_to_recordset(r.stays) s ("from" date, "phaseId" text)`,
    `insert into interaction (district_id, id, coach_id, held_on, minutes, type, school_id)
     select 'alpha', r.id * 10 + m.at, r."coachId", m.day::date, 30, 'debrief', 9101
     from jsonb_to_recordset($1::jsonb) r (id bigint, "coachId" bigint, "metOn" jsonb)
     cross join jsonb_array_elements_text(r."metOn") with ordinality m (day, at)`,
    `insert into coaching_cycle_interaction (district_id, interaction_id, cycle_id)
     select 'alpha', r.id * 10 + m.at, r.id from jsonb_to_recordset($1::jsonb) r (id bigint, "metOn" jsonb)
     cross join jsonb_array_elements_text(r."metOn") with ordinality m (day, at)`,
  ])
    await client.query(statement, [JSON.stringify(kept)])
}

/** By the words of the report, one by one. */
function byHand(reach: ReportReach, from: string, to: string): readonly CycleFact[] {
  return kept.flatMap((cycle): CycleFact[] => {
    const names = cycle.educators.map(({ id }) => id)
    const schoolIds = [...new Set(names.flatMap((id) => PLACES[id] ?? []))].filter(
      (id) => reach.schoolIds?.includes(id) ?? true,
    )
    const isTold =
      cycle.startedOn <= to &&
      (cycle.endedOn ?? to) >= from &&
      (reach.coachId === null || reach.coachId === cycle.coachId) &&
      (reach.schoolIds === null || schoolIds.length > 0) &&
      (reach.notAboutId === null || !names.includes(reach.notAboutId)) &&
      (reach.peopleIds === null || names.some((id) => reach.peopleIds?.includes(id)))
    if (!isTold) return []
    const { coachId, focusId, scaleId, startedOn, stays } = cycle
    const lastOn = cycle.metOn.toSorted().at(-1) ?? null
    return [
      {
        coachId,
        focusId,
        scaleId,
        schoolIds,
        cycles: 1,
        ratings: cycle.educators.map(({ start, end }) => [start, end, 1] as const),
        open: cycle.endedOn === null ? { startedOn, lastOn, stays } : null,
      },
    ]
  })
}

describe('what a report of cycles is made of', () => {
  it('comes to what the cycles come to one by one, whoever asks, by whatever it adds up, in whatever time', async () => {
    await inAlpha(async (client) => {
      let told = 0
      for (let turn = 0; turn < 150; turn += 1) {
        const reach = {
          districtId: 'alpha',
          schoolIds: random() < 0.5 ? null : SCHOOLS.filter(() => random() < 0.5),
          coachId: random() < 0.6 ? null : one(COACHES),
          notAboutId: random() < 0.5 ? null : one(PEOPLE),
          peopleIds: random() < 0.7 ? null : PEOPLE.filter(() => random() < 0.4),
        }
        const from = addDays(FIRST, upTo(300))
        const to = addDays(from, upTo(300))
        const by = one(CYCLE_KEYS)
        const facts = await listCycleFacts(client, reach, { from, to, by })
        const expected = progressOf(byHand(reach, from, to), by, CLOCK)
        expect(progressOf(facts, by, CLOCK), JSON.stringify({ reach, from, to, by })).toEqual(expected)
        told += expected.total.cycles
      }
      expect(told).toBeGreaterThan(1000)
    })
  })

  it('is one row for ended cycles that are alike, however many, and one for each open one', async () => {
    await inAlpha(async (client) => {
      const reach = { districtId: 'alpha', schoolIds: null, coachId: null, notAboutId: null, peopleIds: null }
      const facts = await listCycleFacts(client, reach, { from: FIRST, to: '2027-12-31', by: 'coach' })
      const ended = kept.filter(({ endedOn }) => endedOn !== null)
      const kinds = new Set(ended.map(({ coachId, scaleId }) => `${coachId} ${scaleId}`))
      expect(facts.filter(({ open }) => open === null)).toHaveLength(kinds.size)
      expect(facts.filter(({ open }) => open !== null)).toHaveLength(kept.length - ended.length)
      expect(await listCycleFacts(client, reach, { from: '2020-07-01', to: '2021-06-30', by: 'coach' })).toEqual([])
    })
  })
})
