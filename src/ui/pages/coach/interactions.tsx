/** Interactions, newest first, a page at a time, narrowed as the address says; the note of one opens in its place. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAddressQuery } from '../../parts/address-query.ts'
import { Card } from '../../parts/card.tsx'
import { FileButton } from '../../parts/file-button.tsx'
import { noteIcon, searchIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../../parts/notes.tsx'
import { Pager } from '../../parts/pager.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { Entry } from './entry.tsx'
import { InteractionFilters } from './interaction-filters.tsx'
import { filterIn, isNarrowed, NARROWED_BY } from './interactions-asked.ts'
import { interactionsQuery } from './queries.ts'
import { TagMany } from './tag-many.tsx'

const PAGE_SIZE = 8

/** @param keeps whether the reader coaches, or did: the list begins with their own */
export function InteractionsCard({ keeps }: { readonly keeps: boolean }) {
  const { send } = useReader()
  const [query, change] = useAddressQuery()
  const filter = filterIn(query, keeps)
  const first = useQuery(interactionsQuery(send, { ...filter, page: 0, pageSize: PAGE_SIZE }))
  const total = first.data?.total ?? 0
  const read = async () => ({ csv: await send('GET /api/v1/coaching/interactions/export', { query: filter }) })
  const title = t(filter.by === 'me' ? 'interactions.mine' : 'interactions.all')
  return (
    <Card
      title={title}
      // All that match, however many; what was written stays where it is.
      actions={<FileButton name="interactions.csv" size="xs" read={read} disabled={total === 0} />}
    >
      <div className="stack" aria-busy={first.isPlaceholderData}>
        <InteractionFilters
          query={query}
          narrow={(name, value) => change({ [name]: value })}
          clear={() => change(Object.fromEntries(NARROWED_BY.map((name) => [name, ''])))}
          keeps={keeps}
          isEmpty={total === 0 && !isNarrowed(filter)}
          known={(first.data?.items ?? []).flatMap(({ educators }) => educators)}
        />
        {/* Other choices are another list: it begins on its first page, and nothing is chosen in it. */}
        <Listed key={JSON.stringify(filter)} filter={filter} label={title} />
      </div>
    </Card>
  )
}

interface ListedProps {
  readonly filter: ReturnType<typeof filterIn>
  readonly label: string
}

function Listed({ filter, label }: ListedProps) {
  const { send } = useReader()
  const [page, setPage] = useState(0)
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const found = useQuery(interactionsQuery(send, { ...filter, page, pageSize: PAGE_SIZE }))
  if (found.isPending) return <Waiting lines={5} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  if (total === 0) return <Nothing filter={filter} />
  const pages = Math.ceil(total / PAGE_SIZE)
  const cut = { page, pages, first: page * PAGE_SIZE + 1, last: page * PAGE_SIZE + items.length }
  const choose = (id: string, isChosen: boolean) =>
    setChosen(isChosen ? [...(chosen ?? []), id] : (chosen ?? []).filter((one) => one !== id))
  return (
    <>
      {filter.by === 'me' ? <TagMany chosen={chosen} setChosen={setChosen} shown={items.map(({ id }) => id)} /> : null}
      {isNarrowed(filter) ? <output className="dim">{t('interactions.found', { count: total })}</output> : null}
      <ol className="plain-list timeline">
        {items.map((interaction) => (
          <Entry
            key={interaction.id}
            interaction={interaction}
            named={filter.by === 'all'}
            choice={chosen === null ? null : { isChosen: chosen.includes(interaction.id), choose }}
          />
        ))}
      </ol>
      {pages < 2 ? null : <Pager label={label} cut={cut} total={total} turn={setPage} />}
    </>
  )
}

function Nothing({ filter }: Pick<ListedProps, 'filter'>) {
  if (isNarrowed(filter)) {
    return (
      <Empty icon={searchIcon} title={t('interactions.none-found')}>
        {t('interactions.none-found.says')}
      </Empty>
    )
  }
  return (
    <Empty icon={noteIcon} title={t('interactions.none')}>
      {t(filter.by === 'me' ? 'interactions.none.mine' : 'interactions.none.all')}
    </Empty>
  )
}
