/** What pages of hand-overs ask the server for. */
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query'
import type { DecidedHandoverQuery, HandoverQuery } from '../../../http/contract/handovers.ts'
import type { Send } from '../../session/session.ts'
import { CASELOADS } from '../caseloads/queries.ts'
import { EDUCATORS, TODAY } from '../coach/queries.ts'

const HANDOVERS = 'handovers'

export const handoversQuery = (send: Send, query: HandoverQuery) =>
  queryOptions({
    queryKey: [HANDOVERS, 'open', query],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/handovers', { query, signal }),
    placeholderData: keepPreviousData,
  })

export const decidedQuery = (send: Send, query: DecidedHandoverQuery) =>
  queryOptions({
    queryKey: [HANDOVERS, 'decided', query],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/handovers/decided', { query, signal }),
    placeholderData: keepPreviousData,
  })

/** Everything that a decision shows in is asked for anew. */
export function useRenewed(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    const keys = [[HANDOVERS], [CASELOADS], [EDUCATORS], TODAY]
    await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}
