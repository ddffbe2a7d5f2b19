/** What pages of hand-overs ask the server for. */
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'
import { CASELOADS } from '../caseloads/queries.ts'
import { EDUCATORS, TODAY } from '../coach/queries.ts'

const HANDOVERS = 'handovers'

export const handoversQuery = (send: Send) =>
  queryOptions({
    queryKey: [HANDOVERS],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/handovers', { signal }),
  })

/** Everything that a decision shows in is asked for anew. */
export function useRenewed(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    const keys = [[HANDOVERS], [CASELOADS], [EDUCATORS], TODAY]
    await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}
