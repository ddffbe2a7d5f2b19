/** What was given, taken back and bought with the points of a programme; and taking back what was given wrongly. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { PointEntry } from '../../../http/contract/programmes.ts'
import { formatInstant } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { pointEntriesQuery, POINTS } from './queries.ts'

interface Props {
  readonly programmeId: string
  readonly say: (words: string) => void
}

export function Ledger({ programmeId, say }: Props) {
  const { send, me } = useReader()
  const found = useQuery(pointEntriesQuery(send, programmeId))
  const { ask, question, failure } = useAskedAgain(POINTS, say)
  const takeBack = (entry: PointEntry) =>
    ask({
      label: labelOf(entry),
      sure: t('points.take-back.sure'),
      says: t('points.taken-back'),
      act: (sender) =>
        sender('POST /api/v1/programmes/{programmeId}/taken-back', {
          params: { programmeId },
          body: { entryId: entry.id },
        }),
    })
  return (
    <Card title={t('points.ledger')} says={t('points.ledger.says')}>
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <div className="stack">
          {question}
          {failure}
          <DataTable
            label={t('points.ledger')}
            rows={found.data.items}
            columns={columnsOf(me.district.timezone, takeBack)}
            rowKey={({ id }) => id}
            sortedBy={{ column: 'at', descending: true }}
            exportName="points-given.csv"
            empty={<p className="quiet-line">{t('points.ledger.none')}</p>}
          />
          {found.data.items.length < found.data.total ? (
            <Note mood="calm">
              {t('points.ledger.cut', { count: found.data.items.length, total: found.data.total })}
            </Note>
          ) : null}
        </div>
      )}
    </Card>
  )
}

function labelOf({ points, words, student }: PointEntry): string {
  return t('points.take-back-this', { points, words, name: nameOf(student) })
}

function columnsOf(zone: string, takeBack: (entry: PointEntry) => void): readonly Column<PointEntry>[] {
  return [
    { key: 'at', label: t('points.ledger.at'), value: ({ at }) => at, cell: ({ at }) => formatInstant(at, zone) },
    { key: 'name', label: t('points.student'), value: ({ student }) => sortNameOf(student) },
    { key: 'what', label: t('points.ledger.what'), value: ({ kind, words }) => t(`points.kind.${kind}`, { words }) },
    { key: 'points', label: t('points.ledger.points'), value: ({ points }) => points, numeric: true },
    { key: 'by', label: t('points.ledger.by'), value: ({ byName }) => byName },
    {
      key: 'act',
      label: t('points.ledger.act'),
      unsorted: true,
      value: ({ isTakenBack }) => (isTakenBack ? t('points.ledger.was-taken-back') : ''),
      cell: (entry) => <TakeBack entry={entry} takeBack={takeBack} />,
    },
  ]
}

function TakeBack({ entry, takeBack }: { readonly entry: PointEntry; readonly takeBack: (entry: PointEntry) => void }) {
  if (entry.isTakenBack) return <span className="dim">{t('points.ledger.was-taken-back')}</span>
  if (entry.kind !== 'given') return null
  return (
    <Button variant="default" size="xs" aria-label={labelOf(entry)} onClick={() => takeBack(entry)}>
      {t('points.take-back')}
    </Button>
  )
}
