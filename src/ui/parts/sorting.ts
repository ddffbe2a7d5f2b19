/** Sorts and cuts rows for a table; text as a reader of the language expects, what is empty always last. */

export interface Sort {
  readonly column: string
  readonly descending: boolean
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The rows by one value of each, stable; an empty text or null comes last whichever the direction. */
export function sortRows<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => string | number | null,
  descending: boolean,
): readonly Row[] {
  const direction = descending ? -1 : 1
  return rows.toSorted((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)]
    const [leftEmpty, rightEmpty] = [isEmpty(left), isEmpty(right)]
    if (leftEmpty || rightEmpty) return Number(leftEmpty) - Number(rightEmpty)
    return direction * compare(left, right)
  })
}

function isEmpty(value: string | number | null): boolean {
  return value === null || value === ''
}

function compare(left: string | number | null, right: string | number | null): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return collator.compare(String(left), String(right))
}

/** One page of rows, counted from 0; `first` and `last` count from 1 for the reader. A page past the end is the last one. */
export function cutPage<Row>(rows: readonly Row[], page: number, size: number) {
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const at = Math.min(Math.max(0, page), pages - 1)
  const shown = rows.slice(at * size, (at + 1) * size)
  return { shown, page: at, pages, first: rows.length === 0 ? 0 : at * size + 1, last: at * size + shown.length }
}
