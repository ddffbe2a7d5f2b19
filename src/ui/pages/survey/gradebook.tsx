/** Participation in the class's surveys in the gradebook of its LMS, for its leads: on and off, and what stands there. */
import '../../styles/survey.css'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SurveyGradebook } from '../../../http/contract/survey-gradebook.ts'
import { formatDay, formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Pill, Quietly, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { gradebookQuery } from './queries.ts'

export function ClassGradebook({ classId }: { readonly classId: string }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const found = useQuery(gradebookQuery(send, classId))
  const switching = useMutation({
    mutationFn: (isOn: boolean) =>
      send('PUT /api/v1/classes/led/{classId}/survey-gradebook', { params: { classId }, body: { isOn } }),
    onSuccess: async (answer) => {
      queries.setQueryData(gradebookQuery(send, classId).queryKey, answer)
      await queries.invalidateQueries({ queryKey: ['led-class', classId, 'desk'] })
    },
  })
  const gradebook = found.data
  return (
    <Card title={t('gradebook.title')} says={t('gradebook.says')}>
      <div className="stack">
        {found.isPending ? <Waiting lines={3} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {gradebook === undefined ? null : (
          <>
            <p className="dim">{t('gradebook.who')}</p>
            <Switch gradebook={gradebook} isBusy={switching.isPending} turn={(isOn) => switching.mutate(isOn)} />
            {switching.error === null ? null : <FailureNote failure={switching.error} />}
            <Quietly>{switching.isSuccess ? <Note mood="good" title={t(saysOf(switching.data))} /> : null}</Quietly>
            <Pages gradebook={gradebook} />
          </>
        )}
      </div>
    </Card>
  )
}

function saysOf({ since }: SurveyGradebook) {
  return since === null ? 'gradebook.turned-off' : 'gradebook.turned-on'
}

interface SwitchProps {
  readonly gradebook: SurveyGradebook
  readonly isBusy: boolean
  readonly turn: (isOn: boolean) => void
}

function Switch({ gradebook: { since, pages }, isBusy, turn }: SwitchProps) {
  const [asking, setAsking] = useState(false)
  if (since === null) {
    const isPossible = pages.some(({ isOffered, isOn }) => isOffered && isOn)
    return (
      <div className="row">
        <Pill mood="calm">{t('gradebook.is-off')}</Pill>
        <Button variant="default" loading={isBusy} disabled={!isPossible} onClick={() => turn(true)}>
          {t('gradebook.on')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <div className="row">
        <Pill mood="good">{t('gradebook.is-on', { day: formatDay(since) })}</Pill>
        {asking ? null : (
          <Button variant="default" loading={isBusy} onClick={() => setAsking(true)}>
            {t('gradebook.off')}
          </Button>
        )}
      </div>
      {asking ? (
        <Note mood="warn" title={t('gradebook.off.sure')}>
          <div className="row">
            <Button
              loading={isBusy}
              onClick={() => {
                setAsking(false)
                turn(false)
              }}
            >
              {t('gradebook.off.yes')}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('gradebook.off.no')}
            </Button>
          </div>
        </Note>
      ) : null}
    </>
  )
}

function Pages({ gradebook: { since, pages } }: { readonly gradebook: SurveyGradebook }) {
  if (pages.length === 0) return <Note mood="calm">{t('gradebook.no-page')}</Note>
  return (
    <>
      {pages.map((page) => (
        <div key={page.id} className="stack">
          <h3 className="small-head">
            {page.title ?? t('gradebook.nameless')} · {page.platform}
          </h3>
          {page.isOn ? null : <Note mood="warn">{t('gradebook.disconnected')}</Note>}
          {page.isOn && !page.isOffered ? <Note mood="warn">{t('gradebook.not-offered')}</Note> : null}
          {page.columns.length === 0 && since !== null && page.isOffered ? (
            <p className="dim">{t('gradebook.no-column')}</p>
          ) : null}
          {page.columns.map((column) => (
            <Column key={column.cycleId} column={column} isOn={since !== null} />
          ))}
        </div>
      ))}
    </>
  )
}

interface ColumnProps {
  readonly column: SurveyGradebook['pages'][number]['columns'][number]
  readonly isOn: boolean
}

function Column({ column, isOn }: ColumnProps) {
  const { me } = useReader()
  const { startsOn, endsOn, isThere, problem, nextTryAt, told, waiting, unknown, refused } = column
  const counts = [
    t('gradebook.told', { count: told }),
    waiting > 0 && isOn ? t('gradebook.waiting', { count: waiting }) : '',
    unknown > 0 ? t('gradebook.unknown', { count: unknown }) : '',
    refused > 0 ? t('gradebook.refused', { count: refused }) : '',
  ].filter((part) => part !== '')
  return (
    <div className="stack">
      <p>
        <span className="line-main">{t('gradebook.column', { from: formatDay(startsOn), to: formatDay(endsOn) })}</span>{' '}
        <Pill mood={isThere ? 'good' : 'warn'}>{t(isThere ? 'gradebook.there' : 'gradebook.not-there')}</Pill>
        <br />
        <span className="dim">{counts.join(' · ')}</span>
      </p>
      {problem === null ? null : (
        <Note mood="warn" title={problem.meaning}>
          <p>
            {problem.remedy} <code>{t('failure.code', { code: problem.code })}</code>
          </p>
          {nextTryAt === null || !isOn ? null : (
            <p>{t('gradebook.again', { at: formatInstant(nextTryAt, me.district.timezone) })}</p>
          )}
        </Note>
      )}
    </div>
  )
}
