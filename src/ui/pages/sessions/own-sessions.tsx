/** One's own open sessions. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OwnSession } from '../../../http/contract/sessions.ts'
import { formatAgo, formatInstant, formatTime } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Pill } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { wayIn } from './way.ts'

interface OwnSessionsProps {
  readonly sessions: readonly OwnSession[]
  readonly zone: string
  readonly done: () => void
}

export function OwnSessions({ sessions, zone, done }: OwnSessionsProps) {
  return (
    <Card title={t('sessions.own')}>
      {sessions.length === 0 ? <p className="dim">{t('sessions.own.none')}</p> : null}
      <ul className="plain-list sessions">
        {sessions.map((session) => (
          <li key={session.id}>
            <One session={session} zone={zone} done={done} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function One({ session, zone, done }: Omit<OwnSessionsProps, 'sessions'> & { readonly session: OwnSession }) {
  const { send } = useReader()
  const [now] = useState(() => Date.now())
  const queries = useQueryClient()
  const ending = useMutation({
    mutationFn: () => send('DELETE /api/v1/sessions/{sessionId}', { params: { sessionId: session.id } }),
    onSuccess: async () => {
      done()
      await queries.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  const started = formatInstant(session.startedAt, zone)
  return (
    <>
      <div className="session-facts">
        <p>
          <strong>{wayIn(session)}</strong> {session.isThis ? <Pill mood="good">{t('sessions.this')}</Pill> : null}
        </p>
        <p className="dim">
          {t('sessions.when', {
            started,
            seen: formatAgo(session.seenAt, now),
            ends: formatTime(session.endsAt, zone),
          })}
        </p>
      </div>
      <Button
        variant="default"
        size="xs"
        aria-label={t('sessions.end-this', { started })}
        loading={ending.isPending}
        onClick={() => ending.mutate()}
      >
        {t('sessions.end')}
      </Button>
      {ending.error === null ? null : <FailureNote failure={ending.error} />}
    </>
  )
}
