/** What a run means for the licences: the figures, and of a plan who would get, wait for or lose a seat, and why. */
import { Button, NativeSelect } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RunSeat, RunSeatQuery } from '../../../http/contract/run-seats.ts'
import type { Run, RunSeatFigures } from '../../../http/contract/sync.ts'
import { saveCsv, toCsv } from '../../csv.ts'
import { readRunSeats } from '../../long-lists.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { downloadIcon } from '../../parts/icons.tsx'
import { FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { Pager } from '../../parts/pager.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'

const PAGE_SIZE = 25
/** As a plan makes them, the gravest first. */
const MOVES = ['wait', 'over', 'leave', 'release', 'withdraw', 'assign', 'return', 'keep'] as const

/** Nothing where the run says nothing of licences, or where only schools are in scope and nothing is planned. */
export function RunSeats({ run, isPlan }: { readonly run: Run; readonly isPlan: boolean }) {
  const seats = run.seats ?? []
  if (seats.length === 0 && !isPlan) return null
  return (
    <Card title={t('run.seats')} says={t(isPlan ? 'run.seats.says.plan' : 'run.seats.says.done')}>
      <div className="stack">
        <ul className="plain-list licences">
          {seats.map((figures) => (
            <Line key={figures.licence} figures={figures} isPlan={isPlan} />
          ))}
        </ul>
        {isPlan ? <People run={run} /> : null}
      </div>
    </Card>
  )
}

function Line({ figures, isPlan }: { readonly figures: RunSeatFigures; readonly isPlan: boolean }) {
  const { name, bought, used, over, waiting, grace, released } = figures
  const pills = [
    over > 0 ? (
      <Pill key="over" mood="bad">
        {t('run.seats.over', { count: over })}
      </Pill>
    ) : null,
    waiting > 0 ? (
      <Pill key="waiting" mood="warn">
        {t(isPlan ? 'run.seats.waiting.plan' : 'run.seats.waiting', { count: waiting })}
      </Pill>
    ) : null,
    grace > 0 ? (
      <Pill key="grace" mood="calm">
        {t('run.seats.grace', { count: grace })}
      </Pill>
    ) : null,
    released > 0 ? (
      <Pill key="released" mood="good">
        {t('run.seats.released', { count: released })}
      </Pill>
    ) : null,
  ]
  return (
    <li>
      <div className="licence-head">
        <h3>{name}</h3>
        <span className="licence-figure">{t('licences.used-of', { used, bought })}</span>
      </div>
      <div className="row">{pills}</div>
      {isPlan ? <Want figures={figures} /> : null}
    </li>
  )
}

/** Whether there are enough; where somebody waits beside free seats, those are reserved. */
function Want({ figures: { bought, used, waiting, short } }: { readonly figures: RunSeatFigures }) {
  if (short === 0) return <p className="quiet-line">{t('run.seats.enough')}</p>
  return (
    <>
      {waiting > 0 && used < bought ? (
        <p className="line-main">{t('run.seats.reserved', { count: bought - used })}</p>
      ) : null}
      <p className="line-main">{t('run.seats.short', { count: short })}</p>
    </>
  )
}

function People({ run }: { readonly run: Run }) {
  const [opened, setOpened] = useState(false)
  if (opened) return <Chosen run={run} />
  return (
    <div className="row">
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('run.seats.open')}
      </Button>
    </div>
  )
}

