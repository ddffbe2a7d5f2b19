/** What was decided, and the way back. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { DecidedHandoverPage, Handover } from '../../../http/contract/handovers.ts'
import { formatInstant } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FileButton } from '../../parts/file-button.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { ServedSearch } from '../../parts/served-search.tsx'
import { ServedTable } from '../../parts/served-table.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { type ListPlace, PAGE_SIZE, useListPlace, useTurnedBack } from './list-place.ts'
import { decidedQuery, useRenewed } from './queries.ts'

interface DecidedProps {
  readonly say: (words: string | null) => void
}

export function DecidedHandovers({ say }: DecidedProps) {
  const { send } = useReader()
  const place = useListPlace({ list: 'decided', columns: ['at', 'educator', 'to', 'by'], descending: true })
  const found = useQuery(decidedQuery(send, { ...place.filter, page: place.page + 1, pageSize: PAGE_SIZE }))
  return (
    <Card title={t('handovers.decided')} says={t('handovers.decided.says')}>
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <DecidedTable found={found.data} place={place} say={say} />}
    </Card>
  )
}

interface DecidedTableProps extends DecidedProps {
  readonly found: DecidedHandoverPage
  readonly place: ListPlace
}

function DecidedTable({ found, place, say }: DecidedTableProps) {
  const { send, me } = useReader()
  const renew = useRenewed()
  useTurnedBack(place, found)
  const undoing = useMutation({
    mutationFn: ({ id }: Handover) =>
      send('POST /api/v1/coaching/handovers/{handoverId}/undo', { params: { handoverId: id } }),
    onSuccess: ({ educator }) => say(t('handovers.undone', { name: nameOf(educator) })),
    onSettled: renew,
  })
  return (
    <div className="stack">
      {undoing.error === null ? null : <FailureNote failure={undoing.error} />}
      <ServedTable
        {...place}
        label={t('handovers.decided')}
        rows={found.items}
        columns={decidedColumns(me.district.timezone, (one) => undoing.isPending || undoing.mutate(one))}
        rowKey={({ id }) => id}
        pageSize={PAGE_SIZE}
        total={found.total}
        tools={<ServedSearch label={t('handovers.search')} value={place.q} search={place.search} />}
        file={
          <FileButton
            name="handovers-decided.csv"
            disabled={found.total === 0}
            read={async () => ({
              csv: await send('GET /api/v1/coaching/handovers/decided/export', { query: place.filter }),
            })}
          />
        }
        empty={
          <p className="quiet-line">{t(place.q === '' ? 'handovers.decided.none' : 'handovers.decided.none-found')}</p>
        }
      />
    </div>
  )
}

function decidedColumns(zone: string, undo: (one: Handover) => void): readonly Column<Handover>[] {
  return [
    {
      key: 'educator',
      label: t('handovers.educator'),
      value: ({ educator }) => sortNameOf(educator),
      cell: ({ educator }) => <a href={paths.timeLine(educator.id)}>{sortNameOf(educator)}</a>,
    },
    { key: 'to', label: t('handovers.outcome'), value: outcomeOf },
    { key: 'by', label: t('handovers.by'), value: ({ by }) => by },
    { key: 'at', label: t('handovers.at'), value: ({ at }) => at, cell: ({ at }) => formatInstant(at, zone) },
    {
      key: 'undo',
      label: t('handovers.undo'),
      value: () => null,
      exported: () => null,
      unsorted: true,
      cell: (one) =>
        one.isUndone ? null : (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('handovers.undo.of', { name: nameOf(one.educator) })}
            onClick={() => undo(one)}
          >
            {t('handovers.undo')}
          </Button>
        ),
    },
  ]
}

function outcomeOf({ to, from, isUndone }: Handover): string {
  if (isUndone) return t('handovers.outcome.undone')
  return to === null
    ? t('handovers.outcome.left', { from: nameOf(from) })
    : t('handovers.outcome.to', { to: nameOf(to) })
}
