/** Says that a next step was done, or that it wasn't after all. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { INTERACTIONS } from './queries.ts'

interface StepTickProps {
  readonly interactionId: string
  readonly version: string
  readonly isDone: boolean
}

export function StepTick({ interactionId, version, isDone }: StepTickProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const ticking = useMutation({
    mutationFn: () =>
      send('POST /api/v1/coaching/interactions/{interactionId}/next-step', {
        params: { interactionId },
        body: { done: !isDone, version },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: [INTERACTIONS] }),
  })
  return (
    <>
      <Button size="compact-xs" variant="default" loading={ticking.isPending} onClick={() => ticking.mutate()}>
        {t(isDone ? 'step.reopen' : 'step.tick')}
      </Button>
      {ticking.error === null ? null : <FailureNote failure={ticking.error} />}
    </>
  )
}
