/** The members of a section as enrolments. Clever lists them inside the section, without an id and without dates. */

import { isIdentifier } from '../../src/feed/identifiers.ts'
import type { Diagnostic } from '../../src/roster/diagnostic.ts'
import type { EnrolmentRecord, EnrolmentRole } from '../../src/roster/model.ts'
import type { ObjectReader } from './object-reader.ts'

/** First and last day of a term, by its id. */
export type TermDates = ReadonlyMap<string, { readonly startDate: string; readonly endDate: string }>

/** A member, or one of whom nothing is known but that there is something wrong. */
export type Member = { readonly enrolment: EnrolmentRecord } | Pick<Diagnostic, 'code' | 'field' | 'expected'>

export const NAMELESS_SECTION: Member = { code: 'value_id', field: 'id', expected: 'the identifier of the section' }
/** A section that has nobody has an empty list; without a list nobody can say who is in it. */
const NO_STUDENTS: Member = {
  code: 'value_missing',
  field: 'students',
  expected: 'a list of users, empty where there are none',
}

/**
 * The members of the section that the reader stands at, teachers first. The id of an enrolment is made of section, user
 * and role, so it is the same whenever they come together again.
 */
export function readMembers(reader: ObjectReader, section: string, terms: TermDates): readonly Member[] {
  const dates = terms.get(reader.text('term_id') ?? '')
  const lead = reader.text('teacher')
  const enrol = (person: unknown, role: EnrolmentRole): Member => {
    if (typeof person !== 'string' || !isIdentifier(person))
      return { code: 'value_id', field: `${role}s`, expected: 'the identifier of a user' }
    const enrolment: EnrolmentRecord = {
      table: 'enrolments',
      sourcedId: `${section}-${person}-${role}`,
      status: 'active',
      classSourcedId: section,
      personSourcedId: person,
      role,
      primary: role === 'teacher' && person === lead,
      beginDate: dates?.startDate ?? null,
      endDate: dates?.endDate ?? null,
    }
    return { enrolment }
  }
  const teachers = new Set([...(lead === null ? [] : [lead]), ...(reader.list('teachers') ?? [])])
  const students = reader.list('students')
  return [
    ...[...teachers].map((person) => enrol(person, 'teacher')),
    ...[...new Set(students ?? [])].map((person) => enrol(person, 'student')),
    ...(students === null ? [NO_STUDENTS] : []),
  ]
}
