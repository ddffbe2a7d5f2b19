/** What the page of settings asks the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { DistrictSettings } from '../../../http/contract/district-settings.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { Send } from '../../session/session.ts'

const KEY = ['settings'] as const

export const settingsQuery = (send: Send) =>
  queryOptions({ queryKey: KEY, queryFn: ({ signal }) => send('GET /api/v1/settings', { signal }) })

/** Shows at once what a change has answered with. */
export function putSettings(queries: QueryClient, settings: DistrictSettings): void {
  queries.setQueryData(KEY, settings)
}

/** What somebody else has set meanwhile is shown; what was typed stays. */
export function showWhatIsSet(queries: QueryClient, failure: unknown): void {
  if (failure instanceof ApiFailure && failure.code === 'setting_stale')
    void queries.invalidateQueries({ queryKey: KEY })
}
