/** What happens to a district between two nights: the same stream of records with some of it different. */

import type { RosterRecord, Table } from '../../../src/roster/model.ts'
import type { District } from './district.ts'
import { mix } from './random.ts'

/** A share (0 to 1) of all records says something else than the night before; nobody comes and nobody goes. */
export function withChanges(district: District, share: number, seed = 1): District {
  return mapped(district, (record, index) =>
    chosen(seed, record.table, index, share) ? changedRecord(record) : record,
  )
}

/** One school, its classes and their enrolments are not there any more, nor anybody who was only at that school. */
export function withoutSchool(district: District, schoolId: string): District {
  return filtered(district, keepsWithout(district, schoolId))
}

/** A share of the records of one table is not there any more. */
export function withoutShare(district: District, table: Table, share: number, seed = 2): District {
  return {
    ...district,
    records: function* records(asked) {
      let index = 0
      for (const record of district.records(asked)) {
        if (asked !== table || !chosen(seed, table, index, share)) yield record
        index += 1
      }
    },
  }
}

/** A share of the records of one table is announced as gone. */
export function withGone(district: District, table: Table, share: number, seed = 3): District {
  return mapped(district, (record, index) =>
    record.table === table && chosen(seed, table, index, share) ? { ...record, status: 'gone' } : record,
  )
}

const TABLE_NUMBER: Readonly<Record<Table, number>> = {
  orgs: 1,
  terms: 2,
  courses: 3,
  classes: 4,
  people: 5,
  enrolments: 6,
}

function chosen(seed: number, table: Table, index: number, share: number): boolean {
  return mix(seed, TABLE_NUMBER[table], index) < share * 0x1_0000_0000
}

function changedRecord(record: RosterRecord): RosterRecord {
  switch (record.table) {
    case 'orgs':
      return { ...record, name: `${record.name} (renamed)` }
    case 'people':
      return { ...record, familyName: `${record.familyName}-Newname` }
    case 'enrolments':
      return { ...record, endDate: '2027-03-01' }
    case 'terms':
    case 'courses':
    case 'classes':
      return { ...record, title: `${record.title} (new)` }
  }
}

function mapped(district: District, change: (record: RosterRecord, index: number) => RosterRecord): District {
  return {
    ...district,
    records: function* records(table) {
      let index = 0
      for (const record of district.records(table)) {
        yield change(record, index)
        index += 1
      }
    },
  }
}

function filtered(district: District, keep: (record: RosterRecord) => RosterRecord | null): District {
  return {
    ...district,
    records: function* records(table) {
      for (const record of district.records(table)) {
        const kept = keep(record)
        if (kept !== null) yield kept
      }
    },
  }
}

function keepsWithout(district: District, schoolId: string): (record: RosterRecord) => RosterRecord | null {
  const classes = new Set<string>()
  for (const record of district.records('classes')) {
    if (record.table === 'classes' && record.schoolSourcedId === schoolId) classes.add(record.sourcedId)
  }
  return (record) => {
    if (record.table === 'orgs') return record.sourcedId === schoolId ? null : record
    if (record.table === 'classes') return classes.has(record.sourcedId) ? null : record
    if (record.table === 'enrolments') return classes.has(record.classSourcedId) ? null : record
    if (record.table !== 'people') return record
    const feedRoles = record.feedRoles.filter((role) => role.orgSourcedId !== schoolId)
    if (feedRoles.length === record.feedRoles.length) return record
    return feedRoles.length === 0 ? null : { ...record, feedRoles }
  }
}
