/** What the page of a licence asks the server for; every change asks for all of it anew. */
import { queryOptions } from '@tanstack/react-query'
import type { SeatQuery } from '../../../http/contract/licences.ts'
import { readLedger, readSeats } from '../../long-lists.ts'
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

/** Up to a bound. */
export const seatsQuery = (send: Send, kind: string, state: NonNullable<SeatQuery['state']> | null) =>
  queryOptions({
    queryKey: [LICENCES, kind, 'seats', state],
    queryFn: ({ signal }) => readSeats(send, { kind, state }, signal),
  })

/** The newest entries, up to a bound. */
export const ledgerQuery = (send: Send, kind: string) =>
  queryOptions({
    queryKey: [LICENCES, kind, 'ledger'],
    queryFn: ({ signal }) => readLedger(send, kind, signal),
  })
