/** How somebody signs in: their second factor and what single sign-on has linked to them, and undoing either. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonSignIn } from '../../../http/contract/person-sign-in.ts'
import { formatInstant } from '../../formats.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import type { Decision } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { Note, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

interface SignInCardProps {
  readonly personId: string
}

/** Nothing where there is nothing to undo, or for whoever may not look after it. */
export function SignInCard({ personId }: SignInCardProps) {
  const { send, me } = useReader()
  const found = useQuery({
    queryKey: ['person-sign-in', personId],
    queryFn: ({ signal }) => send('GET /api/v1/people/{personId}/sign-in', { params: { personId }, signal }),
    enabled: me.may.includes('configure:sign_in'),
  })
  const [done, setDone] = useState<string | null>(null)
  if (found.data === undefined) return null
  const { hasPassword, links } = found.data
  if (!hasPassword && links.length === 0 && done === null) return null
  return (
    <Card title={t('person-sign-in.title')}>
      <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
      <Ways personId={personId} found={found.data} done={setDone} />
    </Card>
  )
}

interface WaysProps extends SignInCardProps {
  readonly found: PersonSignIn
  readonly done: (words: string) => void
}

function Ways({ personId, found, done }: WaysProps) {
  const { me } = useReader()
  const { ask, question, failure } = useAskedAgain('person-sign-in', done)
  const { hasPassword, hasFactor, links } = found
  const mayReset = hasFactor && personId !== me.person?.id && me.may.includes('revoke:session')
  if (question !== null) return question
  return (
    <div className="stack">
      {hasPassword ? (
        <div className="row">
          <span>{t(hasFactor ? 'person-sign-in.factor' : 'person-sign-in.no-factor')}</span>
          {mayReset ? <Ask decision={resetOf(personId)} ask={ask} /> : null}
        </div>
      ) : null}
      {links.map(({ since, seenAt }) => (
        <p key={since}>
          {t('person-sign-in.link', {
            since: formatInstant(since, me.district.timezone),
            seen: formatInstant(seenAt, me.district.timezone),
          })}
        </p>
      ))}
      {links.length === 0 ? null : (
        <div>
          <Ask decision={unlinkOf(personId)} ask={ask} />
        </div>
      )}
      {failure}
    </div>
  )
}

function Ask({ decision, ask }: { readonly decision: Decision; readonly ask: (decision: Decision) => void }) {
  return (
    <Button variant="default" size="compact-sm" onClick={() => ask(decision)}>
      {decision.label}
    </Button>
  )
}

function resetOf(personId: string): Decision {
  return {
    label: t('person-sign-in.reset'),
    sure: t('person-sign-in.reset.sure'),
    says: t('person-sign-in.reset.done'),
    act: (send) => send('POST /api/v1/people/{personId}/second-factor/reset', { params: { personId } }),
  }
}

function unlinkOf(personId: string): Decision {
  return {
    label: t('person-sign-in.unlink'),
    sure: t('person-sign-in.unlink.sure'),
    says: t('person-sign-in.unlink.done'),
    act: (send) => send('DELETE /api/v1/people/{personId}/single-sign-on', { params: { personId } }),
  }
}
