/** Single-card pages: what stands in the app's place when there is no session. */
import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import markUrl from '../mark.svg'
import { FailureNote } from '../parts/notes.tsx'
import { t } from '../translate.ts'
import type { ClosedWhy } from '../session/session.ts'
import { usePageHeading } from './router.tsx'

/** One card in the middle of the page, under the mark. */
export function Letter({ children, wide = false }: { readonly children: ReactNode; readonly wide?: boolean }) {
  return (
    <main className={wide ? 'letter letter-wide' : 'letter'}>
      <div className="brand">
        <img src={markUrl} alt="" />
        <span>{t('app')}</span>
      </div>
      <div className="card">
        <div className="card-body">{children}</div>
      </div>
    </main>
  )
}

/** A session that came from the LMS has ended: only the LMS can begin another. */
export function LaunchAgain({ why }: { readonly why: ClosedWhy }) {
  const heading = usePageHeading(t('again.title'))
  return (
    <Letter>
      <Title ref={heading} tabIndex={-1} order={1}>
        {t('again.title')}
      </Title>
      <p>{t(why === 'left' ? 'again.left' : 'again.ended')}</p>
      <p>{t('again.remedy')}</p>
    </Letter>
  )
}

interface LaunchFailedProps {
  readonly failure: unknown
  /** Of a page that stands alone; null: only the LMS can open Staffroom again. */
  readonly retry: (() => void) | null
}

/** The launch code was refused or no answer came. */
export function LaunchFailed({ failure, retry }: LaunchFailedProps) {
  const heading = usePageHeading(t('launch.title'))
  return (
    <Letter wide>
      <div className="stack">
        <Title ref={heading} tabIndex={-1} order={1}>
          {t('launch.title')}
        </Title>
        {retry === null ? <FailureNote failure={failure} /> : <FailureNote failure={failure} retry={retry} />}
        {retry === null ? <p>{t('again.remedy')}</p> : null}
      </div>
    </Letter>
  )
}
