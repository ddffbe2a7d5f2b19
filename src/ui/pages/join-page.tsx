/** What a link to a community opens: which one it is, and joining it. */
import '../styles/community.css'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OfferedCommunity } from '../../http/contract/community-page.ts'
import { formatInstant } from '../formats.ts'
import { nameOf } from '../names.ts'
import { Card } from '../parts/card.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { listCommunitiesAgain } from './community/queries.ts'

export function JoinPage({ secret }: { readonly secret: string }) {
  const { send } = useReader()
  const found = useQuery({
    queryKey: ['community-link', secret],
    queryFn: ({ signal }) => send('POST /api/v1/community-links/look', { body: { secret }, signal }),
    retry: false,
  })
  return (
    <>
      <PageHead title={t('community.join.title')} actions={<a href={paths.communities()}>{t('communities.all')}</a>} />
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Joining secret={secret} offer={found.data} />}
    </>
  )
}

function Joining({ secret, offer }: { readonly secret: string; readonly offer: OfferedCommunity }) {
  const { send, me } = useReader()
  const queries = useQueryClient()
  const joining = useMutation({
    mutationFn: () => send('POST /api/v1/community-links/join', { body: { secret } }),
    onSuccess: ({ community }) => {
      listCommunitiesAgain(queries)
      window.location.hash = paths.community(community.id)
    },
  })
  const until = formatInstant(offer.expiresAt, me.district.timezone)
  return (
    <Card title={offer.community.name} says={t('community.offer', { name: nameOf(offer.invitedBy), until })}>
      <div className="stack">
        <p>{t('community.join.says')}</p>
        <div className="row">
          <Button loading={joining.isPending} onClick={() => joining.mutate()}>
            {t('community.offer.join')}
          </Button>
        </div>
        {joining.error === null ? null : <FailureNote failure={joining.error} />}
      </div>
    </Card>
  )
}
