/** Who is signed in: oneself, and for those who look after the district everybody; each session can be ended. */
import '../styles/sessions.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PageHead } from '../parts/page-head.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { useReader, useSession } from '../session/context.tsx'
import { PrivacyLink } from '../parts/privacy-link.tsx'
import { VisibilityLink } from '../parts/visibility-link.tsx'
import { t } from '../translate.ts'
import { DistrictSessions } from './sessions/district-sessions.tsx'
import { OwnFactor } from './sessions/own-factor.tsx'
import { OwnPassword } from './sessions/own-password.tsx'
import { OwnSessions } from './sessions/own-sessions.tsx'
import { ownSessionsQuery } from './sessions/queries.ts'

export function SessionsPage() {
  const { send, me } = useReader()
  const session = useSession()
  const found = useQuery(ownSessionsQuery(send))
  const [ended, setEnded] = useState(false)
  return (
    <>
      <PageHead title={t('sessions.title')} says={t('sessions.says')} />
      <Quietly>{ended ? <Note mood="good">{t('sessions.ended')}</Note> : null}</Quietly>
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <OwnSessions sessions={found.data.sessions} zone={me.district.timezone} done={() => setEnded(true)} />
      )}
      <VisibilityLink />
      <PrivacyLink />
      <OwnPassword />
      <OwnFactor kept={() => void session.reread()} />
      {me.may.includes('revoke:session') ? <DistrictSessions done={() => setEnded(true)} /> : null}
    </>
  )
}
