/** The time in each phase, how the cycle went through them, and moving it to another one. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CycleDetail } from '../../../http/contract/cycles.ts'
import { ApiFailure } from '../../api-failure.ts'
import { formatDay } from '../../formats.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Pill } from '../../parts/notes.tsx'
import { useToday } from '../../parts/today.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { useCycleMove } from './use-cycle-edit.ts'

interface PhasesProps {
  readonly cycle: CycleDetail
  readonly isOwn: boolean
}

export function Phases({ cycle, isOwn }: PhasesProps) {
  const [moving, setMoving] = useState(false)
  return (
    <div className="stack">
      <ul className="plain-list phase-sums">
        {cycle.sums.map(({ phase, days, minutes, interactions }) => (
          <li key={phase.id} className="phase-sum">
            <span className="row">
              <span className="field-name">{phase.name}</span>
              {phase.id === cycle.phase.id && cycle.endedOn === null ? (
                <Pill mood="good">{t('cycle.phases.now')}</Pill>
              ) : null}
            </span>
            <span>{t('cycle.phases.days', { count: days })}</span>
            <span>{t('cycle.phases.minutes', { count: minutes })}</span>
            <span className="dim">{t('cycle.phases.count', { count: interactions })}</span>
          </li>
        ))}
      </ul>
      <p className="quiet-line">
        {t('cycle.history')}: {historyOf(cycle)}
      </p>
      {isOwn && cycle.endedOn === null && !moving ? (
        <div>
          <Button variant="default" onClick={() => setMoving(true)}>
            {t('cycle.move')}
          </Button>
        </div>
      ) : null}
      {moving ? <Move cycle={cycle} done={() => setMoving(false)} /> : null}
    </div>
  )
}

function historyOf({ stays, phases }: CycleDetail): string {
  return stays
    .map(({ phaseId, from }) => `${phases.find(({ id }) => id === phaseId)?.name ?? phaseId} (${formatDay(from)})`)
    .join(' → ')
}

function Move({ cycle, done }: { readonly cycle: CycleDetail; readonly done: () => void }) {
  const { me } = useReader()
  const today = useToday(me.district.timezone)
  const [phaseId, setPhaseId] = useState(followingOf(cycle))
  const [from, setFrom] = useState(today)
  const moving = useCycleMove(cycle, done)
  const fields = moving.error instanceof ApiFailure ? moving.error.fields : {}
  const problem = fields['from'] ?? Object.values(fields)[0]
  return (
    <Form submit={() => (moving.isPending ? undefined : moving.mutate({ phaseId, from }))} aria-label={t('cycle.move')}>
      <div className="cycle-row">
        <NativeSelect
          label={t('cycle.move.to')}
          value={phaseId}
          data={cycle.phases.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setPhaseId(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('cycle.move.from')}
          value={from}
          error={problem}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" loading={moving.isPending}>
            {t('cycle.move.do')}
          </Button>
          <Button variant="default" onClick={done}>
            {t('cancel')}
          </Button>
        </div>
      </div>
      {moving.error === null || problem !== undefined ? null : <FailureNote failure={moving.error} />}
    </Form>
  )
}

/** The phase after the one that it is in; of the last one, the first. */
function followingOf({ phases, phase }: CycleDetail): string {
  const now = phases.findIndex(({ id }) => id === phase.id)
  return (phases[now + 1] ?? phases[0])?.id ?? ''
}
