/** What the page of imports asks the server for. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

const IMPORTS = ['roster-imports'] as const

export const rosterImportsQuery = (send: Send) =>
  queryOptions({ queryKey: IMPORTS, queryFn: ({ signal }) => send('GET /api/v1/roster-imports', { signal }) })

/** After an import was made or taken back anything of the roster may be another. */
export function readRosterAgain(queries: QueryClient): void {
  void queries.invalidateQueries()
}
