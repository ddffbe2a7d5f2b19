/** What the page of a licence asks the server for; every change asks for all of it anew. */
import { queryOptions } from '@tanstack/react-query'
import type { SeatQuery } from '../../../http/contract/licences.ts'
import type { Sort } from '../../parts/sorting.ts'
import type { Send } from '../../session/session.ts'

/** What every query of a licence begins with. */
export const LICENCES = 'licences'

export const licenceQuery = (send: Send, kind: string) =>
  queryOptions({
    queryKey: [LICENCES, kind],
    queryFn: ({ signal }) => send('GET /api/v1/licences/{kind}', { params: { kind }, signal }),
  })

export const historyQuery = (send: Send, kind: string) =>
  queryOptions({
    queryKey: [LICENCES, kind, 'history'],
    queryFn: ({ signal }) => send('GET /api/v1/licences/{kind}/history', { params: { kind }, signal }),
  })

export const SEAT_ROWS = 25

interface SeatPlace {
  /** Null: in whatever state. */
  readonly state: NonNullable<SeatQuery['state']> | null
  /** What a name must contain; empty: nothing. */
  readonly q: string
  /** From 0. */
  readonly page: number
  readonly sort: Sort
}

/** One page of those who wait, hold or keep a seat, as the server sorts them. */
export const seatsQuery = (send: Send, kind: string, { state, q, page, sort }: SeatPlace) =>
  queryOptions({
    queryKey: [LICENCES, kind, 'seats', state, q, page, sort],
    queryFn: ({ signal }) => {
      const order = { sort: `${sort.descending ? '-' : ''}${sort.column}` }
      const query = {
        page: page + 1,
        pageSize: SEAT_ROWS,
        ...order,
        ...(state === null ? {} : { state }),
        ...(q === '' ? {} : { q }),
      }
      return send('GET /api/v1/licences/{kind}/seats', { params: { kind }, query, signal })
    },
  })

export const LEDGER_ROWS = 10

interface LedgerPlace {
  /** From 0. */
  readonly page: number
  readonly sort: Sort
}

/** One page of the ledger, the newest entries first where nothing else is asked. */
export const ledgerQuery = (send: Send, kind: string, { page, sort }: LedgerPlace) =>
  queryOptions({
    queryKey: [LICENCES, kind, 'ledger', page, sort],
    queryFn: ({ signal }) => {
      const order =
        sort.column === 'at' && sort.descending ? {} : { sort: `${sort.descending ? '-' : ''}${sort.column}` }
      const query = { page: page + 1, pageSize: LEDGER_ROWS, ...order }
      return send('GET /api/v1/licences/{kind}/ledger', { params: { kind }, query, signal })
    },
  })
