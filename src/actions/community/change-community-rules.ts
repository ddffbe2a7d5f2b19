/** Rules that make communities of the roster: looking at what one would make, making it, ending it. */

import { createHash } from 'node:crypto'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import {
  type KnownRule,
  type RulePlan,
  RULES_OF_DISTRICT_MAX,
  type RuleWords,
  tidyRule,
} from '../../community/community-rule.ts'
import { Failure } from '../../roster/failure.ts'
import {
  addCommunityRule,
  auditCommunityRule,
  endCommunityRule,
  keepCommunityRules,
  listCommunityRules,
  listRuleChoices,
  lockCommunityRules,
  planCommunityRules,
  type RosterClassRow,
  type RulesKept,
} from '../../store/community/community-rule.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

type Manager = Grant<'manage:community_rule'>

/** Who looks or makes, who leads what is made, and the transaction that they do it in. */
export interface RuleMaker {
  readonly grant: Manager
  readonly leadId: string
  /** `person:17` or `cli`. */
  readonly by: string
  readonly now: Date
  readonly unit: <T>(work: (client: DistrictClient) => Promise<T>) => Promise<T>
}

/** Somebody at a page: they lead what they make (P003-25). */
export function makerOf(world: DomainWorld, grant: Manager): RuleMaker {
  const { principal } = grant
  if (principal.personId === null)
    throw new Failure('LEAD_WITHOUT_PERSON', 'bug', 'Somebody who is no person of the roster was granted a community.')
  const unit: RuleMaker['unit'] = (work) => inGrantDirect(world, grant, work)
  return { grant, leadId: principal.personId, by: actorOf(principal), now: world.now(), unit }
}

/**
 * `says_nothing`: neither course, grade nor school; `school_needed`: only administrators of the district make one for all
 * schools; `rule_known`: one at work says the same; `preview_old`: it would make something else now.
 */
export type RuleProblem =
  | 'says_nothing'
  | 'school_needed'
  | 'school_unknown'
  | 'rule_known'
  | 'rules_too_many'
  | 'makes_nothing'
  | 'preview_old'

export interface RuleLook {
  readonly plan: RulePlan
  readonly classes: ReadonlyMap<string, RosterClassRow>
  /** Of what it comes to: the same while it would do the same. */
  readonly digest: string
}

/** Higher than any number of a rule that is kept: it comes after all of them. */
const NOT_KEPT_YET = '999999999999999'

/** What the rule would make by the roster of this moment. Nothing is changed. */
export function previewCommunityRule(
  { grant, unit }: Omit<RuleMaker, 'leadId'>,
  words: RuleWords,
): Promise<{ readonly look: RuleLook } | { readonly problem: RuleProblem }> {
  return unit((client) => lookAt(client, grant, tidyRule(words)))
}

/** Makes the rule and what it comes to, if that is still what the preview of this digest showed. */
export function makeCommunityRule(
  { grant, leadId, now, unit }: RuleMaker,
  given: { readonly words: RuleWords; readonly digest: string },
): Promise<{ readonly ruleId: string; readonly kept: RulesKept } | { readonly problem: RuleProblem }> {
  const { districtId } = grant.principal
  const rule = tidyRule(given.words)
  return unit(async (client) => {
    await lockCommunityRules(client, districtId)
    const found = await lookAt(client, grant, rule)
    if ('problem' in found) return found
    if (found.look.digest !== given.digest) return { problem: 'preview_old' }
    if (found.look.plan.groups.every(({ state }) => state !== 'new')) return { problem: 'makes_nothing' }
    const ruleId = await addCommunityRule(client, { districtId, rule, ledBy: leadId, now })
    const kept = await keepCommunityRules(client, { districtId, now })
    const detail = { communities: kept.communities, classes: kept.joined }
    await auditCommunityRule(client, { districtId, ruleId }, { action: 'make', detail })
    return { ruleId, kept }
  })
}

/** From now on it makes and changes nothing; its communities stay as they are. Null: there is none of that number at work. */
export function finishCommunityRule(
  { grant, by, now, unit }: Omit<RuleMaker, 'leadId'>,
  ruleId: string,
): Promise<true | null> {
  const { districtId } = grant.principal
  return unit(async (client) => {
    await lockCommunityRules(client, districtId)
    const [rule] = await listCommunityRules(client, grant, ruleId)
    if (rule === undefined || !(await endCommunityRule(client, { districtId, ruleId, by, now }))) return null
    await auditCommunityRule(client, { districtId, ruleId }, { action: 'end', detail: {} })
    return true
  })
}

async function lookAt(
  client: DistrictClient,
  grant: Manager,
  rule: RuleWords,
): Promise<{ readonly look: RuleLook } | { readonly problem: RuleProblem }> {
  const { districtId } = grant.principal
  if (!rule.sameCourse && !rule.sameGrade && !rule.sameSchool) return { problem: 'says_nothing' }
  if (rule.schoolIds === null && !grant.scope.district) return { problem: 'school_needed' }
  const { schools } = await listRuleChoices(client, grant)
  const known = new Set(schools.map(({ id }) => id))
  if (rule.schoolIds?.every((id) => known.has(id)) === false) return { problem: 'school_unknown' }
  const rules = (await listCommunityRules(client, grant)).filter(({ endedAt }) => endedAt === null)
  if (rules.some((other) => saysTheSame(other, rule))) return { problem: 'rule_known' }
  if (rules.length >= RULES_OF_DISTRICT_MAX) return { problem: 'rules_too_many' }
  const found = await planCommunityRules(client, districtId, [{ ...rule, id: NOT_KEPT_YET }])
  return { look: { ...found, digest: digestOf(found.plan) } }
}

function saysTheSame(known: KnownRule, rule: RuleWords): boolean {
  return wordsIn(tidyRule(known)) === wordsIn(rule)
}

function wordsIn({ sameCourse, sameGrade, sameSchool, schoolIds, grades, courses }: RuleWords): string {
  return JSON.stringify([sameCourse, sameGrade, sameSchool, schoolIds, grades, courses])
}

function digestOf({ groups }: RulePlan): string {
  const told = groups.map(({ key, state, classes }) => [key, state, classes.map((one) => [one.class.id, one.state])])
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32)
}
