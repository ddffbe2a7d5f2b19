/** What the page of learning platforms asks the server for. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { LtiSetup } from '../../../http/contract/lti.ts'
import { useReader } from '../../session/context.tsx'
import type { Send } from '../../session/session.ts'

const KEY = ['lti'] as const

/** The LMS changes it behind the page's back: deployments announce themselves. So it is asked anew whenever one looks. */
export const setupQuery = (send: Send) =>
  queryOptions({
    queryKey: KEY,
    queryFn: ({ signal }) => send('GET /api/v1/lti', { signal }),
    refetchOnMount: 'always',
    refetchOnWindowFocus: 'always',
  })

/** A change whose answer is shown at once. */
export function useChange<Input>(change: (send: Send, input: Input) => Promise<LtiSetup>) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => change(send, input),
    onSuccess: (setup) => queries.setQueryData(KEY, setup),
  })
}

/** A link was made: it stands in the list the next time. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: KEY })
}
