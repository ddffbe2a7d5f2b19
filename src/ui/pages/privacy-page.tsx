/** The privacy statement: made of what runs, for everybody who is signed in, on paper as well. */
import '../styles/bars.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Permission } from '../../http/contract/permissions.ts'
import type { PrivacyStatement } from '../../http/contract/privacy.ts'
import { Card } from '../parts/card.tsx'
import type { Column } from '../parts/data-table.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t, word } from '../translate.ts'
import { capabilityWords, holderWords, reachWords } from './permissions/policy-text.ts'

export function PrivacyPage() {
  const { send } = useReader()
  const found = useQuery({
    queryKey: ['privacy'],
    queryFn: ({ signal }) => send('GET /api/v1/privacy-statement', { signal }),
  })
  const print = (
    <Button variant="default" onClick={() => window.print()}>
      {t('report.print')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('privacy.title')} says={t('privacy.says')} actions={print} />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Statement found={found.data} />}
    </>
  )
}

function Statement({ found }: { readonly found: PrivacyStatement }) {
  return (
    <>
      <Card title={t('privacy.kept')} says={t('privacy.kept.says')}>
        <div className="stack">
          <Lines lines={found.kept.map(({ says }) => says)} />
          <h3>{t('privacy.also')}</h3>
          <Lines lines={found.notInTheFile} />
        </div>
      </Card>
      <Times found={found} />
      <Card title={t('privacy.seen')} says={t('privacy.seen.says')}>
        <div className="stack">
          {found.seenBy.map(({ topic, permissions }) => (
            <section key={topic} className="stack">
              <h3>{word('privacy.topic', topic)}</h3>
              <Holders permissions={permissions} />
            </section>
          ))}
        </div>
      </Card>
      <Goes goesTo={found.goesTo} />
      <Ask />
    </>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className="plain-list lines">
      {lines.map((says) => (
        <li key={says}>{says}</li>
      ))}
    </ul>
  )
}

type Time = PrivacyStatement['times'][number]

const columns: readonly (Column<Time> & { readonly unsorted: true })[] = [
  { key: 'what', label: t('privacy.times.what'), value: ({ says }) => says, unsorted: true },
  { key: 'days', label: t('privacy.times.days'), value: ({ days }) => days, unsorted: true },
  {
    key: 'by',
    label: t('privacy.times.by'),
    value: ({ isOwn }) => t(isOwn ? 'privacy.times.own' : 'privacy.times.standard'),
    unsorted: true,
  },
]

function Times({ found: { times, surveyNamesOn } }: { readonly found: PrivacyStatement }) {
  const { me } = useReader()
  return (
    <Card title={t('privacy.times')} says={t('privacy.times.says')}>
      <div className="stack">
        <PlainTable label={t('privacy.times.list')} rows={times} columns={columns} rowKey={({ name }) => name} />
        <p>{t('privacy.times.names', { day: yearlyDay(surveyNamesOn) })}</p>
        <p>{t('privacy.times.rest')}</p>
        {me.may.includes('set:retention') ? (
          <p>
            <a href={paths.settings()}>{t('privacy.times.change')}</a>
          </p>
        ) : null}
      </div>
    </Card>
  )
}

/** `July 31`. */
function yearlyDay(day: string): string {
  const date = new Date(`2024-${day}T12:00:00Z`)
  return new Intl.DateTimeFormat('en', { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(date)
}

function Holders({ permissions }: { readonly permissions: readonly Permission[] }) {
  if (permissions.length === 0) return <p className="dim">{t('privacy.nobody')}</p>
  return (
    <ul className="plain-list lines">
      {[...Map.groupBy(permissions, ({ capability }) => capability)].map(([capability, of]) => (
        <li key={capability}>
          <span>{capabilityWords(capability)}</span>
          <span className="dim">{[...new Set(of.map(holderOf))].join(' · ')}</span>
        </li>
      ))}
    </ul>
  )
}

function holderOf(permission: Permission): string {
  const reach = reachWords(permission)
  return reach === '' ? holderWords(permission) : `${holderWords(permission)} (${reach})`
}

function Goes({ goesTo }: { readonly goesTo: PrivacyStatement['goesTo'] }) {
  const { platforms, gradebookClasses, signInProviders } = goesTo
  const lines = [
    ...(platforms.length === 0 ? [] : [t('privacy.goes.platforms', { platforms: platforms.join(', ') })]),
    ...(gradebookClasses === 0 ? [] : [t('privacy.goes.gradebook', { count: gradebookClasses })]),
    ...(signInProviders.length === 0 ? [] : [t('privacy.goes.sign-in', { providers: signInProviders.join(', ') })]),
  ]
  return (
    <Card title={t('privacy.goes')} says={t('privacy.goes.says')}>
      <Lines lines={[...(lines.length === 0 ? [t('privacy.goes.none')] : lines), t('privacy.goes.mail')]} />
    </Card>
  )
}

function Ask() {
  const { me } = useReader()
  const address = me.contacts.support.join(', ')
  return (
    <Card title={t('privacy.ask')}>
      <p>{t('privacy.ask.says')}</p>
      {address === '' ? null : <p>{t('privacy.ask.write', { address })}</p>}
    </Card>
  )
}
