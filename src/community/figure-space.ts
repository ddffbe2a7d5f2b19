/**
 * What can be worked out of figures by adding and taking away, as a space: its columns, and how much of it lies on some of
 * them alone. Pure; for `lead-privacy.ts`.
 */

/** Cells that are in the very same figures: no sum of figures tells one from the other. */
export interface Column {
  /** The figures that they are in, by their number. */
  readonly rows: readonly number[]
  /** Who leads them, each set of people once. */
  readonly leads: readonly (readonly string[])[]
}

/** The cells of figures as columns. A cell that nobody leads has an empty set. */
export function columnsIn(
  rows: readonly (readonly string[])[],
  leads: ReadonlyMap<string, readonly string[]>,
): readonly Column[] {
  const { numberOf, rowsOf } = splitByRows(rows)
  const people = new Map<number, Set<readonly string[]>>()
  for (const [cell, number] of numberOf) {
    const those = people.get(number) ?? new Set()
    people.set(number, those.add(leads.get(cell) ?? NOBODY))
  }
  return [...people].map(([number, sets]) => {
    const each = new Map([...sets].map((set) => [set.join(), set]))
    return { rows: rowsOf[number] ?? [], leads: [...each.values()] }
  })
}

const NOBODY: readonly string[] = []

/** Cells by the figures that they are in: each row splits those that are together so far into what it has and what not. */
function splitByRows(rows: readonly (readonly string[])[]) {
  const numberOf = new Map<string, number>()
  const rowsOf: (readonly number[])[] = []
  for (const [index, row] of rows.entries()) {
    const first = rowsOf.length
    const split = new Map<number, number>()
    for (const cell of row) {
      const before = numberOf.get(cell) ?? -1
      // Twice in the row: it has its place already.
      if (before >= first) continue
      const number = split.get(before) ?? rowsOf.length
      if (number === rowsOf.length) {
        split.set(before, number)
        rowsOf.push([...(rowsOf[before] ?? []), index])
      }
      numberOf.set(cell, number)
    }
  }
  return { numberOf, rowsOf }
}

/** What is left of the space beyond the columns that nobody takes out. */
export interface Reduced {
  /** How many dimensions of the space lie on these columns alone; of those that may be taken out. */
  readonly lyingOn: (columns: ReadonlySet<number>) => number
  /** Columns that depend on each other, those that may be taken out alone: one number for each that hang together. */
  readonly componentOf: (column: number) => number | null
}

/** `ease`: how easily a column is taken out, 0 for never. The rank is found on the hardest first. */
export function reduceSpace(columns: readonly Column[], ease: (column: number) => number): Reduced {
  const order = columns.map((_, index) => index).toSorted((a, b) => ease(a) - ease(b))
  const firstLoose = order.filter((index) => ease(index) === 0).length
  const echelon = echelonOf(figuresOf(columns, order))
  const loose = reducedRows(new Map([...echelon].filter(([at]) => at >= firstLoose)))
  const placeOf = new Map(order.map((index, at) => [index, at]))
  const component = componentsOf([...loose.values()])
  return {
    lyingOn: (taken) => {
      const places = new Set([...taken].flatMap((index) => placeOf.get(index) ?? []))
      const rows = [...places].flatMap((at) => loose.get(at) ?? [])
      return rows.length === 0 ? 0 : rows.length - echelonOf(rows.map((row) => withoutPlaces(row, places))).size
    },
    componentOf: (index) => component(placeOf.get(index) ?? -1),
  }
}

/** A prime whose square is a whole number still; a matrix of 20 rows of 0 and 1 has no determinant that large. */
const PRIME = 94_906_249

/** What is not 0 of a row: places, rising, and the value at each. */
interface SparseRow {
  readonly at: readonly number[]
  readonly values: readonly number[]
}

/** The figures as rows over columns in order, short ones first. */
function figuresOf(columns: readonly Column[], order: readonly number[]): readonly SparseRow[] {
  const rows = new Map<number, number[]>()
  for (const [at, index] of order.entries())
    for (const row of columns[index]?.rows ?? []) {
      const known = rows.get(row)
      if (known === undefined) rows.set(row, [at])
      else known.push(at)
    }
  return [...rows.values()].toSorted((a, b) => a.length - b.length).map((at) => ({ at, values: at.map(() => 1) }))
}

/** Rows of a basis by the place of their first value, which is 1. */
function echelonOf(rows: readonly SparseRow[]): Map<number, SparseRow> {
  const basis = new Map<number, SparseRow>()
  for (const given of rows) {
    let row = given
    for (let known = basis.get(row.at[0] ?? -1); known !== undefined; known = basis.get(row.at[0] ?? -1))
      row = plus(row, PRIME - (row.values[0] ?? 0), known)
    const [first] = row.at
    if (first === undefined) continue
    const inverse = power(row.values[0] ?? 1, PRIME - 2)
    basis.set(first, { at: row.at, values: row.values.map((value) => (value * inverse) % PRIME) })
  }
  return basis
}

/** The same basis with nothing at the first place of another row. */
function reducedRows(basis: ReadonlyMap<number, SparseRow>): Map<number, SparseRow> {
  const done = new Map<number, SparseRow>()
  for (const first of [...basis.keys()].toSorted((a, b) => b - a)) {
    let row = basis.get(first) ?? { at: [], values: [] }
    for (const [index, at] of row.at.entries()) {
      const known = done.get(at)
      // Rows that are done have nothing at each other's first places: the value here is as it was.
      if (known !== undefined) row = plus(row, PRIME - (basis.get(first)?.values[index] ?? 0), known)
    }
    done.set(first, row)
  }
  return done
}

function plus(row: SparseRow, factor: number, other: SparseRow): SparseRow {
  const [at, values]: [number[], number[]] = [[], []]
  const put = (place: number, value: number) => {
    if (value === 0) return
    at.push(place)
    values.push(value)
  }
  let [a, b] = [0, 0]
  while (a < row.at.length || b < other.at.length) {
    const [left, right] = [row.at[a] ?? Number.POSITIVE_INFINITY, other.at[b] ?? Number.POSITIVE_INFINITY]
    const own = left <= right ? (row.values[a] ?? 0) : 0
    const added = right <= left ? factor * (other.values[b] ?? 0) : 0
    put(Math.min(left, right), (own + added) % PRIME)
    if (left <= right) a += 1
    if (right <= left) b += 1
  }
  return { at, values }
}

function withoutPlaces(row: SparseRow, places: ReadonlySet<number>): SparseRow {
  const kept = row.at.flatMap((at, index) => (places.has(at) ? [] : [[at, row.values[index] ?? 0] as const]))
  return { at: kept.map(([at]) => at), values: kept.map(([, value]) => value) }
}

function componentsOf(rows: readonly SparseRow[]): (place: number) => number | null {
  const above = new Map<number, number>()
  const rootOf = (place: number): number => {
    let root = place
    for (let next = above.get(root); next !== undefined && next !== root; next = above.get(root)) root = next
    return root
  }
  for (const { at } of rows)
    for (const place of at) {
      const [one, other] = [rootOf(at[0] ?? place), rootOf(place)]
      above.set(Math.max(one, other), Math.min(one, other))
    }
  return (place) => (above.has(place) ? rootOf(place) : null)
}

function power(base: number, exponent: number): number {
  let [result, square] = [1, base % PRIME]
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) % PRIME
    square = (square * square) % PRIME
  }
  return result
}
