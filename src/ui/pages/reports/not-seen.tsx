/** Educators whom one has, or nobody has, seen for a while; a page at a time. */
import { NativeSelect } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDay } from '../../formats.ts'
import { nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { FileButton } from '../../parts/file-button.tsx'
import { peopleIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../../parts/notes.tsx'
import { Pager } from '../../parts/pager.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { type Asked, caseloadOf, placeOf } from './asked.ts'

const DAYS = [14, 30, 60, 90, 180, 365] as const
const PAGE_SIZE = 10

type Narrowed = Pick<Asked, 'whose' | 'schoolId' | 'groupId' | 'grade' | 'caseload' | 'coachId'>

export function NotSeen(asked: Narrowed) {
  const { whose, schoolId, groupId, grade, caseload, coachId } = asked
  const [days, setDays] = useState(30)
  return (
    <Card title={t('reports.unseen')} says={t(`reports.unseen.says.${whose}`)}>
      <div className="stack">
        {coachId === '' ? null : <p className="quiet-line">{t('reports.unseen.not-coach')}</p>}
        <NativeSelect
          className="report-days"
          label={t('reports.unseen.days')}
          value={String(days)}
          data={DAYS.map((count) => ({ value: String(count), label: t('reports.unseen.days.of', { count }) }))}
          onChange={(change) => setDays(Number(change.currentTarget.value))}
        />
        <Page key={[whose, schoolId, groupId, grade, days, caseload].join(' ')} {...asked} days={days} />
      </div>
    </Card>
  )
}

function Page(asked: Narrowed & { readonly days: number }) {
  const { whose, caseload, days } = asked
  const { send } = useReader()
  const [page, setPage] = useState(0)
  const query = { days, page: page + 1, pageSize: PAGE_SIZE, ...placeOf(asked) }
  const found = useQuery({
    queryKey: ['not-seen', whose, query, caseload],
    queryFn: ({ signal }) =>
      whose === 'mine'
        ? send('GET /api/v1/coaching/reports/mine/not-seen', {
            query: { ...query, ...caseloadOf({ caseload }) },
            signal,
          })
        : send('GET /api/v1/coaching/reports/all/not-seen', { query, signal }),
    placeholderData: keepPreviousData,
  })
  if (found.isPending) return <Waiting lines={5} />
  if (found.isError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  if (total === 0) {
    return (
      <Empty icon={peopleIcon} title={t('reports.unseen.none')}>
        {t('reports.unseen.none.says')}
      </Empty>
    )
  }
  const pages = Math.ceil(total / PAGE_SIZE)
  const cut = { page, pages, first: page * PAGE_SIZE + 1, last: page * PAGE_SIZE + items.length }
  return (
    <>
      <p className="quiet-line">{t('reports.unseen.count', { count: total })}</p>
      <ul className="plain-list lines">
        {items.map((one) => (
          <li key={one.id}>
            <span className="line-main">{nameOf(one)}</span>
            <span className="dim">
              {one.lastSeenOn === null
                ? t('reports.unseen.never')
                : t('reports.unseen.last', { date: formatDay(one.lastSeenOn) })}
              {one.schools.length === 0 ? '' : ` · ${one.schools.map(({ name }) => name).join(', ')}`}
            </span>
          </li>
        ))}
      </ul>
      {pages < 2 ? null : <Pager label={t('reports.unseen')} cut={cut} total={total} turn={setPage} />}
      <Export {...asked} />
    </>
  )
}

/** All of them, not the page alone. */
function Export(asked: Narrowed & { readonly days: number }) {
  const { whose, caseload, days } = asked
  const { send } = useReader()
  const query = { days, ...placeOf(asked) }
  const read = async () => ({
    csv: await (whose === 'mine'
      ? send('GET /api/v1/coaching/reports/mine/not-seen/export', { query: { ...query, ...caseloadOf({ caseload }) } })
      : send('GET /api/v1/coaching/reports/all/not-seen/export', { query })),
  })
  return (
    <div className="table-export">
      <FileButton name="educators-not-seen.csv" read={read} />
    </div>
  )
}
