/** The frame of a page about one record of the roster: its head, what it says while there is nothing to show, its fields. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { RosterRecord } from '../../../http/contract/roster.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { t } from '../../translate.ts'
import { RecordFields } from './record-fields.tsx'

interface RecordPageProps {
  readonly found: UseQueryResult<RosterRecord>
  readonly title: string
  /** Where to go from here. */
  readonly links: ReactNode
  /** What stands below the head as soon as the record is there. */
  readonly children: (record: RosterRecord) => ReactNode
}

export function RecordPage({ found, title, links, children }: RecordPageProps) {
  return (
    <>
      <PageHead title={title} actions={links} />
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          {found.data.active ? null : <Note mood="warn" title={t('record.retired')} />}
          {children(found.data)}
        </>
      )}
    </>
  )
}

/** Each field with its owner. */
export function DetailsCard({ record }: { readonly record: RosterRecord }) {
  return (
    <Card title={t('record.details')} says={t('record.details.says')}>
      <RecordFields record={record} />
    </Card>
  )
}
