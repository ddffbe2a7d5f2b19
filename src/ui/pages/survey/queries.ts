/** What the pages of a class's survey ask the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

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
