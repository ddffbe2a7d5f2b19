/** Serves made-up districts as Clever does, from a fake on this machine. */

import type { FeedRole, PersonRecord, RosterRecord } from '../../../src/roster/model.ts'
import type { ConnectorDialect, FaultyFeed, ServedFeed } from '../../contract/connector-suite.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { type CleverObject, type CleverVersion, subjectOf } from '../../fakes/sis/clever-objects.ts'
import { COLLECTIONS } from '../../fakes/sis/clever-store.ts'
import { type CleverFake, type CleverOptions, startClever } from '../../fakes/sis/clever.ts'
import type { FaultSwitch } from '../../fakes/sis/server.ts'

/** Starts a fake and serves it, with small pages where something is to happen between two of them. */
export async function serveClever(
  options: CleverOptions,
  over: object = {},
): Promise<ServedFeed & { readonly fake: CleverFake }> {
  const fake = await startClever(options)
  return { fake, config: fake.config(over), close: () => fake.close() }
}

const COLLECTION_OF = { orgs: 'schools', people: 'users', enrolments: 'sections' } as const

export function dialectOf(version: CleverVersion): ConnectorDialect {
  return {
    name: version,
    asKnown: (record) => asKnownIn(version, record),
    reordered: ['enrolments'],
    serve: (district) => serveClever({ district, version }),
    serveFaulty: async (district) => {
      const served = await serveClever({ district, version })
      served.fake.store.put('users', faultyUser(served.fake))
      return { ...served, ...FAULTY }
    },
    serveCut: async (district, table, share) => {
      const served = await serveClever({ district, version }, { pageSize: 10 })
      const on = `/${COLLECTION_OF[table as keyof typeof COLLECTION_OF]}`
      const pages = Math.ceil(served.fake.store.list(COLLECTION_OF[table as keyof typeof COLLECTION_OF]).length / 10)
      const from = Math.max(1, Math.ceil(pages * share))
      served.fake.setFaults([
        { on, from, times: Infinity, does: { kind: 'cut', share, as: 'close' } } satisfies FaultSwitch,
      ])
      return served
    },
    servePlanted: async (token) => {
      const served = await serveClever({ district: makeDistrict(PRESETS.tiny), version, planted: { text: token } })
      plantEverywhere(served.fake, token)
      return served
    },
  }
}

const FAULTY: Omit<FaultyFeed, keyof ServedFeed> = {
  table: 'people',
  at: { file: 'users', row: 6 },
  sourcedId: 'student-0001',
  faults: [
    { code: 'reference_missing', field: 'district' },
    { code: 'value_missing', field: 'name.first' },
    { code: 'row_character', field: 'name.last' },
    { code: 'row_too_long', field: 'email' },
    { code: 'value_id', field: 'roles.student.school' },
  ],
}

function faultyUser({ store }: CleverFake): CleverObject {
  const user = store.find('users', FAULTY.sourcedId)
  const roles = user?.['roles'] as { readonly student: object }
  return {
    ...user,
    id: FAULTY.sourcedId,
    district: 'another-district',
    name: { first: ' ', last: 'Nul\u0000l' },
    email: `${'x'.repeat(300)}@example.org`,
    roles: { student: { ...roles.student, school: 'no school', schools: [] } },
  }
}

/** The token in every text of every third object, and beside each an object that is nothing but the token. */
function plantEverywhere({ store }: CleverFake, token: string): void {
  for (const collection of COLLECTIONS) {
    for (const [index, object] of store.list(collection).entries()) {
      if (index % 3 === 0) store.put(collection, { ...(planted(object, token) as object), id: object.id })
      else if (index % 3 === 1) store.put(collection, planted(object, token) as CleverObject, object.id)
    }
  }
}

function planted(value: unknown, token: string): unknown {
  if (typeof value === 'string') return `${token} ${value}`
  if (Array.isArray(value)) return value.map((each) => planted(each, token))
  if (typeof value !== 'object' || value === null) return { [token]: token }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, planted(each, token)]))
}

/**
 * What a reader of Clever can know of a record. The closed list of what is lost; the connector's README has the reasons.
 * - terms have no kind, no parent and no school year (which follows from their first day)
 * - courses have no grades, no subjects and no school year
 * - classes have no room, one grade, one period, one term, and one subject out of Clever's own
 * - people have no user name; staff have one word for all of them, `ext:staff`; those of the district are its administrators
 * - people have the numbers that Clever keeps; preferred names only students, and only in 3.1
 * - enrolments have an id made of section, user and role, and the dates of their term
 */
export function asKnownIn(version: CleverVersion, record: RosterRecord): RosterRecord {
  switch (record.table) {
    case 'orgs':
      return record
    case 'terms':
      return { ...record, type: 'term', parentSourcedId: null, schoolYear: 2027 }
    case 'courses':
      return { ...record, grades: [], subjects: [], schoolYearSourcedId: null }
    case 'classes':
      return {
        ...record,
        location: null,
        grades: record.grades.slice(0, 1),
        periods: record.periods.slice(0, 1),
        subjects: [subjectOf(record)],
        termSourcedIds: record.termSourcedIds.length > 1 ? [YEAR] : record.termSourcedIds,
      }
    case 'people':
      return knownPerson(version, record)
    case 'enrolments':
      return { ...record, sourcedId: `${record.classSourcedId}-${record.personSourcedId}-${record.role}` }
  }
}

/** The term that holds the two that classes of a made-up district have. */
const YEAR = 'sy-2027'

function knownPerson(version: CleverVersion, person: PersonRecord): PersonRecord {
  const is = (role: string): boolean => person.feedRoles.some((each) => each.role === role)
  const kindOfStaff = is('teacher') ? 'teacherNumber' : 'staffId'
  const numberKind = is('student') ? 'studentNumber' : kindOfStaff
  const isDistrictOnly = person.feedRoles.every(({ orgSourcedId }) => isDistrict(orgSourcedId))
  const identifier = isDistrictOnly ? null : person.identifier
  const state = person.userIds.find(({ type }) => type === 'State')
  const hasPreferred = version === '3.1' && is('student')
  return {
    ...person,
    username: null,
    preferredGivenName: hasPreferred ? person.preferredGivenName : null,
    preferredFamilyName: hasPreferred ? person.preferredFamilyName : null,
    identifier,
    userIds: [
      ...(identifier === null ? [] : [{ type: numberKind, identifier }]),
      ...(is('student') || is('teacher') ? [{ type: 'sisId', identifier: person.sourcedId }] : []),
      ...(state === undefined ? [] : [{ type: 'stateId', identifier: state.identifier }]),
    ],
    feedRoles: person.feedRoles.map(knownRole),
  }
}

function knownRole(role: FeedRole): FeedRole {
  if (role.role === 'student' || role.role === 'teacher') return role
  return { ...role, role: isDistrict(role.orgSourcedId) ? 'districtAdministrator' : 'ext:staff' }
}

function isDistrict(orgSourcedId: string): boolean {
  return orgSourcedId === 'org-0000' || orgSourcedId.endsWith('-4001-8000-000000000000')
}
