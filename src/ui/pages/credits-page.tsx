/** Export credits: given to people of one's school, for good. */
import '../styles/licence.css'
import { Button, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CreditHistory, Credits } from '../../http/contract/licences.ts'
import { actorWords } from '../actor.ts'
import { formatInstant } from '../formats.ts'
import { nameOf, sortNameOf } from '../names.ts'
import { type Decision, useAskedAgain } from '../parts/asked-again.tsx'
import { Card } from '../parts/card.tsx'
import type { Column } from '../parts/data-table.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { searchIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { ServedTable } from '../parts/served-table.tsx'
import { useSettled } from '../parts/settled.ts'
import type { Sort } from '../parts/sorting.ts'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'

const CREDITS = 'credits'
type Person = Credits['people']['items'][number]

export function CreditsPage() {
  const [done, setDone] = useState<string | null>(null)
  return (
    <>
      <PageHead
        title={t('credits.title')}
        says={t('credits.says')}
        actions={<a href={paths.people()}>{t('people')}</a>}
      />
      <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
      <Givers done={setDone} />
      <History />
    </>
  )
}

function Givers({ done }: { readonly done: (words: string) => void }) {
  const { send } = useReader()
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 200)
  const found = useQuery({
    queryKey: [CREDITS, 'people', q],
    queryFn: ({ signal }) => send('GET /api/v1/export-credits', { query: { q, page: 1, pageSize: 10 }, signal }),
    placeholderData: keepPreviousData,
  })
  const again = useAskedAgain(CREDITS, done)
  const give = (one: Person, quantity: number) => again.ask(giving(one, quantity))
  return (
    <Card title={t('credits.people')} says={t('credits.people.says')}>
      <div className="stack">
        {found.data === undefined ? null : <Left left={found.data.left} />}
        {again.question}
        {again.failure}
        <TextInput
          type="search"
          label={t('credits.search')}
          leftSection={searchIcon}
          value={typed}
          maxLength={100}
          onChange={(change) => setTyped(change.currentTarget.value)}
        />
        {found.isPending ? <Waiting lines={6} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data === undefined ? null : <People found={found.data} give={give} />}
      </div>
    </Card>
  )
}

function giving({ person }: Person, quantity: number): Decision {
  const who = nameOf(person)
  return {
    label: t('credits.give-to', { who }),
    sure: t('credits.sure', { who, count: quantity }),
    says: t('credits.given', { who, count: quantity }),
    act: (send) => send('POST /api/v1/export-credits/allotments', { body: { personId: person.id, quantity } }),
  }
}

function Left({ left }: { readonly left: number }) {
  if (left > 0) return <p className="line-main">{t('credits.left', { count: left })}</p>
  return (
    <Note mood="warn" title={t('credits.left.none')}>
      <p>{t('credits.left.none.says')}</p>
    </Note>
  )
}

interface PeopleProps {
  readonly found: Credits
  readonly give: (person: Person, quantity: number) => void
}

function People({ found, give }: PeopleProps) {
  const { items, total } = found.people
  if (total === 0)
    return (
      <Empty icon={searchIcon} title={t('credits.nobody')}>
        {t('credits.nobody.says')}
      </Empty>
    )
  return (
    <>
      <ul className="plain-list lines">
        {items.map((one) => (
          <li key={one.person.id}>
            <div>
              <span className="line-main">{nameOf(one.person)}</span>{' '}
              <span className="dim">{[...one.schools, t('credits.has', { count: one.credits })].join(' · ')}</span>
            </div>
            <Give one={one} left={found.left} give={give} />
          </li>
        ))}
      </ul>
      {items.length < total ? <Note mood="calm">{t('credits.cut', { shown: items.length, total })}</Note> : null}
    </>
  )
}

interface GiveProps {
  readonly one: Person
  readonly left: number
  readonly give: (person: Person, quantity: number) => void
}

function Give({ one, left, give }: GiveProps) {
  const [typed, setTyped] = useState('')
  const text = typed.trim()
  const quantity = /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null
  const who = nameOf(one.person)
  return (
    <div className="seat-reserve">
      <TextInput
        className="seat-number"
        size="xs"
        inputMode="numeric"
        aria-label={t('credits.number', { who })}
        value={typed}
        error={text !== '' && quantity === null}
        onChange={(change) => setTyped(change.currentTarget.value)}
      />
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('credits.give-to', { who })}
        disabled={quantity === null || left === 0}
        onClick={() => give(one, quantity ?? 0)}
      >
        {t('credits.give')}
      </Button>
    </div>
  )
}

type Allotment = CreditHistory['items'][number]

const HISTORY_ROWS = 10
const NEWEST: Sort = { column: 'at', descending: true }

function History() {
  const { send, me } = useReader()
  const [{ page, sort }, setPlace] = useState({ page: 0, sort: NEWEST })
  const order = sort === NEWEST ? {} : { sort: `${sort.descending ? '-' : ''}${sort.column}` }
  const query = { page: page + 1, pageSize: HISTORY_ROWS, ...order }
  const found = useQuery({
    queryKey: [CREDITS, 'history', query],
    queryFn: ({ signal }) => send('GET /api/v1/export-credits/history', { query, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <Card title={t('credits.history')} says={t('credits.history.says')}>
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <ServedTable
          label={t('credits.history')}
          rows={found.data.items}
          columns={columnsOf(me.district.timezone)}
          rowKey={({ at, person, quantity }) => `${at} ${person.id} ${quantity}`}
          sort={sort}
          sortBy={(next) => setPlace({ page: 0, sort: next })}
          page={page}
          pageSize={HISTORY_ROWS}
          total={found.data.total}
          turn={(to) => setPlace({ page: to, sort })}
          tools={null}
          file={found.data.total === 0 ? null : <WholeHistory />}
          empty={<p className="quiet-line">{t('credits.history.none')}</p>}
        />
      )}
    </Card>
  )
}

/** Everything that was given, the newest first: the server's file. */
function WholeHistory() {
  const { send } = useReader()
  const read = async () => ({ csv: await send('GET /api/v1/export-credits/history/export', { patient: true }) })
  return <FileButton size="xs" name="export-credits.csv" label={t('licence.people.file')} read={read} />
}

function columnsOf(zone: string): readonly Column<Allotment>[] {
  return [
    { key: 'at', label: t('credits.when'), value: ({ at }) => at, cell: ({ at }) => formatInstant(at, zone) },
    { key: 'who', label: t('credits.who'), value: ({ person }) => sortNameOf(person), unsorted: true },
    { key: 'quantity', label: t('credits.count'), value: ({ quantity }) => quantity, numeric: true },
    { key: 'by', label: t('credits.by'), value: actorWords, unsorted: true },
  ]
}
