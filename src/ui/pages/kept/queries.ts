/** What the pages of what is kept of people ask the server for. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

export const KEPT = 'kept'
const SHOWN = 100

export const keptPeopleQuery = (send: Send, q: string) =>
  queryOptions({
    queryKey: [KEPT, 'people', q],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      send('GET /api/v1/kept-people', { query: { ...(q === '' ? {} : { q }), page: 1, pageSize: SHOWN }, signal }),
  })

export const heldPeopleQuery = (send: Send) =>
  queryOptions({
    queryKey: [KEPT, 'held'],
    queryFn: ({ signal }) => send('GET /api/v1/legal-holds', { query: { page: 1, pageSize: SHOWN }, signal }),
  })

export const keptQuery = (send: Send, personId: string) =>
  queryOptions({
    queryKey: [KEPT, 'of', personId],
    queryFn: ({ signal }) => send('GET /api/v1/people/{personId}/kept', { params: { personId }, signal }),
  })

export const holdsQuery = (send: Send, personId: string) =>
  queryOptions({
    queryKey: [KEPT, 'holds', personId],
    queryFn: ({ signal }) => send('GET /api/v1/people/{personId}/hold', { params: { personId }, signal }),
  })

export const erasureQuery = (send: Send, personId: string) =>
  queryOptions({
    queryKey: [KEPT, 'erasure', personId],
    gcTime: 0,
    queryFn: ({ signal }) => send('GET /api/v1/people/{personId}/erasure', { params: { personId }, signal }),
  })
