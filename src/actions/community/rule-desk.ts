/** Communities by rule from the command line: the operator makes rules with the reach of the whole district, for somebody who leads them. */

import { authorise, authoriseMine } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import type { PlannedGroup, RuleWords } from '../../community/community-rule.ts'
import { Failure } from '../../roster/failure.ts'
import { type CommunityRuleRow, listCommunityRules, planCommunityRules } from '../../store/community/community-rule.ts'
import { inDistrict } from '../../store/database.ts'
import { findPeopleByEmail, findPeopleById } from '../../store/lti/identity.ts'
import { findSchools } from '../../store/signin/account.ts'
import { findActiveRoles } from '../../store/signin/session.ts'
import type { DomainWorld } from '../../store/world.ts'
import {
  finishCommunityRule,
  makeCommunityRule,
  previewCommunityRule,
  type RuleMaker,
  type RuleProblem,
} from './change-community-rules.ts'

/** Schools by their sourcedIds; null: every school. */
interface OrderedRule extends Omit<RuleWords, 'schoolIds'> {
  readonly districtId: string
  readonly schools: readonly string[] | null
}

const SAYS: Readonly<Record<RuleProblem, string>> = {
  says_nothing: 'Say with --same what the classes of a community have in common: course, grade or school.',
  school_needed: 'Name schools with --school.',
  school_unknown: 'One of these schools is not at work in the district.',
  rule_known: 'There is a rule that says the same already.',
  rules_too_many: 'A district has up to 50 rules of communities. End one that is used no more.',
  makes_nothing:
    'This rule makes no community: nowhere are there two classes of different leads that have this in common.',
  preview_old: 'The roster has changed this very moment. Do it again.',
}

/**
 * Binds rules of communities to an installation.
 * @throws Failure COMMUNITY_RULE_REFUSED, PERSON_UNKNOWN, SCHOOL_UNKNOWN, RULE_UNKNOWN
 */
export function openRuleDesk(world: DomainWorld) {
  const desk = (districtId: string) => deskOf(world, districtId)
  const wordsOf = async ({ districtId, schools, ...words }: OrderedRule): Promise<RuleWords> => ({
    ...words,
    schoolIds: schools === null ? null : await schoolsNamed(world, districtId, schools),
  })
  return {
    async list(districtId: string) {
      const { unit, grant } = desk(districtId)
      const rules = await unit((client) => listCommunityRules(client, grant))
      return rules.map(presentRule)
    },
    async show(districtId: string, ruleId: string) {
      const { unit, grant } = desk(districtId)
      return unit(async (client) => {
        const [rule] = await listCommunityRules(client, grant, ruleId)
        if (rule === undefined) throw refused('RULE_UNKNOWN', 'There is no rule of that number.')
        if (rule.endedAt !== null) return []
        return (await planCommunityRules(client, districtId, [rule])).plan.groups.map(presentGroup)
      })
    },
    async preview(order: OrderedRule) {
      const found = await previewCommunityRule(desk(order.districtId), await wordsOf(order))
      if ('problem' in found) throw refused('COMMUNITY_RULE_REFUSED', SAYS[found.problem])
      return found.look.plan.groups.map(presentGroup)
    },
    async make(order: OrderedRule & { readonly ledBy: string }) {
      const words = await wordsOf(order)
      const leadId = await leadNamed(world, order, words.schoolIds)
      const maker = { ...desk(order.districtId), leadId }
      const found = await previewCommunityRule(maker, words)
      if ('problem' in found) throw refused('COMMUNITY_RULE_REFUSED', SAYS[found.problem])
      const made = await makeCommunityRule(maker, { words, digest: found.look.digest })
      if ('problem' in made) throw refused('COMMUNITY_RULE_REFUSED', SAYS[made.problem])
      return { ruleId: made.ruleId, communities: made.kept.communities, classes: made.kept.joined }
    },
    async end(districtId: string, ruleId: string): Promise<void> {
      if ((await finishCommunityRule(desk(districtId), ruleId)) === null)
        throw refused('RULE_UNKNOWN', 'There is no rule of that number at work.')
    },
  }
}

function deskOf(world: DomainWorld, districtId: string): Omit<RuleMaker, 'leadId'> {
  return {
    grant: authorise(operatorOf(districtId), 'manage:community_rule'),
    by: 'cli',
    now: world.now(),
    unit: (work) => inDistrict(world.database, { districtId, actor: 'cli' }, work),
  }
}

/** Whoever runs the installation reaches what a district's administrator does. */
function operatorOf(districtId: string): Principal {
  const roles = [{ role: 'district_admin', scopeType: 'district', scopeId: districtId }] as const
  return { districtId, personId: null, customerId: null, roles }
}

function presentRule({ ledBy, schools: _schools, isLeadHere: _isLeadHere, ...rule }: CommunityRuleRow) {
  return { ...rule, ledBy: ledBy.id }
}

/** Numbers and titles, and no names of people. */
function presentGroup({ name, communityId, state, classes }: PlannedGroup) {
  return {
    name,
    communityId,
    state,
    classes: classes.map(({ class: { id, title, leads }, state: its }) => ({ id, title, leads, state: its })),
  }
}

/** Somebody who could make the rule at a page: nobody comes to lead others' classes by the command line alone. */
async function leadNamed(
  world: DomainWorld,
  { districtId, ledBy }: { readonly districtId: string; readonly ledBy: string },
  schoolIds: readonly string[] | null,
): Promise<string> {
  const [, number] = /^id:([1-9]\d{0,17})$/.exec(ledBy) ?? []
  const found = await inDistrict(world.database, { districtId, actor: 'cli' }, (client) =>
    ledBy.includes('@')
      ? findPeopleByEmail(client, districtId, ledBy)
      : findPeopleById(client, { districtId, field: 'sourcedId', value: ledBy }),
  )
  const personId = number ?? (found.length === 1 ? found[0]?.id : undefined)
  if (personId === undefined)
    throw refused(
      'PERSON_UNKNOWN',
      `${found.length > 1 ? 'More than one person is meant by that.' : 'There is no such person.'} Give their number as id:17, as "staffroom why" shows it.`,
    )
  const roles = await findActiveRoles(world.database, districtId, personId)
  const grant =
    roles === null ? null : authoriseMine({ districtId, personId, customerId: null, roles }, 'manage:community_rule')
  const reach = grant?.scope
  const reaches = reach?.district === true || schoolIds?.every((id) => reach?.schoolIds.includes(id)) === true
  if (!reaches)
    throw refused('PERSON_UNKNOWN', 'Whoever is named with --led-by has left, or administers none of these schools.')
  return personId
}

async function schoolsNamed(
  world: DomainWorld,
  districtId: string,
  named: readonly string[],
): Promise<readonly string[]> {
  return inDistrict(world.database, { districtId, actor: 'cli' }, async (client) => {
    const ids: string[] = []
    for (const school of named) {
      const [only, ...more] = await findSchools(client, districtId, school)
      if (only === undefined || more.length > 0)
        throw refused('SCHOOL_UNKNOWN', `There is no school ${school} in the district, or more than one.`)
      ids.push(only)
    }
    return ids
  })
}

function refused(code: string, says: string): Failure {
  return new Failure(code, 'operator', says)
}
