import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorise, authoriseBetween, capabilitiesOf, fieldIsOpen, reaches } from '../../src/access/authorise.ts'
import { CAPABILITIES } from '../../src/access/capability.ts'
import { Refusal } from '../../src/access/grant.ts'
import type { Principal, PrincipalRole } from '../../src/access/principal.ts'
import { actorOf } from '../../src/access/principal.ts'
import { ROLES, SCOPE_TYPES } from '../../src/roster/model.ts'

const person = (...roles: readonly PrincipalRole[]): Principal => ({
  districtId: 'alpha',
  personId: '7',
  customerId: null,
  roles,
})
const coachAt = (scopeId: string): PrincipalRole => ({ role: 'coach', scopeType: 'school', scopeId })
const districtAdmin: PrincipalRole = { role: 'district_admin', scopeType: 'district', scopeId: 'alpha' }

const whileWaiting = (role: PrincipalRole) => capabilitiesOf(person({ ...role, seatless: true }))

describe('somebody who waits for a seat', () => {
  it('reads their own past work as a coach, and does nothing more by that role', () => {
    expect([...whileWaiting(coachAt('10'))].toSorted()).toEqual([
      'view:interaction',
      'view:own_note_access_log',
      'view:own_sessions',
    ])
  })

  it('mends it as an administrator of the district, reads what they wrote themself, and has nothing of what that role brings along', () => {
    const mended = ['set:licence_quantity', 'set:school_reservation', 'set:seat_priority']
    expect([...whileWaiting(districtAdmin)].toSorted()).toEqual(
      [...mended, 'view:interaction', 'view:ledger', 'view:licence_state', 'view:own_sessions'].toSorted(),
    )
    const { scope } = authorise(person({ ...districtAdmin, seatless: true }), 'view:interaction')
    expect([scope.district, scope.schoolIds, scope.ownerId]).toEqual([false, [], '7'])
  })

  it('keeps what their other roles give', () => {
    const both = person({ ...coachAt('10'), seatless: true }, { role: 'teacher', scopeType: 'school', scopeId: '10' })
    expect(capabilitiesOf(both)).toContain('create:community')
  })
})

describe('several roles', () => {
  it('reach the sum of their scopes', () => {
    const { scope } = authorise(person(coachAt('10'), coachAt('11')), 'use:educator_database')
    expect(scope.schoolIds).toEqual(['10', '11'])
    expect(scope.district).toBe(false)
  })

  it('give what one of them gives, though another is denied it', () => {
    const both = person({ role: 'it_admin', scopeType: 'district', scopeId: 'alpha' }, coachAt('10'))
    expect(authorise(both, 'view:interaction').scope.ownerId).toBe('7')
  })

  it('let a community’s lead who leads a class see its report, and no other', () => {
    const lead = person(
      { role: 'community_lead', scopeType: 'community', scopeId: '30' },
      { role: 'class_lead', scopeType: 'class', scopeId: '20' },
    )
    expect(authorise(lead, 'view:class_report', { districtId: 'alpha', classId: '20' }).scope.classIds).toEqual(['20'])
    expect(() => authorise(lead, 'view:class_report', { districtId: 'alpha', classId: '21' })).toThrow(Refusal)
  })

  it('never reach less than one of them alone', () => {
    fc.assert(
      fc.property(anyRole, anyRole, fc.constantFrom(...CAPABILITIES), (one, two, capability) => {
        const alone = capabilitiesOf(person(one)).includes(capability)
        const together = capabilitiesOf(person(one, two)).includes(capability)
        expect(together || !alone).toBe(true)
      }),
    )
  })
})

describe('a role that comes with another', () => {
  it('gives a district administrator what a school administrator has, in every school (P001-05)', () => {
    const grant = authorise(person(districtAdmin), 'view:run_report', { districtId: 'alpha', schoolIds: ['999'] })
    expect(grant.scope.district).toBe(true)
  })

  it('makes a community’s lead a member of it', () => {
    const lead = person({ role: 'community_lead', scopeType: 'community', scopeId: '30' })
    expect(authorise(lead, 'view:member_list').scope.communityIds).toEqual(['30'])
  })

  it('does not give what the role itself is denied', () => {
    expect(() => authorise(person(districtAdmin), 'view:class_report')).toThrow(Refusal)
  })
})

const about = (id: string, ownerId: string) => ({ districtId: 'alpha', ownerId, aboutIds: [id] })

describe('a coaching record about oneself', () => {
  it('is closed, whatever roles one holds (P000-24)', () => {
    const everything = person(districtAdmin, { role: 'coach', scopeType: 'district', scopeId: 'alpha' })
    expect(() => authorise(everything, 'view:interaction', about('7', '8'))).toThrow('There is no such thing here.')
    expect(() => authorise(everything, 'view:interaction', about('7', '7'))).toThrow('There is no such thing here.')
  })

  it('leaves those about others open to a district administrator', () => {
    expect(authorise(person(districtAdmin), 'view:interaction', about('9', '8')).scope.notAboutId).toBe('7')
  })

  it('is no question for lists that are not coaching records', () => {
    expect(authorise(person(districtAdmin), 'view:source').scope.notAboutId).toBeNull()
  })
})

