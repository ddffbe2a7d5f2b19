/** What one role map changed of the one before it, rule by rule. Pure. */

import type { RoleMap } from './role-map.ts'

type Rule = RoleMap['rules'][number]

/** Places count from 1, as the page shows them. */
export type RoleMapChange =
  | { readonly kind: 'added'; readonly place: number; readonly rule: Rule }
  | { readonly kind: 'removed'; readonly was: number; readonly rule: Rule }
  | {
      readonly kind: 'changed'
      readonly was: number
      readonly place: number
      readonly before: Rule
      readonly rule: Rule
    }
  | { readonly kind: 'moved'; readonly was: number; readonly place: number; readonly rule: Rule }
  /** The installation's rules are tried after them, or are not. */
  | { readonly kind: 'standard'; readonly replaced: boolean }

interface Placed {
  readonly place: number
  readonly rule: Rule
  readonly says: string
}

/**
 * In the order of the rules as they are then, those taken out after them. A rule that stands elsewhere has moved; one that
 * stands between the same neighbours and says something else was changed. `before` null: there was none.
 */
export function compareRoleMaps(before: RoleMap | null, after: RoleMap): readonly RoleMapChange[] {
  const [old, now] = [placed(before?.rules ?? []), placed(after.rules)]
  const stayed = longestCommon(old, now)
  const [left, come] = [old.filter((one) => !stayed.old.has(one)), now.filter((one) => !stayed.now.has(one))]
  const moved = pairUp(left, come, (was, rule) => was.says === rule.says)
  const rest = {
    left: left.filter((one) => !moved.has(one)),
    come: come.filter((one) => ![...moved.values()].includes(one)),
  }
  const gapOf = gaps(old, now, stayed)
  const changed = pairUp(rest.left, rest.come, (was, rule) => gapOf(was) === gapOf(rule))
  const sources = new Map([...moved, ...changed].map(([was, rule]) => [rule, was]))
  const found = come.map((one): RoleMapChange => {
    const was = sources.get(one)
    const { place, rule } = one
    if (was === undefined) return { kind: 'added', place, rule }
    if (was.says === one.says) return { kind: 'moved', was: was.place, place, rule }
    return { kind: 'changed', was: was.place, place, before: was.rule, rule }
  })
  const removed = rest.left
    .filter((one) => !changed.has(one))
    .map(({ place: was, rule }): RoleMapChange => ({ kind: 'removed', was, rule }))
  const [replacedThen, replaced] = [before?.replaceDefault === true, after.replaceDefault === true]
  return [...found, ...removed, ...(replacedThen === replaced ? [] : [{ kind: 'standard', replaced } as const])]
}

function placed(rules: readonly Rule[]): readonly Placed[] {
  return rules.map((rule, index) => ({ place: index + 1, rule, says: saysOf(rule) }))
}

/** The same text for rules that say the same, in whatever order their fields were written. */
function saysOf(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}

interface Stayed {
  readonly old: ReadonlySet<Placed>
  readonly now: ReadonlySet<Placed>
}

/** The most rules that stand in the same order in both. */
function longestCommon(old: readonly Placed[], now: readonly Placed[]): Stayed {
  const width = now.length + 1
  // By rows of what is left of the old ones: the longest that can still follow.
  const lengths = new Uint16Array((old.length + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = now.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        old[row]?.says === now[column]?.says
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
  const stayed = { old: new Set<Placed>(), now: new Set<Placed>() }
  for (let row = 0, column = 0; row < old.length && column < now.length;) {
    const [one, other] = [old[row], now[column]]
    if (one !== undefined && other !== undefined && one.says === other.says) {
      stayed.old.add(one)
      stayed.now.add(other)
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return stayed
}

/** Between which of the rules that stayed each one stands. */
function gaps(old: readonly Placed[], now: readonly Placed[], stayed: Stayed): (one: Placed) => number {
  const found = new Map<Placed, number>()
  for (const [list, kept] of [
    [old, stayed.old],
    [now, stayed.now],
  ] as const) {
    let gap = 0
    for (const one of list)
      if (kept.has(one)) gap += 1
      else found.set(one, gap)
  }
  return (one) => found.get(one) ?? -1
}

/** Each at most once, in their order. */
function pairUp(
  left: readonly Placed[],
  come: readonly Placed[],
  belong: (was: Placed, rule: Placed) => boolean,
): ReadonlyMap<Placed, Placed> {
  const pairs = new Map<Placed, Placed>()
  const taken = new Set<Placed>()
  for (const was of left) {
    const found = come.find((rule) => !taken.has(rule) && belong(was, rule))
    if (found === undefined) continue
    pairs.set(was, found)
    taken.add(found)
  }
  return pairs
}
