/** One community: its classes with their leads, its members, and a way in for a class I lead. */
import { useId, useState } from 'react'
import type { Community, CommunityClass, CommunityMember, LedClass } from '../../../http/contract/community.ts'
import { initialsOf, joinNames, nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { Pill } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { t } from '../../translate.ts'
import { AddClass } from './add-class.tsx'

interface CommunityCardProps {
  readonly community: Community
  readonly led: readonly LedClass[]
}

export function CommunityCard({ community, led }: CommunityCardProps) {
  const { classes, members, myRole } = community
  const leads = members.filter((member) => member.role === 'community_lead').map((member) => member.person)
  const role = myRole === null ? null : t(myRole === 'community_lead' ? 'communities.lead' : 'communities.member')
  return (
    <Card
      title={community.name}
      says={leads.length === 0 ? t('communities.no-lead') : t('communities.led-by', { names: joinNames(leads) })}
      actions={
        <>
          {community.byRule ? <Pill mood="calm">{t('community.by-rule')}</Pill> : null}
          {community.archived ? <Pill mood="calm">{t('community.archived')}</Pill> : null}
          {role === null ? null : <Pill mood={myRole === 'community_lead' ? 'good' : 'calm'}>{role}</Pill>}
          <a href={paths.community(community.id)} aria-label={t('community.open', { name: community.name })}>
            {t('community.open-short')}
          </a>
        </>
      }
    >
      <div className="stack">
        <Classes classes={classes} leads={led.length > 0} />
        {myRole === null || community.archived || led.length === 0 ? null : (
          <AddClass community={community} led={led} />
        )}
        {myRole === null ? null : (
          <p>
            <a href={paths.communityReport(community.id)}>{t('report.open')}</a>
          </p>
        )}
        <Members members={members} />
      </div>
    </Card>
  )
}

interface ClassesProps {
  readonly classes: readonly CommunityClass[]
  /** Whether the reader leads a class that they could add. */
  readonly leads: boolean
}

function Classes({ classes, leads }: ClassesProps) {
  return (
    <div>
      <h3 className="small-head">
        {classes.length === 0 ? t('communities.classes.head') : t('communities.classes', { count: classes.length })}
      </h3>
      {classes.length === 0 ? (
        <p className="quiet-line">{t(leads ? 'communities.classes.none' : 'communities.classes.wait')}</p>
      ) : (
        <ul className="plain-list lines">
          {classes.map((one) => (
            <li key={one.id}>
              <span className="line-main">{one.title}</span>
              <span className="dim">
                {[one.school?.name, one.leads.length === 0 ? t('communities.class.no-lead') : joinNames(one.leads)]
                  .filter((part) => part !== undefined)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const SHORT = 6

function Members({ members }: { readonly members: readonly CommunityMember[] }) {
  const [all, setAll] = useState(false)
  const id = useId()
  const sorted = members.toSorted((a, b) => rank(a) - rank(b) || nameOf(a.person).localeCompare(nameOf(b.person)))
  const shown = all ? sorted : sorted.slice(0, SHORT)
  return (
    <div>
      <h3 className="small-head">{t('communities.members', { count: members.length })}</h3>
      <ul className="plain-list members" id={id}>
        {shown.map((member) => (
          <li key={member.person.id}>
            <span className="initials" aria-hidden="true">
              {initialsOf(member.person)}
            </span>
            <span className="member-name">
              {nameOf(member.person)}
              <span className="dim">{t(whyOf(member))}</span>
            </span>
          </li>
        ))}
      </ul>
      {members.length <= SHORT ? null : (
        <button
          type="button"
          className="quiet-button"
          aria-expanded={all}
          aria-controls={id}
          onClick={() => setAll(!all)}
        >
          {all ? t('communities.members.fewer') : t('communities.members.all', { count: members.length })}
        </button>
      )}
    </div>
  )
}

function rank(member: CommunityMember): number {
  return member.role === 'community_lead' ? 0 : 1
}

function whyOf(member: CommunityMember) {
  if (member.role === 'community_lead') return 'communities.why.lead'
  return member.derived ? 'communities.why.class' : 'communities.why.invited'
}
