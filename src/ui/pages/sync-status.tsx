/** Sync status: is it healthy, when did it run, what did it change, what needs me; and the licences. */
import '../styles/sync.css'
import { useQuery } from '@tanstack/react-query'
import { mayOpen } from '../access.ts'
import { Card } from '../parts/card.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { unmatchedQuery } from './launches/queries.ts'
import { OpenHandovers } from './handovers/open-handovers.tsx'
import { matchesQuery } from './matches/queries.ts'
import { LicenceState } from './sync/licences.tsx'
import { RosterExport } from './sync/roster-export.tsx'
import { Runs } from './sync/runs.tsx'
import { SourceHealth } from './sync/sources.tsx'

export function SyncStatus() {
  const { me } = useReader()
  const may = (capability: string) => me.may.includes(capability)
  return (
    <>
      <PageHead
        title={t('sync.title')}
        says={t('sync.says', { zone: me.district.timezone })}
        actions={
          <>
            {may('upload_csv:educator') ? <a href={paths.lists()}>{t('lists.open')}</a> : null}
            {may('configure:sign_in') ? <a href={paths.singleSignOn()}>{t('sso.title')}</a> : null}
            {may('manage:lti_registration') ? <a href={paths.platforms()}>{t('platforms.open')}</a> : null}
            {mayOpen(me, 'view:role_map') ? <a href={paths.roleMap()}>{t('role-map.title')}</a> : null}
            {may('manage:source') ? <a href={paths.settings()}>{t('settings.open')}</a> : null}
          </>
        }
      />
      {may('view:source') ? <SourceHealth /> : null}
      {may('view:licence_state') ? (
        <Card
          title={t('licences.title')}
          says={t('licences.says')}
          actions={
            may('perform:financial_transaction') ? <a href={paths.invoices()}>{t('invoices.title')}</a> : undefined
          }
        >
          <LicenceState />
        </Card>
      ) : null}
      <OpenHandovers />
      {may('link:person_match_proposal') ? <OpenMatches /> : null}
      {may('resolve:unmatched_launch') ? <OpenLaunches /> : null}
      {may('export:roster') ? <RosterExport /> : null}
      {may('view:run_report') ? (
        <Card title={t('runs.title')} says={t('runs.says')}>
          <Runs />
        </Card>
      ) : null}
    </>
  )
}

/** Only where somebody has to decide. */
function OpenMatches() {
  const { send } = useReader()
  const found = useQuery(matchesQuery(send))
  const count = found.data?.total ?? 0
  if (count === 0) return null
  return (
    <Card title={t('matches.open')} says={t('matches.open.says')}>
      <a href={paths.matches()}>{t('matches.open.link', { count })}</a>
    </Card>
  )
}

/** Who waits to be linked is counted; the page is there for links that were made, too. */
function OpenLaunches() {
  const { send } = useReader()
  const found = useQuery(unmatchedQuery(send))
  const count = found.data?.total ?? 0
  return (
    <Card title={t('launches.title')} says={t('launches.open.says')}>
      <a href={paths.launches()}>{count === 0 ? t('launches.open.none') : t('launches.open', { count })}</a>
    </Card>
  )
}
