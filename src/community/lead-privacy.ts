/**
 * A community's figures show nobody one lead's classes. Pure.
 *
 * Each published figure of a question is a sum over cells (masking.ts). What can be worked out of all of them together by
 * adding and taking away is the space that their rows span, one column for each cell. If some sum of rows lies wholly on
 * the classes of one lead, then this lead's classes are shown: with one class alone, with several of the same lead, or by
 * the difference of two communities that share all other classes. It lies there exactly if the rows lose rank when that
 * lead's columns are taken out.
 *
 * A district has a thousand leads and half a million pairs of them, so no rank is taken anew for each. Cells of the same
 * figures are one column, which is out only once all its cells are. Most columns have cells of three leads and more, whom
 * no two people take out; what of the space is left beyond those is small, and only leads who take out some of it are tried.
 */

import { type Column, columnsIn, type Reduced, reduceSpace } from './figure-space.ts'

/** The cells that a figure is the sum of: `cycle id/place of the cell`. */
export type FigureRow = readonly string[]

/** Who leads the class that a cell is of: one and more people, by cell. */
export type LeadsOfCell = ReadonlyMap<string, readonly string[]>

export interface Shown {
  /** Whether one lead's classes can be worked out of these figures by whoever knows them all and nothing else. */
  readonly oneLead: boolean
  /**
   * Whether somebody who leads some of these classes, and so knows their figures, can work out another's classes. Of two
   * classes with two leads each can: such figures are told in steps of ten only.
   */
  readonly toAnother: boolean
}

/** What these figures show together. */
export function shownBy(rows: readonly FigureRow[], leads: LeadsOfCell): Shown {
  const columns = columnsIn(rows, leads)
  const { alone, together } = takersOf(columns)
  const byOne = new Set([...alone.values()].flat())
  const byTwo = new Set([...together.values()].flatMap((pair) => pair.columns))
  const space = reduceSpace(columns, (column) => {
    if (byOne.has(column)) return 2
    return byTwo.has(column) ? 1 : 0
  })
  const lost = new Map([...alone].map(([lead, taken]) => [lead, space.lyingOn(new Set(taken))]))
  const showing = [...lost.values()].filter((count) => count > 0).length
  const people = new Set(columns.flatMap((column) => column.leads.flat()))
  // Of whom nothing is shown by themself, everybody of whom something is can be worked out.
  if (showing > 0 && showing < people.size) return { oneLead: true, toAnother: true }
  const lostBy = (lead: string) => lost.get(lead) ?? 0
  const groups = showing > 0 ? [[...people]] : neighbours(alone, space)
  const toAnother = pairsOf({ alone, together }, groups).some(
    ({ one, other, taken }) => space.lyingOn(taken) > Math.min(lostBy(one), lostBy(other)),
  )
  return { oneLead: showing > 0, toAnother }
}

interface Pair {
  readonly one: string
  readonly other: string
  /** Columns that these two take out together and neither alone. */
  readonly columns: number[]
}
interface Takers {
  /** The columns that somebody takes out alone: all cells of it are of their classes. */
  readonly alone: ReadonlyMap<string, readonly number[]>
  readonly together: ReadonlyMap<string, Pair>
}

function takersOf(columns: readonly Column[]): Takers {
  const alone = new Map<string, number[]>()
  const together = new Map<string, Pair>()
  for (const [index, column] of columns.entries()) {
    const fewest = column.leads.toSorted((a, b) => a.length - b.length)[0] ?? []
    for (const one of fewest) {
      const others = column.leads.filter((set) => !set.includes(one))
      if (others.length === 0) alone.set(one, pushed(alone.get(one), index))
      for (const other of inAll(others)) {
        const [first, second] = one < other ? [one, other] : [other, one]
        const key = JSON.stringify([first, second])
        const pair = together.get(key) ?? { one: first, other: second, columns: [] }
        if (pair.columns.at(-1) !== index) pair.columns.push(index)
        together.set(key, pair)
      }
    }
  }
  return { alone, together }
}

function pushed(known: number[] | undefined, index: number): number[] {
  if (known === undefined) return [index]
  known.push(index)
  return known
}

/** Who is in each of these sets; nobody where there is none. */
function inAll(sets: readonly (readonly string[])[]): readonly string[] {
  let [left = []] = sets
  for (const set of sets) {
    if (left.length === 0) return left
    left = left.filter((one) => set.includes(one))
  }
  return left
}

/** The pairs that may take out more together than one of them alone, each with all that they take out. */
function pairsOf({ alone, together }: Takers, groups: readonly (readonly string[])[]) {
  const pairs = new Map<string, readonly [string, string]>()
  for (const [key, { one, other }] of together) pairs.set(key, [one, other])
  for (const group of groups) {
    const people = group.toSorted()
    for (const [at, one] of people.entries())
      for (const other of people.slice(at + 1)) pairs.set(JSON.stringify([one, other]), [one, other])
  }
  return [...pairs].map(([key, [one, other]]) => ({
    one,
    other,
    taken: new Set([...(alone.get(one) ?? []), ...(alone.get(other) ?? []), ...(together.get(key)?.columns ?? [])]),
  }))
}

/** Who takes out columns that depend on each other. */
function neighbours(alone: Takers['alone'], space: Reduced): readonly (readonly string[])[] {
  const groups = new Map<number, Set<string>>()
  for (const [lead, columns] of alone)
    for (const column of columns) {
      const component = space.componentOf(column)
      if (component !== null) groups.set(component, (groups.get(component) ?? new Set()).add(lead))
    }
  return [...groups.values()].map((people) => [...people])
}
