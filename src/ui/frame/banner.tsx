/** What needs somebody, above every page of those who look after the syncs: until it is over, or put away. */
import '../styles/banner.css'
import { Button } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Notice } from '../../http/contract/notices.ts'
import { Note, Quietly } from '../parts/notes.tsx'
import { useReader } from '../session/context.tsx'
import type { Send } from '../session/session.ts'
import { t } from '../translate.ts'

const AGAIN_MS = 60_000
const SHOWN_AT_FIRST = 2

const noticesQuery = (send: Send) =>
  queryOptions({
    queryKey: ['notices'],
    queryFn: ({ signal }) => send('GET /api/v1/notices', { signal }),
    refetchInterval: AGAIN_MS,
  })

/** Nothing where nothing is open; a request that fails is not told here: the pages have sayings of their own. */
export function Banner() {
  const { me } = useReader()
  return me.may.includes('view:health') ? <OpenNotices /> : null
}

function OpenNotices() {
  const { send } = useReader()
  const [all, setAll] = useState(false)
  const found = useQuery(noticesQuery(send))
  const notices = found.data?.notices ?? []
  const shown = all ? notices : notices.slice(0, SHOWN_AT_FIRST)
  const rest = notices.length - shown.length
  return (
    <Quietly className="banner">
      {shown.length === 0 ? null : (
        <section aria-label={t('notices')}>
          <ul className="plain-list">
            {shown.map((notice) => (
              <li key={notice.id}>
                <OneNotice notice={notice} />
              </li>
            ))}
          </ul>
          {rest > 0 ? (
            <Button variant="subtle" size="xs" onClick={() => setAll(true)}>
              {t('notices.more', { count: rest })}
            </Button>
          ) : null}
        </section>
      )}
    </Quietly>
  )
}

function OneNotice({ notice }: { readonly notice: Notice }) {
  const { send, me } = useReader()
  const queries = useQueryClient()
  const dismissing = useMutation({
    mutationFn: () => send('POST /api/v1/notices/{noticeId}/dismissal', { params: { noticeId: notice.id } }),
    onSuccess: (left) => queries.setQueryData(noticesQuery(send).queryKey, left),
  })
  const { mood, title, says, remedy, place } = notice
  return (
    <Note mood={mood} title={title}>
      <p>
        {says} {remedy}
      </p>
      <div className="row">
        <a href={`#${place}`}>{labelOf(notice)}</a>
        {me.support === undefined ? (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={t('notices.dismiss-this', { title })}
            loading={dismissing.isPending}
            onClick={() => dismissing.mutate()}
          >
            {t('notices.dismiss')}
          </Button>
        ) : null}
      </div>
    </Note>
  )
}

/** The page on which something can be done about it, in words. */
function labelOf({ kind, runId }: Notice): string {
  if (kind.startsWith('licence_')) return t('notices.open-licence')
  if (kind.startsWith('invoice_')) return t('notices.open-invoice')
  if (kind === 'lti_unconfirmed') return t('platforms.open')
  return runId === null ? t('notices.open') : t('notices.open-run', { run: runId })
}
