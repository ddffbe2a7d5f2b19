/** The list of a class's students for its leads: whose word each is, putting in, taking out, giving back. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClassList, ClassStudent } from '../../../http/contract/class-list.ts'
import type { LedClassPage } from '../../../http/contract/launch.ts'
import { formatDay, formatInstant } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { FailureNote, Note, Pill, Quietly, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { MakeStudent } from './make-student.tsx'
import { PutStudentIn } from './put-student-in.tsx'
import { classListQuery } from './queries.ts'

interface ClassListProps {
  readonly classId: string
  /** Who is in the class as something else than its student. */
  readonly others: LedClassPage['people']
}

export function ClassListCard({ classId, others }: ClassListProps) {
  const { send } = useReader()
  const found = useQuery(classListQuery(send, classId))
  const [said, setSaid] = useState<string | null>(null)
  const count = found.data?.students.filter(({ owner }) => owner !== 'taken_out').length ?? 0
  return (
    <Card title={t('class-list', { count })} says={t('class-list.says')}>
      <div className="stack">
        <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
        {found.isPending ? <Waiting lines={6} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data === undefined ? null : <Students classId={classId} list={found.data} say={setSaid} />}
        {others.length === 0 ? null : (
          <p className="quiet-line">{t('class-list.others', { names: namesOf(others) })}</p>
        )}
        <PutStudentIn classId={classId} say={setSaid} />
        {found.data?.makesStudents === true ? <MakeStudent classId={classId} say={setSaid} /> : null}
      </div>
    </Card>
  )
}

function namesOf(others: LedClassPage['people']): string {
  return others.map((one) => `${nameOf(one)} (${word('lines.role', one.role)})`).join(', ')
}

interface StudentsProps {
  readonly classId: string
  readonly list: ClassList
  readonly say: (words: string) => void
}

function Students({ classId, list, say }: StudentsProps) {
  const { me } = useReader()
  const columns = columnsFor({ classId, say, zone: me.district.timezone })
  return (
    <DataTable
      label={t('class-list', { count: list.students.length })}
      rows={list.students}
      columns={columns}
      rowKey={({ person }) => person.id}
      sortedBy={{ column: 'name', descending: false }}
      exportName={`class-${classId}.csv`}
      empty={<p className="quiet-line">{t('class-list.none')}</p>}
    />
  )
}

interface ColumnsOptions {
  readonly classId: string
  readonly say: (words: string) => void
  readonly zone: string
}

function columnsFor({ classId, say, zone }: ColumnsOptions): readonly Column<ClassStudent>[] {
  return [
    {
      key: 'name',
      label: t('class-list.name'),
      value: ({ person }) => sortNameOf(person),
      cell: ({ person }) => <div className="whole-words">{sortNameOf(person)}</div>,
    },
    {
      key: 'since',
      label: t('class-list.since'),
      value: ({ since }) => since,
      cell: ({ since }) => (since === null ? '–' : <span className="unbroken">{formatDay(since)}</span>),
    },
    {
      key: 'owner',
      label: t('class-list.owner'),
      value: (student) => ownerWords(student, zone),
      cell: (student) => <Owner student={student} zone={zone} />,
    },
    {
      key: 'act',
      label: t('class-list.act'),
      value: () => null,
      unsorted: true,
      cell: (student) => <Act classId={classId} student={student} say={say} />,
    },
  ]
}

function ownerWords({ owner, edited }: ClassStudent, zone: string): string {
  if (owner === 'feed' || edited === null) return t('class-list.feed')
  return `${t(owner === 'taken_out' ? 'class-list.out' : 'class-list.in')} ${signatureOf(edited, zone)}`
}

function signatureOf({ byName, at }: NonNullable<ClassStudent['edited']>, zone: string): string {
  return t('class-list.signature', { name: byName ?? t('class-desk.nobody'), time: formatInstant(at, zone) })
}

function Owner({ student, zone }: { readonly student: ClassStudent; readonly zone: string }) {
  const { owner, edited } = student
  if (owner === 'feed' || edited === null) return <span className="dim">{t('class-list.feed')}</span>
  return (
    <span>
      <Pill mood={owner === 'taken_out' ? 'warn' : 'calm'}>
        {t(owner === 'taken_out' ? 'class-list.out' : 'class-list.in')}
      </Pill>{' '}
      <span className="dim">{signatureOf(edited, zone)}</span>
    </span>
  )
}

interface ActProps {
  readonly classId: string
  readonly student: ClassStudent
  readonly say: (words: string) => void
}

function Act({ classId, student, say }: ActProps) {
  const { ask, question, failure } = useAskedAgain('led-class', say)
  const name = nameOf(student.person)
  const params = { classId, personId: student.person.id }
  const isOut = student.owner === 'taken_out'
  const label = t(isOut ? 'class-list.back-this' : 'class-list.take-out-this', { name })
  const act = () =>
    ask(
      isOut
        ? {
            label,
            sure: t('class-list.given-back', { name }),
            says: t('class-list.given-back', { name }),
            act: (send) => send('POST /api/v1/classes/led/{classId}/students/{personId}/give-back', { params }),
          }
        : {
            label,
            sure: t('class-list.take-out.sure', { name }),
            says: t('class-list.taken', { name }),
            act: (send) => send('DELETE /api/v1/classes/led/{classId}/students/{personId}', { params }),
          },
    )
  return (
    <div>
      {question ?? (
        <Button size="xs" variant="default" aria-label={label} onClick={act}>
          {t(isOut ? 'class-list.back' : 'class-list.take-out')}
        </Button>
      )}
      {failure}
    </div>
  )
}
