/** One-time links by which a platform registers itself. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { LtiSetup } from '../../../http/contract/lti.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { CopyLine } from '../../parts/copy-line.tsx'
import { FailureNote, Note } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { useChange, useRefresh } from './queries.ts'

const LINK_DAYS = 3

export function Links({ links }: Pick<LtiSetup, 'links'>) {
  const { send, me } = useReader()
  const refresh = useRefresh()
  const making = useMutation({
    mutationFn: () => send('POST /api/v1/lti/registration-links', { body: { days: LINK_DAYS } }),
    onSuccess: refresh,
  })
  const { timezone } = me.district
  return (
    <Card title={t('platforms.link')} says={t('platforms.link.says')}>
      <div className="stack">
        <div className="row">
          <Button loading={making.isPending} onClick={() => making.mutate()}>
            {t('platforms.link.make')}
          </Button>
        </div>
        {making.data === undefined ? null : (
          <Note mood="calm" title={t('platforms.link.made')}>
            <p>{t('platforms.link.made.says', { until: formatInstant(making.data.expiresAt, timezone) })}</p>
            <CopyLine label={t('platforms.link.url')} value={making.data.url} />
          </Note>
        )}
        {making.error === null ? null : <FailureNote failure={making.error} />}
        {links.length === 0 ? null : <OpenLinks links={links} timezone={timezone} />}
      </div>
    </Card>
  )
}

function OpenLinks({ links, timezone }: Pick<LtiSetup, 'links'> & { readonly timezone: string }) {
  const revoking = useChange((send, linkId: string) =>
    send('DELETE /api/v1/lti/registration-links/{linkId}', { params: { linkId } }),
  )
  return (
    <>
      <ul className="plain-list lines" aria-label={t('platforms.links')}>
        {links.map(({ id, state, createdAt, expiresAt }) => (
          <li key={id}>
            <span className="line-main">
              {state === 'open'
                ? t('platforms.link.open', { until: formatInstant(expiresAt, timezone) })
                : t('platforms.link.taken')}
            </span>
            <div className="row">
              <Button
                variant="default"
                size="xs"
                disabled={revoking.isPending}
                aria-label={t('platforms.link.revoke-this', { made: formatInstant(createdAt, timezone) })}
                onClick={() => revoking.mutate(id)}
              >
                {t('platforms.link.revoke')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {revoking.error === null ? null : <FailureNote failure={revoking.error} />}
    </>
  )
}
