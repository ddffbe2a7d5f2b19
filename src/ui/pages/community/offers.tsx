/** Communities that I am invited to, and a place to paste a link that did not open Staffroom by itself. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OfferedCommunity } from '../../../http/contract/community-page.ts'
import { formatInstant } from '../../formats.ts'
import { nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { paths, secretOfJoinLink } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { listCommunitiesAgain, offersQuery } from './queries.ts'

/** Nothing where there is none. */
export function Offers() {
  const { send } = useReader()
  const found = useQuery(offersQuery(send))
  const offers = found.data?.invitations ?? []
  if (offers.length === 0) return null
  return (
    <Card title={t('community.offers')}>
      <ul className="plain-list member-rows">
        {offers.map((offer) => (
          <li key={offer.id}>
            <Offer offer={offer} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Offer({ offer }: { readonly offer: OfferedCommunity }) {
  const { send, me } = useReader()
  const queries = useQueryClient()
  const params = { invitationId: offer.id }
  const community = offer.community.name
  const words = wordsOf(offer)
  const answering = useMutation({
    mutationFn: async (joins: boolean): Promise<boolean> => {
      if (joins) await send('POST /api/v1/community-invitations/{invitationId}/acceptance', { params })
      else await send('POST /api/v1/community-invitations/{invitationId}/refusal', { params })
      return joins
    },
    onSuccess: (joins) => {
      if (joins) window.location.hash = paths.community(offer.community.id)
    },
    onSettled: () => listCommunitiesAgain(queries),
  })
  return (
    <>
      <div className="member-line">
        <span className="member-name">
          {community}
          <span className="dim">
            {words.says(nameOf(offer.invitedBy), formatInstant(offer.expiresAt, me.district.timezone))}
          </span>
        </span>
        <Button
          size="xs"
          aria-label={words.joinThis}
          disabled={answering.isPending}
          onClick={() => answering.mutate(true)}
        >
          {words.join}
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-label={words.declineThis}
          disabled={answering.isPending}
          onClick={() => answering.mutate(false)}
        >
          {t('community.offer.decline')}
        </Button>
      </div>
      {answering.error === null ? null : <FailureNote failure={answering.error} />}
    </>
  )
}

/** One for oneself asks to join; one for a class of mine asks to add it. */
function wordsOf({ community: { name: community }, class: asked }: OfferedCommunity) {
  if (asked === null)
    return {
      says: (name: string, until: string) => t('community.offer', { name, until }),
      join: t('community.offer.join'),
      joinThis: t('community.offer.join-this', { community }),
      declineThis: t('community.offer.decline-this', { community }),
    }
  const { title } = asked
  return {
    says: (name: string, until: string) => t('community.offer.class', { name, title, until }),
    join: t('community.offer.add'),
    joinThis: t('community.offer.add-this', { title, community }),
    declineThis: t('community.offer.decline-class', { title, community }),
  }
}

export function PasteLink() {
  const { bind, show, valueOf } = useTextFields(['link'])
  const submit = () => {
    const secret = secretOfJoinLink(valueOf('link'))
    if (show(secret === null ? { link: t('community.join.code.problem') } : {}) && secret !== null)
      window.location.hash = paths.join(secret)
  }
  return (
    <Card title={t('community.join.code')} says={t('community.join.code.says')}>
      <Form className="add-class" submit={submit}>
        <TextInput label={t('community.join.code.label')} maxLength={500} {...bind('link')} />
        <Button type="submit" variant="default">
          {t('community.join.code.submit')}
        </Button>
      </Form>
    </Card>
  )
}
