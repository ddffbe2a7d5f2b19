/**
 * Communities made of the roster by a rule: which classes belong together, which come in, which stay out and why, and which
 * leave. Pure: everything that is looked at comes in as values, and what is to be done comes out.
 */

import { COMMUNITIES_OF_CLASS_MAX, COMMUNITY_NAME_LENGTH_MAX } from './community.ts'

export const RULES_OF_DISTRICT_MAX = 50
/** A rule makes no more than these; what is beyond it waits, and is named. */
export const COMMUNITIES_OF_RULE_MAX = 200

/** What the classes of one community have in common: at least one of them. */
export interface RuleWords {
  readonly sameCourse: boolean
  readonly sameGrade: boolean
  readonly sameSchool: boolean
  /** Classes of these schools alone; null: of every school of the district. */
  readonly schoolIds: readonly string[] | null
  readonly grades: readonly string[] | null
  /** Keys of courses. */
  readonly courses: readonly string[] | null
}

export interface KnownRule extends RuleWords {
  readonly id: string
}

/** A class at work, as the roster has it. Null or empty: the roster doesn't say. */
export interface RosterClass {
  readonly id: string
  readonly title: string
  /** Null: it has none that is at work. */
  readonly schoolId: string | null
  readonly schoolName: string
  readonly courseKey: string | null
  readonly courseTitle: string | null
  readonly grades: readonly string[]
  readonly leads: readonly string[]
  /** Where it stands now, by hand or by a rule; slots count from 1 to 5. */
  readonly places: readonly { readonly communityId: string; readonly slot: number; readonly ruleId: string | null }[]
}

/** What is known of a rule's communities. */
export interface RuleState {
  readonly classes: readonly RosterClass[]
  readonly groups: readonly {
    readonly ruleId: string
    readonly key: string
    readonly communityId: string
    readonly name: string
    readonly archived: boolean
  }[]
  readonly classesOut: readonly { readonly communityId: string; readonly classId: string }[]
  readonly peopleOut: readonly { readonly communityId: string; readonly personId: string }[]
}

/**
 * `in`: it stands there; `joins`: it comes in now. The others stay out: `no_lead`: nobody leads it; `taken_out`: somebody
 * took it out; `lead_left`: one of its leads has left the community; `full`: it is in five communities; `archived`: nothing
 * changes in the community; `not_made`: the community isn't there, and isn't made.
 */
export type ClassState = 'in' | 'joins' | 'no_lead' | 'taken_out' | 'lead_left' | 'full' | 'archived' | 'not_made'

/** `one_lead`: it needs two classes that no one person leads both of; `too_many`: the rule has as many as it may make. */
export type GroupState = 'there' | 'new' | 'one_lead' | 'too_many'

export interface PlannedClass {
  readonly class: RosterClass
  readonly state: ClassState
  /** Where it goes; null unless it joins. */
  readonly slot: number | null
}

export interface PlannedGroup {
  readonly ruleId: string
  readonly key: string
  readonly name: string
  /** Null: it isn't there yet. */
  readonly communityId: string | null
  readonly state: GroupState
  readonly classes: readonly PlannedClass[]
}

export interface RulePlan {
  readonly groups: readonly PlannedGroup[]
  /** Put there by the rule, and by the roster of today something else. */
  readonly leaves: readonly { readonly ruleId: string; readonly communityId: string; readonly classId: string }[]
}

function inOrder(list: readonly string[] | null): readonly string[] | null {
  return list === null ? null : [...new Set(list)].toSorted()
}

/** A rule as it is kept: nothing twice, in one order. */
export function tidyRule(rule: RuleWords): RuleWords {
  return { ...rule, schoolIds: inOrder(rule.schoolIds), grades: inOrder(rule.grades), courses: inOrder(rule.courses) }
}

/**
 * What keeping these rules comes to, in the order that they were made. The same state gives the same plan; a plan that was
 * carried out gives one with nothing to do.
 */
