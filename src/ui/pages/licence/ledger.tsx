/** The ledger of a licence: every change with its reason and cause. */
import { useQuery } from '@tanstack/react-query'
import type { LedgerPage } from '../../../http/contract/licences.ts'
import { formatInstant, formatNumber } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { ledgerQuery } from './queries.ts'

type Line = LedgerPage['items'][number]

export function LicenceLedger({ kind }: { readonly kind: string }) {
  const { send, me } = useReader()
  const found = useQuery(ledgerQuery(send, kind))
  return (
    <Card title={t('licence.ledger')} says={t('licence.ledger.says')}>
      {found.isPending ? <Waiting lines={5} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <DataTable
          label={t('licence.ledger')}
          rows={found.data.items}
          columns={columnsOf(me.district.timezone)}
          rowKey={({ seq }) => String(seq)}
          sortedBy={{ column: 'at', descending: true }}
          pageSize={10}
          exportName={`${kind}-ledger.csv`}
          empty={<p className="quiet-line">{t('licence.ledger.none')}</p>}
        />
      )}
      {found.data === undefined || found.data.items.length >= found.data.total ? null : (
        <Note mood="calm">{t('licence.ledger.cut', { shown: found.data.items.length, total: found.data.total })}</Note>
      )}
    </Card>
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
    },
    { key: 'by', label: t('licence.ledger.by'), value: ({ actor }) => actor },
  ]
}
