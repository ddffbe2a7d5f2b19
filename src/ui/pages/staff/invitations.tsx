/** Invitations: what became of each, sending one again, taking one back. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InvitationState, ListedInvitation, StaffInvitation } from '../../../http/contract/invitations.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FailureNote, Note, Pill, Quietly, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { OneTimeLink } from './one-time-link.tsx'
import { invitationsQuery, listStaffAgain } from './queries.ts'

const STATES = ['open', 'used', 'expired', 'revoked'] as const
const MOODS = { open: 'warn', used: 'good', expired: 'calm', revoked: 'calm' } as const
const SHOWN = 100

interface Renewed {
  readonly who: string
  readonly invitation: StaffInvitation
}

export function InvitationsCard({ sendsMail }: { readonly sendsMail: boolean }) {
  const { send, me } = useReader()
  const [state, setState] = useState<InvitationState | ''>('open')
  const [renewed, setRenewed] = useState<Renewed | null>(null)
  const found = useQuery(invitationsQuery(send, { ...(state === '' ? {} : { state }), pageSize: SHOWN }))
  return (
    <Card title={t('staff.invitations')} says={t('staff.invitations.says')}>
      {found.isPending ? <Waiting lines={3} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <div className="stack" aria-busy={found.isPlaceholderData}>
          <Quietly>
            {renewed === null ? null : (
              <Note mood="good" title={t('staff.invitations.renewed', { who: renewed.who })}>
                <OneTimeLink invitation={renewed.invitation} />
              </Note>
            )}
          </Quietly>
          <DataTable
            rowsOf={state}
            label={t('staff.invitations')}
            rows={found.data.items}
            columns={columnsOf(me.district.timezone, { sendsMail, renewed: setRenewed })}
            rowKey={({ id }) => id}
            sortedBy={{ column: 'made', descending: true }}
            exportName="invitations.csv"
            tools={<StateFilter state={state} set={setState} />}
            empty={<p className="quiet-line">{t('staff.invitations.none')}</p>}
          />
          {found.data.items.length < found.data.total ? (
            <Note mood="calm">
              {t('staff.invitations.cut', { count: found.data.items.length, total: found.data.total })}
            </Note>
          ) : null}
        </div>
      )}
    </Card>
  )
}

function StateFilter(props: {
  readonly state: InvitationState | ''
  readonly set: (state: InvitationState | '') => void
}) {
  return (
    <NativeSelect
      label={t('staff.invitations.state')}
      value={props.state}
      data={[
        { value: '', label: t('staff.filter.any') },
        ...STATES.map((state) => ({ value: state, label: t(`invitation-state.${state}`) })),
      ]}
      onChange={(change) => props.set(STATES.find((state) => state === change.currentTarget.value) ?? '')}
    />
  )
}

function columnsOf(zone: string, acting: Omit<ActsProps, 'row'>): readonly Column<ListedInvitation>[] {
  return [
    {
      key: 'who',
      label: t('staff.invitations.who'),
      value: ({ name, email }) => name ?? email,
      cell: (row) => <Who {...row} />,
    },
    {
      key: 'as',
      label: t('staff.role'),
      value: ({ role, schoolName }) => `${word('role', role)}, ${schoolName ?? t('staff.whole-district')}`,
    },
    {
      key: 'state',
      label: t('staff.invitations.state'),
      value: ({ state }) => t(`invitation-state.${state}`),
      cell: ({ state }) => <Pill mood={MOODS[state]}>{t(`invitation-state.${state}`)}</Pill>,
    },
    {
      key: 'made',
      label: t('staff.invitations.made'),
      value: ({ createdAt }) => createdAt,
      cell: (row) => <Made row={row} zone={zone} />,
    },
    {
      key: 'until',
      label: t('staff.invitations.until'),
      value: ({ expiresAt }) => expiresAt,
      cell: ({ expiresAt }) => formatInstant(expiresAt, zone),
    },
    {
      key: 'acts',
      label: t('staff.invitations.acts'),
      value: () => null,
      cell: (row) => (row.state === 'used' ? t('table.none') : <Acts row={row} {...acting} />),
    },
  ]
}

function Who({ personId, name, email }: Pick<ListedInvitation, 'personId' | 'name' | 'email'>) {
  return (
    <>
      {personId === null || name === null ? null : (
        <div>
          <a href={paths.staffPerson(personId)}>{name}</a>
        </div>
      )}
      <div>{email}</div>
    </>
  )
}

function Made({ row, zone }: { readonly row: ListedInvitation; readonly zone: string }) {
  return (
    <>
      <div>{formatInstant(row.createdAt, zone)}</div>
      <div className="dim">{howOf(row)}</div>
    </>
  )
}

function howOf({ invitedBy, mailedAt }: ListedInvitation): string {
  const by = invitedBy ?? t('staff.invitations.by-command')
  return t(mailedAt === null ? 'staff.invitations.handed' : 'staff.invitations.mailed', { by })
}

interface ActsProps {
  readonly row: ListedInvitation
  readonly sendsMail: boolean
  readonly renewed: (renewed: Renewed) => void
}

function Acts({ row, sendsMail, renewed }: ActsProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const params = { invitationId: row.id }
  const who = row.name ?? row.email
  const renewing = useMutation({
    mutationFn: (handOver: 'mail' | 'link') =>
      send('POST /api/v1/staff/invitations/{invitationId}/renewal', { params, body: { handOver } }),
    onSuccess: (invitation) => {
      renewed({ who, invitation })
      listStaffAgain(queries)
    },
  })
  const revoking = useMutation({
    mutationFn: () => send('POST /api/v1/staff/invitations/{invitationId}/revocation', { params }),
    onSuccess: () => listStaffAgain(queries),
  })
  const failure = renewing.error ?? revoking.error
  return (
    <div className="stack">
      <div className="row">
        {(sendsMail ? (['mail', 'link'] as const) : (['link'] as const)).map((handOver) => (
          <Button
            key={handOver}
            variant="default"
            size="xs"
            loading={renewing.isPending}
            aria-label={t(`staff.invitations.again-${handOver}-to`, { who })}
            onClick={() => renewing.mutate(handOver)}
          >
            {t(`staff.invitations.again-${handOver}`)}
          </Button>
        ))}
        {row.state === 'open' ? (
          <Button
            variant="default"
            size="xs"
            loading={revoking.isPending}
            aria-label={t('staff.invitations.revoke-of', { who })}
            onClick={() => revoking.mutate()}
          >
            {t('staff.invitations.revoke')}
          </Button>
        ) : null}
      </div>
      {failure === null ? null : <FailureNote failure={failure} />}
    </div>
  )
}
