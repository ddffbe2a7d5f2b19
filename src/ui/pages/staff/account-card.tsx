/** Whether the account is active, how they come in, and what may be done about it. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { StaffPerson } from '../../../http/contract/staff.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Pill, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { OneTimeLink } from './one-time-link.tsx'
import { listStaffAgain, putStaff } from './queries.ts'
import { moodOf } from './staff-words.ts'

type Act = 'deactivation' | 'activation' | 'removal' | 'return'

const LABEL = {
  deactivation: 'staff.deactivate',
  activation: 'staff.activate',
  removal: 'staff.remove',
  return: 'staff.return',
} as const

export function AccountCard({ person }: { readonly person: StaffPerson }) {
  const { me } = useReader()
  const { state, stateSince, isOwn, untouchable } = person
  const since = stateSince === null ? null : t('staff.since', { at: formatInstant(stateSince, me.district.timezone) })
  return (
    <Card title={t('staff.account')}>
      <div className="stack">
        <p className="row">
          <Pill mood={moodOf(state)}>{t(`staff-state.${state}`)}</Pill>
          {since === null ? null : <span className="dim">{since}</span>}
        </p>
        {isOwn ? <p className="quiet-line">{t('staff.account.own')}</p> : null}
        {untouchable === null || isOwn ? null : <Note mood="calm">{t(`staff.account.${untouchable}`)}</Note>}
        <Acts person={person} />
        {person.may.invite ? <InviteAgain personId={person.id} /> : null}
      </div>
    </Card>
  )
}

interface ActsProps {
  readonly person: StaffPerson
  /** These alone; none given: all that may be done. */
  readonly only?: readonly Act[]
}

/** What may be done about an account, asked for once more where it takes something away. */
export function Acts({ person, only }: ActsProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<'deactivation' | 'removal' | null>(null)
  const acting = useMutation({
    mutationFn: (act: Act) => send(`POST /api/v1/staff/{personId}/${act}`, { params: { personId: person.id } }),
    onSuccess: (changed) => putStaff(queries, changed),
    onSettled: () => setAsked(null),
  })
  const choose = (act: Act) => (act === 'deactivation' || act === 'removal' ? setAsked(act) : acting.mutate(act))
  return (
    <>
      {asked === null ? (
        <div className="row">
          {actsOf(person)
            .filter((act) => only?.includes(act) !== false)
            .map((act) => (
              <Button key={act} variant="default" loading={acting.isPending} onClick={() => choose(act)}>
                {t(LABEL[act])}
              </Button>
            ))}
        </div>
      ) : (
        <Note mood="warn" title={t(LABEL[asked])} role="alert">
          <p>{t(asked === 'removal' ? 'staff.remove.says' : 'staff.deactivate.says')}</p>
          <div className="row">
            <Button loading={acting.isPending} onClick={() => acting.mutate(asked)}>
              {t('staff.sure')}
            </Button>
            <Button variant="default" disabled={acting.isPending} onClick={() => setAsked(null)}>
              {t('cancel')}
            </Button>
          </div>
        </Note>
      )}
      {acting.error === null ? null : <FailureNote failure={acting.error} />}
    </>
  )
}

function actsOf({ state, may }: StaffPerson): readonly Act[] {
  if (state === 'removed') return may.remove ? ['return'] : []
  const acts: Act[] = []
  if (may.activate) acts.push(state === 'deactivated' ? 'activation' : 'deactivation')
  if (may.remove) acts.push('removal')
  return acts
}

function InviteAgain({ personId }: { readonly personId: string }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const inviting = useMutation({
    mutationFn: () => send('POST /api/v1/staff/{personId}/invitation', { params: { personId }, body: {} }),
    onSuccess: () => listStaffAgain(queries),
  })
  return (
    <>
      <div className="row">
        <Button variant="default" loading={inviting.isPending} onClick={() => inviting.mutate()}>
          {t('staff.invite-again')}
        </Button>
      </div>
      {inviting.error === null ? null : <FailureNote failure={inviting.error} />}
      <Quietly>{inviting.data === undefined ? null : <OneTimeLink invitation={inviting.data} />}</Quietly>
    </>
  )
}