export function planRules(rules: readonly KnownRule[], state: RuleState): RulePlan {
  const ordered = rules.toSorted((a, b) => Number(a.id) - Number(b.id))
  const leaves = ordered.flatMap((rule) => leavesOf(rule, state))
  const gone = new Set(leaves.map(({ communityId, classId }) => `${communityId} ${classId}`))
  const slots = new Map(
    state.classes.map(({ id, places }) => [
      id,
      new Set(places.filter(({ communityId }) => !gone.has(`${communityId} ${id}`)).map(({ slot }) => slot)),
    ]),
  )
  const outs = outsOf(state)
  return { groups: ordered.flatMap((rule) => groupsOf(rule, state, { slots, outs })), leaves }
}

/** Who and what stays out, by community: a large district has thousands of both. */
interface Outs {
  readonly classes: ReadonlyMap<string, ReadonlySet<string>>
  readonly people: ReadonlyMap<string, ReadonlySet<string>>
}
interface Room {
  readonly slots: Slots
  readonly outs: Outs
}

function outsOf({ classesOut, peopleOut }: RuleState): Outs {
  return {
    classes: byCommunity(classesOut.map(({ communityId, classId }) => [communityId, classId])),
    people: byCommunity(peopleOut.map(({ communityId, personId }) => [communityId, personId])),
  }
}

function byCommunity(pairs: readonly (readonly [communityId: string, id: string])[]) {
  const sets = new Map<string, Set<string>>()
  for (const [communityId, id] of pairs) sets.set(communityId, (sets.get(communityId) ?? new Set()).add(id))
  return sets
}

/** Course, grade and school that the classes of one community share; null: they needn't. */
type Key = readonly [course: string | null, grade: string | null, school: string | null]

function keysOf(rule: RuleWords, one: RosterClass): readonly Key[] {
  const { schoolId, courseKey } = one
  if (schoolId === null || rule.schoolIds?.includes(schoolId) === false) return []
  if (rule.courses !== null && (courseKey === null || !rule.courses.includes(courseKey))) return []
  if (rule.sameCourse && courseKey === null) return []
  const grades = rule.grades === null ? one.grades : one.grades.filter((grade) => rule.grades?.includes(grade))
  if ((rule.grades !== null || rule.sameGrade) && grades.length === 0) return []
  const course = rule.sameCourse ? courseKey : null
  const school = rule.sameSchool ? schoolId : null
  return (rule.sameGrade ? [...new Set(grades)] : [null]).map((grade): Key => [course, grade, school])
}

/** Whether the roster says of a class that a rule put somewhere that it doesn't belong there. What it doesn't say removes nobody. */
function belongsElsewhere(rule: RuleWords, key: Key, one: RosterClass): boolean {
  const [course, grade, school] = key
  const { schoolId, courseKey, grades } = one
  return (
    differs(courseKey, course) ||
    differs(schoolId, school) ||
    (grade !== null && grades.length > 0 && !grades.includes(grade)) ||
    (schoolId !== null && rule.schoolIds?.includes(schoolId) === false) ||
    (courseKey !== null && rule.courses?.includes(courseKey) === false) ||
    (rule.grades !== null && grades.length > 0 && !grades.some((each) => rule.grades?.includes(each)))
  )
}

function differs(known: string | null, wanted: string | null): boolean {
  return known !== null && wanted !== null && known !== wanted
}

function leavesOf(rule: KnownRule, { classes, groups }: RuleState): RulePlan['leaves'] {
  const keys = new Map(
    groups
      .filter(({ ruleId, archived }) => ruleId === rule.id && !archived)
      .map(({ communityId, key }) => [communityId, JSON.parse(key) as Key]),
  )
  return classes.flatMap((one) =>
    one.places.flatMap(({ communityId, ruleId }) => {
      const key = ruleId === rule.id ? keys.get(communityId) : undefined
      if (key === undefined || !belongsElsewhere(rule, key, one)) return []
      return [{ ruleId: rule.id, communityId, classId: one.id }]
    }),
  )
}

type Slots = Map<string, Set<number>>

