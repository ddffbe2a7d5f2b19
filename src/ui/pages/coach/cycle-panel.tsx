/** In which cycle and phase an interaction of one's own counts; another cycle, another phase, or none. */
import { NativeSelect } from '@mantine/core'
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Interaction, InteractionCycle } from '../../../http/contract/coaching.ts'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { cycleQuery, cyclesQuery, putCycle } from '../cycles/queries.ts'
import { cycleOptions, fittingCycles } from './cycle-choice.tsx'
import { INTERACTIONS, wordsQuery } from './queries.ts'

interface CyclePanelProps {
  readonly interaction: Interaction
}

/** Where it goes; phase null: that of its date. */
interface Place {
  readonly cycleId: string
  readonly phaseId: string | null
}

export function CyclePanel({ interaction }: CyclePanelProps) {
  const { send } = useReader()
  const [words, cycles] = useQueries({
    queries: [wordsQuery(send, interaction.id), cyclesQuery(send, { by: 'me', state: 'all' })],
  })
  const placing = usePlacing(interaction.id, words.data?.cycle ?? null)
  const failed = [words, cycles].find((query) => query.isLoadingError)
  if (failed !== undefined) return <FailureNote failure={failed.error} retry={() => void failed.refetch()} />
  if (words.data === undefined || cycles.data === undefined) return <Waiting lines={2} />
  const { cycle } = words.data
  const about = { educatorIds: interaction.educators.map(({ id }) => id), date: interaction.date }
  const fitting = fittingCycles(cycles.data.items, about)
  const kept = cycles.data.items.filter(({ id }) => id === cycle?.id && !fitting.some((one) => one.id === id))
  const offered = [...fitting, ...kept]
  if (offered.length === 0)
    return (
      <p className="quiet-line">
        {t('entry.cycle.none')} <a href={paths.newCycle()}>{t('cycles.start')}</a>
      </p>
    )
  return (
    <div className="stack entry-form">
      <NativeSelect
        label={t('log.cycle')}
        value={cycle?.id ?? ''}
        data={cycleOptions(offered)}
        disabled={placing.isPending}
        onChange={(event) => {
          const cycleId = event.currentTarget.value
          placing.mutate(cycleId === '' ? null : { cycleId, phaseId: null })
        }}
      />
      {cycle === null ? null : (
        <PhaseChoice
          cycle={cycle}
          isBusy={placing.isPending}
          place={(phaseId) => placing.mutate({ cycleId: cycle.id, phaseId })}
        />
      )}
      {placing.error === null ? null : <FailureNote failure={placing.error} />}
    </div>
  )
}

interface PhaseChoiceProps {
  readonly cycle: InteractionCycle
  readonly isBusy: boolean
  readonly place: (phaseId: string | null) => void
}

function PhaseChoice({ cycle, isBusy, place }: PhaseChoiceProps) {
  const { send } = useReader()
  const found = useQuery(cycleQuery(send, cycle.id))
  if (found.isPending) return <Waiting lines={1} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const byDate = t('cycle.entry.by-date', { phase: cycle.isPlaced ? '…' : cycle.phase.name })
  return (
    <NativeSelect
      label={t('entry.cycle.phase')}
      value={cycle.isPlaced ? cycle.phase.id : ''}
      data={[{ value: '', label: byDate }, ...found.data.phases.map(({ id, name }) => ({ value: id, label: name }))]}
      disabled={isBusy}
      onChange={(event) => place(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  )
}

function usePlacing(interactionId: string, now: InteractionCycle | null) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (to: Place | null) => {
      const path = '/api/v1/coaching/cycles/{cycleId}/interactions/{interactionId}'
      if (to !== null)
        return send(`PUT ${path}`, {
          params: { cycleId: to.cycleId, interactionId },
          body: { phaseId: to.phaseId },
        })
      return now === null ? null : send(`DELETE ${path}`, { params: { cycleId: now.id, interactionId } })
    },
    onSuccess: (cycle) => {
      if (cycle !== null) putCycle(queries, cycle)
      return queries.invalidateQueries({ queryKey: [INTERACTIONS] })
    },
  })
}
