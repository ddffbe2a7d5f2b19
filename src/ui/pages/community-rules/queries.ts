/** What the page of rules asks the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

export const COMMUNITY_RULES = 'community-rules'

export const rulesQuery = (send: Send) =>
  queryOptions({
    queryKey: [COMMUNITY_RULES],
    queryFn: ({ signal }) => send('GET /api/v1/community-rules', { signal }),
  })

export const ruleQuery = (send: Send, ruleId: string) =>
  queryOptions({
    queryKey: [COMMUNITY_RULES, ruleId],
    queryFn: ({ signal }) => send('GET /api/v1/community-rules/{ruleId}', { params: { ruleId }, signal }),
  })
