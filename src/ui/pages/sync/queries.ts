/** What the sync pages ask the server for; while a run is going on they look again by themselves. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { RunChangeKind } from '../../../http/contract/sync.ts'
import { readQuarantine, readRunChanges } from '../../long-lists.ts'
import type { Send } from '../../session/session.ts'
import { isUnfinished } from './health.ts'

const AGAIN_MS = 4000
const ORDER_AGAIN_MS = 1500
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

/** All changes of a run, up to a bound; `kind` empty: of every kind. */
export const runChangesQuery = (send: Send, o: { readonly runId: string; readonly kind: RunChangeKind | '' }) =>
  queryOptions({
    queryKey: ['runs', o.runId, 'changes', o.kind],
    queryFn: ({ signal }) =>
      readRunChanges(send, { runId: o.runId, ...(o.kind === '' ? {} : { kind: o.kind }) }, signal),
    placeholderData: keepPreviousData,
  })

/** All rows that a run left out, up to a bound. */
export const quarantineQuery = (send: Send, runId: string) =>
  queryOptions({
    queryKey: ['runs', runId, 'quarantine'],
    queryFn: ({ signal }) => readQuarantine(send, runId, signal),
  })

/** Edits by hand that a run met. */
export const runEditsQuery = (send: Send, runId: string) =>
  queryOptions({
    queryKey: ['runs', runId, 'edits'],
    queryFn: ({ signal }) => send('GET /api/v1/runs/{runId}/edits', { params: { runId }, signal }),
  })

/** How the newest order about a run stands; asked again until it is done. */
export const runOrderQuery = (send: Send, runId: string) =>
  queryOptions({
    queryKey: ['runs', runId, 'order'],
    queryFn: ({ signal }) => send('GET /api/v1/runs/{runId}/order', { params: { runId }, signal }),
    refetchInterval: ({ state }) => (state.data?.order?.isDone === false ? ORDER_AGAIN_MS : false),
  })

/** How the newest order of a source stands. */
export const sourceOrderQuery = (send: Send, sourceId: string) =>
  queryOptions({
    queryKey: ['sources', sourceId, 'order'],
    queryFn: ({ signal }) => send('GET /api/v1/sources/{sourceId}/order', { params: { sourceId }, signal }),
    refetchInterval: ({ state }) => (state.data?.order?.isDone === false ? ORDER_AGAIN_MS : false),
  })

export const licencesQuery = (send: Send) =>
  queryOptions({ queryKey: ['licences'], queryFn: ({ signal }) => send('GET /api/v1/licences', { signal }) })
