/** The bar on top, the way to the pages, and the notice before a session ends. */
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { Me } from '../../http/contract/session.ts'
import { entriesFor, firstPlaceOf } from '../access.ts'
import { formatInstant, formatTime } from '../formats.ts'
import markUrl from '../mark.svg'
import { Note, Quietly } from '../parts/notes.tsx'
import { WriteTo } from '../parts/write-to.tsx'
import { paths } from '../paths.ts'
import type { Place } from '../paths.ts'
import { useReader, useSession } from '../session/context.tsx'
import { t, word } from '../translate.ts'
import { DistrictChoice } from './district-choice.tsx'
import { Banner } from './banner.tsx'
import { SupportBanner, SupportHere } from './support-banner.tsx'
import { usePlace } from './router.tsx'

interface FrameProps {
  readonly me: Me
  readonly expiresAt: string
  readonly children: ReactNode
}

export function Frame({ me, expiresAt, children }: FrameProps) {
  return (
    <>
      <a
        className="skip"
        href="#main"
        onClick={(click) => {
          click.preventDefault()
          document.querySelector<HTMLElement>('#main')?.focus()
        }}
      >
        {t('skip')}
      </a>
      <Bar me={me} />
      <main id="main" tabIndex={-1} className="page">
        <EndingSoon expiresAt={expiresAt} zone={me.district.timezone} />
        <FactorDue me={me} />
        <SupportHere me={me} />
        <SupportBanner />
        <Banner />
        {me.seat === null ? null : <SeatWait seat={me.seat} contacts={me.contacts} />}
        {children}
      </main>
      <Foot me={me} />
    </>
  )
}

/** Whom one may ask. Students ask at school; and where somebody can't go on, the page says it where it says why. */
function Foot({ me }: { readonly me: Me }) {
  const { support } = me.contacts
  if (support.length === 0 || me.home === 'student' || me.home === 'unmatched' || me.seat !== null) return null
  return (
    <footer className="page-foot">
      <WriteTo addresses={support} says="write-to.questions" />
    </footer>
  )
}

/** A second factor is demanded, and there are some days left. */
function FactorDue({ me }: { readonly me: Me }) {
  const by = me.secondFactor?.dueAt
  if (by === undefined) return null
  return (
    <Note mood="warn" title={t('factor.due', { by: formatInstant(by, me.district.timezone) })}>
      <p>{t('factor.due.says')}</p>
      <a href={paths.sessions()}>{t('factor.due.open')}</a>
    </Note>
  )
}

/** Why there is less here than one is used to, and what becomes of it. */
function SeatWait({ seat, contacts }: { readonly seat: NonNullable<Me['seat']>; readonly contacts: Me['contacts'] }) {
  const { position, waiting, reason } = seat
  return (
    <Note mood="warn" title={t('seat-wait.title')}>
      <p>
        {t('seat-wait.says', { position, waiting })} {word('wait-reason', reason)}.
      </p>
      <p>{t('seat-wait.remedy')}</p>
      <WriteTo addresses={contacts.support} says="write-to.support" />
    </Note>
  )
}

function Bar({ me }: { readonly me: Me }) {
  const session = useSession()
  const { launch } = useReader()
  const place = usePlace()
  const open = place.page === 'start' ? firstPlaceOf(me, launch) : place
  const entries = entriesFor(me)
  return (
    <header className="bar">
      <div className="bar-inner">
        <a className="brand" href={paths.start()}>
          <img src={markUrl} alt="" />
          <span>{t('app')}</span>
        </a>
        {entries.length < 2 ? null : (
          <nav className="nav" aria-label={t('nav')}>
            {entries.map((entry) => (
              <a key={entry.place} href={entry.address} aria-current={isWithin(open, entry.place) ? 'page' : undefined}>
                {entry.label}
              </a>
            ))}
          </nav>
        )}
        <div className="who">
          <div className="who-names">
            {me.person === null ? null : (
              <span className="who-name">
                {me.person.givenName} {me.person.familyName}
              </span>
            )}
            <span className="dim">{me.district.name}</span>
          </div>
          <DistrictChoice me={me} />
          {me.may.includes('view:own_sessions') ? (
            <a href={paths.sessions()} aria-current={place.page === 'sessions' ? 'page' : undefined}>
              {t('sessions.link')}
            </a>
          ) : null}
          {session.origin === 'launch' ? null : (
            <Button variant="default" size="xs" onClick={() => void session.leave()}>
              {t('sign-out')}
            </Button>
          )}
        </div>
      </div>
    </header>
  )
}

const OF_SYNC: ReadonlySet<Place['page']> = new Set([
  'run',
  'matches',
  'settings',
  'platforms',
  'launches',
  'single-sign-on',
])
const OF_COMMUNITIES: ReadonlySet<Place['page']> = new Set([
  'community',
  'community-rules',
  'all-communities',
  'question-sets',
  'join',
  'led-class',
  'class-points',
])
const OF_STUDENTS: ReadonlySet<Place['page']> = new Set(['student', 'benchmarks', 'pathways', 'pathway', 'start-cards'])
const OF_PEOPLE: ReadonlySet<Place['page']> = new Set(['person', 'class', 'school', 'enrolment'])

function isWithin(open: Place, entry: string): boolean {
  if (OF_SYNC.has(open.page)) return entry === 'sync'
  if (OF_COMMUNITIES.has(open.page)) return entry === 'communities'
  if (OF_PEOPLE.has(open.page)) return entry === 'people'
  if (open.page === 'invoice') return entry === 'invoices'
  if (open.page === 'support-access') return entry === 'audit'
  if (OF_STUDENTS.has(open.page)) return entry === 'students'
  if (open.page === 'kept' || open.page === 'kept-person') return entry === 'people'
  if (open.page === 'staff-person' || open.page === 'roster-imports') return entry === 'staff'
  return open.page === entry
}

const NOTICE_MS = 5 * 60_000

/** Five minutes before the end it says so once, so that nobody loses a thought in the middle of a sentence. */
function EndingSoon({ expiresAt, zone }: { readonly expiresAt: string; readonly zone: string }) {
  const session = useSession()
  const [soon, setSoon] = useState(false)
  useEffect(() => {
    const left = Date.parse(expiresAt) - Date.now() - NOTICE_MS
    // Longer than a browser's timer can count is longer than any sitting.
    if (Number.isNaN(left) || left > 2 ** 31 - 1) return undefined
    const timer = setTimeout(
      () => {
        setSoon(true)
      },
      Math.max(0, left),
    )
    return () => {
      clearTimeout(timer)
    }
  }, [expiresAt])
  return (
    <Quietly>
      {soon ? (
        <Note mood="warn" title={t('ending.title', { time: formatTime(expiresAt, zone) })}>
          <p>{t(session.origin === 'launch' ? 'ending.launch' : 'ending.alone')}</p>
        </Note>
      ) : null}
    </Quietly>
  )
}
