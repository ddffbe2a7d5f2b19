/** The educator database: search, filters, order and page stand in the address. */
import '../styles/coach.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { EducatorExportQuery, KnownEducator } from '../../http/contract/educator-database.ts'
import { mayOpen } from '../access.ts'
import { formatDay } from '../formats.ts'
import { sortNameOf } from '../names.ts'
import { useAddressQuery } from '../parts/address-query.ts'
import { Card } from '../parts/card.tsx'
import type { Column } from '../parts/data-table.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { searchIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { ServedTable } from '../parts/served-table.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { caseloadsQuery } from './caseloads/queries.ts'
import { OpenHandovers } from './handovers/open-handovers.tsx'
import { AddEducator } from './educators/add-educator.tsx'
import { Filters } from './educators/filters.tsx'
import { choicesQuery, databaseQuery, filterIn, PAGE_SIZE, pageIn, sortIn } from './educators/queries.ts'

const columns: readonly Column<KnownEducator>[] = [
  {
    key: 'name',
    label: t('educators.name'),
    value: sortNameOf,
    cell: (row) => <a href={paths.timeLine(row.id)}>{sortNameOf(row)}</a>,
  },
  {
    key: 'school',
    label: t('educators.school'),
    value: ({ schools }) => schools.map(({ name }) => name).join('; '),
    unsorted: true,
  },
  {
    key: 'last',
    label: t('educator-database.last'),
    value: ({ lastContactOn }) => lastContactOn,
    cell: ({ lastContactOn }) =>
      lastContactOn === null ? <span className="dim">{t('educators.never')}</span> : formatDay(lastContactOn),
  },
  {
    key: 'next',
    label: t('educator-database.next'),
    value: ({ nextStep }) => nextStep?.dueOn ?? null,
    cell: ({ nextStep }) => stepSays(nextStep),
  },
  {
    key: 'cycle',
    label: t('educator-database.cycle'),
    value: ({ inCycle }) => t(inCycle ? 'educator-database.cycle.yes' : 'educator-database.cycle.no'),
    unsorted: true,
  },
]

function stepSays(step: KnownEducator['nextStep']): string {
  if (step === null) return t('table.none')
  return step.dueOn === null
    ? t('educator-database.next.open')
    : t('educator-database.next.due', { date: formatDay(step.dueOn) })
}

export function EducatorsPage() {
  return (
    <>
      <PageHead title={t('educator-database.title')} says={t('educator-database.says')} />
      <p className="quiet-line">
        <a href={paths.coach()}>{t('time-line.back')}</a> · <a href={paths.caseloads()}>{t('caseloads.open')}</a>
      </p>
      <OpenHandovers />
      <Card title={t('educator-database.list')}>
        <Places />
        <Database />
      </Card>
      <AddEducator />
    </>
  )
}

/** How full the database is; nothing where it has no limit. */
function Places() {
  const { send, me } = useReader()
  const { data } = useQuery(choicesQuery(send))
  const capacity = data?.capacity ?? null
  if (capacity === null) return null
  const { waiting } = capacity
  return (
    <p className="quiet-line">
      {t('educator-database.capacity', { used: capacity.used, places: capacity.places })}
      {waiting === 0 ? null : ` · ${t('educator-database.capacity.waiting', { count: waiting })}`}
      {waiting > 0 && mayOpen(me, 'view:licence_state') ? (
        <>
          {' ('}
          <a href={paths.licence('educator-capacity')}>{t('educator-database.capacity.order')}</a>
          {')'}
        </>
      ) : null}
    </p>
  )
}

function Database() {
  const { send } = useReader()
  const [query, change] = useAddressQuery()
  const mine = useQuery(caseloadsQuery(send, null))
  // Without an answer the list begins with everybody.
  const hasCaseload = mine.data?.caseloads.some(({ isArchived }) => !isArchived) === true
  const [page, filter] = [pageIn(query), filterIn(query, hasCaseload)]
  const asked = databaseQuery(send, { ...filter, page: page + 1, pageSize: PAGE_SIZE })
  const found = useQuery({ ...asked, enabled: !mine.isPending })
  // Whatever narrows or sorts begins on the first page.
  const narrow = (name: string, value: string): void => change({ [name]: value, page: '' })
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  return (
    <div className="stack" aria-busy={found.isPlaceholderData}>
      <ServedTable
        label={t('educator-database.list')}
        rows={items}
        columns={columns}
        rowKey={({ id }) => id}
        sort={sortIn(query)}
        sortBy={({ column, descending }) => narrow('sort', sortWord(column, descending))}
        page={page}
        pageSize={PAGE_SIZE}
        total={total}
        turn={(to) => change({ page: to === 0 ? '' : String(to + 1) })}
        tools={<Filters query={query} narrow={narrow} hasCaseload={hasCaseload} />}
        file={<Export filter={filter} isEmpty={total === 0} />}
        empty={
          <Empty icon={searchIcon} title={t('educators.none-found')}>
            {t('educator-database.none.says')}
          </Empty>
        }
      />
      <div className="row">
        <output className="dim">{t('educator-database.count', { count: total })}</output>
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
    </div>
  )
}

function sortWord(column: string, descending: boolean): string {
  if (column === 'name' && !descending) return ''
  return `${descending ? '-' : ''}${column}`
}

interface ExportProps {
  readonly filter: EducatorExportQuery
  readonly isEmpty: boolean
}

/** All that match, not the page alone. */
function Export({ filter, isEmpty }: ExportProps) {
  const { send } = useReader()
  const read = async () => ({ csv: await send('GET /api/v1/coaching/educator-database/export', { query: filter }) })
  return (
    <div className="table-export">
      <FileButton name="educators.csv" disabled={isEmpty} read={read} />
    </div>
  )
}
