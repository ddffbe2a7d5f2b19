/**
 * A district of 5,000 classes with 30 students each, that has answered 40 questions in five cycles and is in the sixth, for
 * P14: made in the database, for what takes minutes by the routes is seconds there. Closed cycles have one of a few dozen
 * real results, made of random answers by the rules that make them.
 */

import type { Answers, Question, QuestionSet } from '../../src/community/question-set.ts'
import { optionsOf } from '../../src/community/question-set.ts'
import { freezeClass, MINIMUM } from '../../src/community/masking.ts'
import { poolCommunity, type PooledClass } from '../../src/community/pool.ts'
import { type Database, globally, inDistrict } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { SET } from '../support/question-sets.ts'

export const SURVEY_DISTRICT = 'harbor'
export const CLASSES = 5000
/** Who leads class n is person n % LEADS + 1, so everybody leads five. */
export const LEADS = 1000
const STUDENTS = 30
const COMMUNITIES = 500
const VARIANTS = 40
/** The day after the one on which the fifth cycle was closed. */
export const DAY_AFTER_FIFTH = '2027-03-07'
/** Days of the cycle under way, and a day in it. */
export const TODAY = '2027-04-14'
const CONTEXT = { districtId: SURVEY_DISTRICT, actor: 'bench' }

const again = (question: Question): Question => ({ ...question, id: `${question.id}-2` })
const scales = SET.questions.filter(({ kind, when }) => kind === 'scale' && when === undefined)
/** Forty questions: those that come with the product, and as many scales as are missing once more. */
export const FORTY: QuestionSet = {
  ...SET,
  questions: [...SET.questions, ...[...scales, ...scales.map(again)].map(again)].slice(0, 40),
}

/** An answer to every question that is asked of everybody. */
export function answersTo(set: QuestionSet, draw: () => number): Answers {
  return Object.fromEntries(
    set.questions.flatMap((question) => {
      const options = optionsOf(set, question)
      if (question.when !== undefined || options === null) return []
      return [[question.id, options[Math.floor(draw() * options.length)]?.id ?? '']]
    }),
  )
}

