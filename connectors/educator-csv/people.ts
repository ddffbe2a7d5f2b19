/** Turns rows of a list into people: whom a row is about, at which schools, as what, and until when. */

import { isIdentifier } from '../../src/feed/identifiers.ts'
import type { Column, RowReader, WordSpec } from '../../src/feed/row-reader.ts'
import { readBoolean, readStatus, wordReader } from '../../src/feed/words.ts'
import type { DistrictOutline, OutlinePerson } from '../../src/roster/district-outline.ts'
import type { FeedRole, FeedRoleName, FeedStatus, PersonRecord } from '../../src/roster/model.ts'
import type { ColumnName } from './columns.ts'
import { digestOf, type SchoolFinding, type Schools } from './schools.ts'

/** Staff only: a list of educators brings neither students nor guardians. */
const STAFF_ROLES = [
  'administrator',
  'aide',
  'counselor',
  'districtAdministrator',
  'principal',
  'proctor',
  'siteAdministrator',
  'systemAdministrator',
  'teacher',
  'ext:coach',
  'ext:contractor',
  'ext:educator',
] as const satisfies readonly FeedRoleName[]

/** Somebody coaches work with, and nothing else: the default role map gives them no role. */
const EDUCATOR: FeedRoleName = 'ext:educator'

const readRole = wordReader<FeedRoleName>(STAFF_ROLES, {
  extensible: true,
  aliases: {
    coach: 'ext:coach',
    instructionalcoach: 'ext:coach',
    contractor: 'ext:contractor',
    consultant: 'ext:contractor',
    educator: EDUCATOR,
    staff: EDUCATOR,
    faculty: EDUCATOR,
    counsellor: 'counselor',
    schooladministrator: 'siteAdministrator',
    assistant: 'aide',
    paraprofessional: 'aide',
  },
})
const ROLE: WordSpec<FeedRoleName> = {
  // Which spelling the standard has is of no interest in a list that people fill in.
  read: (text) => {
    const reading = readRole(text)
    return reading === null ? null : { value: reading.value, standard: true }
  },
  expected:
    'blank, educator, coach, contractor, teacher, principal, aide, counselor … (or ext:…); no student or guardian',
  placeholder: EDUCATOR,
}

const EMAIL = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]+\.[^\s@,;<>"]+$/

/** One row, as far as it could be read. Worth something as a record only while the row reader has no faults. */
export interface UploadRow {
  /** Null: nobody can say whom the row is about. */
  readonly sourcedId: string | null
  readonly person: PersonRecord
}

/** Reads the rows that a row reader is turned to, one after the other. */
export function uploadReader(row: RowReader, outline: DistrictOutline, schools: Schools): () => UploadRow {
  const at = (name: ColumnName): Column => row.column(name)
  const [firstName, lastName, email, staffId] = [at('First name'), at('Last name'), at('Email'), at('Staff ID')]
  const [title, username, expires, status] = [at('Title'), at('Username'), at('Expires'), at('Status')]
  const [role, school, schoolId] = [at('Role'), at('School'), at('School ID')]
  const known = new KnownPeople(outline.people)
  return () => {
    for (const column of [firstName, lastName, email, staffId, username]) row.lookedUp(column)
    const identifier = row.text(staffId)
    const mail = readEmail(row, email)
    if (identifier === null && row.raw(email) === '')
      row.fault('value_missing', email.index === -1 ? staffId.name : email.name, 'an e-mail address or a Staff ID')
    const sourcedId = known.nameOf(identifier, mail)
    const endDate = row.optionalDate(expires)
    const said = readState(row, status)
    const jobTitle = row.text(title)
    const orgs = readSchools(row, { school, schoolId }, schools)
    const name = row.raw(role) === '' ? EDUCATOR : row.word(role, ROLE)
    return {
      sourcedId,
      person: {
        table: 'people',
        sourcedId: sourcedId ?? '',
        // Whose last day has passed is gone, however often the list says so.
        status: endDate !== null && endDate < outline.today ? 'gone' : said,
        enabled: true,
        givenName: row.required(firstName),
        familyName: row.required(lastName),
        middleName: null,
        preferredGivenName: null,
        preferredFamilyName: null,
        username: row.text(username),
        email: mail,
        identifier,
        userIds: [],
        grades: [],
        feedRoles: rolesOf(name, orgs, endDate),
        metadata: jobTitle === null ? {} : { jobTitle },
      },
    }
  }
}

/** The same role at each of the schools. */
export function rolesOf(role: FeedRoleName, orgs: readonly string[], endDate: string | null): readonly FeedRole[] {
  return sortRoles(orgs.map((orgSourcedId) => ({ role, roleType: 'primary', orgSourcedId, beginDate: null, endDate })))
}

/** Sorted as the canonical record wants them, each once. */
export function sortRoles(roles: readonly FeedRole[]): readonly FeedRole[] {
  const keyed = new Map(roles.map((role) => [[role.orgSourcedId, role.role, role.endDate ?? ''].join('\u0000'), role]))
  return [...keyed].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, role]) => role)
}

