/** Everybody's open sessions, for those who look after the district. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DistrictSession } from '../../../http/contract/sessions.ts'
import { formatInstant } from '../../formats.ts'
import { nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { searchIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { districtSessionsQuery } from './queries.ts'
import { wayIn } from './way.ts'

export function DistrictSessions({ done }: { readonly done: () => void }) {
  const { send, me } = useReader()
  const found = useQuery(districtSessionsQuery(send))
  return (
    <Card title={t('sessions.district')} says={t('sessions.district.says')}>
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <DataTable
          label={t('sessions.district')}
          rows={found.data.items}
          columns={columnsOf(me.district.timezone, done)}
          rowKey={({ id }) => id}
          sortedBy={{ column: 'started', descending: true }}
          exportName="sessions.csv"
          empty={
            <Empty icon={searchIcon} title={t('sessions.district.none')}>
              {t('sessions.district.none.says')}
            </Empty>
          }
        />
      )}
      {found.data === undefined || found.data.items.length >= found.data.total ? null : (
        <Note mood="calm">
          {t('sessions.district.cut', { shown: found.data.items.length, total: found.data.total })}
        </Note>
      )}
    </Card>
  )
}

function columnsOf(zone: string, done: () => void): readonly Column<DistrictSession>[] {
  return [
    { key: 'who', label: t('sessions.who'), value: whoOf },
    { key: 'way', label: t('sessions.way'), value: wayIn },
    {
      key: 'started',
      label: t('sessions.started'),
      value: ({ startedAt }) => startedAt,
      cell: ({ startedAt }) => formatInstant(startedAt, zone),
    },
    {
      key: 'seen',
      label: t('sessions.seen'),
      value: ({ seenAt }) => seenAt,
      cell: ({ seenAt }) => formatInstant(seenAt, zone),
    },
    {
      key: 'act',
      label: t('sessions.act'),
      value: () => null,
      cell: (session) => <End session={session} done={done} />,
    },
  ]
}

function whoOf({ who, person, customerAdminName }: DistrictSession): string {
  if (person !== null) return nameOf(person)
  if (customerAdminName !== null) return t('sessions.customer_admin.name', { name: customerAdminName })
  if (who === 'support') return t('sessions.support')
  return t(who === 'customer_admin' ? 'sessions.customer_admin' : 'sessions.unmatched')
}

function End({ session, done }: { readonly session: DistrictSession; readonly done: () => void }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const ending = useMutation({
    mutationFn: () => send('DELETE /api/v1/district/sessions/{sessionId}', { params: { sessionId: session.id } }),
    onSuccess: async () => {
      done()
      await queries.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('sessions.end-theirs', { who: whoOf(session) })}
        loading={ending.isPending}
        onClick={() => ending.mutate()}
      >
        {t('sessions.end')}
      </Button>
      {ending.error === null ? null : <FailureNote failure={ending.error} />}
    </>
  )
}
