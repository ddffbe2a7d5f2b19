/** The table of permissions says what `authorise` does. */

import { describe, expect, it } from 'vitest'
import { authoriseUnder } from '../../src/access/authorise.ts'
import { PERMISSION_RULES, permissionTable } from '../../src/access/permission-table.ts'
import { POLICY } from '../../src/access/policy.ts'
import type { Condition } from '../../src/access/policy/line.ts'
import type { Principal, PrincipalRole } from '../../src/access/principal.ts'
import { RULE_NAMES, type RuleName, type RuleValue, ruleSpec } from '../../src/roster/rule.ts'

const STANDARD = Object.fromEntries(PERMISSION_RULES.map((name) => [name, ruleSpec(name).standard]))
const tableOf = (over: Partial<Record<RuleName, RuleValue>> = {}, readsChartStrictly = false) =>
  permissionTable({ values: { ...STANDARD, ...over }, readsChartStrictly })
const find = (table: ReturnType<typeof tableOf>, role: string, capability: string) => {
  const line = table.find((each) => each.role === role && each.capability === capability)
  if (line === undefined) throw new Error(`There is no line of ${capability} for ${role}.`)
  return line
}

/** Conditions that hold everywhere or nowhere in a district, by what its rules say. */
const BY_RULE: ReadonlySet<Condition> = new Set([
  'granted_by_district_admin',
  'teacher_may_create_students',
  'account_creation_mode=manual',
])

const keyOf = (line: { role: string; capability: string; scope: string }) =>
  `${line.role} ${line.capability} ${line.scope}`

describe('the table of permissions', () => {
  it('has every line of the policy once, in its words', () => {
    const own = tableOf().filter(({ via }) => via === null)
    expect(own.map(keyOf).toSorted()).toEqual(POLICY.map(keyOf).toSorted())
    expect(own.filter(({ state }) => state === 'never')).toHaveLength(
      POLICY.filter(({ effect }) => effect === 'deny').length,
    )
  })

  it('names a rule at every line that a rule of the district decides', () => {
    const unnamed = tableOf().filter(
      ({ conditions, rules }) => conditions.some((each) => BY_RULE.has(each)) && rules.length === 0,
    )
    expect(unnamed).toEqual([])
  })

  it('names every rule by which an administrator permits something to coaches, principals and billing users', () => {
    const rules = RULE_NAMES.filter((name) => ruleSpec(name).setter === 'manage:permissions')
    expect(rules.filter((name) => !PERMISSION_RULES.includes(name))).toEqual(['schoolYearStartMonth'])
  })

  it('closes and opens with the rules, each line by its own', () => {
    const shut = tableOf({ teacherMayCreateStudents: false, accountCreation: 'roster', principalReports: 'none' })
    for (const [role, capability] of [
      ['teacher', 'create:student_account'],
      ['teacher', 'add_new_to_class:student_enrolment'],
      ['district_admin', 'create:administrator_account'],
      ['school_admin', 'create:user_account'],
      ['principal', 'view:limited_data'],
    ] as const) {
      expect(find(shut, role, capability).state, capability).toBe('closed')
      expect(find(tableOf(), role, capability).state, capability).toBe('given')
    }
    const reports = (value: string) =>
      ['view:data_report', 'view:district_data_report'].map(
        (capability) => find(tableOf({ coachReports: value }), 'coach', capability).state,
      )
    expect([reports('own'), reports('schools'), reports('district')]).toEqual([
      ['closed', 'closed'],
      ['given', 'closed'],
      ['given', 'given'],
    ])
    const closed = {
      coachesSeeEachOther: 'view:colleague_interaction',
      coachesMayEditTags: 'edit:coaching_tag',
      coachesMayAddEducators: 'add:educator',
    } as const
    for (const [rule, capability] of Object.entries(closed)) {
      expect(find(tableOf(), 'coach', capability).state, rule).toBe('closed')
      expect(find(tableOf({ [rule]: true }), 'coach', capability).state, rule).toBe('given')
    }
  })

  it('gives nothing by a rule that nobody knows the value of', () => {
    const table = permissionTable({ values: {}, readsChartStrictly: false })
    expect(find(table, 'teacher', 'create:student_account').state).toBe('closed')
    expect(find(table, 'coach', 'create:interaction').state).toBe('given')
  })

  it('has what a role brings along once, at its own reach, and no denial of it', () => {
    const brought = tableOf().filter(({ via }) => via !== null)
    expect(brought.length).toBeGreaterThan(5)
    expect(brought.filter(({ state, scope }) => state === 'never' || scope === 'own_school')).toEqual([])
    expect(find(brought, 'district_admin', 'override:school_rule')).toMatchObject({
      via: 'school_admin',
      scope: 'every_school_in_district',
      state: 'given',
    })
    const keys = tableOf().map(({ role, capability, scope }) => `${role} ${capability} ${scope}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('closes what is inherited where the customer reads strictly, and nothing else', () => {
    const strict = tableOf({}, true)
    const moved = tableOf().flatMap((line, index) => (strict[index]?.state === line.state ? [] : [line]))
    expect(moved.length).toBeGreaterThan(3)
    expect(moved.every(({ inherited, role }) => inherited && role === 'customer_admin')).toBe(true)
    expect(strict.every(({ inherited, state }) => !inherited || state === 'closed')).toBe(true)
  })

  it('says “given” where authorise gives it, and “never” where no condition makes it give it', () => {
    // Where there are no start cards, the printing is refused and not the Grant.
    for (const line of tableOf({ startCards: true }, false)) {
      if (line.role === 'educator_record' || line.role === 'support') continue
      const grant = authoriseUnder(holderOf(line.role), line.capability, line.conditions)
      const isGiven = line.state === 'never' ? false : line.state === 'given' || line.conditions.length > 0
      // One role may have a line that gives and another that doesn't; a table of one role has one of each capability.
      expect(grant !== null, `${line.role} ${line.capability}`).toBe(isGiven)
    }
  })
})

/** Somebody with this role alone, everywhere it can be held. */
function holderOf(role: PrincipalRole['role']): Principal {
  const ids = { district: 'd', school: '1', class: '2', community: '3', customer: 'c' } as const
  const places = Object.entries(ids).map(([scopeType, scopeId]) => ({ scopeType, scopeId }) as never)
  const roles = places.map((place: Omit<PrincipalRole, 'role'>) => ({ role, taught: true, ...place }))
  // A teacher's classes are those that the roster says they teach.
  if (role === 'teacher') roles.push({ role: 'class_lead', taught: true, scopeType: 'class', scopeId: '2' } as never)
  if (role === 'class_lead') roles.push({ role: 'community_member', scopeType: 'community', scopeId: '3' } as never)
  return { districtId: 'd', personId: role === 'customer_admin' ? null : '9', customerId: 'c', roles }
}
