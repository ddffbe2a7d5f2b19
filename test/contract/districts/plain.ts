/** Districts as far as every dialect can say them, so that nothing of them may differ by the way they come. */

import type { PersonRecord, RosterRecord } from '../../../src/roster/model.ts'
import type { District } from './district.ts'

/** A district as it could come from Clever: enrolments with the ids that Clever's reader makes. */
export function withCleverIds(district: District): District {
  return {
    ...district,
    records: function* records(table) {
      for (const record of district.records(table)) yield withCleverId(record)
    },
  }
}

/** Students and teachers of schools only, without preferred names and user names, and with Clever's ids of enrolments. */
export function inEveryDialect(district: District): District {
  const offices = new Set<string>()
  for (const org of district.records('orgs'))
    if (org.table === 'orgs' && org.type !== 'school') offices.add(org.sourcedId)
  const left = new Set<string>()
  for (const person of district.records('people'))
    if (person.table === 'people' && person.feedRoles.some((role) => offices.has(role.orgSourcedId)))
      left.add(person.sourcedId)
  return {
    ...district,
    records: function* records(table) {
      for (const record of district.records(table)) {
        if (record.table === 'people') {
          if (!left.has(record.sourcedId)) yield plain(record)
        } else if (record.table !== 'enrolments' || !left.has(record.personSourcedId)) yield withCleverId(record)
      }
    },
  }
}

function withCleverId(record: RosterRecord): RosterRecord {
  if (record.table !== 'enrolments') return record
  return { ...record, sourcedId: `${record.classSourcedId}-${record.personSourcedId}-${record.role}` }
}

function plain(person: PersonRecord): PersonRecord {
  const feedRoles = person.feedRoles.map(
    (each) => ({ ...each, role: each.role === 'student' ? 'student' : 'teacher' }) as const,
  )
  return { ...person, feedRoles, username: null, preferredGivenName: null, preferredFamilyName: null }
}
