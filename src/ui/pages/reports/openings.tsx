/** For a coach: who has opened the notes that they wrote, and why. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDay, formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { Pager } from '../../parts/pager.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

const PAGE_SIZE = 10

export function NoteOpenings() {
  const { send, me } = useReader()
  const [page, setPage] = useState(0)
  const query = { page: page + 1, pageSize: PAGE_SIZE }
  const found = useQuery({
    queryKey: ['note-openings', query],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/note-openings', { query, signal }),
    placeholderData: keepPreviousData,
  })
  const { items = [], total = 0 } = found.data ?? {}
  const pages = Math.ceil(total / PAGE_SIZE)
  const cut = { page, pages, first: page * PAGE_SIZE + 1, last: page * PAGE_SIZE + items.length }
  return (
    <Card title={t('openings.title')} says={t('openings.says')}>
      {found.isPending ? <Waiting lines={3} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data?.total === 0 ? <p className="quiet-line">{t('openings.none')}</p> : null}
      <ul className="plain-list lines">
        {items.map((one) => (
          <li key={one.id}>
            <span className="line-main">{one.by ?? t('openings.nobody')}</span>
            <span className="dim">
              {t(one.cycleId === null ? 'openings.when' : 'openings.when.cycle', {
                at: formatInstant(one.at, me.district.timezone),
                date: formatDay(one.date),
              })}
            </span>
            <span>{t('openings.because', { reason: one.reason })}</span>
          </li>
        ))}
      </ul>
      {pages < 2 ? null : <Pager label={t('openings.title')} cut={cut} total={total} turn={setPage} />}
    </Card>
  )
}
