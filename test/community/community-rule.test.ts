/** Which classes a rule puts where, as a question of values. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  COMMUNITIES_OF_RULE_MAX,
  type KnownRule,
  planRules,
  type RosterClass,
  type RulePlan,
  type RuleState,
} from '../../src/community/community-rule.ts'

const NOTHING = { groups: [], classesOut: [], peopleOut: [] } as const
const RULE: KnownRule = {
  id: '1',
  sameCourse: true,
  sameGrade: false,
  sameSchool: false,
  schoolIds: null,
  grades: null,
  courses: null,
}

function one(id: number, over: Partial<RosterClass> = {}): RosterClass {
  return {
    id: String(id),
    title: `Class ${id}`,
    schoolId: '1',
    schoolName: 'North',
    courseKey: 'code:m7',
    courseTitle: 'Maths 7',
    grades: ['07'],
    leads: [String(id)],
    places: [],
    ...over,
  }
}

const plan = (classes: readonly RosterClass[], rules: readonly KnownRule[] = [RULE], over: Partial<RuleState> = {}) =>
  planRules(rules, { ...NOTHING, classes, ...over })
const states = ({ groups }: RulePlan) =>
  groups.map(
    ({ name, state, classes }) =>
      `${name} ${state}: ${classes.map((each) => `${each.class.id} ${each.state}`).join(', ')}`,
  )

describe('a community of a rule', () => {
  it('is not made of one class, of one lead’s classes, nor where one person leads all of them', () => {
    expect(states(plan([one(1)]))).toEqual(['Maths 7 one_lead: 1 not_made'])
    expect(states(plan([one(1, { leads: ['9'] }), one(2, { leads: ['9'] })]))).toEqual([
      'Maths 7 one_lead: 1 not_made, 2 not_made',
    ])
    expect(states(plan([one(1, { leads: ['9', '8'] }), one(2, { leads: ['9', '7'] })]))).toEqual([
      'Maths 7 one_lead: 1 not_made, 2 not_made',
    ])
    expect(
      states(plan([one(1, { leads: ['9', '8'] }), one(2, { leads: ['8', '7'] }), one(3, { leads: ['9', '7'] })])),
    ).toEqual(['Maths 7 new: 1 joins, 2 joins, 3 joins'])
    // Whom nobody leads doesn't count.
    expect(states(plan([one(1), one(2, { leads: [] })]))).toEqual(['Maths 7 one_lead: 1 not_made, 2 no_lead'])
  })

  it('is called by what its classes have in common', () => {
    const two = [one(1), one(2)]
    const named = (over: Partial<KnownRule>) => plan(two, [{ ...RULE, ...over }]).groups.map(({ name }) => name)
    expect(named({ sameGrade: true, sameSchool: true })).toEqual(['Maths 7 · Grade 7 · North'])
    expect(named({ sameCourse: false, sameGrade: true })).toEqual(['Grade 7'])
    const long = [one(1, { courseTitle: 'x'.repeat(300) }), one(2, { courseTitle: 'x'.repeat(300) })]
    expect(plan(long).groups[0]?.name).toHaveLength(120)
  })

  it('takes classes of its schools, grades and courses alone', () => {
    const classes = [one(1), one(2), one(3, { schoolId: '2' }), one(4, { grades: ['08'] }), one(5, { schoolId: null })]
    const of = (over: Partial<KnownRule>) =>
      plan(classes, [{ ...RULE, ...over }]).groups[0]?.classes.map((each) => each.class.id)
    expect(of({})).toEqual(['1', '2', '3', '4'])
    expect(of({ schoolIds: ['1'] })).toEqual(['1', '2', '4'])
    expect(of({ grades: ['07'] })).toEqual(['1', '2', '3'])
    expect(of({ courses: ['code:other'] })).toBe(undefined)
  })

  it('is one of two hundred at most', () => {
    const classes = Array.from({ length: 2 * (COMMUNITIES_OF_RULE_MAX + 3) }, (_, at) =>
      one(at + 1, { courseKey: `code:${Math.floor(at / 2)}`, courseTitle: `Course ${Math.floor(at / 2)}` }),
    )
    const counted = Map.groupBy(plan(classes).groups, ({ state }) => state)
    expect(counted.get('new')).toHaveLength(COMMUNITIES_OF_RULE_MAX)
    expect(counted.get('too_many')).toHaveLength(3)
  })

  it('is left by what the roster says is something else, and by nothing that it doesn’t say', () => {
    const key = JSON.stringify(['code:m7', '07', '1'])
    const groups = [{ ruleId: '1', key, communityId: '5', name: 'K', archived: false }]
    const rule = { ...RULE, sameGrade: true, sameSchool: true, schoolIds: ['1'] }
    const places = [{ communityId: '5', slot: 1, ruleId: '1' }]
    const leaves = (over: Partial<RosterClass>, archived = false) =>
      plan([one(1, { places, ...over })], [rule], { groups: groups.map((group) => ({ ...group, archived })) }).leaves
        .length
    expect(leaves({})).toBe(0)
    expect(leaves({ courseKey: null, courseTitle: null })).toBe(0)
    expect(leaves({ grades: [] })).toBe(0)
    expect(leaves({ schoolId: null })).toBe(0)
    expect(leaves({ courseKey: 'code:other' })).toBe(1)
    expect(leaves({ grades: ['08'] })).toBe(1)
    expect(leaves({ grades: ['06', '07'] })).toBe(0)
    expect(leaves({ schoolId: '2' })).toBe(1)
    expect(leaves({ courseKey: 'code:other' }, true)).toBe(0)
    // By hand, or by another rule: not this one's to take out.
    expect(leaves({ courseKey: 'code:other', places: [{ communityId: '5', slot: 1, ruleId: null }] })).toBe(0)
    expect(leaves({ courseKey: 'code:other', places: [{ communityId: '5', slot: 1, ruleId: '2' }] })).toBe(0)
  })
})

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const aClass = fc.record({
  schoolId: some<string | null>('1', '2', null),
  courseKey: some<string | null>('code:a', 'code:b', null),
  grades: fc.uniqueArray(some('06', '07', '08'), { maxLength: 3 }),
  leads: fc.uniqueArray(some('1', '2', '3', '4'), { maxLength: 2 }),
})
const aRule = fc.record({
  sameCourse: fc.boolean(),
  sameGrade: fc.boolean(),
  sameSchool: fc.boolean(),
  schoolIds: some<readonly string[] | null>(null, null, ['1'], ['1', '2']),
  grades: some<readonly string[] | null>(null, null, ['07']),
  courses: some<readonly string[] | null>(null, null, ['code:a']),
})

/** Carries a plan out, as the database would. */
function carryOut(state: RuleState, { groups, leaves }: RulePlan, numbers: { next: number }): RuleState {
  const made = groups
    .filter(({ state: its }) => its === 'new')
    .map((group) => ({ ...group, communityId: String((numbers.next += 1)) }))
  const all = [...groups.filter(({ state: its }) => its === 'there'), ...made]
  const gone = (communityId: string, classId: string) =>
    leaves.some((leaf) => leaf.communityId === communityId && leaf.classId === classId)
  const entering = all.flatMap(({ ruleId, communityId, classes: planned }) =>
    planned.flatMap(({ class: { id }, slot }) =>
      slot !== null && communityId !== null ? [{ id, place: { communityId, slot, ruleId } }] : [],
    ),
  )
  const classes = state.classes.map((each) => {
    const kept = each.places.filter(({ communityId }) => !gone(communityId, each.id))
    return { ...each, places: kept.concat(entering.filter(({ id }) => id === each.id).map(({ place }) => place)) }
  })
  const known = made.map(({ ruleId, key, communityId, name }) => ({ ruleId, key, communityId, name, archived: false }))
  return { ...state, classes, groups: [...state.groups, ...known] }
}

