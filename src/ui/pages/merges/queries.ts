/** What the page of merges asks the server for; while one is under way it looks again by itself. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

const AGAIN_MS = 1500
/** Merges are rare: the newest are enough. */
const SHOWN_MAX = 25
const FOUND_MAX = 10

export const MERGES = 'merges'

export const mergesQuery = (send: Send) =>
  queryOptions({
    queryKey: [MERGES, 'list'],
    queryFn: ({ signal }) => send('GET /api/v1/educator-merges', { query: { page: 1, pageSize: SHOWN_MAX }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((merge) => merge.state === 'asked' || merge.state === 'undo_asked') === true
        ? AGAIN_MS
        : false,
  })

export const mergePreviewQuery = (send: Send, pair: { readonly stays: string; readonly goes: string }) =>
  queryOptions({
    queryKey: [MERGES, 'preview', pair],
    queryFn: ({ signal }) => send('GET /api/v1/educator-merges/preview', { query: pair, signal }),
  })

/** Educators of that name, those who have left included. */
export const doublesQuery = (send: Send, q: string) =>
  queryOptions({
    queryKey: [MERGES, 'doubles', q],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        (['active', 'waiting', 'inactive'] as const).map((state) =>
          send('GET /api/v1/coaching/educator-database', { query: { q, state, page: 1, pageSize: FOUND_MAX }, signal }),
        ),
      )
      return pages.flatMap(({ items }) => items)
    },
    placeholderData: keepPreviousData,
  })