describe('an administrator’s role on a school', () => {
  it('reaches that school and not the district', () => {
    const { scope } = authorise(person({ ...districtAdmin, scopeType: 'school', scopeId: '10' }), 'view:run_report')
    expect([scope.district, scope.schoolIds]).toEqual([false, ['10']])
  })
})

describe('a grant', () => {
  it('cannot be changed', () => {
    const grant = authorise(person(districtAdmin), 'view:source')
    expect(Object.isFrozen(grant) && Object.isFrozen(grant.scope)).toBe(true)
  })

  it('never reaches another district', () => {
    fc.assert(
      fc.property(fc.array(anyRole), fc.constantFrom(...CAPABILITIES), (roles, capability) => {
        const principal: Principal = { districtId: 'alpha', personId: '7', customerId: 'acme', roles }
        const foreign = {
          districtId: 'beta',
          schoolIds: ['1', '2', '3'],
          classId: '1',
          communityId: '1',
          ownerId: '7',
          aboutIds: [],
        }
        expect(() => authorise(principal, capability, foreign)).toThrow(Refusal)
      }),
    )
  })

  it('reaches nothing where its scope is empty', () => {
    const nothing = {
      district: false,
      schoolIds: [],
      classIds: [],
      communityIds: [],
      classesOfCommunityIds: [],
      communitiesOfClassIds: [],
      ownerId: null,
      notAboutId: null,
    }
    expect(reaches(person(), nothing, { districtId: 'alpha' })).toBe(false)
  })
})

const schoolAdminAt10 = person({ role: 'school_admin', scopeType: 'school', scopeId: '10' })
const inSchool = (schoolId: string) => ({ districtId: 'alpha', schoolIds: [schoolId] })
const move = (from: string, to: string) => () =>
  authoriseBetween(schoolAdminAt10, 'move:student', { from: inSchool(from), to: inSchool(to) })

describe('a move', () => {
  it('wants both of its ends in scope', () => {
    expect(move('10', '10')().scope.schoolIds).toEqual(['10'])
    expect(move('10', '11')).toThrow(Refusal)
    expect(move('11', '10')).toThrow(Refusal)
  })
})

describe('a field that a feed owns', () => {
  const teacher = person(
    { role: 'teacher', scopeType: 'school', scopeId: '10' },
    { role: 'class_lead', scopeType: 'class', scopeId: '20', taught: true },
  )
  const schoolAdmin = person({ role: 'school_admin', scopeType: 'school', scopeId: '10' })
  const ofClass = { districtId: 'alpha', schoolIds: ['10'], classId: '20' }

  it('is open to those who may make a sticky edit there, and to nobody else', () => {
    expect(fieldIsOpen(schoolAdmin, ofClass, { ownedByFeed: true })).toEqual(['field_open'])
    expect(fieldIsOpen(schoolAdmin, { ...ofClass, schoolIds: ['11'] }, { ownedByFeed: true })).toEqual([])
    expect(fieldIsOpen(teacher, ofClass, { ownedByFeed: true })).toEqual([])
  })

  it('is no matter where it is nobody’s', () => {
    const holds = fieldIsOpen(teacher, ofClass, { ownedByFeed: false })
    expect(authorise(teacher, 'edit:class_name', { ...ofClass, holds }).scope.classIds).toEqual(['20'])
    expect(() => authorise(teacher, 'edit:class_name', ofClass)).toThrow(Refusal)
  })

  it('is closed to who leads the class without teaching it', () => {
    const led = person(
      { role: 'teacher', scopeType: 'school', scopeId: '10' },
      { role: 'class_lead', scopeType: 'class', scopeId: '20' },
    )
    expect(() => authorise(led, 'view_edit:student_account', ofClass)).toThrow(Refusal)
  })
})

describe('the name in the audit log', () => {
  it('tells a person from a customer’s administrator and from an unmatched launch', () => {
    expect(actorOf(person())).toBe('person:7')
    const ofCustomer = { districtId: 'alpha', personId: null, customerId: 'acme', roles: [] }
    expect(actorOf({ ...ofCustomer, customerAdminId: '4' })).toBe('customer_admin:4')
    // Nobody acts for all of them.
    expect(() => actorOf(ofCustomer)).toThrow(expect.objectContaining({ code: 'CUSTOMER_ADMIN_UNNAMED' }))
    expect(actorOf({ districtId: 'alpha', personId: null, customerId: null, roles: [] })).toBe('unmatched')
  })
})

const anyRole = fc.record({
  role: fc.constantFrom(...ROLES),
  scopeType: fc.constantFrom(...SCOPE_TYPES),
  scopeId: fc.constantFrom('1', '2', '3', 'acme', 'alpha'),
})
