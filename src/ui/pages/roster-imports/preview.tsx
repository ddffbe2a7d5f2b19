/** What a file would do, row by row, and the import of it. */
import '../../styles/checkbox.css'
import { Button, Checkbox, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RosterImported, RosterPreview, RosterPreviewBody } from '../../../http/contract/roster-imports.ts'
import { saveCsv, toCsv } from '../../csv.ts'
import { formatInstant } from '../../formats.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { FailureNote, type Mood, Note, Pill, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { sumsOf } from '../licence/seat-sums.ts'
import { readRosterAgain } from './queries.ts'

type Row = RosterPreview['rows'][number]

const OUTCOMES = ['new', 'changed', 'already', 'out'] as const
const MOODS: Readonly<Record<Row['outcome'], Mood>> = { new: 'good', changed: 'good', already: 'calm', out: 'bad' }

interface PreviewProps {
  readonly asked: RosterPreviewBody
  readonly preview: RosterPreview
  readonly sendsMail: boolean
}

export function RosterPreviewSection({ asked, preview, sendsMail }: PreviewProps) {
  const { columns, counts, rows } = preview
  const ignored = columns.filter(({ as, name }) => as === null && name !== '').map(({ name }) => name)
  return (
    <section className="stack findings">
      <Title order={3} size="h4">
        {t('roster-import.preview')}
      </Title>
      <dl className="effect-counts">
        {OUTCOMES.map((outcome) => (
          <div key={outcome}>
            <dt>{t(`roster-import.count.${outcome}`)}</dt>
            <dd>
              <Pill mood={MOODS[outcome]}>{counts[outcome].toLocaleString('en')}</Pill>
            </dd>
          </div>
        ))}
      </dl>
      {ignored.length === 0 ? null : <p>{t('roster-import.ignored', { names: ignored.join(', ') })}</p>}
      <DataTable
        label={t('roster-import.rows')}
        rows={rows}
        columns={ROW_COLUMNS}
        rowKey={({ row }) => String(row)}
        sortedBy={{ column: 'outcome', descending: false }}
        pageSize={10}
        exportName="import-rows.csv"
        empty={null}
      />
      <SeatsOfImport seats={preview.seats} />
      <Run key={preview.plan} asked={asked} preview={preview} sendsMail={sendsMail} />
    </section>
  )
}

const NAMED = 12

/** Who of the file gets a seat of a licence, and who waits for one and why; nothing where no seat changes hands. */
function SeatsOfImport({ seats }: Pick<RosterPreview, 'seats'>) {
  if (seats === null) return <p>{t('roster-import.seats.unknown')}</p>
  return seats.map(({ kind, name, moveCounts, short, waiting }) => (
    <Note key={kind} mood={short > 0 ? 'warn' : 'calm'} title={name}>
      <p>
        {t('roster-import.seats', { sums: sumsOf(moveCounts) })}{' '}
        {short > 0 ? t('roster-import.seats.short', { count: short }) : null}
      </p>
      {waiting.length === 0 ? null : (
        <ol>
          {waiting.slice(0, NAMED).map(({ name: who, reason }) => (
            <li key={who}>
              {who}: {word('wait-reason', reason)}
            </li>
          ))}
          {short > NAMED ? <li>{t('licence.preview.more', { count: short - NAMED })}</li> : null}
        </ol>
      )}
    </Note>
  ))
}

/** What needs a look comes first. */
const FIRST: Readonly<Record<Row['outcome'], string>> = { out: '1', new: '2', changed: '3', already: '4' }

const ROW_COLUMNS: readonly Column<Row>[] = [
  { key: 'row', label: t('roster-import.row'), value: ({ row }) => row, numeric: true },
  {
    key: 'outcome',
    label: t('roster-import.outcome'),
    value: ({ outcome, row }) => `${FIRST[outcome]} ${String(row).padStart(6, '0')}`,
    exported: ({ outcome }) => t(`roster-import.outcome.${outcome}`),
    cell: ({ outcome }) => <Pill mood={MOODS[outcome]}>{t(`roster-import.outcome.${outcome}`)}</Pill>,
  },
  { key: 'name', label: t('roster-import.name'), value: ({ name }) => name },
  { key: 'school', label: t('roster-import.school'), value: ({ school }) => school },
  { key: 'does', label: t('roster-import.does'), value: ({ does }) => sayDoes(does) },
  { key: 'notes', label: t('roster-import.notes'), value: ({ notes }) => notes.map(sayNote).join(' ') },
]

function sayDoes(does: Row['does']): string {
  const counted = (sort: 'put_in' | 'teach'): readonly string[] => {
    const count = does.filter((one) => one === sort).length
    return count === 0 ? [] : [t(`roster-import.does.${sort}`, { count })]
  }
  const plain = (['person', 'role', 'edit', 'class'] as const).filter((one) => does.includes(one))
  return [...plain.map((one) => t(`roster-import.does.${one}`)), ...counted('teach'), ...counted('put_in')].join(', ')
}

function sayNote({ column, says }: Row['notes'][number]): string {
  return column === null ? says : `${column}: ${says}`
}

function Run({ asked, preview, sendsMail }: PreviewProps) {
  const { send, me } = useReader()
  const queries = useQueryClient()
  const [leavesOut, setLeavesOut] = useState(false)
  const [invite, setInvite] = useState(false)
  const { counts, plan, standsUntil } = preview
  const running = useMutation({
    mutationFn: () => send('POST /api/v1/roster-imports', { body: { ...asked, plan, leavesOut, invite } }),
    onSuccess: () => readRosterAgain(queries),
  })
  if (running.data !== undefined) return <Done imported={running.data} />
  const taken = counts.new + counts.changed
  if (taken === 0) return <p>{t(counts.out > 0 ? 'roster-import.nothing.out' : 'roster-import.nothing')}</p>
  return (
    <div className="stack">
      <p>{t('roster-import.until', { at: formatInstant(standsUntil, me.district.timezone) })}</p>
      {counts.out === 0 ? null : (
        <Checkbox
          label={t('roster-import.leaves-out', { count: counts.out })}
          checked={leavesOut}
          onChange={(change) => setLeavesOut(change.currentTarget.checked)}
        />
      )}
      {preview.kind === 'staff' && counts.new > 0 ? (
        <Checkbox
          label={t('roster-import.invite')}
          description={t(sendsMail ? 'roster-import.invite.mail' : 'roster-import.invite.link')}
          checked={invite}
          onChange={(change) => setInvite(change.currentTarget.checked)}
        />
      ) : null}
      <div className="row">
        <Button loading={running.isPending} disabled={counts.out > 0 && !leavesOut} onClick={() => running.mutate()}>
          {t('roster-import.run', { count: taken })}
        </Button>
      </div>
      {running.error === null ? null : <FailureNote failure={running.error} />}
    </div>
  )
}

function Done({ imported }: { readonly imported: RosterImported }) {
  const links = imported.invitations.filter(({ invitation }) => invitation.url !== null)
  const save = () =>
    saveCsv(
      'invitations.csv',
      toCsv(
        [t('staff.email'), t('staff.link')],
        links.map(({ email, invitation }) => [email, invitation.url ?? '']),
      ),
    )
  return (
    <Quietly>
      <Note mood="good" title={t('roster-import.done', { count: imported.added + imported.changed })}>
        <p>{t('roster-import.done.says')}</p>
        {links.length === 0 ? null : (
          <>
            <p>{t('roster-import.links.says')}</p>
            <div className="row">
              <Button variant="default" onClick={save}>
                {t('roster-import.links')}
              </Button>
            </div>
          </>
        )}
      </Note>
    </Quietly>
  )
}
