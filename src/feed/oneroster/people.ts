/** Turns the rows of OneRoster's users and roles, from a file or an API, into people with their feed roles. */

import type { Column, RowReader, WordSpec } from '../row-reader.ts'
import { wordReader } from '../words.ts'
import { FEED_ROLES, ROLE_TYPES } from '../../roster/model.ts'
import type { FeedRole, FeedRoleName, PersonRecord, RoleType } from '../../roster/model.ts'
import { expectedWords } from './records.ts'
import { sortRoles } from './feed-roles.ts'

const ROLE_NAME: WordSpec<FeedRoleName> = {
  read: wordReader(FEED_ROLES, { extensible: true, aliases: { counsellor: 'counselor', learner: 'student' } }),
  expected: expectedWords(FEED_ROLES),
  placeholder: 'student',
}
const ROLE_TYPE: WordSpec<RoleType> = {
  read: asRoleType(wordReader(ROLE_TYPES, { extensible: false })),
  expected: 'primary or secondary',
  placeholder: 'primary',
}

/** The role type is the one enumeration without extensions. */
function asRoleType(read: ReturnType<typeof wordReader<RoleType>>): WordSpec<RoleType>['read'] {
  return (text) => {
    const reading = read(text)
    return reading?.value === 'primary' || reading?.value === 'secondary'
      ? { value: reading.value, standard: reading.standard }
      : null
  }
}

/** Reads one role of a user, as OneRoster 1.2 has it. */
export function feedRoleReader(row: RowReader): () => FeedRole {
  const roleType = row.column('roleType')
  const role = row.column('role')
  const beginDate = row.column('beginDate')
  const endDate = row.column('endDate')
  const org = row.column('orgSourcedId')
  return () => ({
    role: row.word(role, ROLE_NAME),
    roleType: row.word(roleType, ROLE_TYPE),
    orgSourcedId: row.id(org),
    beginDate: row.optionalDate(beginDate),
    endDate: row.optionalDate(endDate),
  })
}

/**
 * Reads a user's feed roles, from the row itself in 1.1, from wherever they are kept in 1.2.
 * Null: they can't be known for certain, and the person stays as they were.
 */
export type RolesOf = (sourcedId: string) => readonly FeedRole[] | null

/** The roles that a row of OneRoster 1.1 gives: its one role, at each of its organisations. */
export function rolesInRow(row: RowReader): RolesOf {
  const role = row.column('role')
  const orgs = row.column('orgSourcedIds')
  const known = new Map<string, readonly FeedRole[]>()
  return () => {
    const name = row.word(role, ROLE_NAME)
    const ids = row.ids(orgs)
    const key = `${name} ${ids.join(' ')}`
    const shared = known.get(key)
    if (shared !== undefined) return shared
    const roles = sortRoles(
      ids.map((orgSourcedId) => ({ role: name, roleType: 'primary', orgSourcedId, beginDate: null, endDate: null })),
    )
    if (known.size < 10_000 && row.faults.length === 0) known.set(key, roles)
    return roles
  }
}

/** What of the row of a person is written differently in a file and in an API. */
export interface PersonParts {
  readonly rolesOf: RolesOf
  readonly userIds: () => PersonRecord['userIds']
  /** Without what `isPrivate` names; sorted by key. */
  readonly metadata: () => PersonRecord['metadata']
}

/**
 * Passwords, phone numbers, agents and pronouns are not among the columns: they are dropped here, before anything
 * else sees them, and so are extensions whose name says that they hold such things.
 */
export function personReader(row: RowReader, parts: PersonParts): () => PersonRecord | null {
  const column = (name: string): Column => row.column(name)
  const sourcedId = column('sourcedId')
  const status = column('status')
  const enabled = column('enabledUser')
  const [givenName, familyName, middleName] = [column('givenName'), column('familyName'), column('middleName')]
  const [preferredGiven, preferredFamily] = [column('preferredGivenName'), column('preferredFamilyName')]
  const [username, email, identifier] = [column('username'), column('email'), column('identifier')]
  const grades = column('grades')
  const lookedUp = [givenName, familyName, username, email, identifier]
  return () => {
    const id = row.id(sourcedId)
    for (const each of lookedUp) row.lookedUp(each)
    const feedRoles = parts.rolesOf(id)
    const person: PersonRecord = {
      table: 'people',
      sourcedId: id,
      status: row.status(status),
      enabled: row.boolean(enabled, null),
      givenName: row.required(givenName),
      familyName: row.required(familyName),
      middleName: row.text(middleName),
      preferredGivenName: row.text(preferredGiven),
      preferredFamilyName: row.text(preferredFamily),
      username: row.advised(username),
      email: row.text(email),
      identifier: row.text(identifier),
      userIds: parts.userIds(),
      grades: row.grades(grades),
      feedRoles: feedRoles ?? NO_ROLES,
      metadata: parts.metadata(),
    }
    return feedRoles === null ? null : person
  }
}

const NO_ROLES: readonly FeedRole[] = []
/** What a roster has no business knowing, by the name of its extension. */
const PRIVATE =
  /pass(word|wd|code)|secret|token|ssn|social.?security|birth|\bdob\b|gender|\bsex\b|pronoun|race|ethnic|hispanic|latino|language|phone|mobile|\bcell|sms|address|street|\bzip|postal|guardian|parent|agent|lunch|frl|iep|504|disab|special.?ed|medical|health|allerg|immigra|homeless|migrant|religio|economic/i

/** Whether the name of an extension says that it holds something private, which is not to be read. */
export function isPrivate(key: string): boolean {
  return PRIVATE.test(key)
}
