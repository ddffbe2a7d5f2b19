/** One coaching cycle: where it stands, the time in each phase, what belongs to it; editing, moving, ending it. */
import '../styles/coach.css'
import '../styles/cycles.css'
import '../styles/roster.css'
import { useQuery } from '@tanstack/react-query'
import type { CycleDetail } from '../../http/contract/cycles.ts'
import { formatDay } from '../formats.ts'
import { joinNames, nameOf } from '../names.ts'
import { Card } from '../parts/card.tsx'
import { Waiting } from '../parts/notes.tsx'
import { PageFailure } from '../parts/page-failure.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { About } from './cycles/about.tsx'
import { Ending } from './cycles/ending.tsx'
import { Entries } from './cycles/entries.tsx'
import { Phases } from './cycles/phases.tsx'
import { cycleQuery } from './cycles/queries.ts'
import { StandingPill } from './cycles/standing-pill.tsx'

export function CyclePage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(cycleQuery(send, id))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError)
    return <PageFailure title={t('cycle.title')} failure={found.error} retry={() => void found.refetch()} />
  return <Shown cycle={found.data} />
}

function Shown({ cycle }: { readonly cycle: CycleDetail }) {
  const { me } = useReader()
  const isOwn = me.person?.id === cycle.coach.id && me.may.includes('create:coaching_cycle')
  const { startedOn, endedOn, minutes, interactions, dueOn } = cycle
  const facts =
    endedOn === null
      ? t('cycle.facts', { from: formatDay(startedOn), minutes, count: interactions })
      : t('cycle.facts.ended', { from: formatDay(startedOn), until: formatDay(endedOn), minutes, count: interactions })
  return (
    <>
      <PageHead
        title={joinNames(cycle.educators)}
        says={facts}
        actions={<a href={paths.cycles()}>{t('cycle.back')}</a>}
      />
      <p className="row">
        <StandingPill standing={cycle.standing} />
        {dueOn === null ? null : <span>{t('cycle.next', { date: formatDay(dueOn) })}</span>}
        {isOwn ? null : <span className="dim">{t('cycle.by', { name: nameOf(cycle.coach) })}</span>}
      </p>
      <About cycle={cycle} isOwn={isOwn} />
      <Card title={t('cycle.phases.title')}>
        <Phases cycle={cycle} isOwn={isOwn} />
      </Card>
      <Card title={t('cycle.entries.title')}>
        <Entries cycle={cycle} isOwn={isOwn} />
      </Card>
      {isOwn ? <Ending cycle={cycle} /> : null}
    </>
  )
}
