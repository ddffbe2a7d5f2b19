/** Rows of both versions as records: tolerant of how values are written, exact about what was odd, blind to passwords. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENVELOPES } from '../../../connectors/oneroster-client/collections.ts'
import type { JsonObject, JsonValue } from '../../../connectors/oneroster-client/json.ts'
import { CLASS, ENROLLMENT, ORG, USER } from '../../../connectors/oneroster-client/records.ts'
import { flag, readFields, reference, references, text, texts } from '../../../connectors/oneroster-client/values.ts'
import type { FieldIssue, FieldTable, Reader } from '../../../connectors/oneroster-client/values.ts'

function read<T>(
  row: JsonObject,
  table: FieldTable<T>,
): { readonly record: T; readonly issues: readonly FieldIssue[] } {
  const issues: FieldIssue[] = []
  const record = readFields(row, table, issues)
  return { record, issues }
}

/** The value that a reader makes of one, and what it says of it. */
function one<T>(reader: Reader<T>, value: JsonValue | undefined): [T, ...string[]] {
  const said: string[] = []
  const result = reader(value, (kind) => said.push(kind))
  return [result, ...said]
}

describe('a user', () => {
  it('of 1.2 is read with roles', () => {
    const { record, issues } = read(
      {
        sourcedId: 'u-1',
        status: 'active',
        dateLastModified: '2026-11-01T00:00:00.000Z',
        metadata: { 'x.y': 1 },
        enabledUser: 'true',
        username: '',
        userIds: [{ type: 'SIS', identifier: '0042' }],
        givenName: 'Ada',
        familyName: 'Lovelace',
        preferredFirstName: 'A.',
        roles: [
          {
            roleType: 'primary',
            role: 'teacher',
            org: { href: 'orgs/o-1', sourcedId: 'o-1', type: 'org' },
            beginDate: '2026-08-01',
          },
        ],
        primaryOrg: { href: 'not an address', sourcedId: 'o-1', type: 'org' },
        agents: [],
        grades: ['09'],
      },
      USER,
    )
    expect(issues).toEqual([])
    expect(record).toMatchObject({
      sourcedId: 'u-1',
      metadata: { 'x.y': 1 },
      enabledUser: true,
      username: null,
      userIds: [{ type: 'SIS', identifier: '0042' }],
      preferredFirstName: 'A.',
      roles: [{ roleType: 'primary', role: 'teacher', org: 'o-1', beginDate: '2026-08-01', endDate: null }],
      primaryOrg: 'o-1',
      role: null,
      orgs: [],
      grades: ['09'],
    })
  })

  it('of 1.1 is read with one role and its orgs', () => {
    const { record, issues } = read(
      { sourcedId: 'u-1', enabledUser: true, role: 'teacher', orgs: [{ sourcedId: 'o-1' }, { sourcedId: 'o-2' }] },
      USER,
    )
    expect(issues).toEqual([])
    expect(record).toMatchObject({ role: 'teacher', orgs: ['o-1', 'o-2'], roles: [], primaryOrg: null })
  })

  it('leaves passwords, credentials and phone numbers where they are', () => {
    const secret = 'plant-7f3a'
    const { record, issues } = read(
      {
        sourcedId: 'u-1',
        password: secret,
        phone: secret,
        sms: secret,
        userProfiles: [{ credentials: [{ username: secret, password: secret }] }],
        unknown: secret,
      },
      USER,
    )
    expect(JSON.stringify({ record, issues })).not.toContain(secret)
  })
})

describe('a boolean', () => {
  it.each<[JsonValue | undefined, boolean | null]>([
    ['true', true],
    ['false', false],
    ['TRUE', true],
    [' False ', false],
    [true, true],
    [false, false],
    [1, true],
    [0, false],
    ['1', true],
    ['0', false],
    [null, null],
    [undefined, null],
    ['', null],
  ])('is read from %j', (value, expected) => {
    expect(one(flag, value)).toEqual([expected])
  })

  it.each<[JsonValue]>([['yes'], [2], ['toString'], [[]], [[1]], [{}], ['constructor']])(
    'is not guessed from %j',
    (value) => {
      expect(one(flag, value)).toEqual([null, 'unreadable'])
    },
  )
})

