/** What the settings of coaching ask the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { CoachingSettings } from '../../../http/contract/coaching-settings.ts'
import type { Send } from '../../session/session.ts'

const KEY = ['coaching-settings'] as const
export const COACHING_CHOICES = ['coaching-choices'] as const

export const coachingSettingsQuery = (send: Send) =>
  queryOptions({ queryKey: KEY, queryFn: ({ signal }) => send('GET /api/v1/coaching/settings', { signal }) })

/** Shows at once what a change has answered with. */
export function putCoachingSettings(queries: QueryClient, settings: CoachingSettings): void {
  queries.setQueryData(KEY, settings)
  void queries.invalidateQueries({ queryKey: COACHING_CHOICES })
}
