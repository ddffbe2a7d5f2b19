/** The district's single sign-on: what the provider needs, and what Staffroom needs of it. */
import '../styles/platforms.css'
import '../styles/sign-in.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SingleSignOn } from '../../http/contract/single-sign-on.ts'
import { useAskedAgain } from '../parts/asked-again.tsx'
import { Card } from '../parts/card.tsx'
import { CopyLine } from '../parts/copy-line.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { ProviderForm } from './sso/provider-form.tsx'
import { ssoQuery } from './sso/queries.ts'

export function SingleSignOnPage() {
  const { send } = useReader()
  const found = useQuery(ssoQuery(send))
  const [said, setSaid] = useState<string | null>(null)
  return (
    <>
      <PageHead title={t('sso.title')} says={t('sso.says')} actions={<a href={paths.sync()}>{t('run.back')}</a>} />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
      {found.data === undefined ? null : (
        <>
          <Card title={t('sso.addresses')} says={t('sso.addresses.says')}>
            <div className="stack">
              <CopyLine label={t('sso.address.redirect')} value={found.data.redirectUri} />
              <CopyLine label={t('sso.address.start')} value={found.data.startUrl} />
            </div>
          </Card>
          <Card title={t('sso.provider')} says={t('sso.provider.says')}>
            {/* Another version is another form: what was typed belongs to the one before. */}
            <ProviderForm key={found.data.provider?.version ?? 'none'} set={found.data.provider} done={setSaid} />
          </Card>
          {found.data.provider === null ? null : <Remove provider={found.data.provider} done={setSaid} />}
        </>
      )}
    </>
  )
}

interface RemoveProps {
  readonly provider: NonNullable<SingleSignOn['provider']>
  readonly done: (said: string) => void
}

function Remove({ provider, done }: RemoveProps) {
  const { ask, question, failure } = useAskedAgain('sso', done)
  return (
    <Card title={provider.label}>
      {failure}
      {question ?? (
        <Button
          variant="default"
          onClick={() =>
            ask({
              label: t('sso.remove'),
              sure: t('sso.remove.sure'),
              says: t('sso.removed'),
              act: (send) => send('DELETE /api/v1/settings/single-sign-on', {}),
            })
          }
        >
          {t('sso.remove')}
        </Button>
      )}
    </Card>
  )
}
