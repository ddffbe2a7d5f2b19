/** Rules that make communities of the roster, what they come to, and carrying it out. In the district's transaction. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import {
  type KnownRule,
  planRules,
  type RosterClass,
  type RulePlan,
  type RuleWords,
} from '../../community/community-rule.ts'
import { type DistrictClient, rawOf } from '../database.ts'
import type { PersonRow, SchoolRow } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'
import { planByDefault } from './survey-plan.ts'

export interface CommunityRuleRow extends KnownRule {
  readonly schools: readonly SchoolRow[]
  readonly ledBy: PersonRow
  /** False: they have left or administer these schools no more, so what the rule makes next is led by a class lead of it. */
  readonly isLeadHere: boolean
  readonly madeAt: Date
  /** Null: it is at work. */
  readonly endedAt: Date | null
  /** How many it has made, and how many classes stand where it put them. */
  readonly communities: number
  readonly classes: number
}

export interface RosterClassRow extends RosterClass {
  readonly leadNames: readonly PersonRow[]
}

/** Rules in scope, those at work first, or the one of them that is asked for. */
export async function listCommunityRules(
  client: DistrictClient,
  grant: Grant<Capability>,
  ruleId: string | null = null,
): Promise<readonly CommunityRuleRow[]> {
  const values = [...reachSchools(grant), ruleId, false]
  return (await client.query<CommunityRuleRow>(sql('list_community_rules'), values)).rows
}

export interface RuleChoices {
  readonly courses: readonly { readonly key: string; readonly title: string; readonly classes: number }[]
  readonly grades: readonly string[]
  readonly schools: readonly SchoolRow[]
}

/** What a rule can be made of: schools in scope, and courses and grades of their classes. */
export async function listRuleChoices(client: DistrictClient, grant: Grant<Capability>): Promise<RuleChoices> {
  const { rows } = await client.query<RuleChoices>(sql('list_rule_choices'), [...reachSchools(grant)])
  return rows[0] ?? { courses: [], grades: [], schools: [] }
}

/** What the rules come to by the roster of this moment, with the classes that were looked at. */
export async function planCommunityRules(
  client: DistrictClient,
  districtId: string,
  rules: readonly KnownRule[],
): Promise<{ readonly plan: RulePlan; readonly classes: ReadonlyMap<string, RosterClassRow> }> {
  const schools = rules.some(({ schoolIds }) => schoolIds === null) ? null : rules.flatMap((r) => r.schoolIds ?? [])
  const { rows: classes } = await client.query<RosterClassRow>(sql('list_roster_classes'), [districtId, schools])
  const groups = await client.query<GroupRow>(sql('list_rule_groups'), [districtId])
  const outs = await client.query<OutRow>(sql('list_rule_outs'), [districtId])
  const plan = planRules(rules, {
    classes,
    groups: groups.rows,
    classesOut: outs.rows.flatMap(({ communityId, classId }) => (classId === null ? [] : [{ communityId, classId }])),
    peopleOut: outs.rows.flatMap(({ communityId, personId }) => (personId === null ? [] : [{ communityId, personId }])),
  })
  return { plan, classes: new Map(classes.map((one) => [one.id, one])) }
}

interface GroupRow {
  readonly ruleId: string
  readonly key: string
  readonly communityId: string
  readonly name: string
  readonly archived: boolean
}
interface OutRow {
  readonly communityId: string
  readonly classId: string | null
  readonly personId: string | null
}

export interface RulesKept {
  readonly communities: number
  readonly joined: number
  readonly left: number
}

/**
 * Does what the rules at work come to: makes communities, puts classes in, takes out what the roster has elsewhere now.
 * Done twice it does nothing the second time. With the transaction's actor on the audit log.
 */
export async function keepCommunityRules(
  client: DistrictClient,
  { districtId, now }: { readonly districtId: string; readonly now: Date },
): Promise<RulesKept> {
  const { rows: known } = await client.query<{ has: boolean }>(sql('has_community_rules'), [districtId])
  if (known[0]?.has !== true) return { communities: 0, joined: 0, left: 0 }
  await lockCommunityRules(client, districtId)
  const { rows: rules } = await client.query<CommunityRuleRow>(sql('list_community_rules'), [
    districtId,
    true,
    [],
    null,
    true,
  ])
  const { plan } = await planCommunityRules(client, districtId, rules)
  const at = { districtId, now, rules: new Map(rules.map((rule) => [rule.id, rule])) }
  const left = await removeLeavers(client, plan, at)
  const { communities, joining } = await makeCommunities(client, plan, at)
  const joined = await placeJoiners(client, joining, at)
  return { communities, joined, left }
}

/** Takes turns with whoever else keeps the district's rules, until the transaction ends. */
export async function lockCommunityRules(client: DistrictClient, districtId: string): Promise<void> {
  await client.query(sql('lock_community_rules'), [districtId])
}

