/** Turns rows of users.csv and roles.csv into people with their feed roles. */

import type { Column, RowReader, WordSpec } from '../../src/feed/row-reader.ts'
import { wordReader } from '../../src/feed/words.ts'
import type { Header } from '../../src/feed/csv-header.ts'
import { FEED_ROLES, ROLE_TYPES } from '../../src/roster/model.ts'
import type { FeedRole, FeedRoleName, PersonRecord, RoleType } from '../../src/roster/model.ts'
import { expectedWords } from './parse.ts'
import { sortRoles } from './roles.ts'

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

/** One row of roles.csv. */
export interface RoleRow {
  readonly userSourcedId: string
  /** A role that the row takes back is not kept. */
  readonly gone: boolean
  readonly role: FeedRole
}

export function roleRowReader(row: RowReader): () => RoleRow {
  const status = row.column('status')
  const user = row.column('userSourcedId')
  const roleType = row.column('roleType')
  const role = row.column('role')
  const beginDate = row.column('beginDate')
  const endDate = row.column('endDate')
  const org = row.column('orgSourcedId')
  return () => ({
    userSourcedId: row.id(user),
    gone: row.status(status) === 'gone',
    role: {
      role: row.word(role, ROLE_NAME),
      roleType: row.word(roleType, ROLE_TYPE),
      orgSourcedId: row.id(org),
      beginDate: row.optionalDate(beginDate),
      endDate: row.optionalDate(endDate),
    },
  })
}

/**
 * Reads a user's feed roles: from the row itself in 1.1, out of the role book in 1.2.
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

/**
 * Passwords, phone numbers, agents and pronouns are not among the columns: they are dropped here, before anything
 * else sees them, and so are extension columns whose name says that they hold such things.
 */
export function personReader(row: RowReader, header: Header, rolesOf: RolesOf): () => PersonRecord | null {
  const column = (name: string): Column => row.column(name)
  const sourcedId = column('sourcedId')
  const status = column('status')
  const enabled = column('enabledUser')
  const [givenName, familyName, middleName] = [column('givenName'), column('familyName'), column('middleName')]
  const [preferredGiven, preferredFamily] = [column('preferredGivenName'), column('preferredFamilyName')]
  const [username, email, identifier] = [column('username'), column('email'), column('identifier')]
  const [userIds, grades] = [column('userIds'), column('grades')]
  const metadata = metadataReader(row, header)
  const lookedUp = [givenName, familyName, username, email, identifier]
  return () => {
    const id = row.id(sourcedId)
    for (const each of lookedUp) row.lookedUp(each)
    const feedRoles = rolesOf(id)
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
      userIds: readUserIds(row, userIds),
      grades: row.grades(grades),
      feedRoles: feedRoles ?? NO_ROLES,
      metadata: metadata(),
    }
    return feedRoles === null ? null : person
  }
}

const NO_ROLES: readonly FeedRole[] = []
const NO_USER_IDS: PersonRecord['userIds'] = []

/** `{type:id}` several times with commas between; what doesn't look like it is left out and said. */
function readUserIds(row: RowReader, column: Column): PersonRecord['userIds'] {
  const text = row.raw(column)
  if (text === '') return NO_USER_IDS
  const found = [...text.matchAll(/\{([^:{}]+):([^{}]*)\}/g)].map((match) => ({
    type: (match[1] ?? '').trim(),
    identifier: (match[2] ?? '').trim(),
  }))
  const rest = text.replaceAll(/\{[^:{}]+:[^{}]*\}/g, '').replaceAll(/[,\s]/g, '')
  if (rest !== '' || found.length === 0)
    row.info('value_list', column.name, '{type:identifier}, with commas between several')
  return found.filter((userId) => userId.identifier !== '')
}

const NO_METADATA: PersonRecord['metadata'] = {}

/** What a roster has no business knowing, by the name of its column. */
const PRIVATE =
  /pass(word|wd|code)|secret|token|ssn|social.?security|birth|\bdob\b|gender|\bsex\b|pronoun|race|ethnic|hispanic|latino|language|phone|mobile|\bcell|sms|address|street|\bzip|postal|guardian|parent|agent|lunch|frl|iep|504|disab|special.?ed|medical|health|allerg|immigra|homeless|migrant|religio|economic/i

function metadataReader(row: RowReader, header: Header): () => PersonRecord['metadata'] {
  const columns = header.metadata
    .filter(({ key }) => !PRIVATE.test(key))
    .map(({ key, index }): Column => ({ name: key, index }))
  if (columns.length === 0) return () => NO_METADATA
  return () => {
    let metadata: Record<string, string> | null = null
    for (const column of columns) {
      const text = row.raw(column)
      if (text !== '') {
        metadata ??= {}
        metadata[column.name] = text
      }
    }
    return metadata ?? NO_METADATA
  }
}
