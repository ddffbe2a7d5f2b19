/** What the pages of pathways ask the server for. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { PathwayStudentsQuery } from '../../../http/contract/pathways.ts'
import type { Send } from '../../session/session.ts'

const KEY = ['pathways'] as const
const SHOWN = 100

export const pathwaysQuery = (send: Send) =>
  queryOptions({ queryKey: [...KEY, 'list'], queryFn: ({ signal }) => send('GET /api/v1/pathways', { signal }) })

export const pathwayStudentsQuery = (send: Send, pathwayId: string, search: PathwayStudentsQuery) =>
  queryOptions({
    queryKey: [...KEY, 'students', pathwayId, search],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      send('GET /api/v1/pathways/{pathwayId}/students', {
        params: { pathwayId },
        query: { ...search, pageSize: SHOWN },
        signal,
      }),
  })

/** After anything about pathways was changed. */
export function readPathwaysAgain(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: KEY })
}
