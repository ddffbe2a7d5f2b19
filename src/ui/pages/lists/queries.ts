/** What the page of lists asks the server for; while the worker is at a list it looks again by itself. */
import { queryOptions } from '@tanstack/react-query'
import type { Upload } from '../../../http/contract/uploads.ts'
import type { Send } from '../../session/session.ts'

const AGAIN_MS = 1500

export const listsQuery = (send: Send) =>
  queryOptions({
    queryKey: ['lists'],
    queryFn: ({ signal }) => send('GET /api/v1/educator-lists', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.lists.some(({ upload }) => upload !== null && isUnderWay(upload)) === true ? AGAIN_MS : false,
  })

/** Whether the worker has yet to do something about it. */
export function isUnderWay({ state }: Upload): boolean {
  return state === 'waiting' || state === 'confirmed'
}
