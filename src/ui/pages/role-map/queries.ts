/** What the page of role rules asks the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

export const ROLE_MAP = 'role-map'

export const roleMapQuery = (send: Send) =>
  queryOptions({
    queryKey: [ROLE_MAP],
    queryFn: ({ signal }) => send('GET /api/v1/role-map', { signal }),
  })
