/** Changes of one coaching cycle, each shown at once. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CycleDetail } from '../../../http/contract/cycles.ts'
import { useReader } from '../../session/context.tsx'
import type { FormEnds } from '../coach/use-draft.ts'
import { bodyOf, type CycleValues } from './cycle-values.ts'
import { putCycle, showCycleAgain } from './queries.ts'

interface Edit {
  readonly values: CycleValues
  /** Null: open. */
  readonly endedOn: string | null
  /** Where it was typed. */
  readonly draft?: FormEnds
}

/** Replaces what the cycle says. */
export function useCycleEdit({ id, version }: CycleDetail, done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ values, endedOn }: Edit) =>
      send('PUT /api/v1/coaching/cycles/{cycleId}', {
        params: { cycleId: id },
        body: { ...bodyOf(values), endedOn, version },
      }),
    onSuccess: (cycle, { draft }) => {
      draft?.done()
      putCycle(queries, cycle)
      done()
    },
    onError: (failure, { draft }) => {
      draft?.undone()
      showCycleAgain(queries, failure)
    },
  })
}

/** Moves it to a phase from a day on. */
export function useCycleMove({ id, version }: CycleDetail, done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (to: { readonly phaseId: string; readonly from: string }) =>
      send('POST /api/v1/coaching/cycles/{cycleId}/phase', { params: { cycleId: id }, body: { ...to, version } }),
    onSuccess: (cycle) => {
      putCycle(queries, cycle)
      done()
    },
    onError: (failure) => showCycleAgain(queries, failure),
  })
}

/** Puts an interaction into a phase of the cycle, into that of its date (null), or takes it out (`out`). */
export function useCyclePlacing({ id }: CycleDetail) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ interactionId, to }: { readonly interactionId: string; readonly to: string | null }) => {
      const params = { cycleId: id, interactionId }
      const path = '/api/v1/coaching/cycles/{cycleId}/interactions/{interactionId}'
      return to === 'out' ? send(`DELETE ${path}`, { params }) : send(`PUT ${path}`, { params, body: { phaseId: to } })
    },
    onSuccess: (cycle) => putCycle(queries, cycle),
  })
}
