import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LicenceKindsSchema, readLicenceKinds, roleKinds, roleRank } from '../../src/seats/kind.ts'

const config = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8'))

const seats = {
  id: 'coaching-seats',
  title: 'Coaching seats',
  counts: 'roles',
  roles: ['coach'],
  offUnlessBought: false,
  graceDays: 30,
  overDays: 30,
}

describe('readLicenceKinds', () => {
  it.each([
    ['no kinds', {}, /kinds/],
    ['an empty list', { kinds: [] }, /kinds/],
    [
      'a role that does not exist',
      { kinds: [{ ...seats, roles: ['wizard'] }] },
      /^kinds\/0\/roles\/0: one of district_admin, school_admin/,
    ],
    [
      'a role that nobody is given a seat for',
      { kinds: [{ ...seats, roles: ['class_lead'] }] },
      /^kinds\/0\/roles\/0: one of/,
    ],
    ['no role at all', { kinds: [{ ...seats, roles: [] }] }, /kinds\/0\/roles/],
    ['negative grace', { kinds: [{ ...seats, graceDays: -1 }] }, /kinds\/0\/graceDays/],
    ['an id with capitals', { kinds: [{ ...seats, id: 'Coaching' }] }, /kinds\/0\/id/],
    ['one id twice', { kinds: [seats, seats] }, /kinds\/1\/id: "coaching-seats" stands twice/],
    [
      'a derived kind of nothing',
      { kinds: [seats, { id: 'capacity', title: 'Capacity', counts: 'derived', from: 'nowhere', overDays: 30 }] },
      /kinds\/1\/from: "nowhere"/,
    ],
    [
      'an unknown way of counting',
      { kinds: [{ id: 'a', title: 'A', counts: 'moons' }] },
      /^kinds\/0\/counts: one of roles, derived, products, credits$/,
    ],
    [
      'a setting that means nothing',
      { kinds: [{ ...seats, graceWeeks: 2 }] },
      /^kinds\/0: "graceWeeks" is not known here$/,
    ],
    ['something else altogether', [], /^the file: must be object$/],
  ])('refuses %s and says where', (_, value, fault) => {
    const outcome = readLicenceKinds(value)
    expect('faults' in outcome && outcome.faults.join('\n')).toMatch(fault)
  })

  it('reads the file that ships: coaching seats are held by district admins and coaches, by nobody else', () => {
    const outcome = readLicenceKinds(config('licence-kinds.json'))
    if ('faults' in outcome) expect.fail(outcome.faults.join('\n'))
    expect(outcome.kinds.map(({ id }) => id)).toEqual([
      'coaching-seats',
      'account-seats',
      'educator-capacity',
      'product-seats',
      'export-credits',
    ])
    const [account, coaching] = roleKinds(outcome.kinds)
    expect(account).toMatchObject({ id: 'account-seats', offUnlessBought: true, roles: ['teacher'] })
    expect(coaching).toMatchObject({ id: 'coaching-seats', offUnlessBought: false, roles: ['district_admin', 'coach'] })
    if (coaching !== undefined) expect(roleRank(coaching, 'principal')).toBe(-1)
  })

  it('has the schema beside the file that the program checks with', () => {
    expect(config('licence-kinds.schema.json')).toEqual(JSON.parse(JSON.stringify(LicenceKindsSchema)))
  })
})
