/** The learning platforms of the district: those that are connected, and the two ways to connect another. */
import '../styles/platforms.css'
import '../styles/roster.css'
import { useQuery } from '@tanstack/react-query'
import type { LtiSetup } from '../../http/contract/lti.ts'
import { Card } from '../parts/card.tsx'
import { doorIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { Addresses, ByHand } from './platforms/by-hand.tsx'
import { Links } from './platforms/links.tsx'
import { setupQuery } from './platforms/queries.ts'
import { Registration } from './platforms/registration.tsx'

export function PlatformsPage() {
  const { send } = useReader()
  const found = useQuery(setupQuery(send))
  return (
    <>
      <PageHead
        title={t('platforms.title')}
        says={t('platforms.says')}
        actions={<a href={paths.sync()}>{t('run.back')}</a>}
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Platforms setup={found.data} />}
    </>
  )
}

function Platforms({ setup }: { readonly setup: LtiSetup }) {
  const { registrations, links, tool } = setup
  return (
    <>
      {registrations.length > 0 ? null : (
        <Card title={t('platforms.open')}>
          <Empty icon={doorIcon} title={t('platforms.none')}>
            {t('platforms.none.says')}
          </Empty>
        </Card>
      )}
      {registrations.map((registration) => (
        <Registration key={registration.id} registration={registration} />
      ))}
      <Links links={links} />
      <Addresses tool={tool} />
      <ByHand />
    </>
  )
}
