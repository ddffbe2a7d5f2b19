/** Interactions, newest first, a page at a time; the note of one opens in its place. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readInteractions } from '../../long-lists.ts'
import type { Send } from '../../session/session.ts'
import { saveCsv, toCsv } from '../../csv.ts'
import { nameOf } from '../../names.ts'
import { noteIcon, downloadIcon } from '../../parts/icons.tsx'
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

/** All interactions as a file; the notes stay where they are. */
export function ExportInteractions({ by }: { readonly by: 'me' | 'all' }) {
  const { send } = useReader()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const first = useQuery(interactionsQuery(send, { by, page: 0, pageSize: PAGE_SIZE }))
  const save = async () => {
    setBusy(true)
    setFailure(null)
    try {
      saveCsv('interactions.csv', await interactionsCsv(send, by))
    } catch (cause) {
      setFailure(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={busy}
        disabled={first.data?.total === 0}
        leftSection={downloadIcon}
        onClick={() => void save()}
      >
        {t('table.export')}
      </Button>
      {failure === null ? null : <FailureNote failure={failure} />}
    </>
  )
}

async function interactionsCsv(send: Send, by: 'me' | 'all'): Promise<string> {
  const { items } = await readInteractions(send, { by }, AbortSignal.timeout(60_000))
  const header = [
    t('log.date'),
    t('log.minutes'),
    t('log.type'),
    t('log.school'),
    t('log.educators'),
    t('interactions.coach'),
    t('log.other-schools'),
    t('log.tags'),
    t('log.next-step.due'),
    t('step.done-on'),
  ]
  return toCsv(
    header,
    items.map((one) => [
      one.date,
      one.minutes,
      one.type.name,
      one.school.name,
      one.educators.map(nameOf).join('; '),
      nameOf(one.coach),
      one.otherSchools.map(({ name }) => name).join('; '),
      one.tags.map(({ name }) => name).join('; '),
      one.nextStep?.dueOn ?? '',
      one.nextStep?.doneOn ?? '',
    ]),
  )
}
