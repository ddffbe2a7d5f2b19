/** Everybody of a community; for its leads, what they may do about each. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Community, CommunityMember } from '../../../http/contract/community.ts'
import { initialsOf, nameOf } from '../../names.ts'
import { type Decision, useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { Pill } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

interface MembersCardProps {
  readonly community: Community
  readonly say: (words: string) => void
}

export function MembersCard({ community, say }: MembersCardProps) {
  const { me } = useReader()
  const leads = community.myRole === 'community_lead' && !community.archived
  return (
    <Card title={t('communities.members', { count: community.members.length })} says={t('community.people.says')}>
      <ul className="plain-list member-rows">
        {community.members.map((member) => (
          <li key={member.person.id}>
            <Member
              community={community}
              member={member}
              leads={leads}
              isMe={member.person.id === me.person?.id}
              say={say}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface MemberProps extends MembersCardProps {
  readonly member: CommunityMember
  readonly leads: boolean
  readonly isMe: boolean
}

function Member({ community, member, leads, isMe, say }: MemberProps) {
  const [open, setOpen] = useState(false)
  const name = nameOf(member.person)
  const decisions = decisionsOf({ community, member, leads, isMe })
  const { ask, question, failure } = useAskedAgain('communities', (words) => {
    say(words)
    setOpen(false)
    if (isMe && words === t('community.left', { name: community.name })) window.location.hash = paths.communities()
  })
  return (
    <div className="stack">
      <div className="member-line">
        <span className="initials" aria-hidden="true">
          {initialsOf(member.person)}
        </span>
        <span className="member-name">
          {name}
          <span className="dim">{t(whyOf(member))}</span>
        </span>
        {member.role === 'community_lead' ? <Pill mood="good">{t('communities.why.lead')}</Pill> : null}
        {decisions.length === 0 ? null : (
          <Button
            size="xs"
            variant="default"
            aria-expanded={open}
            aria-label={t('community.acts', { name })}
            onClick={() => setOpen(!open)}
          >
            {t('community.what')}
          </Button>
        )}
      </div>
      {open && question === null ? (
        <div className="row">
          {decisions.map((decision) => (
            <Button key={decision.label} size="xs" variant="default" onClick={() => ask(decision)}>
              {decision.label}
            </Button>
          ))}
        </div>
      ) : null}
      {question}
      {failure}
    </div>
  )
}

function decisionsOf({ community, member, leads, isMe }: Omit<MemberProps, 'say'>): readonly Decision[] {
  const { person, role, invited } = member
  const name = nameOf(person)
  const of = { communityId: community.id, personId: person.id }
  if (isMe)
    return [
      ...(invited ? [leaving(community)] : []),
      ...(member.derived && community.byRule ? [stayingOut(community)] : []),
    ]
  if (!leads) return []
  const handover: Decision = {
    label: t('community.handover'),
    sure: t('community.handover.sure', { name }),
    says: t('community.handed-over', { name }),
    act: (send) =>
      send('POST /api/v1/communities/{communityId}/handover', { params: of, body: { personId: person.id } }),
  }
  if (role === 'community_lead')
    return [
      handover,
      {
        label: t('community.demote'),
        sure: t('community.demote.sure', { name }),
        says: t('community.demoted', { name }),
        act: (send) => send('DELETE /api/v1/communities/{communityId}/leads/{personId}', { params: of }),
      },
    ]
  const promote: Decision = {
    label: t('community.promote'),
    sure: t('community.promote.sure', { name }),
    says: t('community.promoted', { name }),
    act: (send) => send('POST /api/v1/communities/{communityId}/leads', { params: of, body: { personId: person.id } }),
  }
  const remove: Decision = {
    label: t('community.remove'),
    sure: t('community.remove.sure', { name }),
    says: t('community.removed', { name }),
    act: (send) => send('DELETE /api/v1/communities/{communityId}/members/{personId}', { params: of }),
  }
  return invited ? [promote, handover, remove] : [promote, handover]
}

function leaving({ id, name }: Community): Decision {
  return {
    label: t('community.leave'),
    sure: t('community.leave.sure'),
    says: t('community.left', { name }),
    act: (send) => send('POST /api/v1/communities/{communityId}/leave', { params: { communityId: id } }),
  }
}

function stayingOut({ id, name }: Community): Decision {
  return {
    label: t('community.stay-out'),
    sure: t('community.stay-out.sure'),
    says: t('community.left', { name }),
    act: (send) =>
      send('PUT /api/v1/communities/{communityId}/staying-out', { params: { communityId: id }, body: { out: true } }),
  }
}

function whyOf({ role, invited, derived }: CommunityMember) {
  if (role === 'community_lead' && !derived) return 'community.why.lead'
  if (invited && derived) return 'community.why.both'
  return derived ? 'community.why.class' : 'community.why.invited'
}
