/** Somebody whom the roster doesn't know: what the LMS says of them, who they may be, and the decision. */
import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { LaunchProposal, LinkablePerson, UnmatchedLaunch } from '../../../http/contract/launches.ts'
import { formatInstant } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { Pill } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { useAskedAgain, type Decision } from '../../parts/asked-again.tsx'
import { FindOne, useSearch } from './find-one.tsx'
import { linkableQuery } from './queries.ts'

interface UnmatchedCardProps {
  readonly launch: UnmatchedLaunch
  readonly done: (words: string) => void
}

export function UnmatchedCard({ launch, done }: UnmatchedCardProps) {
  const { ask, question, failure } = useAskedAgain('launches', done)
  return (
    <Card title={launch.name ?? launch.email ?? t('launches.nameless')} says={word('launches.reason', launch.reason)}>
      <div className="stack">
        <Facts launch={launch} />
        {question ?? <Choices launch={launch} ask={ask} />}
        {failure}
      </div>
    </Card>
  )
}

function Facts({ launch }: { readonly launch: UnmatchedLaunch }) {
  const { me } = useReader()
  const { course, className, lastAt, launches: count } = launch
  const at = formatInstant(lastAt, me.district.timezone)
  const from = className === null ? course : t('launches.course.class', { course: course ?? '–', name: className })
  const facts = [
    [t('launches.email'), launch.email],
    [t('launches.number'), launch.lmsPersonId],
    [t('launches.course'), from],
    [t('launches.platform'), launch.platform],
    [t('launches.last'), t('launches.count', { at, count })],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  )
}

interface ChoicesProps {
  readonly launch: UnmatchedLaunch
  readonly ask: (decision: Decision) => void
}

function Choices({ launch, ask }: ChoicesProps) {
  const { proposals } = launch
  const name = launch.name ?? t('launches.nameless')
  return (
    <div className="stack">
      <Title order={3} size="h4">
        {t('launches.proposals')}
      </Title>
      {proposals.length === 0 ? <p className="quiet-line">{t('launches.proposals.none')}</p> : null}
      <ul className="plain-list launch-proposals">
        {proposals.map((one) => (
          <Proposal key={one.id} one={one} launch={launch} ask={ask} />
        ))}
      </ul>
      {proposals.length === 0 ? null : <p className="quiet-line">{t('launches.email-weak')}</p>}
      <SomebodyElse launch={launch} ask={ask} />
      <div className="row">
        <Button
          variant="default"
          onClick={() =>
            ask({
              label: t('launches.dismiss'),
              sure: t('launches.dismiss.sure'),
              says: t('launches.done.dismiss', { name }),
              act: (send) =>
                send('POST /api/v1/lti/unmatched/{launchId}/dismissal', { params: { launchId: launch.id } }),
            })
          }
        >
          {t('launches.dismiss')}
        </Button>
      </div>
    </div>
  )
}

function Proposal({ one, launch, ask }: ChoicesProps & { readonly one: LaunchProposal }) {
  const { me } = useReader()
  const may = !one.holdsMore || me.may.includes('approve:held_run_with_administrator_rise')
  return (
    <li>
      <span className="line-main">{nameOf(one)}</span>
      <span className="dim">{one.schools.join(', ')}</span>
      <span className="row">
        {one.because.map((why) => (
          <Pill key={why} mood="calm">
            {t(`launches.because.${why}`)}
          </Pill>
        ))}
        {one.inClass ? <Pill mood="good">{t('launches.because.class')}</Pill> : null}
      </span>
      {may ? (
        <Button variant="default" size="xs" onClick={() => ask(linkTo(launch, one))}>
          {t('launches.is', { name: nameOf(one) })}
        </Button>
      ) : (
        <span className="dim">{t('launches.more')}</span>
      )}
    </li>
  )
}

function linkTo(launch: UnmatchedLaunch, person: LinkablePerson | LaunchProposal): Decision {
  const name = nameOf(person)
  return {
    label: t('launches.is', { name }),
    sure: t('launches.is.sure', { name }),
    says: t('launches.done.link', { name }),
    act: (send) =>
      send('POST /api/v1/lti/unmatched/{launchId}/link', {
        params: { launchId: launch.id },
        body: { personId: person.id },
      }),
  }
}

function SomebodyElse({ launch, ask }: ChoicesProps) {
  const { send } = useReader()
  const search = useSearch()
  const found = useQuery({ ...linkableQuery(send, search.q), enabled: search.q !== '' })
  return (
    <FindOne
      search={search}
      found={found.data?.items}
      labelOf={(one) => [sortNameOf(one), ...one.schools].join(' · ')}
      take={(one) => ask(linkTo(launch, one))}
      words={{
        search: t('launches.other.search'),
        choose: t('launches.other.choose'),
        none: t('add-to-class.none'),
        submit: t('launches.other'),
      }}
    />
  )
}