function readEmail(row: RowReader, column: Column): string | null {
  const text = row.text(column)
  if (text !== null && !EMAIL.test(text)) row.fault('value_email', column.name, 'one e-mail address')
  return text
}

function readState(row: RowReader, column: Column): FeedStatus {
  const text = row.raw(column)
  if (text === '') return 'active'
  const status = readStatus(text) ?? LEFT.get(text.toLowerCase()) ?? stateOf(readBoolean(text))
  if (status === null) row.fault('value_enum', column.name, 'blank, active or inactive')
  return status ?? 'active'
}

/** Of a column that asks whether somebody is active. */
function stateOf(isActive: boolean | null): FeedStatus | null {
  if (isActive === null) return null
  return isActive ? 'active' : 'gone'
}

const LEFT: ReadonlyMap<string, FeedStatus> = new Map([
  ['left', 'gone'],
  ['terminated', 'gone'],
  ['retired', 'gone'],
  ['expired', 'gone'],
])

const SEPARATOR = /[;|\n]/

function readSchools(
  row: RowReader,
  { school, schoolId }: { readonly school: Column; readonly schoolId: Column },
  schools: Schools,
): readonly string[] {
  const ids = split(row.raw(schoolId), /[;|,\n]/)
  const names = split(row.raw(school), SEPARATOR)
  const place = { file: row.file, row: row.row }
  if (ids.length > 0) {
    const paired = names.length === ids.length
    const found = ids.map((id, index) => schools.byId(id, paired ? (names[index] ?? null) : null, place))
    return settle(row, schoolId, found)
  }
  if (names.length > 0)
    return settle(
      row,
      school,
      names.map((name) => schools.byName(name, place)),
    )
  if (schools.district !== null) return [schools.district]
  row.fault('value_missing', school.index === -1 ? schoolId.name : school.name, 'a school')
  return []
}

function settle(row: RowReader, column: Column, found: readonly SchoolFinding[]): readonly string[] {
  for (const each of found) if ('expected' in each) row.fault('reference_missing', column.name, each.expected)
  return found.flatMap((each) => ('sourcedId' in each ? [each.sourcedId] : []))
}

function split(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** Whom the source knows already: a person keeps their name in it when the address changes, or a number comes along. */
class KnownPeople {
  readonly #byNumber = new Map<string, OutlinePerson>()
  readonly #byEmail = new Map<string, readonly OutlinePerson[]>()

  constructor(people: readonly OutlinePerson[]) {
    for (const person of people) {
      const number = fold(person.identifier)
      const email = fold(person.email)
      if (number !== '' && !this.#byNumber.has(number)) this.#byNumber.set(number, person)
      if (email !== '') this.#byEmail.set(email, [...(this.#byEmail.get(email) ?? []), person])
    }
  }

  /** The sourcedId of whoever has this number, or else this address; null: there is neither. */
  nameOf(number: string | null, email: string | null): string | null {
    const byNumber = number === null ? undefined : this.#byNumber.get(fold(number))
    if (byNumber !== undefined) return byNumber.sourcedId
    if (email !== null) {
      const [one, ...others] = (this.#byEmail.get(fold(email)) ?? []).filter(
        ({ identifier }) => number === null || fold(identifier) === '',
      )
      if (one !== undefined && others.length === 0) return one.sourcedId
    }
    // An address is nobody's business in a log: its digest names the record.
    if (number !== null) return isIdentifier(number) ? number : `educator-${digestOf(fold(number))}`
    return email === null ? null : `educator-${digestOf(fold(email))}`
  }
}

function fold(text: string | null): string {
  return (text ?? '').trim().toLowerCase()
}
