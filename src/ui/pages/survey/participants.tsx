/** Who of a class has taken part in a cycle, by name, for the class's leads; and a reminder to copy. */
import { useQuery } from '@tanstack/react-query'
import type { Participant, SurveyCycle, SurveySchedule } from '../../../http/contract/survey.ts'
import { formatDay, formatDayIn } from '../../formats.ts'
import { sortNameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { CopyLine } from '../../parts/copy-line.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { nameOfLanguage, textIn } from './words.ts'

const columns: readonly Column<Participant>[] = [
  { key: 'name', label: t('participants.name'), value: nameOfParticipant },
  {
    key: 'state',
    label: t('participants.state'),
    value: ({ completedOn }) =>
      completedOn === null ? t('participants.not') : t('participants.done', { day: formatDay(completedOn) }),
  },
  { key: 'mark', label: t('participants.mark'), value: marksOf },
]

interface ParticipantsCardProps {
  readonly classId: string
  readonly cycle: SurveyCycle
  readonly number: number
  readonly schedule: SurveySchedule
}

export function ParticipantsCard({ classId, cycle, number, schedule }: ParticipantsCardProps) {
  const { send } = useReader()
  const params = { classId, surveyId: cycle.id }
  const found = useQuery({
    queryKey: ['participants', classId, cycle.id],
    queryFn: ({ signal }) =>
      send('GET /api/v1/classes/{classId}/survey-cycles/{surveyId}/participants', { params, signal }),
  })
  const set = schedule.questionSets.find(({ id }) => id === cycle.questionSet)
  return (
    <Card title={t('participants.title', { number })} says={t('participants.says')}>
      {found.isPending ? <Waiting lines={5} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <DataTable
          label={t('participants.title', { number })}
          rows={found.data.participants}
          columns={columns}
          rowKey={({ id, byCode }) => `${byCode ? 'code' : 'roster'} ${id}`}
          sortedBy={{ column: 'name', descending: false }}
          exportName={`participation-${cycle.id}.csv`}
          empty={<p className="quiet-line">{t('participants.none')}</p>}
        />
      )}
      {cycle.state === 'closed' || set === undefined ? null : <Reminders set={set} cycle={cycle} />}
    </Card>
  )
}

interface RemindersProps {
  readonly set: SurveySchedule['questionSets'][number]
  readonly cycle: SurveyCycle
}

/** In English, and in Spanish where students may answer in it. */
function Reminders({ set, cycle }: RemindersProps) {
  const last = cycle.state === 'late' ? (cycle.extendedTo ?? cycle.endsOn) : cycle.endsOn
  const { minutes } = set
  const spanish = set.title['es']
  return (
    <>
      <CopyLine
        label={t('participants.remind')}
        value={t('participants.remind.text', { title: textIn(set.title, 'en'), day: formatDay(last), minutes })}
      />
      {spanish === undefined ? null : (
        <CopyLine
          label={t('participants.remind.in', { language: nameOfLanguage('es') })}
          value={t('participants.remind.text.es', { title: spanish, day: formatDayIn(last, 'es'), minutes })}
        />
      )}
    </>
  )
}

function nameOfParticipant(one: Participant): string {
  if (!one.byCode) return sortNameOf(one)
  return one.givenName === '' ? t('code.joiner.nameless') : one.givenName
}

function marksOf({ byCode, isLate, joined, left }: Participant): string {
  return [
    byCode ? t('participants.by-code') : '',
    isLate ? t('participants.late') : '',
    joined ? t('participants.joined') : '',
    left ? t('participants.left') : '',
  ]
    .filter((mark) => mark !== '')
    .join(', ')
}
