/** One community: who is in it, its classes, and what its leads do. */
import '../styles/community.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CommunityPage as Page } from '../../http/contract/community-page.ts'
import { ApiFailure } from '../api-failure.ts'
import { joinNames } from '../names.ts'
import { FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { CommunityClasses } from './community/community-classes.tsx'
import { CommunitySettings } from './community/community-settings.tsx'
import { InviteCard } from './community/invite-card.tsx'
import { MembersCard } from './community/members-card.tsx'
import { communityQuery } from './community/queries.ts'

export function CommunityPage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(communityQuery(send, id))
  return (
    <>
      <PageHead
        title={found.data?.community.name ?? t('communities.title')}
        {...(found.data === undefined ? {} : { says: ledBy(found.data) })}
        actions={
          <>
            {found.data === undefined || found.data.community.myRole === null ? null : (
              <a href={paths.communityReport(id)}>{t('report.open')}</a>
            )}
            <a href={paths.communities()}>{t('communities.all')}</a>
          </>
        }
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <NotShown failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Parts page={found.data} />}
    </>
  )
}

/** A launch opens communities that whoever launches it may not belong to. */
function NotShown({ failure, retry }: { readonly failure: unknown; readonly retry: () => void }) {
  const isOther = failure instanceof ApiFailure && (failure.status === 404 || failure.status === 403)
  return isOther ? <Note mood="calm">{t('communities.other')}</Note> : <FailureNote failure={failure} retry={retry} />
}

function Parts({ page }: { readonly page: Page }) {
  const { community, invitations, askable } = page
  const [said, setSaid] = useState<string | null>(null)
  const leads = community.myRole === 'community_lead'
  return (
    <>
      {community.archived ? (
        <Note mood="calm" title={t('community.archived')}>
          <p>{t('community.archived.says')}</p>
        </Note>
      ) : null}
      {community.byRule ? (
        <Note mood="calm" title={t('community.by-rule')}>
          <p>{t('community.by-rule.says')}</p>
        </Note>
      ) : null}
      <Quietly>{said === null ? null : <Note mood="good" title={said} />}</Quietly>
      <MembersCard community={community} say={setSaid} />
      <CommunityClasses community={community} say={setSaid} />
      {leads && invitations !== null && !community.archived ? (
        <InviteCard communityId={community.id} invitations={invitations} askable={askable ?? []} />
      ) : null}
      {leads && !community.archived ? (
        <p>
          <a href={paths.surveyPlan(community.id)}>{t('plan.open')}</a>
        </p>
      ) : null}
      {leads ? <CommunitySettings community={community} say={setSaid} /> : null}
    </>
  )
}

function ledBy({ community }: Page): string {
  const leads = community.members.filter(({ role }) => role === 'community_lead').map(({ person }) => person)
  return leads.length === 0 ? t('communities.no-lead') : t('communities.led-by', { names: joinNames(leads) })
}
