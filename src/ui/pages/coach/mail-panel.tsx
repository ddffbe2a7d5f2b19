/** What was mailed of an interaction, to whom and when; and mailing it as it stands now. */
import { useQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Interaction } from '../../../http/contract/coaching.ts'
import { formatInstant } from '../../formats.ts'
import { joinNames, nameOf } from '../../names.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { FailureNote, Quietly, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { INTERACTIONS, mailQuery } from './queries.ts'

export function MailPanel({ interaction }: { readonly interaction: Interaction }) {
  const { me, send } = useReader()
  const [done, setDone] = useState('')
  const asked = useAskedAgain(INTERACTIONS, setDone)
  const found = useQuery(mailQuery(send, interaction.id))
  if (found.isPending) return <Waiting lines={2} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { id: interactionId, version, educators } = interaction
  return (
    <div className="stack share">
      {found.data.copies.length === 0 ? <p className="dim">{t('mail.none')}</p> : null}
      <ul className="plain-list">
        {found.data.copies.map(({ educator, askedAt, sentAt, state, subject, version: sent }) => (
          <li key={`${educator.id} ${askedAt}`}>
            {nameOf(educator)} · {t(STATES[state], { at: formatInstant(sentAt ?? askedAt, me.district.timezone) })}
            <span className="dim"> · {subject}</span>
            {String(sent) === version ? null : <span className="dim"> · {t('mail.older')}</span>}
          </li>
        ))}
      </ul>
      {asked.question ?? (
        <div className="row">
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              asked.ask({
                label: t('mail.send'),
                sure: t('mail.send.sure', { names: joinNames(educators) }),
                says: t('mail.sent'),
                act: (sending) =>
                  sending('POST /api/v1/coaching/interactions/{interactionId}/mail', {
                    params: { interactionId },
                    body: { share: true, version },
                  }),
              })
            }
          >
            {t('mail.send')}
          </Button>
        </div>
      )}
      {asked.failure}
      <Quietly>{done}</Quietly>
    </div>
  )
}

const STATES = { waiting: 'mail.waiting', sent: 'mail.sent-at', failed: 'mail.failed' } as const
