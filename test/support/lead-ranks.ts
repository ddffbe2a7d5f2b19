/**
 * Whose classes figures show, decided the long way: the rank of all rows, taken anew without each lead and without each pair
 * of them. What the product decided by before it had a quicker way; that one must say the same of any figures.
 */

import type { FigureRow, LeadsOfCell } from '../../src/community/lead-privacy.ts'

/** Whether one lead's classes can be worked out of these figures by whoever knows them all and nothing else. */
export function showsOneLead(rows: readonly FigureRow[], leads: LeadsOfCell): boolean {
  const whole = rankOf(rows, () => true)
  return leadsIn(rows, leads).some((lead) => rankOf(rows, isNotOf(leads, [lead])) < whole)
}

/**
 * Whether somebody who leads some of these classes, and so knows their figures, can work out another's classes. Of two
 * classes with two leads each can: such figures are told in steps of ten only.
 */
export function showsOneLeadToAnother(rows: readonly FigureRow[], leads: LeadsOfCell): boolean {
  const all = leadsIn(rows, leads)
  return all.some((knower) => {
    const rest = rankOf(rows, isNotOf(leads, [knower]))
    return all.some((lead) => lead !== knower && rankOf(rows, isNotOf(leads, [knower, lead])) < rest)
  })
}

function leadsIn(rows: readonly FigureRow[], leads: LeadsOfCell): readonly string[] {
  return [...new Set(rows.flat().flatMap((cell) => leads.get(cell) ?? []))]
}

function isNotOf(leads: LeadsOfCell, people: readonly string[]): (cell: string) => boolean {
  return (cell) => leads.get(cell)?.some((lead) => people.includes(lead)) !== true
}

/** A prime whose square is a whole number still; a matrix of 20 rows of 0 and 1 has no determinant that large. */
const PRIME = 94_906_249

/** The rank of the rows over the columns that are kept, by elimination modulo a prime. */
function rankOf(rows: readonly FigureRow[], isKept: (cell: string) => boolean): number {
  const columns = new Map<string, number>()
  for (const cell of rows.flat()) if (isKept(cell) && !columns.has(cell)) columns.set(cell, columns.size)
  const basis = new Map<number, readonly number[]>()
  for (const row of rows) {
    const values = Array.from({ length: columns.size }, () => 0)
    for (const cell of row) {
      const column = columns.get(cell)
      if (column !== undefined) values[column] = 1
    }
    addToBasis(basis, values)
  }
  return basis.size
}

function addToBasis(basis: Map<number, readonly number[]>, row: readonly number[]): void {
  let values = row
  for (let at = values.findIndex((value) => value !== 0); at !== -1; at = values.findIndex((value) => value !== 0)) {
    const factor = values[at] ?? 0
    const known = basis.get(at)
    if (known === undefined) {
      const inverse = power(factor, PRIME - 2)
      basis.set(
        at,
        values.map((value) => (value * inverse) % PRIME),
      )
      return
    }
    values = values.map((value, index) => (value + (PRIME - factor) * (known[index] ?? 0)) % PRIME)
  }
}

function power(base: number, exponent: number): number {
  let [result, square] = [1, base % PRIME]
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) % PRIME
    square = (square * square) % PRIME
  }
  return result
}
