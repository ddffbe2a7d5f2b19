/** What the community pages ask the server for, and how an answer to a change is put into what is shown. */
import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { Community } from '../../../http/contract/community.ts'
import type { Send } from '../../session/session.ts'

export const communitiesQuery = (send: Send) =>
  queryOptions({ queryKey: ['communities'], queryFn: ({ signal }) => send('GET /api/v1/communities', { signal }) })

export const communityQuery = (send: Send, communityId: string) =>
  queryOptions({
    queryKey: ['communities', communityId],
    queryFn: ({ signal }) => send('GET /api/v1/communities/{communityId}', { params: { communityId }, signal }),
  })

export const offersQuery = (send: Send) =>
  queryOptions({
    queryKey: ['communities', 'offered'],
    queryFn: ({ signal }) => send('GET /api/v1/community-invitations', { signal }),
  })

export const stayingOutQuery = (send: Send) =>
  queryOptions({
    queryKey: ['communities', 'staying-out'],
    queryFn: ({ signal }) => send('GET /api/v1/communities/staying-out', { signal }),
  })

export const leadOffersQuery = (send: Send) =>
  queryOptions({
    queryKey: ['led-class', 'offered'],
    queryFn: ({ signal }) => send('GET /api/v1/class-lead-requests', { signal }),
  })

export const classDeskQuery = (send: Send, classId: string) =>
  queryOptions({
    queryKey: ['led-class', classId, 'desk'],
    queryFn: ({ signal }) => send('GET /api/v1/classes/led/{classId}/desk', { params: { classId }, signal }),
  })

/** For whoever may remove them. */
export const classLeadsQuery = (send: Send, classId: string) =>
  queryOptions({
    queryKey: ['led-class', classId, 'leads'],
    queryFn: ({ signal }) => send('GET /api/v1/classes/{classId}/leads', { params: { classId }, signal }),
  })

/** For administrators of the district. */
export const allCommunitiesQuery = (send: Send) =>
  queryOptions({
    queryKey: ['communities', 'all'],
    queryFn: ({ signal }) => send('GET /api/v1/communities/all', { signal }),
  })

export const classListQuery = (send: Send, classId: string) =>
  queryOptions({
    queryKey: ['led-class', classId, 'students'],
    queryFn: ({ signal }) => send('GET /api/v1/classes/led/{classId}/students', { params: { classId }, signal }),
  })

export const classesByHandQuery = (send: Send) =>
  queryOptions({
    queryKey: ['led-classes', 'by-hand'],
    queryFn: ({ signal }) => send('GET /api/v1/classes/by-hand', { signal }),
  })

export const endedClassesQuery = (send: Send) =>
  queryOptions({
    queryKey: ['led-classes', 'ended'],
    queryFn: ({ signal }) => send('GET /api/v1/classes/ended', { signal }),
  })

/** Students who could be put into a class. */
export const studentChoicesQuery = (send: Send, { classId, q }: { readonly classId: string; readonly q: string }) =>
  queryOptions({
    queryKey: ['led-class', classId, 'student-choices', q],
    queryFn: ({ signal }) =>
      send('GET /api/v1/classes/led/{classId}/student-choices', { params: { classId }, query: { q }, signal }),
  })

/** Whatever is shown of communities is read anew. */
export function listCommunitiesAgain(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: ['communities'] })
}

export const ledClassesQuery = (send: Send) =>
  queryOptions({ queryKey: ['led-classes'], queryFn: ({ signal }) => send('GET /api/v1/classes/led', { signal }) })

/** Shows a created or changed community at once; the list is read again behind it. */
export function putCommunity(queries: QueryClient, send: Send, community: Community): void {
  queries.setQueryData(communitiesQuery(send).queryKey, (before) => {
    const listed = before?.communities ?? []
    const known = listed.some((one) => one.id === community.id)
    return {
      communities: known ? listed.map((one) => (one.id === community.id ? community : one)) : [...listed, community],
    }
  })
  void queries.invalidateQueries({ queryKey: communitiesQuery(send).queryKey })
  void queries.invalidateQueries({ queryKey: ledClassesQuery(send).queryKey })
}
