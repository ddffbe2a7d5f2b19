/** Who is linked to an LMS, by what and since when, and taking a link back. */
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LtiLink } from '../../../http/contract/launches.ts'
import { formatInstant } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { searchIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useSettled } from '../../parts/settled.ts'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { useAskedAgain, type Decision } from '../../parts/asked-again.tsx'
import { linksQuery } from './queries.ts'

export function Links({ done }: { readonly done: (words: string) => void }) {
  const { send, me } = useReader()
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 200)
  const found = useQuery(linksQuery(send, q))
  if (found.isPending) return <Waiting lines={6} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const mayRaise = me.may.includes('approve:held_run_with_administrator_rise')
  return (
    <div className="stack" aria-busy={found.isPlaceholderData}>
      <DataTable
        rowsOf={q}
        label={t('launches.links')}
        rows={found.data.items}
        columns={columnsFor({ zone: me.district.timezone, mayRaise, done })}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'at', descending: true }}
        exportName="lms-links.csv"
        tools={
          <TextInput
            type="search"
            label={t('launches.links.search')}
            leftSection={searchIcon}
            value={typed}
            maxLength={100}
            onChange={(change) => setTyped(change.currentTarget.value)}
          />
        }
        empty={
          <Empty icon={searchIcon} title={t('launches.links.none')}>
            {t('launches.links.none.says')}
          </Empty>
        }
      />
      {found.data.items.length < found.data.total ? (
        <Note mood="calm">{t('launches.links.cut', { shown: found.data.items.length, total: found.data.total })}</Note>
      ) : null}
    </div>
  )
}

interface ColumnsOptions {
  readonly zone: string
  readonly mayRaise: boolean
  readonly done: (words: string) => void
}

function columnsFor({ zone, mayRaise, done }: ColumnsOptions): readonly Column<LtiLink>[] {
  return [
    { key: 'name', label: t('launches.links.person'), value: ({ person }) => sortNameOf(person) },
    { key: 'platform', label: t('launches.platform'), value: ({ platform }) => platform },
    { key: 'by', label: t('launches.links.by'), value: ({ linkedBy }) => word('linked-by', linkedBy) },
    {
      key: 'at',
      label: t('launches.links.at'),
      value: ({ linkedAt }) => linkedAt,
      cell: ({ linkedAt }) => formatInstant(linkedAt, zone),
    },
    {
      key: 'act',
      label: t('launches.links.act'),
      value: () => null,
      cell: (link) => (link.holdsMore && !mayRaise ? '–' : <Unlink link={link} done={done} />),
    },
  ]
}

function Unlink({ link, done }: { readonly link: LtiLink; readonly done: (words: string) => void }) {
  const { ask, question, failure } = useAskedAgain('launches', done)
  const name = nameOf(link.person)
  const decision: Decision = {
    label: t('launches.unlink.one', { name }),
    sure: t('launches.unlink.sure', { name }),
    says: t('launches.done.unlink', { name }),
    act: (send) => send('DELETE /api/v1/lti/links/{linkId}', { params: { linkId: link.id } }),
  }
  return (
    <>
      {question ?? (
        <Button variant="default" size="xs" aria-label={decision.label} onClick={() => ask(decision)}>
          {t('launches.unlink')}
        </Button>
      )}
      {failure}
    </>
  )
}
