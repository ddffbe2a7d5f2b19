/** For a community's leads: inviting by mail and by link, and the invitations that are open. */
import '../../styles/platforms.css'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AskableClass, CommunityInvitation, CommunityLink } from '../../../http/contract/community-page.ts'
import { formatInstant } from '../../formats.ts'
import { nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { CopyLine } from '../../parts/copy-line.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Quietly } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { AskClass } from './ask-class.tsx'

const EMAIL = /^\S+@\S+$/
const DAYS = [1, 7, 14, 30] as const

interface InviteCardProps {
  readonly communityId: string
  readonly invitations: readonly CommunityInvitation[]
  readonly askable: readonly AskableClass[]
}

export function InviteCard({ communityId, invitations, askable }: InviteCardProps) {
  return (
    <Card title={t('community.invite')} says={t('community.invite.says')}>
      <div className="stack">
        <MailForm communityId={communityId} />
        <LinkForm communityId={communityId} />
        <AskClass communityId={communityId} askable={askable} />
        <h3 className="small-head">{t('community.invitations')}</h3>
        {invitations.length === 0 ? <p className="quiet-line">{t('community.invitations.none')}</p> : null}
        <ul className="plain-list member-rows">
          {invitations.map((invitation) => (
            <li key={invitation.id}>
              <OpenInvitation communityId={communityId} invitation={invitation} />
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}

function MailForm({ communityId }: { readonly communityId: string }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const { bind, set, show, valueOf } = useTextFields(['email'])
  const inviting = useMutation({
    mutationFn: (email: string) =>
      send('POST /api/v1/communities/{communityId}/invitations', { params: { communityId }, body: { email } }),
    onSuccess: () => {
      set('email', '')
      void queries.invalidateQueries({ queryKey: ['communities'] })
    },
  })
  const submit = () => {
    const email = valueOf('email').trim()
    const complete = show(EMAIL.test(email) ? {} : { email: t('community.invite.email.problem') })
    if (complete && !inviting.isPending) inviting.mutate(email)
  }
  return (
    <Form className="add-class" submit={submit}>
      <TextInput label={t('community.invite.email')} type="email" maxLength={254} {...bind('email')} />
      <Button type="submit" loading={inviting.isPending}>
        {t('community.invite.submit')}
      </Button>
      {inviting.error === null ? null : <FailureNote failure={inviting.error} />}
      <Quietly className="quiet-line">
        {inviting.isSuccess ? t('community.invite.done', { email: inviting.variables }) : null}
      </Quietly>
    </Form>
  )
}

function LinkForm({ communityId }: { readonly communityId: string }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [days, setDays] = useState('7')
  const making = useMutation({
    mutationFn: () =>
      send('POST /api/v1/communities/{communityId}/links', { params: { communityId }, body: { days: Number(days) } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['communities'] }),
  })
  return (
    <>
      <h3 className="small-head">{t('community.link')}</h3>
      <p className="quiet-line">{t('community.link.says')}</p>
      <Form className="add-class" submit={() => (making.isPending ? undefined : making.mutate())}>
        <NativeSelect
          label={t('community.link.days')}
          value={days}
          data={DAYS.map((count) => ({ value: String(count), label: t('community.link.days.one', { count }) }))}
          onChange={(change) => setDays(change.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={making.isPending}>
          {t('community.link')}
        </Button>
        {making.error === null ? null : <FailureNote failure={making.error} />}
      </Form>
      <Quietly>{making.data === undefined ? null : <MadeLink link={making.data} />}</Quietly>
    </>
  )
}

function MadeLink({ link }: { readonly link: CommunityLink }) {
  const { me } = useReader()
  return (
    <>
      <p>{t('community.link.shown', { until: formatInstant(link.expiresAt, me.district.timezone) })}</p>
      <CopyLine label={t('community.link.label')} value={link.url} />
    </>
  )
}

interface OpenInvitationProps {
  readonly communityId: string
  readonly invitation: CommunityInvitation
}

function OpenInvitation({ communityId, invitation }: OpenInvitationProps) {
  const { send, me } = useReader()
  const queries = useQueryClient()
  const { id, email, class: asked, accepted, invitedBy, expiresAt } = invitation
  const what =
    asked === null
      ? (email ?? t('community.invitation.link', { count: accepted }))
      : t('community.invitation.class', { title: asked.title })
  const revoking = useMutation({
    mutationFn: () =>
      send('DELETE /api/v1/communities/{communityId}/invitations/{invitationId}', {
        params: { communityId, invitationId: id },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['communities'] }),
  })
  return (
    <>
      <div className="member-line">
        <span className="member-name">
          {what}
          <span className="dim">
            {t('community.invitation.by', {
              name: nameOf(invitedBy),
              until: formatInstant(expiresAt, me.district.timezone),
            })}
          </span>
        </span>
        <Button
          size="xs"
          variant="default"
          aria-label={t('community.invitation.revoke-this', { what })}
          loading={revoking.isPending}
          onClick={() => revoking.mutate()}
        >
          {t('community.invitation.revoke')}
        </Button>
      </div>
      {revoking.error === null ? null : <FailureNote failure={revoking.error} />}
    </>
  )
}
