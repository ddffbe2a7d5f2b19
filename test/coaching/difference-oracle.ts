/** Somebody who adds and subtracts whatever was published, and looks for a set of interactions that has too few educators. */

import { educatorsIn, type Fetched, type SmallDistrict } from './school-months.ts'

export interface Leak {
  readonly how: string
  readonly educators: number
}

const MASK_BITS = 31

/**
 * The first pair or triple of figures whose sum or difference is the figure of a smaller cell than the minimum; null:
 * none. It sees the sets and not the numbers: two sets with the same figure by chance tell nothing.
 */
export function findLeak({ facts, minimum }: SmallDistrict, figures: readonly Fetched[]): Leak | null {
  const classes = classesOf(figures, facts.length)
  const sets = figures.map(({ what, facts: of }) => ({ what, mask: maskOf(new Set(of), classes) }))
  const distinct = [...new Map(sets.map((set) => [set.mask, set])).values()]
  const leakIn = (mask: number, how: string): Leak | null => {
    if (mask === 0) return null
    const places = classes.flatMap((of, bit) => ((mask & (1 << bit)) === 0 ? [] : of))
    const educators = educatorsIn(facts, places)
    return educators < minimum ? { how, educators } : null
  }
  const cells = new Map<number, string>(distinct.map(({ mask, what }) => [mask, what]))
  for (const a of distinct)
    for (const b of distinct) {
      if (a.mask === b.mask) continue
      if ((b.mask & ~a.mask) === 0) cells.set(a.mask & ~b.mask, `${a.what} − ${b.what}`)
      const [both, either] = [a.mask & b.mask, a.mask | b.mask]
      // a + b − c is a set where c holds what both have and nothing that neither has.
      for (const c of distinct)
        if ((both & ~c.mask) === 0 && (c.mask & ~either) === 0)
          cells.set(both | (either & ~c.mask), `${a.what} + ${b.what} − ${c.what}`)
    }
  for (const [mask, how] of cells) {
    const leak = leakIn(mask, how)
    if (leak !== null) return leak
  }
  return null
}

/** Facts that every figure has either all or none of, taken as one. Those in no figure are left out. */
function classesOf(figures: readonly Fetched[], count: number): readonly (readonly number[])[] {
  const members = figures.map(({ facts }) => new Set(facts))
  const places = Array.from({ length: count }, (_, place) => place)
  const byUse = Map.groupBy(places, (place) => members.map((of) => (of.has(place) ? '1' : '0')).join(''))
  const used = [...byUse].filter(([use]) => use.includes('1')).map(([, of]) => of)
  if (used.length > MASK_BITS) throw new Error(`${used.length} classes do not fit.`)
  return used
}

function maskOf(places: ReadonlySet<number>, classes: readonly (readonly number[])[]): number {
  return classes.reduce(
    (mask, [first], bit) => (first !== undefined && places.has(first) ? mask | (1 << bit) : mask),
    0,
  )
}

/**
 * What the proof in masking.ts rests on, looked at without it: the figures that hold no other are disjoint, have enough
 * educators each, and every figure is made of them.
 */
export function isMadeOfCells({ facts, minimum }: SmallDistrict, figures: readonly Fetched[]): boolean {
  const some = figures.filter((figure) => figure.facts.length > 0)
  const smallest = some.filter(
    (one) => !some.some((other) => other.facts.length < one.facts.length && holds(one, other)),
  )
  const cells = [...new Map(smallest.map((cell) => [cell.facts.join(' '), cell])).values()]
  const total = cells.reduce((sum, cell) => sum + cell.facts.length, 0)
  return (
    new Set(cells.flatMap((cell) => cell.facts)).size === total &&
    cells.every((cell) => educatorsIn(facts, cell.facts) >= minimum) &&
    some.every((figure) => {
      const inside = cells.filter((cell) => holds(figure, cell))
      return inside.reduce((sum, cell) => sum + cell.facts.length, 0) === figure.facts.length
    })
  )
}

function holds(whole: Fetched, part: Fetched): boolean {
  const places = new Set(whole.facts)
  return part.facts.every((place) => places.has(place))
}
