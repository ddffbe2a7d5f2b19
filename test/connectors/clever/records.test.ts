/** How the objects of Clever become records, one oddity at a time. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clever } from '../../../connectors/clever/connector.ts'
import { readConfig } from '../../../connectors/clever/config.ts'
import { checkSourceConfig, sealConfig } from '../../../src/feed/source-config.ts'
import type { PersonRecord } from '../../../src/roster/model.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { type Heard, feedIo, readAll } from '../../contract/read-all.ts'
import { type CleverFake, startClever } from '../../fakes/sis/clever.ts'

let fake: CleverFake

beforeEach(async () => {
  fake = await startClever({ district: makeDistrict(PRESETS.tiny) })
})
afterEach(() => fake.close())

const read = (): Promise<Heard> => readAll(clever, fake.config(), feedIo())

async function personOf(roles: object, over: object = {}): Promise<PersonRecord | undefined> {
  fake.store.put('users', { id: 'u9', district: 'org-0000', name: { first: 'A', last: 'B' }, roles, ...over })
  const heard = await read()
  const person = heard.records.people.find(({ sourcedId }) => sourcedId === 'u9')
  return person?.table === 'people' ? person : undefined
}

const rolesOf = (person: PersonRecord | undefined): string[] =>
  person?.feedRoles.map(({ role, roleType, orgSourcedId }) => `${role} ${roleType} ${orgSourcedId}`) ?? []

describe('a user', () => {
  it('with several roles has all of them, each at its schools', async () => {
    const person = await personOf({
      teacher: {
        school: 'org-0001',
        schools: ['org-0002', 'org-0001'],
        sis_id: 't-1',
        teacher_number: '77',
        title: 'Coach',
      },
      staff: { schools: ['org-0002'], roles: ['School Admin'], staff_id: 's-1', title: 'Dean', department: 'Office' },
      district_admin: { title: 'Director' },
    })
    expect(rolesOf(person)).toEqual([
      'districtAdministrator primary org-0000',
      'teacher primary org-0001',
      'ext:School-Admin primary org-0002',
      'ext:staff primary org-0002',
      'teacher secondary org-0002',
    ])
    expect(person).toMatchObject({
      identifier: '77',
      userIds: [
        { type: 'teacherNumber', identifier: '77' },
        { type: 'staffId', identifier: 's-1' },
        { type: 'sisId', identifier: 't-1' },
      ],
      metadata: { department: 'Office', jobTitle: 'Dean' },
    })
  })

  it.each([
    [{ relationship: 'Parent', type: 'Primary' }, 'guardian'],
    [{ relationship: 'Other', type: 'Parent/Guardian' }, 'guardian'],
    [{ relationship: 'Grandparent', type: 'Emergency' }, 'relative'],
    [{ relationship: 'Other', type: 'Emergency' }, 'ext:contact'],
  ])('who is a contact as %o is called %s', async (relationship, role) => {
    expect(rolesOf(await personOf({ contact: { sis_id: 'c1', student_relationships: [relationship] } }))).toEqual([
      `${role} primary org-0000`,
    ])
  })

  it('without any role stays, and the report says so', async () => {
    expect((await personOf({}))?.feedRoles).toEqual([])
    const heard = await read()
    expect(heard.diagnostics).toMatchObject([{ code: 'person_without_role', file: 'users' }])
  })

  it('has numbers and preferred names as texts, whatever they are sent as', async () => {
    const person = await personOf({
      student: {
        school: 'org-0001',
        schools: ['org-0001'],
        student_number: 42,
        state_id: '007',
        grade: 'TransitionalKindergarten',
        preferred_name: { first: 'Al', last: null },
      },
    })
    expect(person).toMatchObject({
      identifier: '42',
      preferredGivenName: 'Al',
      preferredFamilyName: null,
      grades: ['TK'],
    })
    expect(person?.userIds).toEqual([
      { type: 'studentNumber', identifier: '42' },
      { type: 'stateId', identifier: '007' },
    ])
  })

  it('without a number of the district has none: the SIS id is another kind of number', async () => {
    const person = await personOf({ student: { school: 'org-0001', schools: [], sis_id: '900' } })
    expect(person).toMatchObject({ identifier: null, userIds: [{ type: 'sisId', identifier: '900' }] })
  })
})

async function enrolmentsOf(over: object): Promise<string[]> {
  fake.store.put('sections', {
    id: 'c9',
    district: 'org-0000',
    school: 'org-0001',
    name: 'Ninth',
    term_id: 'sy-2027-s1',
    students: [],
    ...over,
  })
  const heard = await read()
  return heard.records.enrolments.flatMap((each) =>
    each.table === 'enrolments' && each.classSourcedId === 'c9'
      ? [`${each.sourcedId} ${each.primary ? 'lead' : 'member'} ${each.beginDate}..${each.endDate}`]
      : [],
  )
}

describe('a section', () => {
  it('gives its members the dates of its term, and calls one teacher the lead', async () => {
    const dates = '2026-08-17..2026-12-18'
    expect(await enrolmentsOf({ teacher: 't1', teachers: ['t2', 't1'], students: ['a', 'a', 'b'] })).toEqual([
      `c9-t1-teacher lead ${dates}`,
      `c9-t2-teacher member ${dates}`,
      `c9-a-student member ${dates}`,
      `c9-b-student member ${dates}`,
    ])
  })

  it('without a term has members without dates; a lead who is not in the list of teachers is one', async () => {
    expect(await enrolmentsOf({ term_id: null, teacher: 't1' })).toEqual(['c9-t1-teacher lead null..null'])
  })

  it('of homeroom is one', async () => {
    await enrolmentsOf({ subject: 'homeroom/advisory', grade: '3', period: '2', section_number: 'H-1' })
    const heard = await read()
    expect(heard.records.classes.at(-1)).toMatchObject({
      classType: 'homeroom',
      grades: ['03'],
      periods: ['2'],
      classCode: 'H-1',
      courseSourcedId: null,
    })
  })
})

describe('a term', () => {
  it.each([
    ['2026-08-17', 2027],
    ['2027-01-04', 2027],
    ['2027-06-30', 2027],
    ['2027-07-01', 2028],
  ])('that begins on %s belongs to the school year %i', async (start, year) => {
    fake.store.put('terms', {
      id: 'x',
      district: 'org-0000',
      name: 'X',
      start_date: `${start}T00:00:00.000Z`,
      end_date: '2027-08-01',
    })
    expect((await read()).records.terms.at(-1)).toMatchObject({
      schoolYear: year,
      startDate: start,
      endDate: '2027-08-01',
    })
  })
})

describe('the configuration', () => {
  it('keeps its secrets sealed, and refuses what it doesn’t know', () => {
    const config = { clientId: 'id', clientSecret: 'secret', district: 'd1' }
    expect(checkSourceConfig(clever.configSchema, config)).toEqual([])
    expect(sealConfig(clever.configSchema, config, (value) => `sealed ${value.length}`)).toEqual({
      clientId: 'id',
      clientSecret: { $sealed: 'sealed 6' },
      district: 'd1',
    })
    expect(sealConfig(clever.configSchema, { token: 't' }, () => 'x')).toEqual({ token: { $sealed: 'x' } })
    for (const wrong of [
      {},
      { token: '' },
      { token: 't', colour: 'red' },
      { token: 't', baseUrl: 'https://api.clever.com/v2.1' },
    ])
      expect(checkSourceConfig(clever.configSchema, wrong), JSON.stringify(wrong)).not.toEqual([])
  })

  it('has defaults, and no token that can’t be sent', () => {
    expect(readConfig({ token: 't' })).toEqual({
      baseUrl: 'https://api.clever.com/v3.1',
      version: '3.1',
      auth: { token: 't' },
      events: false,
      lastSyncHoursMax: 72,
      pageSize: 1000,
    })
    expect(readConfig({ token: 't', baseUrl: 'https://api.clever.com/v3.0/' })).toMatchObject({ version: '3.0' })
    expect(() => readConfig({ token: 'two words' })).toThrow(/can’t be sent/)
    expect(() => readConfig({ token: 't', pageSize: 10_001 })).toThrow(/not understood/)
  })
})
