/** Two people who may be one: what is known of each, what differs, and the decision, asked once more. */
import { Button, Title } from '@mantine/core'
import type { MatchProposal, MatchSide } from '../../../http/contract/matches.ts'
import { formatInstant } from '../../formats.ts'
import { nameOf } from '../../names.ts'
import { type Decision, useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { Note, Pill, Quietly } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { mayOpen } from '../../access.ts'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'

interface MatchPairProps {
  readonly pair: MatchProposal
  readonly done: (words: string) => void
}

export function MatchPair({ pair, done }: MatchPairProps) {
  const { me } = useReader()
  const { person, other, because } = pair
  return (
    <Card
      title={t('matches.pair', { one: nameOf(person), other: nameOf(other) })}
      says={t('matches.because', {
        what: t(`because.${because}`),
        at: formatInstant(pair.proposedAt, me.district.timezone),
      })}
    >
      <div className="stack">
        <div className="sides">
          <Side side={person} beside={other} heading={t('matches.here', { id: person.id })} />
          <Side side={other} beside={person} heading={t('matches.here', { id: other.id })} />
        </div>
        {pair.refused === null ? null : (
          <Note mood="warn" title={t('matches.refused')}>
            <p>{pair.refused}</p>
          </Note>
        )}
        <Quietly>{pair.isAsked ? <p className="quiet-line">{t('matches.asked')}</p> : null}</Quietly>
        {pair.isAsked ? null : <Decide pair={pair} done={done} />}
      </div>
    </Card>
  )
}

interface SideProps {
  readonly side: MatchSide
  readonly beside: MatchSide
  readonly heading: string
}

/** One of two people side by side, with what differs marked. */
export function Side({ side, beside, heading }: SideProps) {
  const { me } = useReader()
  const others = new Map(factsOf(beside))
  return (
    <section className="side" aria-label={heading}>
      <Title order={3} size="h4">
        {mayOpen(me, 'edit:feed_owned_field') ? <a href={paths.person(side.id)}>{heading}</a> : heading}
      </Title>
      <dl className="facts">
        {factsOf(side).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {value === '' ? '–' : value}{' '}
              {ALWAYS_DIFFERS.has(label) || others.get(label) === value ? null : (
                <Pill mood="warn">{t('matches.differs')}</Pill>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** No two records have the same. */
const ALWAYS_DIFFERS: ReadonlySet<string> = new Set([t('matches.records')])

function factsOf(side: MatchSide): readonly (readonly [string, string])[] {
  return [
    [t('matches.name'), nameOf(side)],
    [t('matches.state'), t(side.active ? 'matches.active' : 'matches.retired')],
    [t('matches.identifier'), side.identifier ?? ''],
    [t('matches.username'), side.username ?? ''],
    [t('matches.email'), side.email ?? ''],
    [t('matches.grades'), side.grades.join(', ')],
    [t('matches.schools'), side.schools.join(', ')],
    [t('matches.roles'), side.roles.map((role) => word('role', role)).join(', ')],
    [t('matches.records'), side.records.map(({ sourceId, sourcedId }) => `${sourceId} (${sourcedId})`).join(', ')],
  ]
}

interface Choice extends Decision {
  readonly key: string
}

function choicesOf({ id: proposalId, person, other }: MatchProposal): readonly Choice[] {
  const params = { proposalId }
  const keep = (stays: MatchSide, goes: MatchSide): Choice => ({
    key: stays.id,
    label: t('matches.link', { id: stays.id }),
    sure: t('matches.link.sure', { id: stays.id, other: goes.id }),
    says: null,
    act: (send) => send('POST /api/v1/match-proposals/{proposalId}/link', { params, body: { stays: stays.id } }),
  })
  return [
    keep(person, other),
    keep(other, person),
    {
      key: 'apart',
      label: t('matches.apart'),
      sure: t('matches.apart.sure'),
      says: t('matches.done.apart', { one: person.id, other: other.id }),
      act: (send) => send('POST /api/v1/match-proposals/{proposalId}/dismissal', { params }),
    },
  ]
}

function Decide({ pair, done }: MatchPairProps) {
  const { ask, question, failure } = useAskedAgain('matches', done)
  return (
    <>
      {question ?? (
        <div className="row">
          {choicesOf(pair).map((choice) => (
            <Button key={choice.key} variant="default" onClick={() => ask(choice)}>
              {choice.label}
            </Button>
          ))}
        </div>
      )}
      {failure}
    </>
  )
}
