/** The first page of people without a page of work: students, billing, principals, and launches we couldn't match. */
import '../styles/home.css'
import { useQuery } from '@tanstack/react-query'
import { Card } from '../parts/card.tsx'
import { bookIcon, doorIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { WriteTo } from '../parts/write-to.tsx'
import { joinNames } from '../names.ts'
import { useReader } from '../session/context.tsx'
import { t, word } from '../translate.ts'
import { OpenBenchmarks } from './benchmarks/open-benchmarks.tsx'
import { OwnPathway } from './pathways/own-pathway.tsx'
import { OwnAvatarCard } from './points/own-points.tsx'
import { OpenSurveys } from './survey/open-surveys.tsx'
import { LicenceState } from './sync/licences.tsx'

export function Home() {
  const { me } = useReader()
  if (me.home === 'unmatched') return <Unmatched />
  if (me.home === 'student') return <StudentHome />
  if (me.home === 'invoices') return <LicenceHome />
  return <PlainHome />
}

function Unmatched() {
  const { me, launch } = useReader()
  const { known, asks } = adviceFor(launch?.unmatched ?? null)
  return (
    <>
      <PageHead title={t('unmatched.title')} />
      <div className="card">
        <Empty icon={doorIcon} title={t('unmatched.what', { district: me.district.name })} level={2}>
          {t(known ? 'unmatched.told' : 'unmatched.told.nobody')}
        </Empty>
        <div className="card-body home-reasons">
          <h3 className="small-head">{t('unmatched.missing')}</h3>
          <p>{word('unmatched.reason', launch?.unmatched ?? 'person_unknown')}</p>
          <h3 className="small-head">{t('unmatched.who')}</h3>
          <ul>
            {asks.map((key) => (
              <li key={key}>{t(key)}</li>
            ))}
          </ul>
          <WriteTo addresses={me.contacts.support} says="write-to.support" />
          <p className="quiet-line">{t('unmatched.next')}</p>
        </div>
      </div>
    </>
  )
}

type Ask = 'unmatched.ask.lms' | 'unmatched.ask.school' | 'unmatched.ask.admin'

/** Whether somebody keeps them in a list, and who can help; about what the LMS sent, never about anybody else. */
function adviceFor(reason: string | null): { readonly known: boolean; readonly asks: readonly Ask[] } {
  switch (reason) {
    case 'anonymous':
    case 'test_user':
      return { known: false, asks: ['unmatched.ask.lms'] }
    case 'no_person_id':
      return { known: true, asks: ['unmatched.ask.lms', 'unmatched.ask.admin'] }
    case 'unlinked':
    case 'email_not_enough':
    case 'unconfirmed':
      return { known: true, asks: ['unmatched.ask.admin'] }
    case null:
    default:
      return { known: true, asks: ['unmatched.ask.school', 'unmatched.ask.admin'] }
  }
}

function StudentHome() {
  const { me, send } = useReader()
  const found = useQuery({
    queryKey: ['student-home'],
    queryFn: ({ signal }) => send('GET /api/v1/student/home', { signal }),
  })
  const name = me.person?.givenName ?? ''
  return (
    <>
      <PageHead title={name === '' ? t('student.hello') : t('student.hello-name', { name })} says={t('student.says')} />
      <OpenSurveys />
      {found.data === undefined ? null : <OpenBenchmarks {...found.data.benchmarks} />}
      {found.data === undefined || found.data.pathway === null ? null : <OwnPathway {...found.data.pathway} />}
      <OwnAvatarCard />
      <Card title={t('student.classes')}>
        {found.isPending ? <Waiting lines={4} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data?.classes.length === 0 ? (
          <Empty icon={bookIcon} title={t('student.none')}>
            {t('student.none.says')}
          </Empty>
        ) : null}
        <ul className="plain-list tiles">
          {found.data?.classes.map((one) => (
            <li key={one.id}>
              <span className="line-main">{one.title}</span>
              <span className="dim">{one.teachers.length === 0 ? one.school?.name : joinNames(one.teachers)}</span>
            </li>
          ))}
        </ul>
      </Card>
      {found.data === undefined || found.data.products.length === 0 ? null : (
        <Card title={t('student.products')}>
          <ul className="plain-list tiles">
            {found.data.products.map((one) => (
              <li key={one.id}>
                <span className="line-main">{one.name}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

function LicenceHome() {
  const { me } = useReader()
  return (
    <>
      <PageHead title={t('billing.title')} says={t('billing.says')} />
      <Card title={t('licences.title')} says={t('licences.says')}>
        {me.may.includes('view:licence_state') ? <LicenceState /> : <p className="quiet-line">{t('licences.kept')}</p>}
      </Card>
      <BillingContact />
    </>
  )
}

function BillingContact() {
  const { me } = useReader()
  const { billing } = me.contacts
  return <WriteTo addresses={billing === null ? [] : [billing]} says="write-to.billing" />
}

/** Nothing is made up for a role whose pages don't exist yet: it says who one is here and what one can do. */
function PlainHome() {
  const { me } = useReader()
  const roles = [...new Set(me.roles.map((held) => held.role))]
  return (
    <>
      <PageHead title={t('home.title', { district: me.district.name })} />
      <Card title={t('home.roles')}>
        {roles.length === 0 ? (
          <p className="quiet-line">{t('home.roles.none')}</p>
        ) : (
          <ul className="plain-list lines">
            {roles.map((role) => (
              <li key={role}>
                <span className="line-main">{word('role', role)}</span>
                <span className="dim">{word('role-can', role)}</span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}
