/**
 * What the storm's feeds say: a small district for every version, the same for the same version whoever asks. Some
 * versions hold a run up, some break it, some are damaged; which ones is written here and nowhere else.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { Type } from '@sinclair/typebox'
import type { Connector, FeedEvent } from '../../../src/feed/connector.ts'
import { proveComplete } from '../../../src/roster/complete-table.ts'
import type { QuarantinedRow } from '../../../src/roster/diagnostic.ts'
import { Failure } from '../../../src/roster/failure.ts'
import { type RosterRecord, TABLES, type Table, type TermRecord } from '../../../src/roster/model.ts'
import { chance } from './chance.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../../support/literal-feed.ts'

const STUDENTS = 24
const TEACHERS = 5
const CLASSES = 4

/** How a version reaches us. `catastrophe` is well formed and large enough to be held. */
export type Weather = 'fair' | 'down' | 'broken' | 'cut' | 'damaged' | 'slow' | 'catastrophe'

export function weatherOf(version: number): Weather {
  if (version <= 1) return 'fair'
  if (version % 11 === 5) return 'catastrophe'
  if (version % 13 === 4) return 'down'
  if (version % 23 === 11) return 'broken'
  if (version % 13 === 8) return 'cut'
  if (version % 17 === 3) return 'damaged'
  return version % 19 === 7 ? 'slow' : 'fair'
}

/** Every record of the version, before the weather takes its share. All names begin with the district's. */
export function recordsOf(district: string, version: number): readonly RosterRecord[] {
  const id = (kind: string, number: number): string => `${district}-${kind}${String(number)}`
  const orgs = [
    org(id('d', 0), { type: 'district' }),
    org(id('s', 1), { parentSourcedId: id('d', 0) }),
    org(id('s', 2), { parentSourcedId: id('d', 0) }),
  ]
  const terms = Array.from({ length: 5 }, (_, number) => term(id('t', number), number === 0 ? `v${version}` : 'Term'))
  const classes = Array.from({ length: CLASSES }, (_, number) =>
    schoolClass(id('c', number), { schoolSourcedId: id('s', 1 + (number % 2)) }),
  )
  const staff = Array.from({ length: TEACHERS }, (_, number) => teacherOf(id, version, number))
  const students = Array.from({ length: STUDENTS }, (_, number) => studentOf(id, version, number))
  const people = [...staff, ...students].filter((one) => one !== null)
  const here = new Set(people.map(({ sourcedId }) => sourcedId))
  const enrolments = [
    ...Array.from({ length: CLASSES }, (_, number) =>
      enrolment(id('c', number), id('k', number % TEACHERS), { role: 'teacher', primary: true }),
    ),
    ...Array.from({ length: STUDENTS }, (_, number) =>
      enrolment(
        id('c', chance(CLASSES, 'class', district, number, Math.floor((version + number * 2) / 50))),
        id('p', number),
      ),
    ),
  ].filter(({ personSourcedId }) => here.has(personSourcedId))
  return [...orgs, ...terms, ...classes, ...people, ...enrolments]
}

type Name = (kind: string, number: number) => string

function teacherOf(id: Name, version: number, number: number) {
  const coaches = chance(4, 'coach', id('k', number), Math.floor((version + number * 5) / 12)) === 0
  return person(id('k', number), {
    familyName: `Staff ${chance(3, 'name', id('k', number), Math.floor((version + number * 7) / 30))}`,
    feedRoles: [feedRole('teacher', id('s', 1 + (number % 2)))],
    metadata: coaches ? { jobTitle: 'Coach' } : {},
  })
}

function studentOf(id: Name, version: number, number: number) {
  const absent = weatherOf(version) === 'catastrophe' ? 2 : 24
  if (chance(absent, 'absent', id('p', number), version) === 0) return null
  return person(id('p', number), {
    givenName: `Name ${chance(5, 'given', id('p', number), Math.floor((version + number * 3) / 60))}`,
    enabled: chance(30, 'enabled', id('p', number), version) !== 0,
    feedRoles: [feedRole('student', id('s', 1 + (number % 2)))],
  })
}

function term(sourcedId: string, title: string): TermRecord {
  return {
    table: 'terms',
    sourcedId,
    status: 'active',
    title,
    type: 'semester',
    startDate: '2026-08-15',
    endDate: '2099-06-15',
    parentSourcedId: null,
    schoolYear: 2027,
  }
}

/** Damaged rows of a version: the records whose last good state stays. */
export function damagedOf(district: string, version: number): ReadonlySet<string> {
  if (weatherOf(version) !== 'damaged') return new Set()
  return new Set([`${district}-p${String(chance(STUDENTS, 'damage', district, version))}`])
}

/** Where a version is cut: the people after this many were not seen, and nobody can say how many there are. */
const CUT_AFTER = 20

export function stormConnector(versionOf: (district: string) => number): Connector {
  return {
    name: 'storm',
    title: 'The feed of the storm',
    configSchema: Type.Object({ district: Type.String() }),
    check: () => Promise.resolve([]),
    read: (config, io) => readStorm(districtIn(config), versionOf(districtIn(config)), io.signal),
  }
}

function districtIn(config: unknown): string {
  return typeof config === 'object' && config !== null && 'district' in config ? String(config.district) : ''
}

async function* readStorm(district: string, version: number, signal: AbortSignal): AsyncGenerator<FeedEvent> {
  const weather = weatherOf(version)
  const damaged = damagedOf(district, version)
  const ends = new Map<Table, number>()
  for (const table of TABLES) {
    if (weather === 'down' && table === 'people')
      throw new Failure('FETCH_FAILED', 'retry', 'The feed is down in this version.')
    if (weather === 'broken' && table === 'enrolments') throw new Error('This version breaks its connector.')
    if (weather === 'slow') await sleep(400, undefined, { signal })
    const all = recordsOf(district, version)
      .filter((record) => record.table === table)
      .map((record, index) => ({ record, at: { file: `${table}.csv`, row: index + 2 } }))
    const sent = weather === 'cut' && table === 'people' ? all.slice(0, CUT_AFTER) : all
    const quarantined = sent.filter(({ record }) => damaged.has(record.sourcedId)).map(quarantine)
    const rows = sent.filter(({ record }) => !damaged.has(record.sourcedId))
    ends.set(table, sent.length)
    yield { type: 'table-begin', table, mode: 'bulk' }
    yield { type: 'rows', table, rows, quarantined, rowsReceived: sent.length }
  }
  for (const [table, rowsRead] of ends) {
    const endSeen = !(weather === 'cut' && table === 'people')
    const end = { table, wholeSet: true, endSeen, rowsRead, rowsAnnounced: null, rowsUnidentified: 0 }
    yield { type: 'table-end', evidence: proveComplete(end) }
  }
}

function quarantine({ record, at }: { record: RosterRecord; at: { file: string; row: number } }): QuarantinedRow {
  const { table, sourcedId } = record
  const fault = { code: 'value_missing', ...at, field: 'givenName', expected: 'a name' } as const
  return { table, ...at, sourcedId, diagnostics: [fault] }
}
