/** What the pages of a class's survey ask the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

/** Where a question set is chosen: for one class, or for the classes of a community. */
export type ChoosingAt = { readonly classId: string } | { readonly communityId: string }

export const setAskedQuery = (send: Send, at: ChoosingAt, setName: string) =>
  queryOptions({
    queryKey: ['question-set-asked', at, setName],
    queryFn: ({ signal }) =>
      'classId' in at
        ? send('GET /api/v1/classes/{classId}/question-sets/{setName}', { params: { ...at, setName }, signal })
        : send('GET /api/v1/communities/{communityId}/question-sets/{setName}', { params: { ...at, setName }, signal }),
  })

export const planQuery = (send: Send, communityId: string) =>
  queryOptions({
    queryKey: ['survey-plan', communityId],
    queryFn: ({ signal }) =>
      send('GET /api/v1/communities/{communityId}/survey-plan', { params: { communityId }, signal }),
  })

export const scheduleQuery = (send: Send, classId: string) =>
  queryOptions({
    queryKey: ['survey-schedule', classId],
    queryFn: ({ signal }) => send('GET /api/v1/classes/{classId}/survey-schedule', { params: { classId }, signal }),
  })

export const gradebookQuery = (send: Send, classId: string) =>
  queryOptions({
    queryKey: ['survey-gradebook', classId],
    queryFn: ({ signal }) =>
      send('GET /api/v1/classes/led/{classId}/survey-gradebook', { params: { classId }, signal }),
  })
