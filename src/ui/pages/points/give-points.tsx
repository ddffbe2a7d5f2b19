/** The students of a programme's class with their points, and giving points to some of them or to all. */
import '../../styles/checkbox.css'
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { GivePointsBody, Programme, ProgrammeStudents } from '../../../http/contract/programmes.ts'
import { sortNameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { POINTS, programmeStudentsQuery } from './queries.ts'

type Student = ProgrammeStudents['students'][number]

interface Props {
  readonly programme: Programme
  readonly say: (words: string) => void
}

export function GivePoints({ programme, say }: Props) {
  const { send } = useReader()
  const found = useQuery(programmeStudentsQuery(send, programme.id))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const students = found.data?.students ?? []
  const held = students.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  const choose = (id: string, isChosen: boolean) =>
    setChosen(new Set([...held.filter((one) => one !== id), ...(isChosen ? [id] : [])]))
  const given = (words: string) => {
    setChosen(new Set())
    say(words)
  }
  const isOpen = programme.state === 'running'
  return (
    <Card title={t('points.give')} says={t(isOpen ? 'points.give.says' : 'points.give.not-running')}>
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <div className="stack">
          {isOpen && students.length > 0 ? <Giving programme={programme} chosen={held} say={given} /> : null}
          <DataTable
            label={t('points.give')}
            rows={students}
            columns={columnsOf(isOpen ? { chosen, choose } : null)}
            rowKey={({ id }) => id}
            pageSize={50}
            sortedBy={{ column: 'name', descending: false }}
            exportName="points.csv"
            empty={<p className="quiet-line">{t('points.give.empty')}</p>}
          />
        </div>
      )}
    </Card>
  )
}

interface GivingProps extends Props {
  readonly chosen: string[]
}

function Giving({ programme: { id, reasons }, chosen, say }: GivingProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [picked, setPicked] = useState('')
  const [toAll, setToAll] = useState(false)
  const reason = reasons.find(({ words }) => words === picked)?.words ?? reasons[0]?.words ?? ''
  const giving = useMutation({
    mutationFn: (body: GivePointsBody) =>
      send('POST /api/v1/programmes/{programmeId}/points', { params: { programmeId: id }, body }),
    onSuccess: ({ students }) => say(t('points.given', { count: students })),
    onSettled: () => {
      setToAll(false)
      void queries.invalidateQueries({ queryKey: [POINTS] })
    },
  })
  return (
    <>
      <NativeSelect
        label={t('points.give.reason')}
        value={reason}
        data={reasons.map(({ words, points }) => ({
          value: words,
          label: t('points.give.reason.of', { words, count: points }),
        }))}
        onChange={(change) => setPicked(change.currentTarget.value)}
      />
      {toAll ? (
        <ToEverybody
          isGiving={giving.isPending}
          give={() => giving.mutate({ reason })}
          cancel={() => setToAll(false)}
        />
      ) : (
        <div className="row">
          <Button
            disabled={chosen.length === 0}
            loading={giving.isPending}
            onClick={() => giving.mutate({ reason, studentIds: chosen })}
          >
            {t('points.give.chosen', { count: chosen.length })}
          </Button>
          <Button variant="default" disabled={giving.isPending} onClick={() => setToAll(true)}>
            {t('points.give.all')}
          </Button>
        </div>
      )}
      {giving.error === null ? null : <FailureNote failure={giving.error} />}
    </>
  )
}

interface ToEverybodyProps {
  readonly isGiving: boolean
  readonly give: () => void
  readonly cancel: () => void
}

function ToEverybody({ isGiving, give, cancel }: ToEverybodyProps) {
  return (
    <Note mood="warn" title={t('points.give.all')} role="alert">
      <p>{t('points.give.all.sure')}</p>
      <div className="row">
        <Button loading={isGiving} onClick={give}>
          {t('order.yes')}
        </Button>
        <Button variant="default" disabled={isGiving} onClick={cancel}>
          {t('cancel')}
        </Button>
      </div>
    </Note>
  )
}

interface Choice {
  readonly chosen: ReadonlySet<string>
  readonly choose: (id: string, isChosen: boolean) => void
}

function columnsOf(choice: Choice | null): readonly Column<Student>[] {
  const columns: readonly Column<Student>[] = [
    { key: 'name', label: t('points.student'), value: sortNameOf },
    { key: 'balance', label: t('points.balance'), value: ({ balance }) => balance, numeric: true },
    { key: 'week', label: t('points.week'), value: ({ week }) => week, numeric: true },
  ]
  if (choice === null) return columns
  const { chosen, choose } = choice
  return [
    ...columns,
    {
      key: 'choose',
      label: t('points.chosen'),
      unsorted: true,
      value: ({ id }) => (chosen.has(id) ? 1 : 0),
      cell: (row) => (
        <Checkbox
          aria-label={t('points.choose-this', { name: sortNameOf(row) })}
          checked={chosen.has(row.id)}
          onChange={(change) => choose(row.id, change.currentTarget.checked)}
        />
      ),
    },
  ]
}
