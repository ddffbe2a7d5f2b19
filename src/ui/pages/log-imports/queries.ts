/** What the page of imported logs asks the server for. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'
import { INTERACTIONS, TAGS } from '../coach/queries.ts'

const IMPORTS = ['log-imports'] as const

export const logImportsQuery = (send: Send) =>
  queryOptions({ queryKey: IMPORTS, queryFn: ({ signal }) => send('GET /api/v1/coaching/log-imports', { signal }) })

/** After an import was made or taken back. */
export function readLogAgain(queries: QueryClient): void {
  for (const queryKey of [IMPORTS, [INTERACTIONS], TAGS]) void queries.invalidateQueries({ queryKey })
}
