/** What the pages of students ask the server for. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { Student, StudentsQuery } from '../../../http/contract/students.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { Send } from '../../session/session.ts'

const KEY = ['students'] as const
const SHOWN = 100

export const studentsQuery = (send: Send, search: StudentsQuery) =>
  queryOptions({
    queryKey: [...KEY, 'list', search],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => send('GET /api/v1/students', { query: { ...search, pageSize: SHOWN }, signal }),
  })

export const studentOptionsQuery = (send: Send) =>
  queryOptions({
    queryKey: [...KEY, 'options'],
    queryFn: ({ signal }) => send('GET /api/v1/students/options', { signal }),
  })

export const studentClassesQuery = (send: Send) =>
  queryOptions({
    queryKey: [...KEY, 'classes'],
    queryFn: ({ signal }) => send('GET /api/v1/students/classes', { signal }),
  })

export const studentQuery = (send: Send, studentId: string) =>
  queryOptions({
    queryKey: [...KEY, 'one', studentId],
    queryFn: ({ signal }) => send('GET /api/v1/students/{studentId}', { params: { studentId }, signal }),
  })

export const studentDeletionQuery = (send: Send, studentId: string) =>
  queryOptions({
    queryKey: [...KEY, 'deletion', studentId],
    gcTime: 0,
    queryFn: ({ signal }) => send('GET /api/v1/students/{studentId}/deletion', { params: { studentId }, signal }),
  })

/** Shows at once what a change has answered with; the lists are asked for anew. */
export function putStudent(queries: QueryClient, student: Student): void {
  queries.setQueryData([...KEY, 'one', student.id], student)
  void queries.invalidateQueries({ queryKey: [...KEY, 'list'] })
}

/** What somebody else has changed meanwhile is asked for anew. */
export function showStudentAgain(queries: QueryClient, studentId: string, failure: unknown): void {
  if (failure instanceof ApiFailure && failure.status === 409)
    void queries.invalidateQueries({ queryKey: [...KEY, 'one', studentId] })
}

/** Several were changed, or one is there no more. */
export function listStudentsAgain(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: KEY })
}