/** The roster of another year: the same classes with whatever it says of them now. */
function withRoster(state: RuleState, roster: readonly Partial<RosterClass>[]): RuleState {
  const before = new Map(state.classes.map(({ id, places }) => [id, places]))
  const classes = roster.map((given, at) => one(at + 1, { ...given, places: before.get(String(at + 1)) ?? [] }))
  return { ...state, classes }
}

interface Leaving {
  readonly communityId: string
  readonly classId: string
  /** With all of theirs; null: that class alone. */
  readonly personId: string | null
}

function optOut(state: RuleState, { communityId, classId, personId }: Leaving): RuleState {
  const goes = ({ id, leads }: RosterClass) => (personId === null ? id === classId : leads.includes(personId))
  const classes = state.classes.map((each) =>
    goes(each) ? { ...each, places: each.places.filter((place) => place.communityId !== communityId) } : each,
  )
  return personId === null
    ? { ...state, classes, classesOut: [...state.classesOut, { communityId, classId }] }
    : { ...state, classes, peopleOut: [...state.peopleOut, { communityId, personId }] }
}

it('holds for all rosters, year after year: five places each, nobody without a lead, nobody put back who is out, and once is enough', () => {
  const years = fc.array(fc.array(aClass, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 })
  const outs = fc.array(fc.record({ at: fc.nat(11), person: some('1', '2', '3', '4'), by: fc.boolean() }), {
    maxLength: 4,
  })
  const property = fc.property(years, fc.array(aRule, { minLength: 1, maxLength: 7 }), outs, (rosters, wanted, out) => {
    const rules = wanted
      .filter(({ sameCourse, sameGrade, sameSchool }) => sameCourse || sameGrade || sameSchool)
      .map((words, at): KnownRule => ({ ...words, id: String(at + 1) }))
    const numbers = { next: 0 }
    let state: RuleState = { ...NOTHING, classes: [] }
    for (const roster of rosters) {
      const before = new Map(state.classes.map(({ id, places }) => [id, places]))
      state = withRoster(state, roster)
      state = carryOut(state, planRules(rules, state), numbers)
      const placed = state.classes.flatMap(({ id, leads, places }) =>
        places.map((place) => ({ id, leads, place, was: before.get(id) ?? [] })),
      )
      for (const each of state.classes) {
        expect(each.places.length).toBeLessThanOrEqual(5)
        expect(new Set(each.places.map(({ slot }) => slot)).size).toBe(each.places.length)
        expect(new Set(each.places.map(({ communityId }) => communityId)).size).toBe(each.places.length)
      }
      for (const { id, leads, place, was } of placed) {
        if (was.some(({ communityId }) => communityId === place.communityId)) continue
        expect(leads.length).toBeGreaterThan(0)
        expect(state.classesOut).not.toContainEqual({ communityId: place.communityId, classId: id })
        for (const personId of leads)
          expect(state.peopleOut).not.toContainEqual({ communityId: place.communityId, personId })
      }
      const again = planRules(rules, state)
      expect(again.leaves).toEqual([])
      expect(
        again.groups.filter((group) => group.state === 'new' || group.classes.some(({ slot }) => slot !== null)),
      ).toEqual([])
      // Between two nights somebody opts out.
      for (const { at, person, by } of out) {
        const found = placed[at % Math.max(placed.length, 1)]
        if (found === undefined) continue
        state = optOut(state, { communityId: found.place.communityId, classId: found.id, personId: by ? person : null })
      }
    }
  })
  fc.assert(property, { numRuns: 300 })
})
