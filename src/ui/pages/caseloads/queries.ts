/** What pages of caseloads ask the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

export const CASELOADS = 'caseloads'

/** `coachId` null: my own. */
export const caseloadsQuery = (send: Send, coachId: string | null) =>
  queryOptions({
    queryKey: [CASELOADS, 'of', coachId],
    queryFn: ({ signal }) =>
      send('GET /api/v1/coaching/caseloads', { query: coachId === null ? {} : { coachId }, signal }),
  })

export const coachesQuery = (send: Send) =>
  queryOptions({
    queryKey: [CASELOADS, 'coaches'],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/caseload-coaches', { signal }),
  })

export const caseloadQuery = (send: Send, caseloadId: string) =>
  queryOptions({
    queryKey: [CASELOADS, 'one', caseloadId],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/caseloads/{caseloadId}', { params: { caseloadId }, signal }),
  })
