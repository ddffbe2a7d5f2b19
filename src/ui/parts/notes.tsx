/** What a page says when there is nothing to show, when something failed, and when something is still coming. */
import { Button, Skeleton, Title, VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { explain } from '../explain.ts'
import { t } from '../translate.ts'

export type Mood = 'good' | 'calm' | 'warn' | 'bad'

/** A short state in words with a colour of its own; the words alone must carry the meaning. */
export function Pill({ mood, children }: { readonly mood: Mood; readonly children: ReactNode }) {
  return (
    <span className="pill" data-mood={mood}>
      {children}
    </span>
  )
}

interface NoteProps {
  readonly mood: Mood
  readonly title?: string
  readonly children?: ReactNode
  /** Interrupts a screen reader. What may wait goes into `Quietly`. */
  readonly role?: 'alert'
}

/** A message in the flow of the page. */
export function Note({ mood, title, children, role }: NoteProps) {
  return (
    <div className="note" data-mood={mood} role={role}>
      <div>
        {title === undefined ? null : <p className="note-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}

/** A place whose changes a screen reader tells when it has finished its sentence. */
export function Quietly({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <div aria-live="polite" className={className === undefined ? 'live' : `live ${className}`}>
      {children}
    </div>
  )
}

/** A failed request: what happened, what it means, what to do, and the code to quote. */
export function FailureNote({ failure, retry }: { readonly failure: unknown; readonly retry?: () => void }) {
  const { title, meaning, remedy, code } = explain(failure)
  return (
    <Note mood="bad" role="alert" title={title}>
      <p>{meaning}</p>
      <p>
        {remedy} <code>{t('failure.code', { code })}</code>
      </p>
      {retry === undefined ? null : (
        <div className="row">
          <Button size="xs" variant="default" onClick={retry}>
            {t('failure.retry')}
          </Button>
        </div>
      )}
    </Note>
  )
}

interface EmptyProps {
  readonly icon: ReactNode
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
  readonly level?: 2 | 3
}

/** Nothing here yet: says so and what to do next. */
export function Empty({ icon, title, children, action, level = 3 }: EmptyProps) {
  return (
    <div className="empty">
      {icon}
      <Title order={level} size="h3">
        {title}
      </Title>
      <p>{children}</p>
      {action === undefined ? null : <div className="row">{action}</div>}
    </div>
  )
}

const QUIET_MS = 300

/** Grey lines while something loads, shown only when it takes longer than 300 ms, so that fast answers don't flicker. */
export function Waiting({ lines = 3, label }: { readonly lines?: number; readonly label?: string }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true)
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return (
    <div className="stack" aria-live="polite" aria-busy="true">
      <VisuallyHidden>{label ?? t('waiting')}</VisuallyHidden>
      {late
        ? Array.from({ length: lines }, (_, line) => (
            <Skeleton key={line} height={18} width={WIDTHS[line % 4] ?? '80%'} />
          ))
        : null}
    </div>
  )
}
const WIDTHS = ['92%', '78%', '85%', '64%']
