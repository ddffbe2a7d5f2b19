/** The interactions of a cycle, each in its phase; its coach moves them, takes them out and adds others. */
import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CycleDetail, CycleInteraction } from '../../../http/contract/cycles.ts'
import { formatDay } from '../../formats.ts'
import { joinNames } from '../../names.ts'
import { FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { looseQuery } from './queries.ts'
import { useCyclePlacing } from './use-cycle-edit.ts'

interface EntriesProps {
  readonly cycle: CycleDetail
  readonly isOwn: boolean
}

export function Entries({ cycle, isOwn }: EntriesProps) {
  const [adding, setAdding] = useState(false)
  const placing = useCyclePlacing(cycle)
  return (
    <div className="stack">
      {cycle.entries.length === 0 ? <p className="quiet-line">{t('cycle.entries.none')}</p> : null}
      <ul className="plain-list fields">
        {cycle.entries.map((entry) => (
          <li key={entry.id} className="field">
            <Line entry={entry} />
            {isOwn ? (
              <Placing
                entry={entry}
                phases={cycle.phases}
                place={(to) => placing.mutate({ interactionId: entry.id, to })}
              />
            ) : (
              <Pill mood="calm">{phaseName(cycle.phases, entry.phaseId)}</Pill>
            )}
          </li>
        ))}
      </ul>
      {placing.error === null ? null : <FailureNote failure={placing.error} />}
      {isOwn && !adding ? (
        <div>
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('cycle.loose.show')}
          </Button>
        </div>
      ) : null}
      {adding ? <Loose cycle={cycle} add={(interactionId) => placing.mutate({ interactionId, to: null })} /> : null}
    </div>
  )
}

function Line({ entry }: { readonly entry: CycleInteraction }) {
  const { date, minutes, type, educators } = entry
  return (
    <div className="field-says">
      <span>{t('cycle.entry', { date: formatDay(date), minutes, type: type.name })}</span>
      <span className="dim">{joinNames(educators)}</span>
    </div>
  )
}

interface PlacingProps {
  readonly entry: CycleInteraction
  readonly phases: CycleDetail['phases']
  /** A phase; null: by its date; `out`: out of the cycle. */
  readonly place: (to: string | null) => void
}

function Placing({ entry, phases, place }: PlacingProps) {
  const date = formatDay(entry.date)
  const byDate = entry.isPlaced
    ? t('cycle.entry.by-date', { phase: '…' })
    : t('cycle.entry.by-date', { phase: phaseName(phases, entry.phaseId) })
  return (
    <div className="row">
      <NativeSelect
        aria-label={t('cycle.entry.phase', { date })}
        size="xs"
        value={entry.isPlaced ? entry.phaseId : ''}
        data={[{ value: '', label: byDate }, ...phases.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => place(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      />
      <Button variant="default" size="xs" aria-label={t('cycle.entry.out', { date })} onClick={() => place('out')}>
        {t('cycle.entry.out.short')}
      </Button>
    </div>
  )
}

function phaseName(phases: CycleDetail['phases'], phaseId: string): string {
  return phases.find(({ id }) => id === phaseId)?.name ?? phaseId
}

/** What could be put into the cycle. */
function Loose({ cycle, add }: { readonly cycle: CycleDetail; readonly add: (interactionId: string) => void }) {
  const { send } = useReader()
  const found = useQuery(looseQuery(send, cycle.id))
  if (found.isPending) return <Waiting lines={3} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { interactions } = found.data
  return (
    <section className="stack" aria-label={t('cycle.loose.title')}>
      <span className="field-name">{t('cycle.loose.title')}</span>
      {interactions.length === 0 ? <p className="quiet-line">{t('cycle.loose.none')}</p> : null}
      <ul className="plain-list fields">
        {interactions.map((entry) => (
          <li key={entry.id} className="field">
            <Line entry={entry} />
            <Button
              variant="default"
              size="xs"
              aria-label={t('cycle.loose.add', { date: formatDay(entry.date) })}
              onClick={() => add(entry.id)}
            >
              {t('cycle.loose.add.short')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
