/** The rules of a district and its schools: what counts and why, setting them, locking them, the history. */

import { authorise, capabilitiesOf } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import { type RuleOutcome, setDistrictRule, setSchoolRule } from '../../../actions/rules/set-rule.ts'
import {
  findRule,
  viewDistrictRules,
  viewRuleHistory,
  viewRuleSchools,
  viewSchoolRules,
} from '../../../views/rules/rules.ts'
import {
  RuleHistory,
  RuleHistoryQuery,
  RuleParams,
  type Rule,
  Rules,
  RuleSchools,
  SchoolRuleParams,
  SetRuleBody,
  SetSchoolRuleBody,
} from '../../contract/rules.ts'
import { SchoolParams } from '../../contract/roster.ts'
import { placeOf } from '../../contract/shapes.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `/api/v1/rules` and `/api/v1/schools/{schoolId}/rules`. */
export function addRuleRoutes(table: RouteTable, world: DomainWorld): void {
  addReadingRoutes(table, world)
  table.add({
    method: 'put',
    path: '/api/v1/rules/:rule',
    access: { capability: 'view:effective_rule' },
    summary: 'Set a rule for the district, and whether its schools may differ.',
    params: RuleParams,
    body: SetRuleBody,
    response: Rules,
    handle: async ({ principal, params, body }) => {
      const { name, setter } = orNotFound(findRule(params.rule))
      const grant = authorise(principal, setter, { districtId: principal.districtId })
      const mayLock = capabilitiesOf(principal).includes('lock:district_rule')
      refuse(await setDistrictRule(world, grant, { name, ...body, mayLock }))
      return { status: 200, body: await showDistrict(world, principal) }
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/schools/:schoolId/rules/:rule',
    access: { capability: 'override:school_rule' },
    summary: 'Set a rule for one school, where the district lets its schools differ.',
    params: SchoolRuleParams,
    body: SetSchoolRuleBody,
    response: Rules,
    handle: async ({ grant, principal, params, body }) => {
      const { schoolId } = params
      const { name } = orNotFound(findRule(params.rule))
      refuse(await setSchoolRule(world, grant, { name, schoolId, ...body }))
      return { status: 200, body: await showSchool(world, principal, schoolId) }
    },
  })
}

function addReadingRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'view:effective_rule' } as const
  table.add({
    method: 'get',
    path: '/api/v1/rules',
    access,
    summary: 'The rules of the district: what counts, and where each value comes from.',
    response: Rules,
    handle: async ({ principal }) => ({ status: 200, body: await showDistrict(world, principal) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/rules/schools',
    access,
    summary: 'The schools whose rules I may see.',
    response: RuleSchools,
    handle: async ({ grant }) => ({ status: 200, body: { schools: await viewRuleSchools(world, grant) } }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/rules/history',
    access,
    summary: 'Who changed which rule, newest first.',
    query: RuleHistoryQuery,
    response: RuleHistory,
    handle: async ({ grant, query }) => {
      const found = await viewRuleHistory(world, grant, placeOf(query))
      return { status: 200, body: { ...found, items: found.items.map(presentChange) } }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/schools/:schoolId/rules',
    access,
    summary: 'The rules that count in a school, and where each value comes from.',
    params: SchoolParams,
    response: Rules,
    handle: async ({ principal, params }) => ({
      status: 200,
      body: await showSchool(world, principal, params.schoolId),
    }),
  })
}

type View = Awaited<ReturnType<typeof viewDistrictRules>>[number]
type Change = Awaited<ReturnType<typeof viewRuleHistory>>['items'][number]

async function showDistrict(world: DomainWorld, principal: Principal) {
  const grant = authorise(principal, 'view:effective_rule', { districtId: principal.districtId })
  const may = capabilitiesOf(principal)
  const rules = await viewDistrictRules(world, grant)
  return {
    school: null,
    rules: rules.map((view) => ({
      ...presentRule(view),
      mayChange: may.includes(view.spec.setter),
      mayLock: view.spec.bySchool && may.includes('lock:district_rule') && may.includes(view.spec.setter),
      version: view.districtVersion,
    })),
  }
}

async function showSchool(world: DomainWorld, principal: Principal, schoolId: string) {
  const found = orNotFound(await viewSchoolRules(world, authorise(principal, 'view:effective_rule'), schoolId))
  const may = capabilitiesOf(principal).includes('override:school_rule')
  return {
    school: found.school,
    rules: found.rules.map((view) => ({
      ...presentRule(view),
      mayChange: may && view.spec.bySchool && !view.locked,
      mayLock: false,
      version: view.schoolVersion,
    })),
  }
}

function presentRule(view: View): Omit<Rule, 'mayChange' | 'mayLock' | 'version'> {
  const { name, spec, standard, locked, effective } = view
  const { group, says, kind, bySchool, effect } = spec
  return {
    name,
    group,
    says,
    effect,
    bySchool,
    locked,
    kind: presentKind(kind),
    standard: presentValue(standard),
    district: presentSet(view.district, view.districtBy),
    school: presentSet(view.school, view.schoolBy),
    effective: { value: presentValue(effective.value), from: effective.from },
  }
}

function presentKind(kind: View['spec']['kind']): Rule['kind'] {
  return 'choices' in kind ? { type: kind.type, choices: [...kind.choices] } : kind
}

function presentSet(value: View['district'], by: View['districtBy']): Rule['district'] {
  if (by === null) return null
  return { value: value === undefined ? null : presentValue(value), name: by.name, at: by.at.toISOString() }
}

function presentValue(value: View['standard']): Rule['standard'] {
  return typeof value === 'object' ? [...value] : value
}

function presentChange({ byName, before, after, at, ...change }: Change) {
  return {
    ...change,
    before: before as Rule['standard'] | null,
    after: after as Rule['standard'] | null,
    by: byName,
    at: new Date(at).toISOString(),
  }
}

const CONFLICT = {
  rule_stale:
    'Somebody else has set this since you opened the page, so nothing was saved. Look at what is set now, then set it again.',
  rule_locked: 'The district has locked this rule: its schools can’t differ. Ask an administrator of the district.',
} as const

function refuse(outcome: RuleOutcome): void {
  if (outcome === null) return
  const { problem } = outcome
  if (problem === 'school_unknown') throw notFound()
  if (problem === 'value_not_taken') {
    const message = `This rule takes ${outcome.wants}.`
    throw unprocessable(problem, message, [{ field: 'value', code: problem, message }])
  }
  if (problem === 'rule_of_district')
    throw unprocessable(problem, 'This rule is the same for the whole district; schools can’t differ in it.')
  if (problem === 'lock_forbidden')
    throw new HttpError(403, problem, 'Whether schools may differ is decided by an administrator of the district.')
  throw new HttpError(409, problem, CONFLICT[problem])
}