interface KeepAt {
  readonly districtId: string
  readonly now: Date
  readonly rules: ReadonlyMap<string, CommunityRuleRow>
}

interface Joining {
  readonly ruleId: string
  readonly communityId: string
  readonly classId: string
  readonly slot: number
  readonly ledBy: string
}

async function removeLeavers(client: DistrictClient, { leaves }: RulePlan, at: KeepAt): Promise<number> {
  if (leaves.length === 0) return 0
  const columns = [leaves.map(({ communityId }) => communityId), leaves.map(({ classId }) => classId)]
  return (await client.query(sql('remove_ruled_classes'), [at.districtId, ...columns, at.now])).rowCount ?? 0
}

async function makeCommunities(
  client: DistrictClient,
  { groups }: RulePlan,
  { districtId, now, rules }: KeepAt,
): Promise<{ readonly communities: number; readonly joining: readonly Joining[] }> {
  const joining: Joining[] = []
  let communities = 0
  for (const { ruleId, key, name, state, classes, ...group } of groups) {
    const entering = classes.flatMap(({ class: one, slot }) => (slot === null ? [] : [{ one, slot }]))
    const rule = rules.get(ruleId)
    if (entering.length === 0 || rule === undefined) continue
    let { communityId } = group
    const ledBy = rule.isLeadHere ? rule.ledBy.id : leadOf(entering.map(({ one }) => one))
    if (state === 'new') {
      const values = [districtId, ruleId, key, name, ledBy, now]
      communityId = (await client.query<{ id: string }>(sql('add_ruled_community'), values)).rows[0]?.id ?? null
      communities += 1
    }
    if (communityId === null) continue
    for (const { one, slot } of entering) joining.push({ ruleId, communityId, classId: one.id, slot, ledBy })
  }
  return { communities, joining }
}

/** Who leads most of them; the lower number where several do. Somebody does: no class comes in that nobody leads. */
function leadOf(classes: readonly RosterClass[]): string {
  const counts = Map.groupBy(
    classes.flatMap(({ leads }) => leads),
    (lead) => lead,
  )
  const [first] = [...counts].toSorted(([a, as], [b, bs]) => bs.length - as.length || Number(a) - Number(b))
  return first?.[0] ?? ''
}

async function placeJoiners(client: DistrictClient, joining: readonly Joining[], at: KeepAt): Promise<number> {
  if (joining.length === 0) return 0
  const { districtId, now } = at
  const columns = [
    joining.map(({ ruleId }) => ruleId),
    joining.map(({ communityId }) => communityId),
    joining.map(({ classId }) => classId),
    joining.map(({ slot }) => slot),
    joining.map(({ ledBy }) => ledBy),
  ]
  const values = [districtId, ...columns, now]
  const { rows } = await client.query<{ communityId: string; classId: string }>(sql('place_ruled_classes'), values)
  const ids = [...new Set(rows.map(({ communityId }) => communityId))]
  const planning = await client.query<{ id: string }>(sql('list_planning_communities'), [districtId, ids])
  const plans = new Set(planning.rows.map(({ id }) => id))
  for (const { communityId, classId } of rows.filter((row) => plans.has(row.communityId)))
    await planByDefault(rawOf(client), { districtId, communityId, classId }, { by: 'system', at: now })
  return rows.length
}

/** Keeps the rule; its id. What it comes to is done by `keepCommunityRules`. */
export async function addCommunityRule(
  client: DistrictClient,
  o: { readonly districtId: string; readonly rule: RuleWords; readonly ledBy: string; readonly now: Date },
): Promise<string> {
  const { sameCourse, sameGrade, sameSchool, schoolIds, grades, courses } = o.rule
  const words = [sameCourse, sameGrade, sameSchool, schoolIds, grades, courses]
  const values = [o.districtId, ...words, o.ledBy, o.now]
  const { rows } = await client.query<{ id: string }>(sql('add_community_rule'), values)
  return rows[0]?.id ?? ''
}

/** False: it has ended already. */
export async function endCommunityRule(
  client: DistrictClient,
  o: { readonly districtId: string; readonly ruleId: string; readonly by: string; readonly now: Date },
): Promise<boolean> {
  return (await client.query(sql('end_community_rule'), [o.districtId, o.ruleId, o.now, o.by])).rowCount === 1
}

/** An entry on the audit log, of the rule. */
export async function auditCommunityRule(
  client: DistrictClient,
  { districtId, ruleId }: { readonly districtId: string; readonly ruleId: string },
  { action, detail }: { readonly action: 'make' | 'end'; readonly detail: Readonly<Record<string, string | number>> },
): Promise<void> {
  const values = [districtId, `community_rule.${action}`, `community_rule:${ruleId}`, detail]
  await client.query(sql('append_audit_entry'), values)
}
