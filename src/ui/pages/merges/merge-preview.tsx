/** What comes of a merge, before it is asked for. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ComponentProps } from 'react'
import type { MergePreview } from '../../../http/contract/merges.ts'
import { nameOf } from '../../names.ts'
import type { AddressQuery } from '../../parts/address-query.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { isMessageKey, t, word } from '../../translate.ts'
import { Side } from '../matches/match-pair.tsx'
import { mergePreviewQuery, MERGES } from './queries.ts'

interface PreviewProps {
  readonly pair: { readonly stays: string; readonly goes: string }
  readonly change: (some: AddressQuery) => void
  readonly done: (words: string) => void
}

export function MergePreviewCard({ pair, change, done }: PreviewProps) {
  const { send } = useReader()
  const found = useQuery(mergePreviewQuery(send, pair))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { stays, goes, against } = found.data
  return (
    <Card title={t('merge.preview')} says={t('merge.preview.says', { goes: goes.id, stays: stays.id })}>
      <div className="stack">
        <div className="sides">
          <Side side={stays} beside={goes} heading={t('merge.stays', { id: stays.id })} />
          <Side side={goes} beside={stays} heading={t('merge.goes', { id: goes.id })} />
        </div>
        <div className="row">
          <Button variant="default" size="xs" onClick={() => change({ stays: pair.goes, goes: pair.stays })}>
            {t('merge.swap')}
          </Button>
          <Button variant="default" size="xs" onClick={() => change({ goes: '' })}>
            {t('merge.other')}
          </Button>
        </div>
        <Fields preview={found.data} />
        <Moves preview={found.data} />
        {against.length === 0 ? (
          <Decide preview={found.data} done={done} />
        ) : (
          <Note mood="warn" title={t('merge.against')}>
            <ul>
              {against.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </Note>
        )}
      </div>
    </Card>
  )
}

type Field = MergePreview['fields'][number]
type Columns<Row> = ComponentProps<typeof PlainTable<Row>>['columns']

function Fields({ preview }: { readonly preview: MergePreview }) {
  const { stays, goes, fields, speaksFrom } = preview
  const isFed = [stays, goes].every(({ records }) => records.some(({ active }) => active))
  return (
    <>
      {goes.isDeactivated && !stays.isDeactivated ? <Note mood="calm">{t('merge.deactivated')}</Note> : null}
      {isFed && speaksFrom !== null ? <Note mood="calm">{t('merge.feeds', { source: speaksFrom })}</Note> : null}
      {fields.length === 0 ? (
        <p className="dim">{t('merge.fields.none')}</p>
      ) : (
        <PlainTable
          label={t('merge.fields')}
          rows={fields}
          columns={columnsOf(speaksFrom ?? '')}
          rowKey={({ field }) => field}
        />
      )}
    </>
  )
}

function columnsOf(source: string): Columns<Field> {
  return [
    { key: 'field', label: t('merge.field'), value: ({ field }) => word('field', field), unsorted: true },
    { key: 'stays', label: t('merge.field.stays'), value: (row) => textOf(row.stays), unsorted: true },
    { key: 'goes', label: t('merge.field.goes'), value: (row) => textOf(row.goes), unsorted: true },
    {
      key: 'becomes',
      label: t('merge.field.becomes'),
      value: (row) => `${textOf(row[row.wins])} (${t(`merge.because.${row.because}`, { source })})`,
      unsorted: true,
    },
  ]
}

function textOf(value: Field['stays']): string {
  const text = Array.isArray(value) ? value.join(', ') : (value ?? '')
  return text === '' ? '–' : text
}

interface Move {
  readonly what: string
  readonly count: number
  readonly both: number | null
}

const moveColumns: Columns<Move> = [
  { key: 'what', label: t('merge.what'), value: ({ what }) => what, unsorted: true },
  { key: 'count', label: t('merge.count'), value: ({ count }) => count, numeric: true, unsorted: true },
  { key: 'both', label: t('merge.both'), value: ({ both }) => both, numeric: true, unsorted: true },
]

const seatColumns: Columns<MergePreview['seats'][number]> = [
  { key: 'kind', label: t('merge.seats.kind'), value: ({ name }) => name, unsorted: true },
  { key: 'stays', label: t('merge.field.stays'), value: (row) => stateOf(row.stays), unsorted: true },
  { key: 'goes', label: t('merge.field.goes'), value: (row) => stateOf(row.goes), unsorted: true },
]

function stateOf(state: string | null): string {
  return state === null ? '–' : word('seat-state', state)
}

function movesOf({ moves }: MergePreview): readonly Move[] {
  const both: Readonly<Record<string, number>> = {
    interactionsWith: moves.interactionsWithBoth,
    cyclesWith: moves.cyclesWithBoth,
    communities: moves.communitiesBoth,
  }
  return Object.entries(moves).flatMap(([name, count]) => {
    const key = `merge.move.${name}`
    return count === 0 || !isMessageKey(key)
      ? []
      : [{ what: word('merge.move', name), count, both: both[name] ?? null }]
  })
}

function Moves({ preview }: { readonly preview: MergePreview }) {
  const moves = movesOf(preview)
  return (
    <>
      {moves.length === 0 ? (
        <p className="dim">{t('merge.moves.none')}</p>
      ) : (
        <PlainTable label={t('merge.moves')} rows={moves} columns={moveColumns} rowKey={({ what }) => what} />
      )}
      {preview.seats.length === 0 ? null : (
        <>
          <PlainTable label={t('merge.seats')} rows={preview.seats} columns={seatColumns} rowKey={({ kind }) => kind} />
          <p className="dim">{t('merge.seats.says')}</p>
        </>
      )}
      <p className="dim">{t('merge.ends')}</p>
    </>
  )
}

function Decide({ preview: { stays, goes }, done }: { readonly preview: MergePreview } & Pick<PreviewProps, 'done'>) {
  const { ask, question, failure } = useAskedAgain(MERGES, done)
  const names = { stays: `${nameOf(stays)} (${stays.id})`, goes: `${nameOf(goes)} (${goes.id})` }
  const body = { stays: stays.id, goes: goes.id }
  return (
    <>
      {question ?? (
        <div className="row">
          <Button
            onClick={() =>
              ask({
                label: t('merge.do', body),
                sure: t('merge.do.sure', names),
                says: t('merge.asked'),
                act: (send) => send('POST /api/v1/educator-merges', { body }),
              })
            }
          >
            {t('merge.do', body)}
          </Button>
        </div>
      )}
      {failure}
    </>
  )
}
