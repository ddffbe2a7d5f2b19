/** What the page of sessions asks the server for. */
import { queryOptions } from '@tanstack/react-query'
import { readDistrictSessions } from '../../long-lists.ts'
import type { Send } from '../../session/session.ts'

export const ownSessionsQuery = (send: Send) =>
  queryOptions({ queryKey: ['sessions', 'own'], queryFn: ({ signal }) => send('GET /api/v1/sessions', { signal }) })

export const ownPasswordQuery = (send: Send) =>
  queryOptions({
    queryKey: ['sessions', 'password'],
    queryFn: ({ signal }) => send('GET /api/v1/session/password', { signal }),
  })

export const ownFactorQuery = (send: Send) =>
  queryOptions({
    queryKey: ['sessions', 'factor'],
    queryFn: ({ signal }) => send('GET /api/v1/session/second-factor', { signal }),
  })

export const districtSessionsQuery = (send: Send) =>
  queryOptions({
    queryKey: ['sessions', 'district'],
    queryFn: ({ signal }) => readDistrictSessions(send, signal),
  })
