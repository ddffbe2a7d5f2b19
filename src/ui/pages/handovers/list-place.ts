/** Where one of the page's two lists stands, kept in the address: what is looked for, the order and the page. */
import { useEffect } from 'react'
import { useAddressQuery } from '../../parts/address-query.ts'
import type { Sort } from '../../parts/sorting.ts'

export const PAGE_SIZE = 25

export interface ListPlace {
  readonly q: string
  readonly sort: Sort
  /** From 0. */
  readonly page: number
  /** What the server is asked for, without the page. */
  readonly filter: { readonly q?: string; readonly sort?: string }
  readonly search: (text: string) => void
  readonly sortBy: (sort: Sort) => void
  readonly turn: (page: number) => void
}

/** @param own `list` names it in the address; it is sorted by one of `columns`, the first of which it begins with */
export function useListPlace(own: {
  readonly list: string
  readonly columns: readonly [string, ...string[]]
  readonly descending: boolean
}): ListPlace {
  const { list, columns, descending } = own
  const [query, change] = useAddressQuery()
  const [inQ, inSort, inPage] = [`${list}-q`, `${list}-sort`, `${list}-page`]
  const q = (query[inQ] ?? '').slice(0, 100)
  const word = query[inSort] ?? ''
  const known = columns.includes(word.replace('-', ''))
  const sort = known
    ? { column: word.replace('-', ''), descending: word.startsWith('-') }
    : { column: columns[0], descending }
  const number = Number(query[inPage] ?? '1')
  const page = Number.isInteger(number) && number >= 1 && number <= 100_000 ? number - 1 : 0
  return {
    q,
    sort,
    page,
    filter: { ...(q === '' ? {} : { q }), ...(known ? { sort: word } : {}) },
    search: (text) => change({ [inQ]: text, [inPage]: '' }),
    sortBy: (to) => change({ [inSort]: `${to.descending ? '-' : ''}${to.column}`, [inPage]: '' }),
    turn: (to) => change({ [inPage]: to === 0 ? '' : String(to + 1) }),
  }
}

/** Where the last row of the last page is gone, the page before it is shown. */
export function useTurnedBack({ page, turn }: ListPlace, found: { readonly total: number } | undefined): void {
  const last = found === undefined ? page : Math.max(0, Math.ceil(found.total / PAGE_SIZE) - 1)
  useEffect(() => {
    if (page > last) turn(last)
  })
}
