/** Educators whose coach is at none of their schools any more: handed over by an administrator, or left; and what was decided. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HandoverPage } from '../../http/contract/handovers.ts'
import { nameOf, sortNameOf } from '../names.ts'
import { Card } from '../parts/card.tsx'
import type { Column } from '../parts/data-table.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { peopleIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { ServedSearch } from '../parts/served-search.tsx'
import { ServedTable } from '../parts/served-table.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { Decide, type Proposal } from './handovers/decide.tsx'
import { DecidedHandovers } from './handovers/decided.tsx'
import { type ListPlace, PAGE_SIZE, useListPlace, useTurnedBack } from './handovers/list-place.ts'
import { handoversQuery } from './handovers/queries.ts'

export function HandoversPage() {
  const [said, setSaid] = useState<string | null>(null)
  return (
    <>
      <PageHead title={t('handovers.title')} says={t('handovers.says')} />
      <p className="quiet-line">
        <a href={paths.educators()}>{t('educator-database.title')}</a> ·{' '}
        <a href={paths.caseloads()}>{t('caseloads.open')}</a>
      </p>
      <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
      <Proposals say={setSaid} />
      <DecidedHandovers say={setSaid} />
    </>
  )
}

interface ProposalsProps {
  readonly say: (words: string | null) => void
}

const keyOf = ({ educator, from }: Proposal): string => `${educator.id} ${from.id}`

function Proposals({ say }: ProposalsProps) {
  const { send } = useReader()
  const place = useListPlace({ list: 'open', columns: ['educator', 'schools', 'from'], descending: false })
  const found = useQuery(handoversQuery(send, { ...place.filter, page: place.page + 1, pageSize: PAGE_SIZE }))
  // Kept as it was opened: another page of the list is looked at meanwhile.
  const [chosen, choose] = useState<Proposal | null>(null)
  const newest = found.data?.items.find((one) => chosen !== null && keyOf(one) === keyOf(chosen))
  const close = (words: string | null) => {
    choose(null)
    if (words !== null) say(words)
  }
  const open = (one: Proposal) => {
    say(null)
    choose(one)
  }
  return (
    <>
      {chosen === null ? null : <Decide key={keyOf(chosen)} proposal={newest ?? chosen} close={close} />}
      <Card title={t('handovers.proposals')}>
        {found.isPending ? <Waiting lines={6} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data === undefined ? null : <ProposalTable found={found.data} place={place} open={open} />}
      </Card>
    </>
  )
}

interface ProposalTableProps {
  readonly found: HandoverPage
  readonly place: ListPlace
  readonly open: (proposal: Proposal) => void
}

function ProposalTable({ found, place, open }: ProposalTableProps) {
  const { send } = useReader()
  useTurnedBack(place, found)
  return (
    <ServedTable
      {...place}
      label={t('handovers.proposals')}
      rows={found.items}
      columns={columnsFor(open)}
      rowKey={keyOf}
      pageSize={PAGE_SIZE}
      total={found.total}
      tools={<ServedSearch label={t('handovers.search')} value={place.q} search={place.search} />}
      file={
        <FileButton
          name="handovers.csv"
          disabled={found.total === 0}
          read={async () => ({ csv: await send('GET /api/v1/coaching/handovers/export', { query: place.filter }) })}
        />
      }
      empty={
        place.q === '' ? (
          <Empty icon={peopleIcon} title={t('handovers.none')}>
            {t('handovers.none.says')}
          </Empty>
        ) : (
          <p className="quiet-line">{t('handovers.none-found')}</p>
        )
      }
    />
  )
}

function columnsFor(decide: (proposal: Proposal) => void): readonly Column<Proposal>[] {
  return [
    {
      key: 'educator',
      label: t('handovers.educator'),
      value: ({ educator }) => sortNameOf(educator),
      cell: ({ educator }) => <a href={paths.timeLine(educator.id)}>{sortNameOf(educator)}</a>,
    },
    {
      key: 'schools',
      label: t('handovers.schools'),
      value: ({ schools }) => schools.map(({ name }) => name).join('; '),
    },
    {
      key: 'from',
      label: t('handovers.from'),
      value: ({ from }) => sortNameOf(from),
      cell: ({ from, fromCoaches }) =>
        fromCoaches ? sortNameOf(from) : t('handovers.from.left', { name: sortNameOf(from) }),
    },
    { key: 'work', label: t('handovers.work'), value: saysOf, unsorted: true },
    {
      key: 'decide',
      label: t('handovers.decide'),
      value: () => null,
      exported: () => null,
      unsorted: true,
      cell: (one) => (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t('handovers.decide.of', { name: nameOf(one.educator) })}
          onClick={() => decide(one)}
        >
          {t('handovers.decide')}
        </Button>
      ),
    },
  ]
}

function saysOf({ cycles, steps, caseloads }: Proposal): string {
  return [
    ...(cycles === 0 ? [] : [t('handovers.cycles', { count: cycles })]),
    ...(steps === 0 ? [] : [t('handovers.steps', { count: steps })]),
    ...(caseloads === 0 ? [] : [t('handovers.caseloads', { count: caseloads })]),
  ].join(', ')
}
