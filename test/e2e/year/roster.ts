/** The school of the year that is played through: who is in it, and what its feed says from one part of the year to the next. */

import type { RosterRecord } from '../../../src/roster/model.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../../support/literal-feed.ts'
import type { LmsPerson } from '../../fakes/lms/people.ts'

/** By the key that the feed and the LMS know them by. */
const TEACHERS = {
  lena: ['Lena', 'Hart'],
  amara: ['Amara', 'Okafor'],
  ben: ['Ben', 'Lindqvist'],
  carla: ['Carla', 'Ruiz'],
  dora: ['Dora', 'Winslow'],
} as const
type Teacher = keyof typeof TEACHERS

export const CLASSES = {
  second: 'Algebra 1, period 2',
  fifth: 'Algebra 1, period 5',
  biology: 'Biology, period 3',
  chemistry: 'Chemistry, period 1',
} as const
export type ClassKey = keyof typeof CLASSES

/** Who teaches what and who is in it, as the feed says it. */
export type Lists = Readonly<
  Partial<Record<ClassKey, { readonly teacher: Teacher | null; readonly students: readonly string[] }>>
>

const GIVEN = ['Ada', 'Bo', 'Cleo', 'Dan', 'Eva', 'Flo', 'Gus', 'Hana', 'Ivo', 'June', 'Kai']
const FAMILY = ['Abbott', 'Brook', 'Castle', 'Dale']

/** `s01` … `s40`: nobody has another’s name. */
export function nameOfStudent(key: string): readonly [string, string] {
  const at = Number(key.slice(1)) - 1
  return [GIVEN[at % GIVEN.length] ?? '', FAMILY[Math.floor(at / GIVEN.length)] ?? '']
}

/** The keys of students from one number to another, both included. */
export function students(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => `s${String(from + at).padStart(2, '0')}`)
}

/** Whose enrolment the feed dates: who came in the middle of a cycle. */
const BEGINS: Readonly<Record<string, string>> = { s33: '2026-11-12' }

const EVERYBODY = students(1, 40)

/** What the feed exports when these classes are taught by these people; who teaches nothing and is `gone` is not in it. */
export function feedOf(lists: Lists, gone: readonly Teacher[] = []): RosterRecord[] {
  const staff = (Object.keys(TEACHERS) as Teacher[]).filter((key) => !gone.includes(key))
  return [
    org('d', { type: 'district', name: 'Maple Grove' }),
    org('s1', { parentSourcedId: 'd', name: 'Maple Middle School' }),
    ...staff.map((key) => {
      const [givenName, familyName] = TEACHERS[key]
      const email = `${key}@maple.example`
      return person(key, { givenName, familyName, email, feedRoles: [feedRole('teacher', 's1')] })
    }),
    ...EVERYBODY.map((key) => {
      const [givenName, familyName] = nameOfStudent(key)
      return person(key, { givenName, familyName, identifier: `77${key.slice(1)}` })
    }),
    ...(Object.keys(CLASSES) as ClassKey[]).flatMap((key) => {
      const list = lists[key]
      if (list === undefined) return []
      return [
        schoolClass(key, { title: CLASSES[key] }),
        ...(list.teacher === null ? [] : [enrolment(key, list.teacher, { role: 'teacher', primary: true })]),
        ...list.students.map((student) => enrolment(key, student, { beginDate: BEGINS[student] ?? null })),
      ]
    }),
  ]
}

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership#'

/** Everybody of the school as the LMS has them. */
export const LMS_PEOPLE: readonly LmsPerson[] = [
  ...(Object.keys(TEACHERS) as Teacher[]).map((key) => lmsPerson(key, TEACHERS[key], 'Instructor')),
  ...EVERYBODY.map((key) => lmsPerson(key, nameOfStudent(key), 'Learner')),
]

function lmsPerson(key: string, [given, family]: readonly [string, string], role: string): LmsPerson {
  const about = role === 'Learner' ? 'Student' : 'Teacher'
  const email = `${key}@maple.example`
  return {
    key,
    sub: `lms-${key}`,
    name: `${given} ${family}`,
    email,
    sourcedId: key,
    roles: [MEMBERSHIP + role],
    about,
  }
}
