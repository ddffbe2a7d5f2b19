/** What the page of benchmark tests asks the server for. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { BenchmarksQuery } from '../../../http/contract/benchmarks.ts'
import type { Send } from '../../session/session.ts'

const KEY = ['benchmarks'] as const
const SHOWN = 100

export const benchmarksQuery = (send: Send, search: BenchmarksQuery) =>
  queryOptions({
    queryKey: [...KEY, search],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => send('GET /api/v1/benchmarks', { query: { ...search, pageSize: SHOWN }, signal }),
  })

/** After anything was done to a test. */
export function listBenchmarksAgain(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: KEY })
}