// Leads, then students by class; of community n the classes n * 10 … n * 10 + 19, and community 1 has all of them.
const PLANT = [
  `insert into org (district_id, id, source_id, sourced_id, name, type)
   overriding system value select 'harbor', n, 'sis', 's' || n, 'School ' || n, 'school' from generate_series(1, 100) n`,
  `insert into person (district_id, id, given_name, family_name)
   overriding system value select 'harbor', n, 'Given' || n, 'Family' || n
   from generate_series(1, ${LEADS + CLASSES * STUDENTS}) n`,
  `insert into class (district_id, id, source_id, sourced_id, title, class_type, school_sourced_id, school_id)
   overriding system value
   select 'harbor', n, 'sis', 'c' || n, 'Class ' || n, 'scheduled', 's', 1 + n % 100 from generate_series(1, ${CLASSES}) n`,
  `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
   select 'harbor', 'sis', 'e' || n, 1 + (n - 1) / ${STUDENTS}, ${LEADS} + n, 'student', false
   from generate_series(1, ${CLASSES * STUDENTS}) n`,
  `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, granted_at)
   select 'harbor', 1 + n % ${LEADS}, 'class_lead', 'class', n, 'manual', '2026-08-01' from generate_series(1, ${CLASSES}) n`,
  `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
   select 'harbor', ${LEADS} + n, 'student', 'school', 1 + (1 + (n - 1) / ${STUDENTS}) % 100, 'manual'
   from generate_series(1, ${CLASSES * STUDENTS}) n`,
  `insert into community (district_id, id, name, created_by)
   overriding system value select 'harbor', n, 'Community ' || n, 1 from generate_series(1, ${COMMUNITIES}) n`,
  `insert into community_member (district_id, community_id, person_id, role, added_by)
   select 'harbor', n, 1, 'lead', 1 from generate_series(1, ${COMMUNITIES}) n`,
  `insert into community_class (district_id, community_id, class_id, slot, added_by, added_at)
   select 'harbor', 1, n, 1, 1, timestamptz '2026-08-01' from generate_series(1, ${CLASSES}) n
   union all
   select 'harbor', k, 1 + (k * 10 + t) % ${CLASSES}, 2 + t / 10, 1, timestamptz '2026-08-01'
   from generate_series(2, ${COMMUNITIES}) k cross join generate_series(0, 19) t`,
  `insert into survey_cycle (district_id, id, class_id, question_set, starts_on, ends_on, made_by, made_at, closed_on)
   overriding system value
   select 'harbor', (n - 1) * 6 + k + 1, n, '${SET.id}', date '2026-09-07' + k * 42, date '2026-09-18' + k * 42, 'bench', now(),
     case when k < 5 then date '2026-09-19' + k * 42 end
   from generate_series(1, ${CLASSES}) n cross join generate_series(0, 5) k`,
  `insert into survey_participation (district_id, cycle_id, person_id, completed_on, is_late)
   select 'harbor', (n - 1) * 6 + k + 1, ${LEADS} + (n - 1) * ${STUDENTS} + s, date '2026-09-08' + k * 42, false
   from generate_series(1, ${CLASSES}) n cross join generate_series(0, 4) k cross join generate_series(1, ${STUDENTS}) s`,
]
const KEPT = [
  `insert into survey_result (district_id, cycle_id, made_on, completed, expected, leads, cells)
   select 'harbor', (n - 1) * 6 + k + 1, date '2026-09-19' + k * 42, ${STUDENTS}, ${STUDENTS}, array[(1 + n % ${LEADS})::text],
     ($1::jsonb) -> ((n * 7 + k) % ${VARIANTS})
   from generate_series(1, ${CLASSES}) n cross join generate_series(0, 4) k`,
  `insert into community_report (district_id, community_id, made_on, completed, expected, question_set, figures, figure_rows)
   select 'harbor', c, date '2026-09-19' + k * 42, 600, 600, '${SET.id}', $1::jsonb, '{}'
   from generate_series(1, ${COMMUNITIES}) c cross join generate_series(0, 4) k`,
  `insert into community_report_cycle (district_id, community_id, cycle_id, question_set, made_on)
   select 'harbor', cc.community_id, k.id, k.question_set, k.closed_on
   from community_class cc join survey_cycle k on k.district_id = cc.district_id and k.class_id = cc.class_id
   where cc.district_id = 'harbor' and k.closed_on is not null`,
]

/** Plants it into an empty database; the same every time. */
export async function plantSurveys(owner: Database): Promise<void> {
  await globally(owner, (client) =>
    createDistrict(client, { id: SURVEY_DISTRICT, name: 'Harbor', timezone: 'UTC', customerId: null }),
  )
  const draw = drawFrom(20261122)
  const variants = Array.from({ length: VARIANTS }, () =>
    freezeClass(
      FORTY,
      Array.from({ length: STUDENTS }, () => answersTo(FORTY, draw)),
      MINIMUM,
    ),
  )
  const pooled = variants.slice(0, 20).map((cells, at): PooledClass => {
    return { cycleId: String(at), classId: String(at), leads: [String(at)], cells }
  })
  const { questions } = poolCommunity(pooled, [], new Map())
  const given = [[JSON.stringify(variants)], [JSON.stringify(questions)], []]
  await inDistrict(owner, CONTEXT, async (client) => {
    for (const statement of PLANT) await client.query(statement)
    for (const [at, statement] of KEPT.entries()) await client.query(statement, given[at])
  })
  await owner.pool.query('vacuum analyze')
}

/** Takes back the reports of communities of the fifth cycle, to be made. */
export async function forgetReportsOfFifth(owner: Database): Promise<void> {
  await inDistrict(owner, CONTEXT, (client) =>
    client.query("delete from community_report where district_id = 'harbor' and made_on >= $1::date - 1", [
      DAY_AFTER_FIFTH,
    ]),
  )
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function drawFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
