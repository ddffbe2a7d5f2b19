/** The roster of the fake backend: one person and one class whose fields and lines are edited and given back. */

import type { RecordField, RosterLine, RosterRecord } from '../../src/http/contract/roster.ts'

const DANA = { name: 'Dana Director', at: '2026-11-20T15:04:00Z' }
const PAT = { name: 'Pat Nguyen', at: '2026-11-22T15:04:00Z' }

/** Written as a value, it has changed on the server meanwhile. */
export const STALE_VALUE = 'stale'

export interface FakeRoster {
  readonly records: Map<string, RosterRecord>
  lines: RosterLine[]
}

export const listedPeople = Array.from({ length: 24 }, (_, index) => ({
  id: String(900 + index),
  givenName: index === 0 ? 'Inés' : `Robin ${index}`,
  familyName: index === 0 ? 'Álvarez-Montgomery' : `Student ${String(index).padStart(2, '0')}`,
  schools: index % 2 === 0 ? ['Lincoln Middle School'] : ['Lincoln Middle School', 'Harbor Elementary'],
  editedFields: index === 0 ? 2 : 0,
}))

export const listedSchools = [
  { id: '11', name: 'Lincoln Middle School', editedFields: 1 },
  { id: '12', name: 'Harbor Elementary', editedFields: 0 },
]

export const listedClasses = Array.from({ length: 21 }, (_, index) => ({
  id: String(801 + index),
  title: `Science 7, period ${index + 4}`,
  classCode: index === 3 ? null : `SCI-7-${index + 4}`,
  editedFields: index === 1 ? 2 : 0,
}))

const ALONE = { school: null, class: null, person: null }

export function openFakeRoster(): FakeRoster {
  const sources = [{ sourceId: 'sis-nightly', sourcedId: 'u-900', active: true }]
  const person: RosterRecord = {
    kind: 'people',
    id: '900',
    name: 'Inés Álvarez-Montgomery',
    active: true,
    sources,
    ...ALONE,
    fields: [
      field('givenName', 'Inés', { editedBy: DANA, feedValue: 'Ines' }),
      field('familyName', 'Álvarez-Montgomery', { editedBy: DANA, feedValue: 'Álvarez-Montgomery' }),
      field('middleName', null),
      field('preferredGivenName', null),
      field('preferredFamilyName', null),
      field('username', 'i.alvarez-montgomery'),
      field('email', 'ines.alvarez-montgomery@students.riverside-unified.example'),
      field('grades', ['07']),
    ],
  }
  const schoolClass: RosterRecord = {
    kind: 'classes',
    id: '801',
    name: 'Science 7, period 4',
    active: true,
    sources: [{ sourceId: 'sis-nightly', sourcedId: 'c-801', active: true }],
    ...ALONE,
    school: { id: '11', name: 'Lincoln Middle School' },
    fields: [
      field('title', 'Science 7, period 4'),
      field('classCode', 'SCI-7-4'),
      field('location', null),
      field('grades', ['07']),
      field('subjects', ['Science']),
      field('periods', ['4']),
    ],
  }
  const school: RosterRecord = {
    kind: 'orgs',
    id: '11',
    name: 'Lincoln Middle School',
    active: true,
    sources: [{ sourceId: 'sis-nightly', sourcedId: 'lincoln', active: true }],
    ...ALONE,
    fields: [field('name', 'Lincoln Middle School', { editedBy: DANA, feedValue: 'LINCOLN MS' })],
  }
  const enrolment: RosterRecord = {
    kind: 'enrolments',
    id: 'sis-nightly/e-0',
    name: 'Science 7, period 4',
    active: true,
    sources: [{ sourceId: 'sis-nightly', sourcedId: 'e-0', active: true }],
    school: null,
    class: { id: '801', name: 'Science 7, period 4' },
    person: { id: '900', givenName: 'Inés', familyName: 'Álvarez-Montgomery' },
    fields: [
      field('role', 'student'),
      field('primary', false),
      field('beginDate', '2026-08-12'),
      field('endDate', '2027-06-04', { editedBy: DANA, feedValue: null }),
      field('member', true),
    ],
  }
  return {
    records: new Map([
      ['people/900', person],
      ['classes/801', schoolClass],
      ['orgs/11', school],
      ['enrolments/sis-nightly/e-0', enrolment],
    ]),
    lines: [line(0, {}), line(1, { active: false }), line(2, { byHand: true }), line(3, { role: 'teacher' })],
  }
}

