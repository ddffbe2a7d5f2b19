/** Educators whose coach is at none of their schools any more: handed over by an administrator, or left; and what was decided. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Handover, Handovers } from '../../http/contract/handovers.ts'
import { formatInstant } from '../formats.ts'
import { nameOf, sortNameOf } from '../names.ts'
import { Card } from '../parts/card.tsx'
import type { Column } from '../parts/data-table.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { peopleIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { Decide, type Proposal } from './handovers/decide.tsx'
import { handoversQuery, useRenewed } from './handovers/queries.ts'

export function HandoversPage() {
  const { send } = useReader()
  const found = useQuery(handoversQuery(send))
  const [said, setSaid] = useState<string | null>(null)
  return (
    <>
      <PageHead title={t('handovers.title')} says={t('handovers.says')} />
      <p className="quiet-line">
        <a href={paths.educators()}>{t('educator-database.title')}</a> ·{' '}
        <a href={paths.caseloads()}>{t('caseloads.open')}</a>
      </p>
      <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          <Proposals found={found.data} say={setSaid} />
          <Decided decided={found.data.decided} say={setSaid} />
        </>
      )}
    </>
  )
}

interface ProposalsProps {
  readonly found: Handovers
  readonly say: (words: string | null) => void
}

const keyOf = ({ educator, from }: Proposal): string => `${educator.id} ${from.id}`

function Proposals({ found: { proposals, total }, say }: ProposalsProps) {
  const [key, setKey] = useState<string | null>(null)
  const chosen = proposals.find((one) => keyOf(one) === key)
  const close = (words: string | null) => {
    setKey(null)
    if (words !== null) say(words)
  }
  return (
    <>
      {chosen === undefined ? null : <Decide key={key} proposal={chosen} close={close} />}
      <Card title={t('handovers.proposals')}>
        <div className="stack">
          <DataTable
            label={t('handovers.proposals')}
            rows={proposals}
            columns={columnsFor((one) => {
              say(null)
              setKey(keyOf(one))
            })}
            rowKey={keyOf}
            sortedBy={{ column: 'educator', descending: false }}
            exportName="handovers.csv"
            empty={
              <Empty icon={peopleIcon} title={t('handovers.none')}>
                {t('handovers.none.says')}
              </Empty>
            }
          />
          {proposals.length < total ? (
            <Note mood="calm">{t('handovers.cut', { shown: proposals.length, total })}</Note>
          ) : null}
        </div>
      </Card>
    </>
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

interface DecidedProps {
  readonly decided: readonly Handover[]
  readonly say: (words: string | null) => void
}

function Decided({ decided, say }: DecidedProps) {
  const { send, me } = useReader()
  const renew = useRenewed()
  const undoing = useMutation({
    mutationFn: ({ id }: Handover) =>
      send('POST /api/v1/coaching/handovers/{handoverId}/undo', { params: { handoverId: id } }),
    onSuccess: ({ educator }) => say(t('handovers.undone', { name: nameOf(educator) })),
    onSettled: renew,
  })
  return (
    <Card title={t('handovers.decided')} says={t('handovers.decided.says')}>
      <div className="stack">
        {undoing.error === null ? null : <FailureNote failure={undoing.error} />}
        <DataTable
          label={t('handovers.decided')}
          rows={decided}
          columns={decidedColumns(me.district.timezone, (one) => undoing.isPending || undoing.mutate(one))}
          rowKey={({ id }) => id}
          sortedBy={{ column: 'at', descending: true }}
          exportName="handovers-decided.csv"
          empty={<p className="quiet-line">{t('handovers.decided.none')}</p>}
        />
      </div>
    </Card>
  )
}

function decidedColumns(zone: string, undo: (one: Handover) => void): readonly Column<Handover>[] {
  return [
    {
      key: 'educator',
      label: t('handovers.educator'),
      value: ({ educator }) => sortNameOf(educator),
      cell: ({ educator }) => <a href={paths.timeLine(educator.id)}>{sortNameOf(educator)}</a>,
    },
    { key: 'outcome', label: t('handovers.outcome'), value: outcomeOf },
    { key: 'by', label: t('handovers.by'), value: ({ by }) => by },
    { key: 'at', label: t('handovers.at'), value: ({ at }) => at, cell: ({ at }) => formatInstant(at, zone) },
    {
      key: 'undo',
      label: t('handovers.undo'),
      value: () => null,
      exported: () => null,
      unsorted: true,
      cell: (one) =>
        one.isUndone ? null : (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('handovers.undo.of', { name: nameOf(one.educator) })}
            onClick={() => undo(one)}
          >
            {t('handovers.undo')}
          </Button>
        ),
    },
  ]
}

function outcomeOf({ to, from, isUndone }: Handover): string {
  if (isUndone) return t('handovers.outcome.undone')
  return to === null
    ? t('handovers.outcome.left', { from: nameOf(from) })
    : t('handovers.outcome.to', { to: nameOf(to) })
}
