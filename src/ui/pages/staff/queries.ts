/** What the pages of staff ask the server for. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { InvitationQuery } from '../../../http/contract/invitations.ts'
import type { StaffPerson, StaffQuery } from '../../../http/contract/staff.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { Send } from '../../session/session.ts'

const KEY = ['staff'] as const
const SHOWN = 100

export const staffQuery = (send: Send, search: StaffQuery) =>
  queryOptions({
    queryKey: [...KEY, 'list', search],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => send('GET /api/v1/staff', { query: { ...search, pageSize: SHOWN }, signal }),
  })

export const staffOptionsQuery = (send: Send) =>
  queryOptions({
    queryKey: [...KEY, 'options'],
    queryFn: ({ signal }) => send('GET /api/v1/staff/options', { signal }),
  })

export const invitationsQuery = (send: Send, search: InvitationQuery) =>
  queryOptions({
    queryKey: [...KEY, 'invitations', search],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => send('GET /api/v1/staff/invitations', { query: search, signal }),
  })

export const CUSTOMER_ADMINS = 'customer-admins'

export const customerAdminsQuery = (send: Send) =>
  queryOptions({
    queryKey: [CUSTOMER_ADMINS],
    queryFn: ({ signal }) => send('GET /api/v1/customer/administrators', { signal }),
  })

export const staffPersonQuery = (send: Send, personId: string) =>
  queryOptions({
    queryKey: [...KEY, 'person', personId],
    queryFn: ({ signal }) => send('GET /api/v1/staff/{personId}', { params: { personId }, signal }),
  })

export const taughtClassesQuery = (send: Send, personId: string) =>
  queryOptions({
    queryKey: [...KEY, 'classes', personId],
    queryFn: ({ signal }) => send('GET /api/v1/staff/{personId}/classes', { params: { personId }, signal }),
  })

export const deletionQuery = (send: Send, personId: string) =>
  queryOptions({
    queryKey: [...KEY, 'deletion', personId],
    gcTime: 0,
    queryFn: ({ signal }) => send('GET /api/v1/staff/{personId}/deletion', { params: { personId }, signal }),
  })

/** Shows at once what a change has answered with; the lists are asked for anew. */
export function putStaff(queries: QueryClient, person: StaffPerson): void {
  queries.setQueryData([...KEY, 'person', person.id], person)
  void queries.invalidateQueries({ queryKey: [...KEY, 'list'] })
  void queries.invalidateQueries({ queryKey: [...KEY, 'options'] })
}

/** What somebody else has changed meanwhile is asked for anew. */
export function showStaffAgain(queries: QueryClient, personId: string, failure: unknown): void {
  if (failure instanceof ApiFailure && failure.status === 409)
    void queries.invalidateQueries({ queryKey: [...KEY, 'person', personId] })
}

/** Somebody was added. */
export function listStaffAgain(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: KEY })
}
