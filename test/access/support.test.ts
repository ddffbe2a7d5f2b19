/** What has to be said to let support in, what colleagues see of one another, and what looking alone opens. */

import { describe, expect, it } from 'vitest'
import { authorise, authoriseToRead } from '../../src/access/authorise.ts'
import { scopeOfColleagues } from '../../src/access/colleagues.ts'
import { Refusal } from '../../src/access/grant.ts'
import type { Principal, PrincipalRole } from '../../src/access/principal.ts'
import { findSupportFaults, supportFaultSays } from '../../src/access/support.ts'

const LIMITS = { minutesDefault: 60, minutesMax: 240, linkMinutes: 15 }
const WISH = { reason: 'To see why a sync is held', who: 'Ann of the vendor', minutes: 60 }

describe('a wish for support access', () => {
  it('takes a reason and a name that somebody can read, blanks not counted', () => {
    expect(findSupportFaults(WISH, LIMITS)).toEqual([])
    expect(findSupportFaults({ ...WISH, reason: '0123456789', who: 'An' }, LIMITS)).toEqual([])
    expect(findSupportFaults({ ...WISH, reason: ' 12345678 ', who: ' A ' }, LIMITS)).toEqual(['reason', 'who'])
    expect(findSupportFaults({ ...WISH, reason: 'x'.repeat(501), who: 'x'.repeat(121) }, LIMITS)).toEqual([
      'reason',
      'who',
    ])
  })

  it('takes whole minutes up to what is set, and says what each takes', () => {
    const faultsOf = (minutes: number) => findSupportFaults({ ...WISH, minutes }, LIMITS)
    expect([1, 240].map(faultsOf)).toEqual([[], []])
    expect([0, -1, 241, 1.5, Number.NaN].map(faultsOf)).toEqual(Array.from({ length: 5 }, () => ['minutes']))
    expect(supportFaultSays('minutes', LIMITS)).toContain('1 to 240')
  })
})

const somebody = (...roles: readonly PrincipalRole[]): Principal => ({
  districtId: 'd',
  personId: '9',
  customerId: null,
  roles,
})
const coach = somebody({ role: 'coach', scopeType: 'school', scopeId: '1' })
const administrator = somebody({ role: 'district_admin', scopeType: 'district', scopeId: 'd' })

describe('what a coach sees of colleagues', () => {
  it('is nothing but where the rule says yes, and then their own schools', () => {
    const grant = authorise(coach, 'view:interaction')
    for (const rule of [false, undefined, null, 'true', 1]) expect(scopeOfColleagues(grant, rule)).toBeNull()
    expect(scopeOfColleagues(grant, true)).toMatchObject({ district: false, schoolIds: ['1'], notAboutId: '9' })
  })

  it('is nothing more for whoever sees the whole district anyway', () => {
    const both = somebody(...administrator.roles, ...coach.roles)
    expect(scopeOfColleagues(authorise(both, 'view:interaction'), true)).toBeNull()
  })
})

describe('looking alone', () => {
  it('opens to support what the policy opens to it, and nothing that hangs on another condition', () => {
    const support: Principal = { ...somebody(), personId: null, support: { accessId: '4' } }
    expect(authoriseToRead(support, 'edit:feed_owned_field').scope.district).toBe(true)
    expect(() => authorise(support, 'edit:feed_owned_field')).toThrow(Refusal)
    expect(() => authoriseToRead(coach, 'view:data_report')).toThrow(Refusal)
  })
})
