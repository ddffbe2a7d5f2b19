/** What the page of schools asks the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { Organisation } from '../../../http/contract/organisation.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { Send } from '../../session/session.ts'

const KEY = ['organisation'] as const

export const organisationQuery = (send: Send) =>
  queryOptions({ queryKey: KEY, queryFn: ({ signal }) => send('GET /api/v1/organisation', { signal }) })

/** Shows at once what a change has answered with. */
export function putOrganisation(queries: QueryClient, organisation: Organisation): void {
  queries.setQueryData(KEY, organisation)
}

/** What somebody else has changed meanwhile is shown; what was typed stays. */
export function showOrganisationAgain(queries: QueryClient, failure: unknown): void {
  if (failure instanceof ApiFailure && failure.status === 409) void queries.invalidateQueries({ queryKey: KEY })
}
