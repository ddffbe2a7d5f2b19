/** Says that a next step was done, or that it wasn't after all. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { INTERACTIONS, TODAY } from './queries.ts'

interface StepTickProps {
  readonly interactionId: string
  readonly version: string
  readonly isDone: boolean
  /** With whom, where several stand in one list. */
  readonly of?: string
}

export function StepTick({ interactionId, version, isDone, of }: StepTickProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const ticking = useMutation({
    mutationFn: () =>
      send('POST /api/v1/coaching/interactions/{interactionId}/next-step', {
        params: { interactionId },
        body: { done: !isDone, version },
      }),
    onSettled: () => Promise.all([[INTERACTIONS], TODAY].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        {...(of === undefined ? {} : { 'aria-label': t('handovers.today.step.done.of', { name: of }) })}
        loading={ticking.isPending}
        onClick={() => ticking.mutate()}
      >
        {t(isDone ? 'step.reopen' : 'step.tick')}
      </Button>
      {ticking.error === null ? null : <FailureNote failure={ticking.error} />}
    </>
  )
}
