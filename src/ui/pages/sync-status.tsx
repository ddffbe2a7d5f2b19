/** Sync status: is it healthy, when did it run, what did it change, what needs me; and the licences. */
import '../styles/sync.css'
import { Card } from '../parts/card.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { LicenceState } from './sync/licences.tsx'
import { Runs } from './sync/runs.tsx'
import { SourceHealth } from './sync/sources.tsx'

export function SyncStatus() {
  const { me } = useReader()
  const may = (capability: string) => me.may.includes(capability)
  return (
    <>
      <PageHead title={t('sync.title')} says={t('sync.says', { zone: me.district.timezone })} />
      {may('view:source') ? <SourceHealth /> : null}
      {may('view:licence_state') ? (
        <Card title={t('licences.title')} says={t('licences.says')}>
          <LicenceState />
        </Card>
      ) : null}
      {may('view:run_report') ? (
        <Card title={t('runs.title')} says={t('runs.says')}>
          <Runs />
        </Card>
      ) : null}
    </>
  )
}