function groupsOf(rule: KnownRule, state: RuleState, at: Room): readonly PlannedGroup[] {
  const { slots } = at
  const members = new Map<string, RosterClass[]>()
  for (const one of state.classes)
    for (const key of keysOf(rule, one)) {
      const name = JSON.stringify(key)
      const found = members.get(name)
      if (found === undefined) members.set(name, [one])
      else found.push(one)
    }
  const known = new Map(state.groups.filter(({ ruleId }) => ruleId === rule.id).map((group) => [group.key, group]))
  let room = COMMUNITIES_OF_RULE_MAX - known.size
  return [...members]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, classes]): PlannedGroup => {
      const sorted = classes.toSorted((a, b) => Number(a.id) - Number(b.id))
      const there = known.get(key)
      if (there !== undefined) return { ...there, state: 'there', classes: placesIn(there, sorted, at) }
      const made = { ruleId: rule.id, key, name: nameOf(JSON.parse(key) as Key, sorted), communityId: null }
      const ready = sorted.filter((one) => one.leads.length > 0 && freeSlot(slots, one) !== null)
      const lacks = hasOneLead(ready) ? 'one_lead' : 'too_many'
      if (lacks === 'one_lead' || room === 0) return { ...made, state: lacks, classes: sorted.map(notMade) }
      room -= 1
      return { ...made, state: 'new', classes: sorted.map((one) => placed(one, slots)) }
    })
}

function placesIn(
  group: RuleState['groups'][number],
  classes: readonly RosterClass[],
  { slots, outs }: Room,
): readonly PlannedClass[] {
  const { communityId, archived } = group
  const out = outs.classes.get(communityId)
  const left = outs.people.get(communityId)
  return classes.map((one): PlannedClass => {
    const stays = (state: ClassState): PlannedClass => ({ class: one, state, slot: null })
    if (one.places.some((place) => place.communityId === communityId)) return stays('in')
    if (archived) return stays('archived')
    if (out?.has(one.id) === true) return stays('taken_out')
    if (one.leads.some((lead) => left?.has(lead) === true)) return stays('lead_left')
    return placed(one, slots)
  })
}

/** Puts it in, where somebody leads it and it has a place left. */
function placed(one: RosterClass, slots: Slots): PlannedClass {
  if (one.leads.length === 0) return { class: one, state: 'no_lead', slot: null }
  const slot = freeSlot(slots, one)
  if (slot === null) return { class: one, state: 'full', slot }
  slots.get(one.id)?.add(slot)
  return { class: one, state: 'joins', slot }
}

function notMade(one: RosterClass): PlannedClass {
  return { class: one, state: one.leads.length === 0 ? 'no_lead' : 'not_made', slot: null }
}

function freeSlot(slots: Slots, one: RosterClass): number | null {
  const taken = slots.get(one.id) ?? new Set<number>()
  for (let slot = 1; slot <= COMMUNITIES_OF_CLASS_MAX; slot += 1) if (!taken.has(slot)) return slot
  return null
}

/** Fewer than two classes, or one person leads all of them: a community of nobody but themself. */
function hasOneLead(classes: readonly RosterClass[]): boolean {
  const [first, ...others] = classes
  if (first === undefined || others.length === 0) return true
  return first.leads.some((lead) => others.every(({ leads }) => leads.includes(lead)))
}

function nameOf([course, grade, school]: Key, classes: readonly RosterClass[]): string {
  const [first] = classes.toSorted((a, b) => (a.courseTitle ?? '').localeCompare(b.courseTitle ?? ''))
  const parts = [
    course === null ? null : (first?.courseTitle ?? course),
    grade === null ? null : `Grade ${grade.replace(/^0+(?=\d)/, '')}`,
    school === null ? null : (first?.schoolName ?? ''),
  ].filter((part) => part !== null)
  return parts.join(' · ').replaceAll(/\s+/gu, ' ').trim().slice(0, COMMUNITY_NAME_LENGTH_MAX).trim() || 'Community'
}
