/**
 * Tries to work out the classes of one lead from what communities were told. It knows nothing of cells nor of how a figure is
 * decided: it takes the raw answers that each figure is the sum of, and looks for numbers to multiply figures with, exactly,
 * so that all answers of other leads cancel out. What is left over then is what somebody wasn't to know.
 */

import type { Published } from './moving-district.ts'

interface Column {
  readonly leads: readonly string[]
  /** How often an answer of it is in each figure: 0 or 1. */
  readonly values: readonly bigint[]
}

/** Everything that is shown of one lead's classes; empty where nothing is. */
export function findShownLeads({ pooled, leads }: Published): readonly string[] {
  const whole = columnsOf(pooled, leads)
  const people = [...new Set(whole.flatMap((column) => column.leads))]
  const toAll = people.filter((lead) => leaves(whole, pooled.length, { known: [], lead }))
  // Whoever leads a class knows its figures, and reads what is told exactly.
  const exact = pooled.filter(({ coarse }) => !coarse)
  const columns = columnsOf(exact, leads)
  const toOthers = people.flatMap((knower) =>
    people
      .filter((lead) => lead !== knower && leaves(columns, exact.length, { known: [knower], lead }))
      .map((lead) => `${knower} works out ${lead}`),
  )
  return [...toAll.map((lead) => `${lead} is shown to all`), ...toOthers]
}

/** Answers that are in the same figures and have the same leads are one column. */
function columnsOf(figures: Published['pooled'], leads: Published['leads']): readonly Column[] {
  const byName = new Map<string, bigint[]>()
  for (const [index, { of }] of figures.entries())
    for (const name of of) {
      const values = byName.get(name) ?? figures.map(() => 0n)
      values[index] = 1n
      byName.set(name, values)
    }
  const columns = new Map<string, Column>()
  for (const [name, values] of byName) {
    const of = leads.get(name.slice(0, name.lastIndexOf('-'))) ?? []
    columns.set(`${of.join()} ${values.join('')}`, { leads: of, values })
  }
  return [...columns.values()]
}

/** Whether some sum of figures has answers of this lead and, but for what is known, of nobody else. */
function leaves(
  columns: readonly Column[],
  figures: number,
  { known, lead }: { readonly known: readonly string[]; readonly lead: string },
): boolean {
  const isKnown = ({ leads }: Column) => leads.some((one) => known.includes(one))
  const theirs = columns.filter((column) => !isKnown(column) && column.leads.includes(lead))
  const others = columns.filter((column) => !isKnown(column) && !column.leads.includes(lead))
  return cancelling(others, figures).some((sum) =>
    theirs.some(({ values }) => values.reduce((so, value, index) => so + value * (sum[index] ?? 0n), 0n) !== 0n),
  )
}

/** All numbers for figures with which these columns come to nothing: a basis of them, in whole numbers. */
function cancelling(columns: readonly Column[], figures: number): readonly (readonly bigint[])[] {
  let basis: bigint[][] = Array.from({ length: figures }, (_, row) =>
    Array.from({ length: figures }, (_each, at) => (at === row ? 1n : 0n)),
  )
  for (const { values } of columns) {
    const sums = basis.map((row) => row.reduce((so, factor, index) => so + factor * (values[index] ?? 0n), 0n))
    const pivot = sums.findIndex((sum) => sum !== 0n)
    if (pivot === -1) continue
    const [by, row] = [sums[pivot] ?? 1n, basis[pivot] ?? []]
    basis = basis.flatMap((each, index) => {
      if (index === pivot) return []
      const sum = sums[index] ?? 0n
      return [sum === 0n ? each : shortened(each.map((factor, at) => factor * by - (row[at] ?? 0n) * sum))]
    })
  }
  return basis
}

function shortened(row: readonly bigint[]): bigint[] {
  const common = row.reduce((so, value) => gcd(so, value < 0n ? -value : value), 0n)
  return common > 1n ? row.map((value) => value / common) : [...row]
}

function gcd(a: bigint, b: bigint): bigint {
  let [large, rest] = [a, b]
  while (rest !== 0n) [large, rest] = [rest, large % rest]
  return large
}
