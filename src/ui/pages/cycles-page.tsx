/** Coaching cycles: mine, or all that I may see, with where each stands. */
import '../styles/cycles.css'
import '../styles/roster.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Cycle } from '../../http/contract/cycles.ts'
import { formatDay } from '../formats.ts'
import { joinNames, nameOf } from '../names.ts'
import { type AddressQuery, useAddressQuery } from '../parts/address-query.ts'
import { Card } from '../parts/card.tsx'
import type { Column } from '../parts/data-table.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { noteIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { ServedTable } from '../parts/served-table.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { CycleFilters } from './cycles/filters.tsx'
import { cyclesQuery, filterIn, PAGE_SIZE, pageIn, sortIn } from './cycles/queries.ts'
import { StandingPill } from './cycles/standing-pill.tsx'

export function CyclesPage() {
  const { me } = useReader()
  const keeps = me.may.includes('create:coaching_cycle')
  return (
    <>
      <PageHead
        title={t('cycles.title')}
        says={t('cycles.says')}
        actions={keeps ? <a href={paths.newCycle()}>{t('cycles.start')}</a> : null}
      />
      <Card title={t('cycles.list')}>
        <Listed keeps={keeps || me.seat !== null} />
      </Card>
    </>
  )
}

/** @param keeps whether the reader coaches, or did: they begin with their own */
function Listed({ keeps }: { readonly keeps: boolean }) {
  const { send } = useReader()
  const [query, change] = useAddressQuery()
  const [page, filter] = [pageIn(query), filterIn(query, keeps)]
  const found = useQuery(cyclesQuery(send, { ...filter, page: page + 1, pageSize: PAGE_SIZE }))
  // Whatever narrows or sorts begins on the first page.
  const narrow = (name: string, value: string): void => change({ [name]: value, page: '' })
  if (found.isPending) return <Waiting lines={6} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  const isMine = filter.by === 'me'
  return (
    <div className="stack" aria-busy={found.isPlaceholderData}>
      <ServedTable
        label={t('cycles.title')}
        rows={items}
        columns={isMine ? columns.filter(({ key }) => key !== 'coach') : columns}
        rowKey={({ id }) => id}
        sort={sortIn(query)}
        sortBy={({ column, descending }) => narrow('sort', sortWord(column, descending))}
        page={page}
        pageSize={PAGE_SIZE}
        total={total}
        turn={(to) => change({ page: to === 0 ? '' : String(to + 1) })}
        tools={<CycleFilters query={query} narrow={narrow} keeps={keeps} />}
        file={
          // All that match, not the page alone.
          <FileButton
            name="cycles.csv"
            read={async () => ({ csv: await send('GET /api/v1/coaching/cycles/export', { query: filter }) })}
            disabled={total === 0}
          />
        }
        empty={
          <Empty icon={noteIcon} title={t('cycles.none')}>
            {t(isMine ? 'cycles.none.says' : 'cycles.none.reader')}
          </Empty>
        }
      />
      <Footer total={total} query={query} change={change} />
    </div>
  )
}

interface FooterProps {
  readonly total: number
  readonly query: AddressQuery
  readonly change: (change: AddressQuery) => void
}

function Footer({ total, query, change }: FooterProps) {
  return (
    <div className="row">
      <output className="dim">{t('cycles.count', { count: total })}</output>
      {Object.keys(query).length === 0 ? null : (
        <Button
          variant="default"
          size="xs"
          onClick={() => change(Object.fromEntries(Object.keys(query).map((name) => [name, ''])))}
        >
          {t('educator-database.clear')}
        </Button>
      )}
    </div>
  )
}

function sortWord(column: string, descending: boolean): string {
  if (column === 'due' && !descending) return ''
  return `${descending ? '-' : ''}${column}`
}

const columns: readonly Column<Cycle>[] = [
  {
    key: 'educators',
    label: t('cycles.educators'),
    value: ({ educators }) => joinNames(educators),
    cell: ({ id, educators }) => <a href={paths.cycle(id)}>{joinNames(educators)}</a>,
    unsorted: true,
  },
  { key: 'coach', label: t('cycles.coach'), value: ({ coach }) => nameOf(coach) },
  { key: 'focus', label: t('cycles.focus'), value: ({ focus }) => focus?.name ?? null, unsorted: true },
  {
    key: 'phase',
    label: t('cycles.phase'),
    value: ({ phase }) => phase.name,
    cell: ({ phase }) => <span className="unbroken">{phase.name}</span>,
    unsorted: true,
  },
  {
    key: 'standing',
    label: t('cycles.standing'),
    value: ({ standing }) => t(`standing.${standing}`),
    cell: ({ standing }) => (
      <span className="unbroken">
        <StandingPill standing={standing} />
      </span>
    ),
    unsorted: true,
  },
  {
    key: 'due',
    label: t('cycles.due'),
    value: ({ dueOn }) => dueOn,
    cell: ({ dueOn }) => (dueOn === null ? null : formatDay(dueOn)),
  },
  {
    key: 'last',
    label: t('cycles.last'),
    value: ({ lastOn }) => lastOn,
    cell: ({ lastOn }) => (lastOn === null ? <span className="dim">{t('cycles.never')}</span> : formatDay(lastOn)),
  },
  { key: 'minutes', label: t('cycles.minutes'), value: ({ minutes }) => minutes, numeric: true },
]
