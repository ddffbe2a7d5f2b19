/** What the page of single sign-on asks the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

export const ssoQuery = (send: Send) =>
  queryOptions({ queryKey: ['sso'], queryFn: ({ signal }) => send('GET /api/v1/settings/single-sign-on', { signal }) })
