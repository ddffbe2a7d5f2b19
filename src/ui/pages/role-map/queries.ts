/** What the page of role rules asks the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

export const ROLE_MAP = 'role-map'

export const roleMapQuery = (send: Send) =>
  queryOptions({
    queryKey: [ROLE_MAP],
    queryFn: ({ signal }) => send('GET /api/v1/role-map', { signal }),
  })

export const VERSIONS_SHOWN = 5

/** Asked for anew with the rules themselves. */
export const roleMapVersionsQuery = (send: Send, page: number) =>
  queryOptions({
    queryKey: [ROLE_MAP, 'versions', page],
    queryFn: ({ signal }) =>
      send('GET /api/v1/role-map/versions', { query: { page, pageSize: VERSIONS_SHOWN }, signal }),
  })
