/** The programmes of a class: the one that is looked at, changing and ending it, and beginning another. */
import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Programme } from '../../../http/contract/programmes.ts'
import { formatDay } from '../../formats.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Pill, Quietly, Waiting } from '../../parts/notes.tsx'
import { useToday } from '../../parts/today.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { GivePoints } from './give-points.tsx'
import { Ledger } from './ledger.tsx'
import { ProgrammeForm } from './programme-form.tsx'
import { POINTS, programmeQuery, programmesQuery } from './queries.ts'

export function ClassProgrammes({ classId }: { readonly classId: string }) {
  const { send } = useReader()
  const found = useQuery(programmesQuery(send, classId))
  const [picked, setPicked] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  if (found.isPending) return <Waiting lines={6} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { programmes } = found.data
  const programme = programmes.find(({ id }) => id === picked) ?? firstShown(programmes)
  const saved = (id: string) => {
    setPicked(id)
    setSaid(t('points.programme.saved'))
  }
  return (
    <>
      <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
      <Card title={t('points.programme')} says={t('points.programme.says')}>
        <div className="stack">
          {programmes.length < 2 || programme === null ? null : (
            <NativeSelect
              label={t('points.programme.choose')}
              value={programme.id}
              data={programmes.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(change) => setPicked(change.currentTarget.value)}
            />
          )}
          {programme === null ? (
            <p className="quiet-line">{t('points.programme.none')}</p>
          ) : (
            <One key={programme.id} id={programme.id} saved={saved} say={setSaid} />
          )}
          <Beginning classId={classId} isFirst={programme === null} saved={saved} />
        </div>
      </Card>
      {programme === null ? null : (
        <>
          <GivePoints key={programme.id} programme={programme} say={setSaid} />
          <Ledger key={`entries of ${programme.id}`} programmeId={programme.id} say={setSaid} />
        </>
      )}
    </>
  )
}

/** One that runs, else the newest. */
function firstShown(programmes: readonly Programme[]): Programme | null {
  return programmes.find(({ state }) => state === 'running') ?? programmes[0] ?? null
}

interface OneProps {
  readonly id: string
  readonly saved: (id: string) => void
  readonly say: (words: string) => void
}

/** Read by itself: an edit is made over what was read of it. */
function One({ id, ...more }: OneProps) {
  const { send } = useReader()
  const found = useQuery(programmeQuery(send, id))
  if (found.isPending) return <Waiting lines={2} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  return <Shown programme={found.data} {...more} />
}

interface ShownProps extends Omit<OneProps, 'id'> {
  readonly programme: Programme
}

function Shown({ programme, saved, say }: ShownProps) {
  const { me } = useReader()
  const [editing, setEditing] = useState(false)
  const { ask, question, failure } = useAskedAgain(POINTS, say)
  const { id, name, startsOn, endsOn, reasons, state } = programme
  const today = useToday(me.district.timezone)
  const end = () =>
    ask({
      label: t('points.programme.end'),
      sure: t('points.programme.end.sure'),
      says: t('points.programme.ended'),
      act: (send) =>
        send('PUT /api/v1/programmes/{programmeId}', {
          params: { programmeId: id },
          body: { name, startsOn, endsOn: today, reasons },
        }),
    })
  if (editing)
    return (
      <ProgrammeForm
        classId={programme.classId}
        programme={programme}
        saved={(which) => {
          setEditing(false)
          saved(which)
        }}
        cancel={() => setEditing(false)}
      />
    )
  return (
    <>
      <p>
        <strong>{name}</strong> <Pill mood={state === 'running' ? 'good' : 'calm'}>{t(`points.state.${state}`)}</Pill>{' '}
        <span className="dim">{t('points.programme.days', { from: formatDay(startsOn), to: formatDay(endsOn) })}</span>
      </p>
      {question}
      {failure}
      <div className="row">
        <Button variant="default" onClick={() => setEditing(true)}>
          {t('points.programme.change')}
        </Button>
        {state === 'running' && endsOn > today ? (
          <Button variant="default" onClick={end}>
            {t('points.programme.end')}
          </Button>
        ) : null}
      </div>
    </>
  )
}

interface BeginningProps {
  readonly classId: string
  readonly isFirst: boolean
  readonly saved: (id: string) => void
}

function Beginning({ classId, isFirst, saved }: BeginningProps) {
  const [open, setOpen] = useState(false)
  if (!open && !isFirst)
    return (
      <div className="row">
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('points.programme.another')}
        </Button>
      </div>
    )
  return (
    <ProgrammeForm
      classId={classId}
      programme={null}
      saved={(id) => {
        setOpen(false)
        saved(id)
      }}
      {...(isFirst ? {} : { cancel: () => setOpen(false) })}
    />
  )
}
