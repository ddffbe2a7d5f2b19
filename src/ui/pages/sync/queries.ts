/** What the sync pages ask the server for; while a run is going on they look again by themselves. */
import { queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'
import { isUnfinished } from './health.ts'

const AGAIN_MS = 4000
const RUNS_MAX = 100

export const sourcesQuery = (send: Send) =>
  queryOptions({
    queryKey: ['sources'],
    queryFn: ({ signal }) => send('GET /api/v1/sources', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.sources.some((source) => source.lastRun !== null && isUnfinished(source.lastRun.state))
        ? AGAIN_MS
        : false,
  })

/** The latest runs of all sources. */
export const runsQuery = (send: Send) =>
  queryOptions({
    queryKey: ['runs'],
    queryFn: ({ signal }) => send('GET /api/v1/runs', { query: { page: 1, pageSize: RUNS_MAX }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some((run) => isUnfinished(run.state)) ? AGAIN_MS : false),
  })

export const runQuery = (send: Send, id: string) =>
  queryOptions({
    queryKey: ['runs', id],
    queryFn: ({ signal }) => send('GET /api/v1/runs/{runId}', { params: { runId: id }, signal }),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnfinished(state.data.state) ? AGAIN_MS : false),
  })

export const licencesQuery = (send: Send) =>
  queryOptions({ queryKey: ['licences'], queryFn: ({ signal }) => send('GET /api/v1/licences', { signal }) })
