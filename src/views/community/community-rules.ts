/** Rules that make communities of the roster: those there are, what one comes to now, and what one can be made of. */

import type { Grant } from '../../access/grant.ts'
import type { ClassState, GroupState, RulePlan } from '../../community/community-rule.ts'
import {
  type CommunityRuleRow,
  listCommunityRules,
  listRuleChoices,
  planCommunityRules,
  type RosterClassRow,
  type RuleChoices,
} from '../../store/community/community-rule.ts'
import { listStayingOut, type StayingOut } from '../../store/community/staying-out.ts'
import type { PersonRow, SchoolRow } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

type Manager = Grant<'manage:community_rule'>

type ShownRule = Omit<CommunityRuleRow, 'isLeadHere'>

export interface ShownGroup {
  /** Null: it isn't there yet. */
  readonly communityId: string | null
  readonly name: string
  readonly state: GroupState
  readonly classes: readonly {
    readonly id: string
    readonly title: string
    readonly school: SchoolRow | null
    readonly leads: readonly PersonRow[]
    readonly state: ClassState
  }[]
}

/** Rules in scope and what a new one can be made of. */
export function viewCommunityRules(
  world: DomainWorld,
  grant: Manager,
): Promise<{ readonly rules: readonly ShownRule[]; readonly choices: RuleChoices }> {
  return inGrantDirect(world, grant, async (client) => ({
    rules: (await listCommunityRules(client, grant)).map(shown),
    choices: await listRuleChoices(client, grant),
  }))
}

/** One rule with its communities and classes as they are by the roster of now; null: there is none in scope. */
export function viewCommunityRule(
  world: DomainWorld,
  grant: Manager,
  ruleId: string,
): Promise<{ readonly rule: ShownRule; readonly groups: readonly ShownGroup[] } | null> {
  return inGrantDirect(world, grant, async (client) => {
    const [rule] = await listCommunityRules(client, grant, ruleId)
    if (rule === undefined) return null
    if (rule.endedAt !== null) return { rule: shown(rule), groups: [] }
    const { plan, classes } = await planCommunityRules(client, grant.principal.districtId, [rule])
    return { rule: shown(rule), groups: groupsShown(plan, classes) }
  })
}

function shown(row: CommunityRuleRow): ShownRule {
  const { id, sameCourse, sameGrade, sameSchool, schoolIds, grades, courses } = row
  const { schools, ledBy, madeAt, endedAt, communities, classes } = row
  const words = { sameCourse, sameGrade, sameSchool, schoolIds, grades, courses }
  return { id, ...words, schools, ledBy, madeAt, endedAt, communities, classes }
}

/** A plan with the names that go with it. */
export function groupsShown({ groups }: RulePlan, known: ReadonlyMap<string, RosterClassRow>): readonly ShownGroup[] {
  return groups.map(({ communityId, name, state, classes }) => ({
    communityId,
    name,
    state,
    classes: classes.map(({ class: { id, title, schoolId, schoolName }, state: its }) => ({
      id,
      title,
      school: schoolId === null ? null : { id: schoolId, name: schoolName },
      leads: known.get(id)?.leadNames ?? [],
      state: its,
    })),
  }))
}

/** Communities made by a rule that somebody, or a class that they lead, stays out of. */
export function viewStayingOut(
  world: DomainWorld,
  grant: Grant<'control:all_class_settings'>,
): Promise<readonly StayingOut[]> {
  const { districtId, personId } = grant.principal
  if (personId === null) return Promise.resolve([])
  return inGrantDirect(world, grant, (client) => listStayingOut(client, { districtId, personId }))
}