function Chosen({ run }: { readonly run: Run }) {
  const [licence, setLicence] = useState('')
  const [move, setMove] = useState<(typeof MOVES)[number] | ''>('')
  const asked = { ...(licence === '' ? {} : { licence }), ...(move === '' ? {} : { move }) }
  return (
    <div className="stack">
      <div className="table-tools">
        <NativeSelect
          label={t('run.seats.licence')}
          value={licence}
          data={[
            { value: '', label: t('run.seats.all') },
            ...(run.seats ?? []).map((each) => ({ value: each.licence, label: each.name })),
          ]}
          onChange={({ currentTarget }) => setLicence(currentTarget.value)}
        />
        <NativeSelect
          label={t('run.seats.move')}
          value={move}
          data={[
            { value: '', label: t('run.seats.all') },
            ...MOVES.map((value) => ({ value, label: word('seat-move', value) })),
          ]}
          onChange={({ currentTarget: { value } }) => setMove(MOVES.find((each) => each === value) ?? '')}
        />
        <WholeFile runId={run.id} asked={asked} />
      </div>
      <Page key={`${licence} ${move}`} run={run} asked={asked} />
    </div>
  )
}

type Asked = Pick<RunSeatQuery, 'licence' | 'move'>

function Page({ run, asked }: { readonly run: Run; readonly asked: Asked }) {
  const runId = run.id
  const { send } = useReader()
  const [page, setPage] = useState(0)
  const query = { ...asked, page: page + 1, pageSize: PAGE_SIZE }
  const found = useQuery({
    queryKey: ['runs', runId, 'seats', query],
    queryFn: ({ signal }) => send('GET /api/v1/runs/{runId}/seats', { params: { runId }, query, signal }),
    placeholderData: keepPreviousData,
  })
  if (found.isPending) return <Waiting lines={6} />
  if (found.isError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  if (total === 0) return <p className="quiet-line">{t('run.seats.none')}</p>
  const pages = Math.ceil(total / PAGE_SIZE)
  const cut = { page, pages, first: page * PAGE_SIZE + 1, last: page * PAGE_SIZE + items.length }
  return (
    <>
      <p className="quiet-line">{t('run.seats.count', { count: total })}</p>
      <ul className="plain-list lines">
        {items.map((seat) => (
          <li key={`${seat.licence} ${seat.personId ?? ''} ${seat.sourcedId ?? ''}`}>
            <span className="line-main">{seat.name === null ? keyOf(seat) : nameOf(seat.name)}</span>
            <span className="dim">
              {[
                ...(seat.name === null || seat.sourcedId === null ? [] : [keyOf(seat)]),
                licenceName(run, seat),
                word('seat-move', seat.move),
                word('ledger-reason', seat.reason),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {pages < 2 ? null : <Pager label={t('run.seats')} cut={cut} total={total} turn={setPage} />}
    </>
  )
}

/** What people call the licence: of a product, the product's name. */
function licenceName({ seats }: Run, { licence }: Pick<RunSeat, 'licence'>): string {
  return seats?.find((each) => each.licence === licence)?.name ?? licence
}

/** Our number, or the feed's of somebody who isn't there yet. */
function keyOf({ personId, sourcedId }: RunSeat): string {
  return personId === null
    ? t('run.seats.new', { sourcedId: sourcedId ?? '' })
    : t('run.seats.number', { id: personId })
}

function WholeFile({ runId, asked }: { readonly runId: string; readonly asked: Asked }) {
  const { send } = useReader()
  const reading = useMutation({
    mutationFn: () => readRunSeats(send, { runId, ...asked }),
    onSuccess: ({ items }) => {
      const header = ['licence', 'person', 'key', 'move', 'reason'] as const
      const rows = items.map((seat) => [
        seat.licence,
        seat.name === null ? '' : sortNameOf(seat.name),
        seat.personId ?? seat.sourcedId ?? '',
        word('seat-move', seat.move),
        word('ledger-reason', seat.reason),
      ])
      saveCsv(
        `run-${runId}-seats.csv`,
        toCsv(
          header.map((name) => t(`run.seats.${name}`)),
          rows,
        ),
      )
    },
  })
  return (
    <>
      <Button variant="default" leftSection={downloadIcon} loading={reading.isPending} onClick={() => reading.mutate()}>
        {t('run.seats.file')}
      </Button>
      {reading.error === null ? null : <FailureNote failure={reading.error} />}
    </>
  )
}
