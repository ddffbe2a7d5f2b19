/** The ledger of a licence: every change with its reason and cause, a page at a time; all of it as a file. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LedgerPage } from '../../../http/contract/licences.ts'
import { actorWords } from '../../actor.ts'
import { formatInstant, formatNumber } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FileButton } from '../../parts/file-button.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { ServedTable } from '../../parts/served-table.tsx'
import type { Sort } from '../../parts/sorting.ts'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { LEDGER_ROWS, ledgerQuery } from './queries.ts'

type Line = LedgerPage['items'][number]

const NEWEST: Sort = { column: 'at', descending: true }

export function LicenceLedger({ kind }: { readonly kind: string }) {
  const { send, me } = useReader()
  const [place, setPlace] = useState({ page: 0, sort: NEWEST })
  const found = useQuery({ ...ledgerQuery(send, kind, place), placeholderData: keepPreviousData })
  return (
    <Card title={t('licence.ledger')} says={t('licence.ledger.says')}>
      {found.isPending ? <Waiting lines={5} /> : null}
      {found.isError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <ServedTable
          label={t('licence.ledger')}
          rows={found.data.items}
          columns={columnsOf(me.district.timezone)}
          rowKey={({ seq }) => String(seq)}
          sort={place.sort}
          sortBy={(sort) => setPlace({ page: 0, sort })}
          page={place.page}
          pageSize={LEDGER_ROWS}
          total={found.data.total}
          turn={(page) => setPlace({ ...place, page })}
          tools={null}
          file={found.data.total === 0 ? null : <WholeLedger kind={kind} />}
          empty={<p className="quiet-line">{t('licence.ledger.none')}</p>}
        />
      )}
    </Card>
  )
}

/** Every entry, the newest first: the server's file, however long it is. */
function WholeLedger({ kind }: { readonly kind: string }) {
  const { send } = useReader()
  const read = async () => ({
    csv: await send('GET /api/v1/licences/{kind}/ledger/export', { params: { kind }, patient: true }),
  })
  return (
    <FileButton size="xs" name={`${kind.replace(':', '-')}-ledger.csv`} label={t('licence.people.file')} read={read} />
  )
}

function columnsOf(zone: string): readonly Column<Line>[] {
  return [
    { key: 'at', label: t('licence.ledger.at'), value: ({ seq }) => seq, cell: ({ at }) => formatInstant(at, zone) },
    {
      key: 'person',
      label: t('licence.person'),
      value: ({ person, move }) => (person === null || move === 'purchase' ? null : sortNameOf(person)),
      cell: ({ person }) => (person === null ? t('table.none') : nameOf(person)),
      unsorted: true,
    },
    {
      key: 'move',
      label: t('licence.ledger.move'),
      value: ({ move, quantity }) =>
        quantity === null ? word('seat-move', move) : `${word('seat-move', move)}: ${formatNumber(quantity)}`,
    },
    {
      key: 'reason',
      label: t('licence.reason'),
      value: ({ reason, purchase }) =>
        purchase === null
          ? word('ledger-reason', reason)
          : t('licence.ledger.of-purchase', { name: purchase, reason: word('ledger-reason', reason) }),
      unsorted: true,
    },
    { key: 'by', label: t('licence.ledger.by'), value: actorWords, unsorted: true },
  ]
}
