/** What the pages of programmes, points and avatars ask the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

/** Under which everything about points is known. */
export const POINTS = 'points'
export const SHOWN = 50

export const avatarHoursQuery = (send: Send, classId: string) =>
  queryOptions({
    queryKey: [POINTS, 'hours', classId],
    queryFn: ({ signal }) => send('GET /api/v1/classes/{classId}/avatar-hours', { params: { classId }, signal }),
  })

export const programmesQuery = (send: Send, classId: string) =>
  queryOptions({
    queryKey: [POINTS, 'programmes', classId],
    queryFn: ({ signal }) => send('GET /api/v1/classes/{classId}/programmes', { params: { classId }, signal }),
  })

export const programmeQuery = (send: Send, programmeId: string) =>
  queryOptions({
    queryKey: [POINTS, 'programme', programmeId],
    queryFn: ({ signal }) => send('GET /api/v1/programmes/{programmeId}', { params: { programmeId }, signal }),
  })

export const programmeStudentsQuery = (send: Send, programmeId: string) =>
  queryOptions({
    queryKey: [POINTS, 'students', programmeId],
    queryFn: ({ signal }) => send('GET /api/v1/programmes/{programmeId}/students', { params: { programmeId }, signal }),
  })

export const pointEntriesQuery = (send: Send, programmeId: string) =>
  queryOptions({
    queryKey: [POINTS, 'entries', programmeId],
    queryFn: ({ signal }) =>
      send('GET /api/v1/programmes/{programmeId}/points', {
        params: { programmeId },
        query: { pageSize: SHOWN },
        signal,
      }),
  })

export const ownAvatarQuery = (send: Send) =>
  queryOptions({
    queryKey: [POINTS, 'avatar'],
    queryFn: ({ signal }) => send('GET /api/v1/student/avatar', { signal }),
  })
