import { describe, expect, it } from 'vitest'
import { compileRoleMap, type RoleMap } from '../../src/roster/role-map.ts'
import { raisesAdministrators } from '../../src/roster/role-map-rise.ts'

type Rule = RoleMap['rules'][number]
const standard: RoleMap = {
  rules: [{ when: { role: ['administrator'] }, grant: [{ role: 'school_admin', scope: 'org' }] }],
}
const rule = (role: Rule['grant'][number]['role'], when: Rule['when'], stop = false): Rule => ({
  when,
  grant: [{ role, scope: 'org' }],
  ...(stop ? { stop } : {}),
})
const coach = rule('coach', { metadata: { jobTitle: ['Coach'] } })
const admin = rule('district_admin', { email: ['chief@d.org'] })
const none: Rule = { when: { role: ['contractor'] }, grant: [], stop: true }
const raises = (before: readonly Rule[], after: readonly Rule[], replace: readonly boolean[] = []) =>
  raisesAdministrators(
    compileRoleMap(standard, { rules: [...before], replaceDefault: replace[0] === true }),
    compileRoleMap(standard, { rules: [...after], replaceDefault: replace[1] === true }),
  )

describe('rules that could make administrators', () => {
  it.each([
    ['a new one of a district administrator', [], [admin]],
    ['a new one of a school’s administrator', [], [rule('school_admin', { role: ['lead'] })]],
    ['a new one of district IT', [], [rule('it_admin', { role: ['lead'] })]],
    ['a new one of a billing user', [], [rule('billing_only', { role: ['clerk'] })]],
    ['the same for more people', [admin], [rule('district_admin', { email: ['chief@d.org', 'me@d.org'] })]],
    [
      'the same under fewer conditions',
      [rule('district_admin', { email: ['a'], school: ['s'] })],
      [rule('district_admin', { email: ['a'] })],
    ],
    ['the same at the whole district', [admin], [{ ...admin, grant: [{ role: 'district_admin', scope: 'district' }] }]],
    ['a role more in a rule that was there', [coach], [{ ...coach, grant: [...coach.grant, ...admin.grant] }]],
    ['one behind a rule that ended the search, which goes', [none, admin], [admin]],
    ['one that goes before the rule that ended the search', [none, admin], [admin, none]],
    ['one behind a rule that ends the search no more', [none, admin], [{ ...none, stop: false }, admin]],
    [
      'one behind a rule that ends the search for fewer people',
      [none, admin],
      [{ ...none, when: { ...none.when, school: ['s'] } }, admin],
    ],
    ['the installation’s, behind a rule that ended the search and goes', [none], []],
  ] as const)('are known: %s', (_what, before, after) => {
    expect(raises([...before] as Rule[], [...after] as Rule[])).toBe(true)
  })

  it('are known where the installation’s count again', () => {
    expect(raises([coach], [coach], [true, false])).toBe(true)
    expect(raises([coach], [coach], [false, true])).toBe(false)
  })
})

describe('rules that could make none whom those before would not', () => {
  it.each([
    ['others beside one that stays', [admin], [coach, admin, rule('principal', { role: ['head'] })]],
    ['without one that was there', [admin, coach], [coach]],
    ['with it behind one more that ends the search', [admin], [none, admin]],
    [
      'the same in other words: case, order and comments',
      [admin],
      [{ ...admin, when: { email: ['CHIEF@d.org'] }, comment: 'Ask Ann.' }],
    ],
    ['the same ones', [none, admin, coach], [none, admin, coach]],
  ] as const)('are let through: %s', (_what, before, after) => {
    expect(raises([...before] as Rule[], [...after] as Rule[])).toBe(false)
  })
})
