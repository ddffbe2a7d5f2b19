/** Random rosters with rules and words by hand, and a plain reading of whom they put into a caseload. */

import fc from 'fast-check'

export interface Place {
  readonly who: string
  readonly at: string
  readonly role: string
  readonly begin: string | null
}
interface Taught {
  readonly who: string
  readonly at: string
  readonly grades: readonly string[]
  readonly subjects: readonly string[]
}
interface Rule {
  readonly schoolId: string | null
  readonly grade: string | null
  readonly subject: string | null
  readonly feedRole: string | null
  readonly isFirstYear: boolean
}
interface Word {
  readonly who: string
  readonly isIn: boolean
  readonly since: string
  readonly ends: string | null
}
export interface Roster {
  readonly places: readonly Place[]
  readonly classes: readonly Taught[]
  readonly rules: readonly Rule[]
  readonly words: readonly Word[]
}

export const TODAY = '2026-11-22'
export const YEAR_START = '2026-07-01'

function some<T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values)
}

/** Of these people at these schools, all of them the coach's. */
export function rosters(staff: readonly string[], schools: readonly string[]): fc.Arbitrary<Roster> {
  const rule = fc.record({
    schoolId: some(null, ...schools),
    grade: some(null, null, '07', '08'),
    subject: some(null, null, 'Math', 'Art'),
    feedRole: some(null, null, 'teacher', 'aide'),
    isFirstYear: some(false, false, true),
  })
  const place = fc.record({
    who: some(...staff),
    at: some(...schools),
    role: some('teacher', 'aide'),
    begin: some(null, '2025-09-01', '2026-09-01'),
  })
  const taught = fc.record({
    who: some(...staff),
    at: some(...schools),
    grades: fc.subarray(['07', '08']),
    subjects: fc.subarray(['Math', 'Art']),
  })
  const word = fc
    .record({
      who: some(...staff),
      isIn: fc.boolean(),
      since: some('2026-01-01', '2027-01-01'),
      ends: some(null, '2026-02-01', '2027-06-01'),
    })
    .filter(({ since, ends }) => ends === null || ends > since)
  return fc.record({
    places: fc.uniqueArray(place, { maxLength: 6, selector: ({ who, at, role }) => `${who} ${at} ${role}` }),
    classes: fc.array(taught, { maxLength: 4 }),
    rules: fc.array(
      rule.filter((one) => Object.values(one).some((value) => value !== null && value !== false)),
      { maxLength: 3 },
    ),
    words: fc.uniqueArray(word, { maxLength: 3, selector: ({ who }) => who }),
  })
}

/** Whether they are in it today, read off sentence by sentence. */
export function isInCaseload(who: string, { places, classes, rules, words }: Roster): boolean {
  const word = words.find((one) => one.who === who)
  if (word !== undefined && word.since <= TODAY && (word.ends === null || word.ends > TODAY)) return word.isIn
  const theirs = places.filter((one) => one.who === who)
  const taught = classes.filter((one) => one.who === who)
  return rules.some((rule) => theirs.some((place) => holds(rule, place, taught)))
}

function holds({ schoolId, grade, subject, feedRole, isFirstYear }: Rule, place: Place, taught: readonly Taught[]) {
  if (schoolId !== null && schoolId !== place.at) return false
  if (feedRole !== null && feedRole !== place.role) return false
  if (isFirstYear && (place.begin === null || place.begin < YEAR_START)) return false
  if (grade === null && subject === null) return true
  return taught.some(
    (one) =>
      one.at === place.at &&
      (grade === null || one.grades.includes(grade)) &&
      (subject === null || one.subjects.includes(subject)),
  )
}
