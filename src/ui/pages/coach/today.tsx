/** What waits for the coach: cycles that are due, and whom they have not seen lately. */
import '../../styles/cycles.css'
import '../../styles/roster.css'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Today } from '../../../http/contract/today.ts'
import { formatDay } from '../../formats.ts'
import { joinNames, nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import type { Send } from '../../session/session.ts'
import { t } from '../../translate.ts'
import { StandingPill } from '../cycles/standing-pill.tsx'
import { HandedOver } from './handed-over.tsx'
import { TODAY } from './queries.ts'
import { WaitingSteps } from './waiting-steps.tsx'

const todayQuery = (send: Send) =>
  queryOptions({ queryKey: TODAY, queryFn: ({ signal }) => send('GET /api/v1/coaching/today', { signal }) })

export function TodayCard() {
  const { send } = useReader()
  const found = useQuery(todayQuery(send))
  return (
    <Card
      title={t('today.title')}
      actions={
        <>
          <a href={paths.cycles()}>{t('cycles.open')}</a>
          <a href={paths.newCycle()}>{t('cycles.start')}</a>
        </>
      }
    >
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Waits today={found.data} />}
    </Card>
  )
}

function Waits({ today }: { readonly today: Today }) {
  const { cycles, open, unseen, unseenTotal, cadenceDays } = today
  return (
    <div className="stack">
      {cycles.length === 0 ? (
        <p className="quiet-line">{open === 0 ? t('today.cycles.none') : t('today.cycles.calm', { count: open })}</p>
      ) : (
        <ul className="plain-list fields">
          {cycles.map((cycle) => (
            <li key={cycle.id} className="field">
              <div className="field-says">
                <a href={paths.cycle(cycle.id)}>{joinNames(cycle.educators)}</a>
                <span className="dim">
                  {t('today.cycle', { phase: cycle.phase.name, date: formatDay(cycle.dueOn ?? '') })}
                </span>
              </div>
              <StandingPill standing={cycle.standing} />
            </li>
          ))}
        </ul>
      )}
      <WaitingSteps today={today} />
      <HandedOver today={today} />
      {unseen.length === 0 ? null : (
        <div>
          <span className="field-name">
            {t(today.unseenOfCaseload ? 'today.unseen.caseload' : 'today.unseen', {
              count: unseenTotal,
              days: cadenceDays,
            })}
          </span>
          <ul className="plain-list">
            {unseen.map((one) => (
              <li key={one.id}>
                {nameOf(one)}{' '}
                <span className="dim">
                  {one.lastSeenOn === null ? t('today.never') : t('today.seen', { date: formatDay(one.lastSeenOn) })}
                </span>
              </li>
            ))}
          </ul>
          {unseen.length < unseenTotal ? (
            <span className="dim">{t('today.unseen.more', { count: unseenTotal - unseen.length })}</span>
          ) : null}
        </div>
      )}
    </div>
  )
}
