/** What the pages of the roster ask the server for, and how an edit is put into what is shown. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { RecordKind, RosterRecord } from '../../../http/contract/roster.ts'
import { readSchoolClasses } from '../../long-lists.ts'
import type { Send } from '../../session/session.ts'

export const PEOPLE_SHOWN_MAX = 100

/** By name; `isReversed`: from the end of the alphabet. */
export const peopleQuery = (send: Send, q: string, isReversed = false) =>
  queryOptions({
    queryKey: ['people', q, isReversed],
    queryFn: ({ signal }) =>
      send('GET /api/v1/people', {
        query: {
          ...(q === '' ? {} : { q }),
          ...(isReversed ? { sort: '-familyName,-givenName' } : {}),
          page: 1,
          pageSize: PEOPLE_SHOWN_MAX,
        },
        signal,
      }),
    placeholderData: keepPreviousData,
  })

export const schoolsQuery = (send: Send) =>
  queryOptions({ queryKey: ['schools'], queryFn: ({ signal }) => send('GET /api/v1/schools', { signal }) })

/** All classes of a school, up to a bound. */
export const schoolClassesQuery = (send: Send, schoolId: string) =>
  queryOptions({
    queryKey: ['schools', schoolId, 'classes'],
    queryFn: ({ signal }) => readSchoolClasses(send, schoolId, signal),
  })

export const recordQuery = (send: Send, kind: RecordKind, id: string) =>
  queryOptions({
    queryKey: ['roster', kind, id],
    queryFn: ({ signal }) => send('GET /api/v1/roster/{kind}/{recordId}', { params: { kind, recordId: id }, signal }),
  })

export const linesQuery = (send: Send, of: { readonly kind: 'people' | 'classes'; readonly id: string }) =>
  queryOptions({
    queryKey: ['roster-lines', of.kind, of.id],
    queryFn: ({ signal }) =>
      of.kind === 'people'
        ? send('GET /api/v1/people/{personId}/enrolments', { params: { personId: of.id }, signal })
        : send('GET /api/v1/classes/{classId}/enrolments', { params: { classId: of.id }, signal }),
  })

export const whyQuery = (send: Send, personId: string) =>
  queryOptions({
    queryKey: ['why', personId],
    queryFn: ({ signal }) => send('GET /api/v1/people/{personId}/why', { params: { personId }, signal }),
  })

/** Shows a changed record at once; whatever lists it is read again behind it. */
export function putRecord(queries: QueryClient, send: Send, record: RosterRecord): void {
  queries.setQueryData(recordQuery(send, record.kind, record.id).queryKey, record)
  void queries.invalidateQueries({ queryKey: ['people'] })
  void queries.invalidateQueries({ queryKey: ['schools'] })
  void queries.invalidateQueries({ queryKey: ['roster-lines'] })
}

/** After a refusal what stands here may be old: it is read again, so that the next try starts from what is true. */
export function readAgain(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: ['roster'] })
  void queries.invalidateQueries({ queryKey: ['roster-lines'] })
}