describe('a value', () => {
  it.each<[string, Reader<unknown>, JsonValue | undefined, unknown[]]>([
    ['text', text, 'Ada ', ['Ada ']],
    ['blank text', text, '  ', [null]],
    ['a number for text', text, 42, ['42', 'odd']],
    ['an object for text', text, {}, [null, 'unreadable']],
    ['a truth for text', text, true, [null, 'unreadable']],
    ['a list', texts, ['09', '10'], [['09', '10']]],
    ['one text for a list', texts, '09, 10,', [['09', '10'], 'odd']],
    ['no text for a list', texts, '', [[]]],
    ['a number in a list', texts, [9], [['9'], 'odd']],
    ['a number for a list', texts, 9, [[], 'unreadable']],
    ['a reference', reference, { href: 'x', sourcedId: 'o-1', type: 'org' }, ['o-1']],
    ['a reference by number', reference, { sourcedId: 7 }, ['7', 'odd']],
    ['a bare id for a reference', reference, 'o-1', ['o-1', 'odd']],
    ['a reference without id', reference, { href: 'https://sis.example/orgs/o-1' }, [null, 'unreadable']],
    ['a number for a reference', reference, 7, [null, 'unreadable']],
    ['references', references, [{ sourcedId: 'a' }, { sourcedId: 'b' }], [['a', 'b']]],
    ['one reference for references', references, { sourcedId: 'a' }, [['a'], 'odd']],
    ['a broken one among references', references, [{ sourcedId: 'a' }, {}], [['a'], 'unreadable']],
  ])('is read: %s', (_name, reader, value, expected) => {
    expect(one(reader, value)).toEqual(expected)
  })

  it('that is odd is told by field, also inside a list, and never by what stood there', () => {
    const { issues } = read(
      {
        sourcedId: 7,
        enabledUser: 'perhaps',
        roles: [{ role: 'teacher', org: {} }, 'plant-7f3a'],
        metadata: 'plant-7f3a',
      },
      USER,
    )
    expect(issues).toEqual(
      [
        { field: 'sourcedId', expected: 'text instead of a number', kind: 'odd' },
        { field: 'metadata', expected: 'an object', kind: 'unreadable' },
        { field: 'enabledUser', expected: 'true or false', kind: 'unreadable' },
        { field: 'roles', expected: 'an object', kind: 'unreadable' },
        { field: 'roles.org', expected: 'a reference with a sourcedId', kind: 'unreadable' },
      ].toSorted(
        (a, b) =>
          issues.findIndex((issue) => issue.field === a.field) - issues.findIndex((issue) => issue.field === b.field),
      ),
    )
    expect(JSON.stringify(issues)).not.toContain('plant')
  })
})

describe('any JSON at all', () => {
  const tables = [...new Set(Object.values(ENVELOPES).map((envelope) => envelope.table as FieldTable<object>))]

  it('is read as a row without an exception, and every field is there', () => {
    const names = [...new Set(tables.flatMap((table) => Object.keys(table)))]
    const row = fc.dictionary(fc.constantFrom(...names), fc.jsonValue())
    fc.assert(
      fc.property(row, (value) => {
        for (const table of tables) {
          const { record } = read(value as JsonObject, table)
          expect(Object.keys(record as object)).toEqual(Object.keys(table))
          expect(Object.values(record as object)).not.toContain(undefined)
        }
      }),
    )
  })
})

describe('other rows', () => {
  it('a class has its references by id', () => {
    const { record } = read(
      { sourcedId: 'c', course: { sourcedId: 'k' }, school: { sourcedId: 's' }, terms: [{ sourcedId: 't' }] },
      CLASS,
    )
    expect(record).toMatchObject({ course: 'k', school: 's', terms: ['t'] })
  })

  it('an enrolment has its dates as they stand', () => {
    const { record } = read(
      { user: { sourcedId: 'u' }, class: { sourcedId: 'c' }, primary: 1, beginDate: '1/05/2026' },
      ENROLLMENT,
    )
    expect(record).toMatchObject({ user: 'u', class: 'c', school: null, primary: true, beginDate: '1/05/2026' })
  })

  it('an org without an id has none', () => {
    expect(read({ name: 'North' }, ORG).record.sourcedId).toBeNull()
  })
})
