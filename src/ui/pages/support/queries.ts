/** What the page of support access and its banner ask the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

/** Whoever administers the district sees it as soon as it is opened. */
const AGAIN_MS = 15_000
const SHOWN_MAX = 100

export const openSupportQuery = (send: Send) =>
  queryOptions({
    queryKey: ['support', 'open'],
    queryFn: ({ signal }) => send('GET /api/v1/support-accesses', { query: { open: 'true' }, signal }),
    refetchInterval: AGAIN_MS,
  })

export const supportQuery = (send: Send) =>
  queryOptions({
    queryKey: ['support', 'all'],
    queryFn: ({ signal }) => send('GET /api/v1/support-accesses', { query: { pageSize: SHOWN_MAX }, signal }),
    refetchInterval: AGAIN_MS,
  })
