/** What setting sources up asks the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

export const connectorsQuery = (send: Send) =>
  queryOptions({
    queryKey: ['connectors'],
    queryFn: ({ signal }) => send('GET /api/v1/connectors', { signal }),
    staleTime: Infinity,
  })

export const sourceQuery = (send: Send, sourceId: string) =>
  queryOptions({
    queryKey: ['sources', sourceId, 'setup'],
    queryFn: ({ signal }) => send('GET /api/v1/sources/{sourceId}', { params: { sourceId }, signal }),
  })
