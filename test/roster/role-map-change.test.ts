/** What one role map changed of the one before it. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRoleMaps, type RoleMapChange } from '../../src/roster/role-map-change.ts'
import type { RoleMap } from '../../src/roster/role-map.ts'

type Rule = RoleMap['rules'][number]
const rule = (word: string, comment?: string): Rule => ({
  when: { role: [word] },
  grant: [{ role: 'coach', scope: 'org' }],
  ...(comment === undefined ? {} : { comment }),
})
const [a, b, c] = [rule('a'), rule('b'), rule('c')]
const between = (before: readonly Rule[] | null, after: readonly Rule[]) =>
  compareRoleMaps(before === null ? null : { rules: [...before] }, { rules: [...after] })

describe('between two role maps', () => {
  it('nothing is said where they say the same, in whatever order a rule was written', () => {
    const turned = { grant: [{ scope: 'org' as const, role: 'coach' as const }], when: { role: ['a'] } }
    expect(between([a, b], [turned, b])).toEqual([])
    expect(compareRoleMaps({ rules: [a] }, { rules: [a], replaceDefault: false })).toEqual([])
  })

  it('a new rule is added at its place, the first map of all as well', () => {
    expect(between([a, c], [a, b, c])).toEqual([{ kind: 'added', place: 2, rule: b }])
    expect(between(null, [a])).toEqual([{ kind: 'added', place: 1, rule: a }])
  })

  it('a rule that is there no more was removed from where it stood', () => {
    expect(between([a, b, c], [a, c])).toEqual([{ kind: 'removed', was: 2, rule: b }])
  })

  it('a rule between the same neighbours that says something else was changed, and a comment counts', () => {
    const noted = rule('b', 'Ask Ann.')
    expect(between([a, b, c], [a, noted, c])).toEqual([{ kind: 'changed', was: 2, place: 2, before: b, rule: noted }])
  })

  it('a rule that stands elsewhere has moved, and is neither new nor gone', () => {
    expect(between([a, b, c], [b, c, a])).toEqual([{ kind: 'moved', was: 1, place: 3, rule: a }])
  })

  it('two rules alike are two rules', () => {
    expect(between([a, b], [a, a, b])).toEqual([{ kind: 'added', place: 2, rule: a }])
    expect(between([a, a], [a])).toEqual([{ kind: 'removed', was: 2, rule: a }])
  })

  it('the rules of the installation are said to be left out, or tried again', () => {
    expect(compareRoleMaps({ rules: [] }, { rules: [], replaceDefault: true })).toEqual([
      { kind: 'standard', replaced: true },
    ])
    expect(compareRoleMaps({ rules: [], replaceDefault: true }, { rules: [] })).toEqual([
      { kind: 'standard', replaced: false },
    ])
  })
})

/** The rules of `before` with the changes carried out. */
function carriedOut(before: readonly Rule[], changes: readonly RoleMapChange[]): readonly Rule[] {
  const gone = new Set(changes.flatMap((change) => ('was' in change ? [change.was - 1] : [])))
  const rules = before.filter((_, index) => !gone.has(index))
  for (const change of changes.filter((one) => 'place' in one).toSorted((x, y) => x.place - y.place))
    rules.splice(change.place - 1, 0, change.rule)
  return rules
}

it('whoever carries out what is said of any two maps comes from the one to the other', () => {
  const rules = fc.array(
    fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f').map((word) => rule(word)),
    { maxLength: 9 },
  )
  fc.assert(
    fc.property(rules, rules, (before, after) => {
      const changes = between(before, after)
      expect(carriedOut(before, changes)).toEqual(after)
      expect(changes.length).toBeLessThanOrEqual(before.length + after.length)
    }),
    { numRuns: 300 },
  )
})