/** Edits a field, or a line's being there; null: no such record. Throws what the server would say of an old version. */
export function editFake(
  roster: FakeRoster,
  at: { readonly kind: string; readonly id: string; readonly field: string },
  value: RecordField['value'],
): RosterRecord | null {
  if (at.field === 'member') return changeLine(roster, at.id, { active: false })
  return changeField(roster, at, (before) => ({
    ...before,
    value,
    editedBy: PAT,
    conflict: value !== before.feedValue,
  }))
}

export function giveBackFake(
  roster: FakeRoster,
  at: { readonly kind: string; readonly id: string; readonly field: string },
): RosterRecord | null {
  if (at.field === 'member') {
    const byHand = roster.lines.find(({ id }) => id === at.id)?.byHand === true
    const record = changeLine(roster, at.id, { active: true })
    if (byHand) roster.lines = roster.lines.filter(({ id }) => id !== at.id)
    return record
  }
  return changeField(roster, at, (before) => ({ ...before, value: before.feedValue, editedBy: null, conflict: false }))
}

export function addFakeLine(roster: FakeRoster, personId: string, role: string): RosterRecord {
  const index = Number(personId) - 900
  const added = line(index, { byHand: true, role })
  roster.lines = [...roster.lines, added]
  return recordOf(added)
}

function changeField(
  roster: FakeRoster,
  at: { readonly kind: string; readonly id: string; readonly field: string },
  change: (before: RecordField) => RecordField,
): RosterRecord | null {
  const record = roster.records.get(`${at.kind}/${at.id}`)
  if (record === undefined) return null
  const changed = { ...record, fields: record.fields.map((one) => (one.field === at.field ? change(one) : one)) }
  roster.records.set(`${at.kind}/${at.id}`, changed)
  return changed
}

function changeLine(roster: FakeRoster, id: string, over: Partial<RosterLine>): RosterRecord | null {
  roster.lines = roster.lines.map((one) => (one.id === id ? { ...one, ...over } : one))
  const changed = roster.lines.find((one) => one.id === id)
  return changed === undefined ? null : recordOf(changed)
}

function recordOf({ id, active, fields }: RosterLine): RosterRecord {
  return { kind: 'enrolments', id, name: 'Science 7, period 4', active, sources: [], ...ALONE, fields }
}

function line(index: number, over: Partial<RosterLine> & { readonly role?: string }): RosterLine {
  const { role = 'student', active = true, byHand = false } = over
  const who = listedPeople[index]
  const isEdited = byHand || !active
  return {
    id: byHand ? `/hand-801-${900 + index}-${role}` : `sis-nightly/e-${index}`,
    active,
    byHand,
    class: { id: '801', name: 'Science 7, period 4' },
    person: { id: String(900 + index), givenName: who?.givenName ?? '', familyName: who?.familyName ?? '' },
    fields: [
      field('role', role),
      field('primary', false),
      field('beginDate', index === 0 ? '2026-08-12' : null),
      field('endDate', index === 0 ? '2027-06-04' : null, index === 0 ? { editedBy: DANA, feedValue: null } : {}),
      field('member', active, isEdited ? { editedBy: DANA, feedValue: !active } : {}),
    ],
  }
}

function field(name: string, value: RecordField['value'], over: Partial<RecordField> = {}): RecordField {
  const { editedBy = null, feedValue = value } = over
  const conflict = editedBy !== null && feedValue !== value
  return { field: name, value, editedBy, feedValue, conflict, version: 'version-of-field' }
}
