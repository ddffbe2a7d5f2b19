/** What the pages of matches ask the server for; while a link is under way they look again by themselves. */
import { queryOptions } from '@tanstack/react-query'
import { readRunMatches } from '../../long-lists.ts'
import type { Send } from '../../session/session.ts'

const AGAIN_MS = 1500
/** Pairs are decided about one by one: nobody reads more at a time. */
const SHOWN_MAX = 20

export const matchesQuery = (send: Send) =>
  queryOptions({
    queryKey: ['matches'],
    queryFn: ({ signal }) => send('GET /api/v1/match-proposals', { query: { page: 1, pageSize: SHOWN_MAX }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(({ isAsked }) => isAsked) === true ? AGAIN_MS : false),
  })

/** Everybody who comes back under another sourcedId with a run's plan, up to a bound. */
export const runMatchesQuery = (send: Send, runId: string) =>
  queryOptions({
    queryKey: ['runs', runId, 'matches'],
    queryFn: ({ signal }) => readRunMatches(send, runId, signal),
  })
