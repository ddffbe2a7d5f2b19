/** Interactions, newest first, a page at a time; the note of one opens in its place. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FileButton } from '../../parts/file-button.tsx'
import { noteIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../../parts/notes.tsx'
import { Pager } from '../../parts/pager.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { Entry } from './entry.tsx'
import { interactionsQuery } from './queries.ts'
import { TagMany } from './tag-many.tsx'

const PAGE_SIZE = 8

/** `by`: only my own, or all that I may see. */
export function Interactions({ by }: { readonly by: 'me' | 'all' }) {
  const { send } = useReader()
  const [page, setPage] = useState(0)
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const found = useQuery(interactionsQuery(send, { by, page, pageSize: PAGE_SIZE }))
  if (found.isPending) return <Waiting lines={5} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  if (total === 0) {
    return (
      <Empty icon={noteIcon} title={t('interactions.none')}>
        {t(by === 'me' ? 'interactions.none.mine' : 'interactions.none.all')}
      </Empty>
    )
  }
  const pages = Math.ceil(total / PAGE_SIZE)
  const cut = { page, pages, first: page * PAGE_SIZE + 1, last: page * PAGE_SIZE + items.length }
  const choose = (id: string, isChosen: boolean) =>
    setChosen(isChosen ? [...(chosen ?? []), id] : (chosen ?? []).filter((one) => one !== id))
  return (
    <div className="stack">
      {by === 'me' ? <TagMany chosen={chosen} setChosen={setChosen} shown={items.map(({ id }) => id)} /> : null}
      <ol className="plain-list timeline">
        {items.map((interaction) => (
          <Entry
            key={interaction.id}
            interaction={interaction}
            named={by === 'all'}
            choice={chosen === null ? null : { isChosen: chosen.includes(interaction.id), choose }}
          />
        ))}
      </ol>
      {pages < 2 ? null : <Pager label={t('interactions.mine')} cut={cut} total={total} turn={setPage} />}
    </div>
  )
}

/** All of them as a file, however many; what was written stays where it is. */
export function ExportInteractions({ by }: { readonly by: 'me' | 'all' }) {
  const { send } = useReader()
  const first = useQuery(interactionsQuery(send, { by, page: 0, pageSize: PAGE_SIZE }))
  return (
    <FileButton
      name="interactions.csv"
      size="xs"
      read={async () => ({ csv: await send('GET /api/v1/coaching/interactions/export', { query: { by } }) })}
      disabled={first.data?.total === 0}
    />
  )
}
