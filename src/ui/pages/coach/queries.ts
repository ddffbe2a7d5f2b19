/** What the coach's page asks the server for, each under one name so that its parts share the answers. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { readEducators } from '../../long-lists.ts'
import type { Send } from '../../session/session.ts'

const CALM_MS = 5 * 60_000

export const INTERACTIONS = 'interactions'
export const EDUCATORS = 'educators'
export const DRAFT = ['draft'] as const

export const schoolsQuery = (send: Send) =>
  queryOptions({
    queryKey: ['schools'],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/schools', { signal }),
    staleTime: CALM_MS,
  })

export const typesQuery = (send: Send) =>
  queryOptions({
    queryKey: ['interaction-types'],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/interaction-types', { signal }),
    staleTime: CALM_MS,
  })

/** All educators that match, up to a bound; `q` and `schoolId` empty: all of my schools. */
export const educatorsQuery = (send: Send, o: { readonly q: string; readonly schoolId: string }) =>
  queryOptions({
    queryKey: [EDUCATORS, o],
    queryFn: ({ signal }) =>
      readEducators(
        send,
        { ...(o.q === '' ? {} : { q: o.q }), ...(o.schoolId === '' ? {} : { schoolId: o.schoolId }) },
        signal,
      ),
    staleTime: CALM_MS,
    placeholderData: keepPreviousData,
  })

/** One page of interactions, newest first; `page` counts from 0. */
export const interactionsQuery = (
  send: Send,
  o: { readonly by: 'me' | 'all'; readonly page: number; readonly pageSize: number },
) =>
  queryOptions({
    queryKey: [INTERACTIONS, o],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/interactions', { query: { ...o, page: o.page + 1 }, signal }),
    placeholderData: keepPreviousData,
  })

/** Read once when the page opens: later the page itself is newer than what is kept. */
export const draftQuery = (send: Send) =>
  queryOptions({
    queryKey: DRAFT,
    queryFn: ({ signal }) => send('GET /api/v1/coaching/draft', { signal }),
    staleTime: Infinity,
    gcTime: 0,
  })
