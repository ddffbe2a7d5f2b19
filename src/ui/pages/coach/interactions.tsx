/** Interactions, newest first, a page at a time; the note of one opens in its place. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Interaction } from '../../../http/contract/coaching.ts'
import { readInteractions } from '../../long-lists.ts'
import type { Send } from '../../session/session.ts'
import { saveCsv, toCsv } from '../../csv.ts'
import { formatDay } from '../../formats.ts'
import { joinNames, nameOf } from '../../names.ts'
import { noteIcon, downloadIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { Pager } from '../../parts/pager.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { INTERACTIONS, interactionsQuery } from './queries.ts'

const PAGE_SIZE = 8

/** `by`: only my own, or all that I may see. */
export function Interactions({ by }: { readonly by: 'me' | 'all' }) {
  const { send } = useReader()
  const [page, setPage] = useState(0)
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
  return (
    <div className="stack">
      <ol className="plain-list timeline">
        {items.map((interaction) => (
          <Entry key={interaction.id} interaction={interaction} named={by === 'all'} />
        ))}
      </ol>
      {pages < 2 ? null : <Pager label={t('interactions.mine')} cut={cut} total={total} turn={setPage} />}
    </div>
  )
}

function Entry({ interaction, named }: { readonly interaction: Interaction; readonly named: boolean }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <li className="timeline-entry">
      <div className="timeline-line">
        <span className="timeline-who">{joinNames(interaction.educators) || t('interactions.nobody')}</span>
        <Pill mood="calm">{interaction.type.name}</Pill>
      </div>
      <div className="dim">
        {t('interactions.facts', {
          date: formatDay(interaction.date),
          minutes: interaction.minutes,
          school: interaction.school.name,
        })}
        {named ? ` · ${nameOf(interaction.coach)}` : ''}
      </div>
      {interaction.hasNotes ? (
        <button
          type="button"
          className="quiet-button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'interactions.hide-note' : 'interactions.show-note')}
        </button>
      ) : null}
      <div id={id}>{open ? <Notes interactionId={interaction.id} /> : null}</div>
    </li>
  )
}

function Notes({ interactionId }: { readonly interactionId: string }) {
  const { send } = useReader()
  const found = useQuery({
    queryKey: [INTERACTIONS, 'notes', interactionId],
    queryFn: ({ signal }) =>
      send('GET /api/v1/coaching/interactions/{interactionId}', { params: { interactionId }, signal }),
  })
  if (found.isPending) return <Waiting lines={2} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  return <p className="timeline-note">{found.data.notes}</p>
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
    ]),
  )
}
