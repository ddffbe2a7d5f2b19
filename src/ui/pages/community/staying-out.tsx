/** Communities made by a rule that I, or classes that I lead, stay out of; and the way back. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { StayingOut } from '../../../http/contract/community-rules.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { Note, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { stayingOutQuery } from './queries.ts'

export function StayingOutCard() {
  const { send } = useReader()
  const found = useQuery(stayingOutQuery(send))
  const [said, setSaid] = useState<string | null>(null)
  const communities = found.data?.communities ?? []
  return (
    <>
      <Quietly>{said === null ? null : <Note mood="good" title={said} />}</Quietly>
      {communities.length === 0 ? null : (
        <Card title={t('staying-out')} says={t('staying-out.says')}>
          <ul className="plain-list member-rows">
            {communities.map((one) => (
              <li key={one.id}>
                <OneOut one={one} say={setSaid} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

interface OneOutProps {
  readonly one: StayingOut['communities'][number]
  readonly say: (words: string) => void
}

function OneOut({ one: { id: communityId, name, withAll, classes }, say }: OneOutProps) {
  const queries = useQueryClient()
  const { ask, question, failure } = useAskedAgain('communities', (words) => {
    say(words)
    void queries.invalidateQueries({ queryKey: ['led-classes'] })
  })
  const back = () =>
    ask({
      label: t('staying-out.back-to', { name }),
      sure: t('staying-out.back.sure'),
      says: t('staying-out.back.done', { name }),
      act: (send) =>
        send('PUT /api/v1/communities/{communityId}/staying-out', { params: { communityId }, body: { out: false } }),
    })
  return (
    <div className="stack">
      <div className="member-line">
        <span className="member-name">
          {name}
          <span className="dim">{withAll ? t('staying-out.all') : classes.map(({ title }) => title).join(', ')}</span>
        </span>
        {question === null ? (
          <Button size="xs" variant="default" aria-label={t('staying-out.back-to', { name })} onClick={back}>
            {t('staying-out.back')}
          </Button>
        ) : null}
      </div>
      {question}
      {failure}
    </div>
  )
}
