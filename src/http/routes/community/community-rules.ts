/** Rules that make communities of the roster, for administrators; and staying out of these, for class leads. */

import { authoriseMine } from '../../../access/authorise.ts'
import {
  finishCommunityRule,
  makeCommunityRule,
  makerOf,
  previewCommunityRule,
} from '../../../actions/community/change-community-rules.ts'
import { leaveRuledCommunity, returnToRuledCommunity } from '../../../actions/community/stay-out.ts'
import {
  groupsShown,
  viewCommunityRule,
  viewCommunityRules,
  viewStayingOut,
} from '../../../views/community/community-rules.ts'
import { CommunityParams } from '../../contract/community.ts'
import {
  CommunityRuleDetail,
  CommunityRules,
  MakeRuleBody,
  PreviewRuleBody,
  RuleParams,
  RulePreview,
  StayingOut,
  StayOutBody,
} from '../../contract/community-rules.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const ACCESS = { capability: 'manage:community_rule' } as const
const OWN = { capability: 'control:all_class_settings' } as const
const PATH = '/api/v1/community-rules'

/** Everything under `/api/v1/community-rules`, and `/api/v1/communities/…/staying-out`. */
export function addCommunityRuleRoutes(table: RouteTable, world: DomainWorld): void {
  addReading(table, world)
  addMaking(table, world)
  addStayingOut(table, world)
}

function addReading(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: PATH,
    access: ACCESS,
    summary: 'Rules that make communities of the roster, and what one can be made of.',
    response: CommunityRules,
    handle: async ({ grant }) => ({ status: 200, body: plain(await viewCommunityRules(world, grant)) }),
  })
  table.add({
    method: 'get',
    path: `${PATH}/:ruleId`,
    access: ACCESS,
    summary: 'One rule: its communities and classes as they stand by the roster of now, and which stay out and why.',
    params: RuleParams,
    response: CommunityRuleDetail,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: plain(orNotFound(await viewCommunityRule(world, grant, params.ruleId))),
    }),
  })
}

function addMaking(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: `${PATH}/preview`,
    access: ACCESS,
    summary: 'What a rule would make: its communities, classes and leads. Nothing is changed.',
    body: PreviewRuleBody,
    response: RulePreview,
    handle: async ({ grant, body }) => {
      const found = await previewCommunityRule(makerOf(world, grant), body)
      if ('problem' in found) throw refusalOf(found.problem)
      const { plan, classes, digest } = found.look
      return { status: 200, body: { groups: plain(groupsShown(plan, classes)), digest } }
    },
  })
  table.add({
    method: 'post',
    path: PATH,
    access: ACCESS,
    summary: 'Makes a rule and the communities that its preview showed; I lead them. It is kept after every sync.',
    body: MakeRuleBody,
    response: CommunityRuleDetail,
    status: 201,
    handle: async ({ grant, body: { digest, ...words } }) => {
      const made = await makeCommunityRule(makerOf(world, grant), { words, digest })
      if ('problem' in made) throw refusalOf(made.problem)
      return { status: 201, body: plain(orNotFound(await viewCommunityRule(world, grant, made.ruleId))) }
    },
  })
  table.add({
    method: 'delete',
    path: `${PATH}/:ruleId`,
    access: ACCESS,
    summary: 'Ends a rule: it makes and changes nothing any more, and its communities stay as they are.',
    params: RuleParams,
    status: 204,
    handle: async ({ grant, params }) => {
      orNotFound(await finishCommunityRule(makerOf(world, grant), params.ruleId))
      return { status: 204 }
    },
  })
}

function addStayingOut(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/communities/staying-out',
    access: { ...OWN, mine: true },
    summary: 'Communities made by a rule that I, or classes that I lead, stay out of.',
    response: StayingOut,
    handle: async ({ grant }) => ({
      status: 200,
      body: { communities: grant === null ? [] : plain(await viewStayingOut(world, grant)) },
    }),
  })
  table.add({
    method: 'put',
    path: '/api/v1/communities/:communityId/staying-out',
    access: OWN,
    summary: 'Leaves a community made by a rule with all classes that I lead, for good; or comes back.',
    params: CommunityParams,
    body: StayOutBody,
    response: StayingOut,
    handle: async ({ grant, principal, params: { communityId }, body }) => {
      const reach = authoriseMine(principal, 'view:member_list')
      const done = body.out
        ? await leaveRuledCommunity(world, { class: grant, reach }, communityId)
        : await returnToRuledCommunity(world, grant, communityId)
      if (done === null) throw notFound()
      return {
        status: 200,
        body: { communities: plain(await viewStayingOut(world, grant)) },
      }
    },
  })
}

type Problem = Extract<Awaited<ReturnType<typeof makeCommunityRule>>, { readonly problem: string }>['problem']

const CONFLICT: Readonly<Partial<Record<Problem, string>>> = {
  rule_known: 'There is a rule that says the same already.',
  rules_too_many: 'A district has up to 50 rules of communities. End one that is used no more.',
  makes_nothing:
    'This rule makes no community: nowhere are there two classes of different leads that have this in common.',
  preview_old: 'The roster has changed since you looked. Look again at what the rule makes now.',
}

function refusalOf(problem: Problem): HttpError {
  const conflict = CONFLICT[problem]
  if (conflict !== undefined) return new HttpError(409, problem, conflict)
  const [field, message] =
    problem === 'says_nothing'
      ? ['sameCourse', 'Say what the classes of a community have in common: course, grade or school.']
      : ['schoolIds', 'Choose schools that you administer.']
  return unprocessable('community_rule_invalid', 'The rule has to be put right first.', [
    { field, code: problem, message },
  ])
}

/** As JSON has it: times as text. */
function plain<T>(value: T): Plain<T> {
  return JSON.parse(JSON.stringify(value)) as Plain<T>
}

type Plain<T> = T extends Date
  ? string
  : T extends readonly (infer E)[]
    ? Plain<E>[]
    : T extends object
      ? { -readonly [K in keyof T]: Plain<T[K]> }
      : T
