/** Support access: who has looked into the district, who may now, and letting somebody in. */
import { useQuery } from '@tanstack/react-query'
import type { SupportAccess } from '../../http/contract/support.ts'
import { EndSupport } from '../frame/support-banner.tsx'
import { formatInstant } from '../formats.ts'
import { Card } from '../parts/card.tsx'
import { DataTable } from '../parts/data-table.tsx'
import type { Column } from '../parts/data-table.tsx'
import { doorIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { LetSupportIn } from './support/let-in.tsx'
import { supportQuery } from './support/queries.ts'

export function SupportPage() {
  const { send, me } = useReader()
  const found = useQuery(supportQuery(send))
  return (
    <>
      <PageHead title={t('support.title')} says={t('support.says')} />
      <Card title={t('support.all')}>
        {found.isPending ? <Waiting lines={6} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data === undefined ? null : (
          <DataTable
            label={t('support.all')}
            rows={found.data.items}
            columns={columnsOf(me.district.timezone)}
            rowKey={({ id }) => id}
            sortedBy={{ column: 'opened', descending: true }}
            exportName="support-access.csv"
            empty={
              <Empty icon={doorIcon} title={t('support.none')}>
                {t('support.none.says')}
              </Empty>
            }
          />
        )}
        {found.data === undefined || found.data.items.length >= found.data.total ? null : (
          <Note mood="calm">{t('support.cut', { shown: found.data.items.length, total: found.data.total })}</Note>
        )}
      </Card>
      {found.data === undefined ? null : <LetSupportIn limits={found.data.limits} />}
    </>
  )
}

function columnsOf(zone: string): readonly Column<SupportAccess>[] {
  return [
    {
      key: 'opened',
      label: t('support.opened'),
      value: ({ openedAt }) => openedAt,
      cell: ({ openedAt }) => formatInstant(openedAt, zone),
    },
    { key: 'who', label: t('support.who'), value: ({ who }) => who },
    { key: 'reason', label: t('support.reason'), value: ({ reason }) => reason },
    { key: 'by', label: t('support.by'), value: openerOf },
    {
      key: 'state',
      label: t('support.state'),
      value: (access) => stateOf(access, zone),
      cell: (access) => (
        <div className="stack">
          <span>{stateOf(access, zone)}</span>
          {access.endedAt === null ? <EndSupport access={access} /> : null}
        </div>
      ),
    },
    { key: 'requests', label: t('support.requests'), value: ({ requests }) => requests },
  ]
}

function openerOf({ openedBy, openedByName }: SupportAccess): string {
  return openedByName ?? t(`support.by.${openedBy}`)
}

function stateOf(access: SupportAccess, zone: string): string {
  const { endedAt, endedBy, endedByName, begunAt } = access
  if (endedAt === null) {
    const until = formatInstant(access.expiresAt, zone)
    return t(begunAt === null ? 'support.state.waiting' : 'support.state.open', { until })
  }
  const at = formatInstant(endedAt, zone)
  if (endedBy === 'person')
    return t('support.state.over', {
      at,
      by: t('support.over.person', { name: endedByName ?? t('support.by.person') }),
    })
  return t('support.state.over', { at, by: t(`support.over.${endedBy ?? 'time'}`) })
}
