/** What the pages of start cards ask the server for. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

export const CARDS = 'start-cards'
const SHOWN = 100

export const cardsQuery = (send: Send, classId: string) =>
  queryOptions({
    queryKey: [CARDS, 'list', classId],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      send('GET /api/v1/start-cards', { query: { pageSize: SHOWN, ...(classId === '' ? {} : { classId }) }, signal }),
  })

export const cardClassesQuery = (send: Send) =>
  queryOptions({
    queryKey: [CARDS, 'classes'],
    queryFn: ({ signal }) => send('GET /api/v1/start-cards/classes', { signal }),
  })

export const classCardsQuery = (send: Send, classId: string) =>
  queryOptions({
    queryKey: [CARDS, 'class', classId],
    queryFn: ({ signal }) => send('GET /api/v1/start-cards/classes/{classId}', { params: { classId }, signal }),
  })

export const studentCardQuery = (send: Send, studentId: string) =>
  queryOptions({
    queryKey: [CARDS, 'student', studentId],
    queryFn: ({ signal }) => send('GET /api/v1/students/{studentId}/start-card', { params: { studentId }, signal }),
  })
