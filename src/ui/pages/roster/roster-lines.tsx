/** Who is in a class, or in which classes somebody is: each line with whose it is, taking out and giving back. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RosterLine } from '../../../http/contract/roster.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FailureNote, Note, Pill, Quietly, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { signatureOf, valueWords } from './field-words.ts'
import { linesQuery, readAgain } from './queries.ts'

interface RosterLinesProps {
  /** The lines of one class, or of one person. */
  readonly kind: 'people' | 'classes'
  readonly id: string
}

export function RosterLines({ kind, id }: RosterLinesProps) {
  const { send, me } = useReader()
  const found = useQuery(linesQuery(send, { kind, id }))
  const [done, setDone] = useState<string | null>(null)
  if (found.isPending) return <Waiting lines={4} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const columns = columnsFor({ kind, zone: me.district.timezone, done: setDone })
  return (
    <div className="stack">
      <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
      <DataTable
        label={t(kind === 'people' ? 'lines.classes' : 'lines.people')}
        rows={found.data.lines}
        columns={columns}
        rowKey={(line) => line.id}
        sortedBy={{ column: 'name', descending: false }}
        exportName={kind === 'people' ? `person-${id}-classes.csv` : `class-${id}.csv`}
        empty={<p className="quiet-line">{t(kind === 'people' ? 'lines.none-person' : 'lines.none-class')}</p>}
      />
    </div>
  )
}

interface ColumnsOptions {
  readonly kind: RosterLinesProps['kind']
  readonly zone: string
  readonly done: (words: string) => void
}

function columnsFor({ kind, zone, done }: ColumnsOptions): readonly Column<RosterLine>[] {
  return [
    {
      key: 'name',
      label: t(kind === 'people' ? 'lines.class' : 'lines.person'),
      value: (line) => nameIn(line, kind),
      cell: (line) => (
        <a href={kind === 'people' ? paths.class(line.class.id) : paths.person(line.person.id)}>{nameIn(line, kind)}</a>
      ),
    },
    {
      key: 'role',
      label: t('lines.role'),
      value: roleOf,
      cell: (line) => <span className="unbroken">{roleOf(line)}</span>,
    },
    { key: 'days', label: t('lines.days'), value: firstDayOf, exported: daysOf, cell: (line) => <Days line={line} /> },
    {
      key: 'owner',
      label: t('lines.owner'),
      value: (line) => ownerWords(line, zone),
      cell: (line) => <Owner line={line} zone={zone} />,
    },
    {
      key: 'act',
      label: t('lines.act'),
      value: () => null,
      cell: (line) => <Act line={line} kind={kind} done={done} />,
    },
  ]
}

function nameIn(line: RosterLine, kind: RosterLinesProps['kind']): string {
  return kind === 'people' ? line.class.name : sortNameOf(line.person)
}

function roleOf(line: RosterLine): string {
  return wordsIn(line, 'role')
}

function wordsIn(line: RosterLine, name: string): string {
  const found = line.fields.find(({ field }) => field === name)
  return found === undefined ? '' : valueWords(found)
}

/** Sorted by what the calendar says, not by how it is written. */
function firstDayOf(line: RosterLine): string | null {
  const value = line.fields.find(({ field }) => field === 'beginDate')?.value
  return typeof value === 'string' ? value : null
}

/** From when to when somebody is in the class; empty where the feed names no day. */
function daysOf(line: RosterLine): string {
  const [from, to] = ['beginDate', 'endDate'].map((name) =>
    line.fields.some(({ field, value }) => field === name && value !== null) ? wordsIn(line, name) : '',
  )
  if (from === '' && to === '') return ''
  return t('lines.days.from-to', { from: from === '' ? '…' : (from ?? ''), to: to === '' ? '…' : (to ?? '') })
}

function Days({ line }: { readonly line: RosterLine }) {
  const isEdited = line.fields.some(({ field, editedBy }) => field !== 'member' && editedBy !== null)
  return (
    <span>
      {daysOf(line) === '' ? '–' : daysOf(line)}
      {isEdited ? (
        <>
          {' '}
          <Pill mood="calm">{t('lines.edited')}</Pill>
        </>
      ) : null}
    </span>
  )
}

function ownerWords(line: RosterLine, zone: string): string {
  const editedBy = line.fields.find(({ field }) => field === 'member')?.editedBy ?? null
  if (editedBy === null) return t('record.owner.feed')
  return t(line.byHand ? 'lines.put-in' : 'lines.taken-out', signatureOf(editedBy, zone))
}

function Owner({ line, zone }: { readonly line: RosterLine; readonly zone: string }) {
  const words = ownerWords(line, zone)
  if (!line.active) return <Pill mood="warn">{words}</Pill>
  return line.byHand ? <Pill mood="calm">{words}</Pill> : <span className="dim">{words}</span>
}

interface ActProps {
  readonly line: RosterLine
  readonly kind: RosterLinesProps['kind']
  readonly done: (words: string) => void
}

/** Taking out a fed line, or giving back what was taken out or put in. */
function Act({ line, kind, done }: ActProps) {
  const { send, me } = useReader()
  const queries = useQueryClient()
  const version = line.fields.find(({ field }) => field === 'member')?.version ?? ''
  const params = { kind: 'enrolments', recordId: line.id, field: 'member' }
  const isBack = line.byHand || !line.active
  const name = kind === 'people' ? line.class.name : nameOf(line.person)
  const acting = useMutation({
    mutationFn: () =>
      isBack
        ? send('POST /api/v1/roster/{kind}/{recordId}/fields/{field}/give-back', { params, body: { version } })
        : send('PUT /api/v1/roster/{kind}/{recordId}/fields/{field}', { params, body: { value: false, version } }),
    onSuccess: () => done(t(isBack ? 'lines.done.back' : 'lines.done.out', { name: nameOf(line.person) })),
    onSettled: () => readAgain(queries),
  })
  if (!me.may.includes('edit:feed_owned_field')) return null
  return (
    <div>
      <div className="row" data-whole="true">
        {isBack ? null : (
          <a href={paths.enrolment(line.id)} aria-label={t('lines.edit-this', { name })}>
            {t('record.edit')}
          </a>
        )}
        <Button
          variant="default"
          size="xs"
          loading={acting.isPending}
          aria-label={t(isBack ? 'lines.give-back-this' : 'lines.take-out-this', { name })}
          onClick={() => acting.mutate()}
        >
          {t(isBack ? 'record.give-back' : 'lines.take-out')}
        </Button>
      </div>
      {acting.error === null ? null : <FailureNote failure={acting.error} />}
    </div>
  )
}
