/** The survey of a class for its leads: its cycles, how many have taken part, and changing the days. */
import '../../styles/survey.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ComponentProps, useState } from 'react'
import type { SurveyCycle, SurveySchedule } from '../../../http/contract/survey.ts'
import { formatDay } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { bookIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Pill, Quietly, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { ParticipantsCard } from './participants.tsx'
import { ScheduleForm } from './schedule-form.tsx'
import { scheduleQuery } from './queries.ts'
import { SetReader } from './set-reader.tsx'

export function ClassSurvey({ classId }: { readonly classId: string }) {
  const { send } = useReader()
  const found = useQuery(scheduleQuery(send, classId))
  const [editing, setEditing] = useState(false)
  const [saved, setSaved] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const schedule = found.data
  const cycles = schedule?.cycles ?? []
  const at = cycles.findIndex(({ id }) => id === shown)
  const open = cycles[at]
  return (
    <>
      <Card
        title={t('schedule.title')}
        says={t('schedule.says', { target: Math.round((schedule?.target ?? 0.8) * 100) })}
      >
        {found.isPending ? <Waiting lines={3} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        <Quietly>{saved ? <Note mood="good" title={t('schedule.saved')} /> : null}</Quietly>
        {schedule !== undefined && editing ? (
          <Changing
            {...{ classId, schedule }}
            close={(isSaved) => {
              setEditing(false)
              setSaved(isSaved)
            }}
          />
        ) : null}
        {schedule === undefined || editing ? null : (
          <Planned
            {...{ classId, schedule, shown }}
            show={setShown}
            edit={() => {
              setEditing(true)
              setSaved(false)
            }}
          />
        )}
      </Card>
      {schedule === undefined || open === undefined ? null : (
        <ParticipantsCard {...{ classId, schedule }} cycle={open} number={at + 1} />
      )}
    </>
  )
}

/** The form, and what may be chosen in it: a preview has fields of its own, which belong to no form of the schedule. */
function Changing({ classId, schedule, close }: ComponentProps<typeof ScheduleForm>) {
  return (
    <div className="stack">
      <ScheduleForm {...{ classId, schedule, close }} />
      <h3 className="small-head">{t('question-sets.read')}</h3>
      <p>{t('question-sets.read.says')}</p>
      <SetReader at={{ classId }} sets={schedule.questionSets} />
    </div>
  )
}

function Planned({ edit, ...of }: CyclesProps & { readonly edit: () => void }) {
  return (
    <div className="stack">
      <Cycles {...of} />
      <div>
        <Button variant="default" onClick={edit}>
          {t(of.schedule.cycles.length === 0 ? 'schedule.add' : 'schedule.edit')}
        </Button>
      </div>
    </div>
  )
}

interface CyclesProps {
  readonly classId: string
  readonly schedule: SurveySchedule
  readonly shown: string | null
  readonly show: (id: string) => void
}

/** With fewer, most parts of a breakdown have under five, and written answers are not told. */
const PARTICIPANTS_ADVISED = 10

/** Said where fewer than that are to be asked yet. */
function Few({ cycles }: SurveySchedule) {
  const next = cycles.find(({ state }) => state !== 'closed')
  if (next === undefined || next.expected >= PARTICIPANTS_ADVISED) return null
  return (
    <Note mood="calm">
      <p>{t('schedule.few', { count: next.expected, advised: PARTICIPANTS_ADVISED })}</p>
    </Note>
  )
}

function Cycles({ classId, schedule, shown, show }: CyclesProps) {
  if (schedule.cycles.length === 0) {
    return (
      <Empty icon={bookIcon} title={t('schedule.none')}>
        {t('schedule.none.says')}
      </Empty>
    )
  }
  const isClosed = schedule.cycles.some(({ state }) => state === 'closed')
  return (
    <>
      <Few {...schedule} />
      {isClosed ? (
        <p>
          <a href={paths.classReport(classId)}>{t('report.open')}</a>
        </p>
      ) : null}
      <ul className="plain-list lines">
        {schedule.cycles.map((cycle, at) => (
          <li key={cycle.id} className="survey-line">
            <span className="line-main">{t('schedule.cycle', { number: at + 1 })}</span>
            <span className="dim">{daysOf(cycle)}</span>
            <span className="survey-part">
              <Pill mood={cycle.state === 'open' || cycle.state === 'late' ? 'good' : 'calm'}>
                {word('cycle-state', cycle.state)}
              </Pill>
              {cycle.state === 'planned' ? null : <Participation {...{ cycle }} target={schedule.target} />}
            </span>
            {cycle.namesRemovedOn === null ? null : (
              <span className="dim">{t('names.gone', { day: formatDay(cycle.namesRemovedOn) })}</span>
            )}
            {cycle.state === 'planned' || cycle.namesRemovedOn !== null ? null : (
              <Button
                size="xs"
                variant="default"
                aria-expanded={shown === cycle.id}
                aria-label={t('participants.title', { number: at + 1 })}
                onClick={() => show(cycle.id)}
              >
                {t('schedule.who')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Participation({ cycle, target }: { readonly cycle: SurveyCycle; readonly target: number }) {
  const { completed, expected } = cycle
  return (
    <span className="survey-part">
      <meter
        min={0}
        max={Math.max(expected, 1)}
        low={expected * target}
        optimum={expected}
        value={completed}
        aria-hidden
      />
      <span>{t('schedule.participation', { done: completed, all: expected })}</span>
    </span>
  )
}

function daysOf({ startsOn, endsOn, extendedTo }: SurveyCycle): string {
  const range = t('schedule.range', { from: formatDay(startsOn), to: formatDay(endsOn) })
  return extendedTo === null ? range : `${range}, ${t('schedule.late-until', { day: formatDay(extendedTo) })}`
}
