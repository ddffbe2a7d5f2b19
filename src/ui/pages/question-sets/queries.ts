/** What the page of question sets asks the server for. */
import { queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

export const QUESTION_SETS = 'question-sets'

export const setsQuery = (send: Send) =>
  queryOptions({
    queryKey: [QUESTION_SETS],
    queryFn: ({ signal }) => send('GET /api/v1/question-sets', { signal }),
  })

export const setQuery = (send: Send, setName: string) =>
  queryOptions({
    queryKey: [QUESTION_SETS, setName],
    queryFn: ({ signal }) => send('GET /api/v1/question-sets/{setName}', { params: { setName }, query: {}, signal }),
  })
