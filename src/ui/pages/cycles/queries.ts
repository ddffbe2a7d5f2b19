/** What the pages of coaching cycles ask the server for. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { CycleDetail } from '../../../http/contract/cycles.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { Send } from '../../session/session.ts'
import { TODAY } from '../coach/queries.ts'
import { COACHING_CHOICES } from '../coaching-settings/queries.ts'

export const CYCLES = ['cycles'] as const
const SHOWN = 100

export interface CycleFilter {
  readonly by: 'me' | 'all'
  readonly state: 'open' | 'ended' | 'all'
}

export const cyclesQuery = (send: Send, filter: CycleFilter) =>
  queryOptions({
    queryKey: [...CYCLES, 'list', filter],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/cycles', { query: { ...filter, pageSize: SHOWN }, signal }),
    placeholderData: keepPreviousData,
  })

export const cycleQuery = (send: Send, cycleId: string) =>
  queryOptions({
    queryKey: [...CYCLES, 'one', cycleId],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/cycles/{cycleId}', { params: { cycleId }, signal }),
  })

export const looseQuery = (send: Send, cycleId: string) =>
  queryOptions({
    queryKey: [...CYCLES, 'loose', cycleId],
    queryFn: ({ signal }) =>
      send('GET /api/v1/coaching/cycles/{cycleId}/loose-interactions', { params: { cycleId }, signal }),
    gcTime: 0,
  })

export const choicesQuery = (send: Send) =>
  queryOptions({
    queryKey: COACHING_CHOICES,
    queryFn: ({ signal }) => send('GET /api/v1/coaching/choices', { signal }),
  })

/** Shows at once what a change has answered with; lists are asked for anew. */
export function putCycle(queries: QueryClient, cycle: CycleDetail): void {
  void queries.invalidateQueries({ queryKey: CYCLES, predicate: ({ queryKey }) => queryKey[1] !== 'one' })
  void queries.invalidateQueries({ queryKey: TODAY })
  queries.setQueryData([...CYCLES, 'one', cycle.id], cycle)
}

/** What somebody else has changed meanwhile is shown; what was typed stays. */
export function showCycleAgain(queries: QueryClient, failure: unknown): void {
  if (failure instanceof ApiFailure && failure.status === 409) void queries.invalidateQueries({ queryKey: CYCLES })
}
