/** Rules for the fake backend: the product's own rules, with some set by the district and by one school. */

import { PERMISSION_RULES, permissionTable } from '../../src/access/permission-table.ts'
import type { Permissions } from '../../src/http/contract/permissions.ts'
import type { Rule, RuleChange, Rules, RuleValue } from '../../src/http/contract/rules.ts'
import {
  checkRuleValue,
  effectiveRule,
  RULE_NAMES,
  type RuleName,
  ruleSpec,
  standardOf,
} from '../../src/roster/rule.ts'
import { found, pageOf, Refused } from './fake-answers.ts'

/** An address that somebody else has changed meanwhile. */
export const STALE_ADDRESS = 'stale@riverside.example'
const LINCOLN = { id: '71', name: 'Abraham Lincoln Elementary School for the Arts' }
const SCHOOLS = [LINCOLN, { id: '72', name: 'Bay View High' }] as const
const BY = { name: 'Pat Nguyen', at: '2026-11-20T15:04:00Z' }

interface OneSet {
  value: RuleValue | null
  locked: boolean
}

export interface FakeRules {
  /** By rule, and by school and rule (`71 supportEmail`). */
  readonly set: Map<string, OneSet>
  readonly history: RuleChange[]
}

export function openFakeRules(): FakeRules {
  return {
    set: new Map<string, OneSet>([
      ['accountCreation', { value: 'manual', locked: false }],
      ['studentsMayPublish', { value: false, locked: true }],
      ['supportEmail', { value: 'help@riverside.example', locked: false }],
      ['71 supportEmail', { value: 'office-of-the-principal@lincoln.riverside.example', locked: false }],
    ]),
    history: [
      change('3', 'studentsMayPublish', { before: null, after: false, locked: true }),
      change(
        '2',
        'supportEmail',
        { before: null, after: 'office-of-the-principal@lincoln.riverside.example' },
        LINCOLN,
      ),
      change('1', 'supportEmail', { before: null, after: 'help@riverside.example' }),
    ],
  }
}

function change(
  id: string,
  rule: string,
  of: { readonly before: RuleValue | null; readonly after: RuleValue | null; readonly locked?: boolean },
  school: RuleChange['school'] = null,
): RuleChange {
  return { id, rule, school, locked: false, ...of, by: BY.name, at: BY.at }
}

interface Asked {
  readonly backend: { readonly rules: FakeRules }
  readonly who: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

export const ruleHandlers = {
  'GET /api/v1/rules': ({ backend }: Asked) => shown(backend.rules, null),
  'GET /api/v1/permissions': ({ backend }: Asked) => permissionsOf(backend.rules),
  'GET /api/v1/rules/schools': ({ backend, who }: Asked) => ({
    schools: schoolsOf(who).map((school) => ({
      ...school,
      own: [...backend.rules.set.keys()].filter((key) => key.startsWith(`${school.id} `)).length,
    })),
  }),
  'GET /api/v1/rules/history': ({ backend, query, who }: Asked) =>
    pageOf(who === 'admin-new' ? [] : backend.rules.history, query),
  'GET /api/v1/schools/{schoolId}/rules': ({ backend, params }: Asked) =>
    shown(backend.rules, params['schoolId'] ?? ''),
  'PUT /api/v1/rules/{rule}': ({ backend, params, body }: Asked) => setFake(backend.rules, null, params, body),
  'PUT /api/v1/schools/{schoolId}/rules/{rule}': ({ backend, params, body }: Asked) =>
    setFake(backend.rules, params['schoolId'] ?? '', params, body),
}

function schoolsOf(who: string) {
  return who === 'school-admin' ? SCHOOLS.slice(0, 1) : SCHOOLS
}

function setFake(rules: FakeRules, schoolId: string | null, params: Asked['params'], body: Asked['body']): Rules {
  const name = found(RULE_NAMES.find((one) => one === params['rule']))
  const given = body['value'] ?? null
  if (given === STALE_ADDRESS)
    throw new Refused(409, 'rule_stale', 'Somebody else has set this since you opened the page.')
  const checked = given === null ? { value: null } : checkRuleValue(ruleSpec(name), given)
  if ('wants' in checked) throw new Refused(422, 'value_not_taken', `This rule takes ${checked.wants}.`)
  const key = schoolId === null ? name : `${schoolId} ${name}`
  const locked = body['locked'] === true
  const after = checked.value as RuleValue | null
  const before = rules.set.get(key)?.value ?? null
  if (after === null && !locked) rules.set.delete(key)
  else rules.set.set(key, { value: after, locked })
  const school = schoolId === null ? null : LINCOLN
  rules.history.unshift(change(String(rules.history.length + 1), name, { before, after, locked }, school))
  return shown(rules, schoolId)
}

function shown(rules: FakeRules, schoolId: string | null): Rules {
  return {
    school: schoolId === null ? null : { ...LINCOLN },
    rules: RULE_NAMES.map((name) => ruleOf(rules, name, schoolId)),
  }
}

/** The product's own policy, with what the fake's rules make of it. */
function permissionsOf(rules: FakeRules): Permissions {
  const of = PERMISSION_RULES.map((name) => ruleOf(rules, name, null))
  const values = Object.fromEntries(of.map(({ name, effective }) => [name, effective.value]))
  return {
    permissions: permissionTable({ values, readsChartStrictly: true }).map((each) => ({
      ...each,
      conditions: [...each.conditions],
      rules: [...each.rules],
      rows: [...each.rows],
    })),
    rules: of.map(({ name, says, effect, effective, standard, district, mayChange }) => ({
      name,
      says,
      effect,
      value: effective.value,
      standard,
      changed: JSON.stringify(effective.value) !== JSON.stringify(standard),
      by: district?.name ?? null,
      at: district?.at ?? null,
      mayChange,
    })),
    customerReading: 'strict',
  }
}

function ruleOf(rules: FakeRules, name: RuleName, schoolId: string | null): Rule {
  const spec = ruleSpec(name)
  const district = rules.set.get(name)
  const school = schoolId === null ? undefined : rules.set.get(`${schoolId} ${name}`)
  const locked = district?.locked === true
  const facts = { hasSources: true }
  const set = { district: district?.value ?? undefined, locked, school: school?.value ?? undefined }
  const effective = effectiveRule(name, set, facts)
  const { group, says, effect, bySchool, kind } = spec
  return {
    name,
    group,
    says,
    effect,
    bySchool,
    locked,
    kind: 'choices' in kind ? { type: kind.type, choices: [...kind.choices] } : kind,
    standard: plain(standardOf(name, facts)),
    district: district === undefined ? null : { value: district.value, ...BY },
    school: school === undefined ? null : { value: school.value, ...BY },
    effective: { value: plain(effective.value), from: effective.from },
    mayChange: schoolId === null || (bySchool && !locked),
    mayLock: schoolId === null && bySchool,
    version: '0123456789abcdef',
  }
}

function plain(value: ReturnType<typeof standardOf>): RuleValue {
  return typeof value === 'object' ? [...value] : value
}
