/** Of today: next steps that wait, the first with the page itself and the others by turning pages. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Today } from '../../../http/contract/today.ts'
import { formatDay } from '../../formats.ts'
import { joinNames } from '../../names.ts'
import { FailureNote } from '../../parts/notes.tsx'
import { Pager } from '../../parts/pager.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { TODAY } from './queries.ts'
import { StepTick } from './step-tick.tsx'

/** As many as Today begins with. */
const SHOWN = 12

interface Paged<Row> {
  readonly steps: readonly Row[]
  /** On all pages. */
  readonly total: number
  /** Null where one page has them all. */
  readonly pager: ReactNode
}

export function WaitingSteps({ today }: { readonly today: Today }) {
  const { send } = useReader()
  const { steps, total, pager } = usePages({
    label: t('today.steps'),
    first: { items: today.steps, total: today.stepsTotal },
    ask: (place, signal) => send('GET /api/v1/coaching/next-steps', { query: place, signal }),
  })
  if (total === 0) return null
  return (
    <div>
      <span className="field-name">{t('today.steps')}</span>
      <ul className="plain-list fields">
        {steps.map(({ id, text, dueOn, version, educators }) => (
          <li key={id} className="field">
            <div className="field-says">
              <span className="cycle-text">{text}</span>
              <span className="dim">{joinNames(educators)}</span>
            </div>
            <span className="row">
              {dueOn === null ? null : t('today.step.due', { date: formatDay(dueOn) })}
              <StepTick interactionId={id} version={version} isDone={false} of={joinNames(educators)} />
            </span>
          </li>
        ))}
      </ul>
      {pager}
    </div>
  )
}

/** Those that came along with educators whom the coach took over. */
export function useHandedSteps(today: Today): Paged<Today['handedSteps'][number]> {
  const { send } = useReader()
  return usePages({
    label: t('handovers.today.steps'),
    first: { items: today.handedSteps, total: today.handedStepsTotal },
    ask: (place, signal) => send('GET /api/v1/coaching/handed-steps', { query: place, signal }),
  })
}

interface Listed<Row> {
  readonly items: readonly Row[]
  readonly total: number
}

/** The first page is there already; the others are asked for, and anew whenever today is. */
function usePages<Row>({
  label,
  first,
  ask,
}: {
  readonly label: string
  readonly first: Listed<Row>
  readonly ask: (place: { page: number; pageSize: number }, signal: AbortSignal) => Promise<Listed<Row>>
}): Paged<Row> {
  const [wanted, turn] = useState(0)
  const pages = Math.max(1, Math.ceil(first.total / SHOWN))
  // What was done meanwhile may have taken the last page along.
  const page = Math.min(wanted, pages - 1)
  const found = useQuery({
    queryKey: [...TODAY, label, page],
    queryFn: ({ signal }) => ask({ page: page + 1, pageSize: SHOWN }, signal),
    enabled: page > 0,
    placeholderData: keepPreviousData,
  })
  const { total } = first
  const steps = page === 0 ? first.items : (found.data?.items ?? [])
  const cut = { page, pages, first: page * SHOWN + 1, last: Math.min(total, (page + 1) * SHOWN) }
  const pager =
    pages < 2 ? null : (
      <>
        {page > 0 && found.isError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        <Pager label={label} cut={cut} total={total} turn={turn} />
      </>
    )
  return { steps, total, pager }
}
