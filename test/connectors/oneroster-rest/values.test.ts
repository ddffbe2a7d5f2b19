/** Values that no provider should send: one row stays out, or is understood, and it is said. */

import { afterEach, describe, expect, it } from 'vitest'
import { oneRosterRest } from '../../../connectors/oneroster-rest/connector.ts'
import { TABLES } from '../../../src/roster/model.ts'
import type { RosterRecord } from '../../../src/roster/model.ts'
import { completeTables, readAll } from '../../contract/read-all.ts'
import type { Heard } from '../../contract/read-all.ts'
import { closeAll, codes, serve } from './pulling.ts'

afterEach(closeAll)

const distorted = async (object: Record<string, unknown>): Promise<Heard> => {
  const served = await serve('1.2')
  served.fake.setDistortion((each, collection) =>
    collection === 'users' && each['sourcedId'] === 'student-0003' ? ({ ...each, ...object } as typeof each) : each,
  )
  return readAll(oneRosterRest, served.config)
}
const who = (heard: Heard): RosterRecord | undefined =>
  heard.records.people.find((person) => person.sourcedId === 'student-0003')

describe('strange values', () => {
  it.each<readonly [string, Record<string, unknown>, string, string]>([
    ['a NUL in a name', { givenName: 'A\0B' }, 'row_character', 'givenName'],
    ['half a character in a name', { givenName: 'A\uD800' }, 'row_character', 'givenName'],
    ['a name without an end', { givenName: 'A'.repeat(70_000) }, 'row_too_long', 'givenName'],
    ['no name', { familyName: null }, 'value_missing', 'familyName'],
    [
      'an unknown role',
      { roles: [{ roleType: 'primary', role: 'captain', org: { sourcedId: 'org-0001' } }] },
      'value_enum',
      'roles.role',
    ],
    [
      'a role at no organisation',
      { roles: [{ roleType: 'primary', role: 'student' }] },
      'value_missing',
      'roles.orgSourcedId',
    ],
    ['neither enabled nor not', { enabledUser: 'perhaps' }, 'value_boolean', 'enabledUser'],
    ['an odd status', { status: 'sleeping' }, 'value_enum', 'status'],
  ])('%s: keeps the row out and says why, and the person as they were', async (_name, object, code, field) => {
    const heard = await distorted(object)
    expect(heard.error).toBeNull()
    expect(who(heard)).toBeUndefined()
    expect(heard.quarantined).toHaveLength(1)
    expect(heard.quarantined[0]).toMatchObject({ sourcedId: 'student-0003', file: 'users' })
    expect(heard.quarantined[0]?.diagnostics).toEqual([expect.objectContaining({ code, field })])
    expect(completeTables(heard)).toEqual([...TABLES])
  })

  it('a row without an id: nobody can say whose it is, so the table proves nothing', async () => {
    const heard = await distorted({ sourcedId: null })
    expect(heard.quarantined[0]?.sourcedId).toBeNull()
    expect(completeTables(heard)).not.toContain('people')
  })

  it('of the wrong kind are understood or left out, and said', async () => {
    const heard = await distorted({ identifier: 12345, grades: '05,06', email: { not: 'text' }, schoolYear: 2027 })
    expect(who(heard)).toMatchObject({ identifier: '12345', grades: ['05', '06'], email: null })
    expect(codes(heard)).toContain('value_type')
    expect(heard.quarantined).toEqual([])
  })

  it('keeps a comma inside an item of a list, which a file could not', async () => {
    const served = await serve('1.1')
    served.fake.setDistortion((each, collection) =>
      collection === 'courses' ? { ...each, subjects: ['Reading, Writing'], subjectCodes: ['1'] } : each,
    )
    const heard = await readAll(oneRosterRest, served.config)
    expect(heard.records.courses[0]).toMatchObject({ subjects: ['Reading, Writing'] })
  })

  it('keeps extensions but for private ones, sorted by name', async () => {
    const heard = await distorted({
      metadata: { zeta: 1, jobTitle: ' Aide ', homePhone: '555', nested: { a: 1 }, active: true },
    })
    expect(JSON.stringify((who(heard) as { metadata: unknown }).metadata)).toBe(
      '{"active":"true","jobTitle":"Aide","zeta":"1"}',
    )
  })
})
