/** Who may give which role to staff, and whom they may touch: 000, 001 and 002 over the policy. */

import { describe, expect, it } from 'vitest'
import { authoriseMine } from '../../src/access/authorise.ts'
import { Refusal } from '../../src/access/grant.ts'
import type { Principal, PrincipalRole } from '../../src/access/principal.ts'
import {
  authoriseOnStaff,
  authoriseRole,
  fitsPlace,
  isStaffRole,
  mayGive,
  STAFF_ROLES,
  type StaffRole,
  staffFinder,
  untouchable,
} from '../../src/access/staff.ts'

const NORTH = '1'
const SOUTH = '2'
const ROLES = Object.keys(STAFF_ROLES).filter(isStaffRole)

function somebody(...roles: readonly PrincipalRole[]): Principal {
  return { districtId: 'd', personId: '9', customerId: null, roles }
}
const districtAdmin = somebody({ role: 'district_admin', scopeType: 'district', scopeId: 'd' })
const schoolAdmin = somebody({ role: 'school_admin', scopeType: 'school', scopeId: NORTH })
const teacher = somebody({ role: 'teacher', scopeType: 'school', scopeId: NORTH })
const coach = somebody({ role: 'coach', scopeType: 'school', scopeId: NORTH })
const customerAdmin: Principal = {
  districtId: 'd',
  personId: null,
  customerId: 'c',
  roles: [{ role: 'customer_admin', scopeType: 'customer', scopeId: 'c' }],
}

const placeOf = (role: StaffRole, schoolId = NORTH) => ({
  role,
  schoolId: STAFF_ROLES[role] === 'district' ? null : schoolId,
})
const given = (who: Principal, schoolId = NORTH): readonly string[] =>
  ROLES.filter((role) => mayGive(who, placeOf(role, schoolId)))
const refusalOf = (act: () => unknown): string => {
  try {
    act()
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('a role', () => {
  it('is held at a school, in the district, or a coach’s in either', () => {
    const places = ROLES.map((role) => [
      role,
      fitsPlace({ role, schoolId: NORTH }),
      fitsPlace({ role, schoolId: null }),
    ])
    expect(places).toEqual([
      ['district_admin', false, true],
      ['it_admin', false, true],
      ['billing_only', false, true],
      ['school_admin', true, false],
      ['principal', true, false],
      ['teacher', true, false],
      ['coach', true, true],
    ])
  })

  it('of the roster or of a community is none that somebody gives to staff', () => {
    for (const role of ['student', 'guardian', 'class_lead', 'community_lead', 'customer_admin', 'toString', ''])
      expect(isStaffRole(role), role).toBe(false)
  })

  it('is given by administrators of the district, of its customer, and of the school those of the school alone', () => {
    expect(given(districtAdmin)).toEqual(ROLES)
    expect(given(customerAdmin)).toEqual(ROLES)
    expect(given(schoolAdmin)).toEqual(['school_admin', 'teacher'])
    expect([given(teacher), given(coach)]).toEqual([[], []])
  })

  it('at another school is not there for an administrator of one school; another role is forbidden them', () => {
    expect(given(schoolAdmin, SOUTH)).toEqual([])
    expect(refusalOf(() => authoriseRole(schoolAdmin, placeOf('teacher', SOUTH)))).toBe('not_found')
    for (const role of ['coach', 'principal', 'it_admin', 'billing_only', 'district_admin'] as const)
      expect(
        refusalOf(() => authoriseRole(schoolAdmin, placeOf(role))),
        role,
      ).toBe('forbidden')
    expect(refusalOf(() => authoriseRole(teacher, placeOf('teacher')))).toBe('forbidden')
  })

  it('of the district is not given by a role that somebody holds on one school', () => {
    const ofSchool = somebody({ role: 'district_admin', scopeType: 'school', scopeId: NORTH })
    expect(mayGive(ofSchool, placeOf('it_admin'))).toBe(false)
    expect(mayGive(ofSchool, placeOf('billing_only'))).toBe(false)
  })
})

describe('an account', () => {
  const account = { id: '20', schoolIds: [NORTH], isPeer: false }
  const edit = (who: Principal, over: Partial<typeof account> = {}) =>
    refusalOf(() => authoriseOnStaff(who, 'edit:staff_account', { ...account, ...over }))

  it('is edited by whoever has its school, a peer’s by an administrator of the district alone', () => {
    expect([edit(districtAdmin), edit(schoolAdmin)]).toEqual(['done', 'done'])
    expect([edit(districtAdmin, { isPeer: true }), edit(schoolAdmin, { isPeer: true })]).toEqual(['done', 'forbidden'])
    expect(edit(schoolAdmin, { schoolIds: [SOUTH] })).toBe('not_found')
  })

  it('is edited by a teacher where it is their own', () => {
    expect(edit(teacher, { id: '9' })).toBe('done')
    expect(edit(teacher)).toBe('not_found')
    expect(edit(coach, { id: '9' })).toBe('forbidden')
  })

  it('is found by administrators in their reach, by teachers their own, by others not at all', () => {
    expect(staffFinder(districtAdmin).scope.district).toBe(true)
    expect(staffFinder(schoolAdmin).scope).toMatchObject({ district: false, schoolIds: [NORTH] })
    expect(staffFinder(teacher).scope).toMatchObject({ district: false, schoolIds: [], ownerId: '9' })
    expect(refusalOf(() => staffFinder(coach))).toBe('forbidden')
  })
})

const held = (role: string, scopeId = NORTH, scopeType = 'school') => ({ role, scopeType, scopeId })
const touched = (who: Principal, ...roles: readonly ReturnType<typeof held>[]) => {
  const grant = authoriseMine(who, 'add:educator_account')
  if (grant === null) throw new Error('They look after no account.')
  return untouchable(grant, roles)
}

describe('whom an administrator may touch', () => {
  it('is everybody for those of the district', () => {
    expect(touched(districtAdmin, held('district_admin', 'd', 'district'), held('coach', SOUTH))).toBeNull()
  })

  it('is nobody above a teacher for those of a school, whatever else they hold', () => {
    for (const above of ['district_admin', 'it_admin', 'billing_only', 'school_admin', 'principal', 'coach'])
      expect(touched(schoolAdmin, held('teacher'), held(above)), above).toBe('peer_or_above')
    for (const below of ['teacher', 'class_lead', 'community_member', 'community_lead', 'student', 'guardian'])
      expect(touched(schoolAdmin, held(below)), below).toBeNull()
    expect(touched(schoolAdmin)).toBeNull()
  })

  it('is nobody who holds something at another school; a class is no school', () => {
    expect(touched(schoolAdmin, held('teacher'), held('teacher', SOUTH))).toBe('works_elsewhere')
    expect(touched(schoolAdmin, held('teacher'), held('class_lead', '77', 'class'))).toBeNull()
  })
})
