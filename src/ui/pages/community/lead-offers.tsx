/** Classes that I am asked to lead. Nothing where there is none. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { LeadRequest } from '../../../http/contract/class-desk.ts'
import { nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { leadOffersQuery } from './queries.ts'

export function LeadOffers() {
  const { send } = useReader()
  const found = useQuery(leadOffersQuery(send))
  const requests = found.data?.requests ?? []
  if (requests.length === 0) return null
  return (
    <Card title={t('class-offer')}>
      <ul className="plain-list member-rows">
        {requests.map((request) => (
          <li key={request.id}>
            <Offer request={request} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Offer({ request }: { readonly request: LeadRequest }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const title = request.class.name
  const answering = useMutation({
    mutationFn: (act: 'acceptance' | 'refusal') =>
      send(`POST /api/v1/class-lead-requests/{requestId}/${act}`, { params: { requestId: request.id } }),
    onSettled: () => queries.invalidateQueries(),
  })
  return (
    <>
      <div className="member-line">
        <span className="member-name">
          {title}
          <span className="dim">{t('class-offer.says', { name: nameOf(request.askedBy) })}</span>
        </span>
        <Button
          size="xs"
          aria-label={t('class-offer.accept-this', { title })}
          disabled={answering.isPending}
          onClick={() => answering.mutate('acceptance')}
        >
          {t('class-offer.accept')}
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-label={t('class-offer.decline-this', { title })}
          disabled={answering.isPending}
          onClick={() => answering.mutate('refusal')}
        >
          {t('class-offer.decline')}
        </Button>
      </div>
      {answering.error === null ? null : <FailureNote failure={answering.error} />}
    </>
  )
}
