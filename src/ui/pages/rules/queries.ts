/** What the page of rules asks the server for. `school` null: the district. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { Rules } from '../../../http/contract/rules.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { Send } from '../../session/session.ts'

const KEY = ['rules'] as const
const HISTORY_SHOWN = 50

export const rulesQuery = (send: Send, school: string | null) =>
  queryOptions({
    queryKey: [...KEY, 'of', school],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      school === null
        ? send('GET /api/v1/rules', { signal })
        : send('GET /api/v1/schools/{schoolId}/rules', { params: { schoolId: school }, signal }),
  })

export const ruleSchoolsQuery = (send: Send) =>
  queryOptions({
    queryKey: [...KEY, 'schools'],
    queryFn: ({ signal }) => send('GET /api/v1/rules/schools', { signal }),
  })

export const ruleHistoryQuery = (send: Send) =>
  queryOptions({
    queryKey: [...KEY, 'history'],
    queryFn: ({ signal }) => send('GET /api/v1/rules/history', { query: { pageSize: HISTORY_SHOWN }, signal }),
  })

/** Shows at once what a change has answered with, and asks anew for what hangs on it. */
export function putRules(queries: QueryClient, rules: Rules): void {
  queries.setQueryData([...KEY, 'of', rules.school?.id ?? null], rules)
  void queries.invalidateQueries({ queryKey: [...KEY, 'history'] })
  void queries.invalidateQueries({ queryKey: [...KEY, 'schools'] })
}

/** What somebody else has set meanwhile is shown; what was typed stays. */
export function showRulesAgain(queries: QueryClient, failure: unknown): void {
  if (failure instanceof ApiFailure && failure.status === 409) void queries.invalidateQueries({ queryKey: KEY })
}
