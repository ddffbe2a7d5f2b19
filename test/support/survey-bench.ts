/** A class with students and a survey under way, to answer and to report on. */

import type { PoolClient } from 'pg'
import type { Answers } from '../../src/community/question-set.ts'
import { askedOf, optionsOf, separate } from '../../src/community/question-set.ts'
import { randomName, trayContext } from '../../src/store/community/survey-answer.ts'
import type { SecretBox } from '../../src/store/secret.ts'
import { SET } from './question-sets.ts'

/** Adds students to a class; answers their ids. */
export async function addStudents(
  client: PoolClient,
  place: { readonly districtId: string; readonly classId: string },
  count: number,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `insert into person (district_id, given_name, family_name)
     select $1, 'Pupil', 'Number ' || n from generate_series(1, $2::int) n returning id::text`,
    [place.districtId, count],
  )
  const ids = rows.map(({ id }) => id)
  await client.query(
    `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
     select $1, 'sis', $2::text || '-' || id, $2::bigint, id, 'student', false from unnest($3::bigint[]) id`,
    [place.districtId, place.classId, ids],
  )
  await client.query(
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
     select $1, pupil.id, 'student', 'school', c.school_id, 'manual'
     from unnest($3::bigint[]) pupil (id) join class c on c.district_id = $1 and c.id = $2`,
    [place.districtId, place.classId, ids],
  )
  return ids
}

/** Plans a cycle; answers its id. */
export async function addCycle(
  client: PoolClient,
  place: { readonly districtId: string; readonly classId: string },
  days: { readonly startsOn: string; readonly endsOn: string; readonly extendedTo?: string },
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into survey_cycle (district_id, class_id, question_set, starts_on, ends_on, extended_to, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, 'test', now()) returning id::text`,
    [place.districtId, place.classId, SET.id, days.startsOn, days.endsOn, days.extendedTo ?? null],
  )
  return rows[0]?.id ?? ''
}

/** New students of a class with their answers to a cycle of it, still in the tray; answers the cycle. */
export async function addAnswered(
  client: PoolClient,
  at: { readonly districtId: string; readonly classId: string; readonly box: SecretBox },
  days: { readonly startsOn: string; readonly endsOn: string; readonly extendedTo?: string },
  all: readonly Answers[],
): Promise<string> {
  const { districtId } = at
  const cycleId = await addCycle(client, at, days)
  const students = await addStudents(client, at, all.length)
  for (const [index, answers] of all.entries()) {
    await client.query(
      'insert into survey_participation (district_id, cycle_id, person_id, completed_on, is_late) values ($1, $2, $3, $4, false)',
      [districtId, cycleId, students[index], days.endsOn],
    )
    const id = randomName()
    const sealed = at.box.seal(JSON.stringify(separate(SET, answers)), trayContext({ districtId, cycleId, id }))
    await client.query('insert into survey_tray values ($1, $2, $3, $4)', [districtId, cycleId, id, sealed])
  }
  return cycleId
}

/** An answer to every question that is asked, the same for the same number. */
export function answersOf(number: number, over: Answers = {}): Answers {
  const answers: Record<string, string> = { ...over }
  for (const question of SET.questions) {
    if (!askedOf(SET, answers).includes(question) || question.id in over) continue
    const options = optionsOf(SET, question)
    answers[question.id] = options?.[(number * 7 + question.id.length) % options.length]?.id ?? `Text ${number}`
  }
  return answers
}
