/**
 * What a principal may see of the coaching in a school: totals that stand for at least a minimum of educators and can't
 * be taken apart (product.md §4.4). Pure.
 *
 * The rule. A *window* is a span of whole months of one school. What was logged in it is published once, when it is over,
 * and never again; windows of a school don't overlap. Within a window the kinds of interaction are put into groups that
 * don't overlap either. The *cell* (school, window, group) is the smallest thing that there is a figure of, and a cell is
 * published only if at least `minimum` different educators are in it. All else that is shown (the window, a year, several
 * schools, a school group) is a sum of cells.
 *
 * Why no sum or difference of published figures gives a smaller cell. Every figure is the sum of a measure (interactions,
 * minutes) over a set of interactions. Cells are disjoint, and every published set is a union of cells. Whatever whole
 * multiples of such sets are added and subtracted, two interactions of one cell always go in and out together; so the
 * result, where it is a set at all, is again a union of cells: empty, or with at least `minimum` educators. It stays so
 * over time, because a cell that was published is never counted again. Numbers of different educators don't add up like
 * this (who is in A but not in B could be one person), so they are not among the figures.
 */

/** The lowest minimum that a district may set. */
const MINIMUM_LOWEST = 5

/** One interaction of a school: all that masking knows of it. */
export interface MaskedFact {
  readonly typeId: string
  readonly minutes: number
  /** Those tagged; never none. */
  readonly educatorIds: readonly string[]
}

export interface Figures {
  readonly interactions: number
  readonly minutes: number
}

/** One group of kinds of interaction. */
export interface Cell extends Figures {
  /** The one kind that it is; null: all kinds that have no cell of their own. */
  readonly typeId: string | null
  /** How many different educators are in it. Kept to raise the minimum afterwards; never shown. */
  readonly educators: number
}

/** What a window gives. */
export interface MaskedWindow extends Figures {
  readonly educators: number
  /** They add up to the window; none: the kinds can't be told apart. */
  readonly cells: readonly Cell[]
}

/**
 * The figures of one window, or null where it has too few educators to have any: then its interactions are to be counted
 * with the next one.
 * @param listedTypes the kinds that the district uses: one that nobody had is told apart as little as one that few had
 * @param minimum different educators in every cell; less than the lowest counts as the lowest
 */
export function maskWindow(
  facts: readonly MaskedFact[],
  listedTypes: readonly string[],
  minimum: number,
): MaskedWindow | null {
  const least = Math.max(minimum, MINIMUM_LOWEST)
  const educators = countEducators(facts)
  if (educators < least) return null
  return { ...sumOf(facts), educators, cells: cellsOf(facts, listedTypes, least) }
}

/**
 * The same under the minimum that holds by now. A minimum that was raised closes what has too few; one that was lowered
 * opens nothing, because what was published once stays as it is.
 */
export function maskAgain(window: MaskedWindow, minimum: number): MaskedWindow | null {
  if (window.educators < minimum) return null
  return window.cells.every((cell) => cell.educators >= minimum) ? window : { ...window, cells: [] }
}

/** Adds figures up. */
export function addFigures(parts: readonly Figures[]): Figures {
  return {
    interactions: parts.reduce((sum, part) => sum + part.interactions, 0),
    minutes: parts.reduce((sum, part) => sum + part.minutes, 0),
  }
}

/** Kinds with enough educators have a cell of their own; the rest is one cell, and takes in the smallest until it has enough. */
function cellsOf(facts: readonly MaskedFact[], listedTypes: readonly string[], least: number): readonly Cell[] {
  const byType = Map.groupBy(facts, (fact) => fact.typeId)
  const typeIds = new Set([...listedTypes, ...byType.keys()])
  const groups = [...typeIds]
    .map((typeId) => ({ typeId, facts: byType.get(typeId) ?? [] }))
    .map((group) => ({ ...group, educators: countEducators(group.facts) }))
    .toSorted((a, b) => b.educators - a.educators || (a.typeId < b.typeId ? -1 : 1))
  const own = groups.filter((group) => group.educators >= least)
  const rest = groups.slice(own.length).flatMap((group) => group.facts)
  if (own.length < groups.length) {
    while (own.length > 0 && countEducators(rest) < least) rest.push(...(own.pop()?.facts ?? []))
  }
  if (own.length === 0) return []
  const cells = own.map(({ typeId, facts: of, educators }) => ({ typeId, ...sumOf(of), educators }))
  return rest.length === 0 ? cells : [...cells, { typeId: null, ...sumOf(rest), educators: countEducators(rest) }]
}

function countEducators(facts: readonly MaskedFact[]): number {
  return new Set(facts.flatMap((fact) => fact.educatorIds)).size
}

function sumOf(facts: readonly MaskedFact[]): Figures {
  return addFigures(facts.map(({ minutes }) => ({ interactions: 1, minutes })))
}
