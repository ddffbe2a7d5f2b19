/** The students with their three tests; some are chosen to be given one, or one is taken again or invalidated. */
import '../../styles/checkbox.css'
import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { BenchmarkRoster, BenchmarkStudent, BenchmarkTest } from '../../../http/contract/benchmarks.ts'
import { formatInstant, formatNumber } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { searchIcon } from '../../parts/icons.tsx'
import { Empty, type Mood, Note, Pill, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { ChosenStudents } from './chosen.tsx'
import { type Taken, TakeBack } from './take-back.tsx'

interface TableProps {
  readonly roster: BenchmarkRoster
  readonly rowsOf: string
  readonly tools: ReactNode
}

export function BenchmarkTable({ roster, rowsOf, tools }: TableProps) {
  const { me } = useReader()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [taken, setTaken] = useState<Taken | null>(null)
  const [isGone, setGone] = useState(false)
  const { items, total, year } = roster
  // Whoever is not shown any more is not chosen.
  const held = items.filter(({ id }) => chosen.has(id))
  const choose = (id: string, isChosen: boolean) =>
    setChosen(new Set([...held.map((one) => one.id).filter((one) => one !== id), ...(isChosen ? [id] : [])]))
  const take = (next: Taken) => {
    setGone(false)
    setTaken(next)
  }
  const closeTaken = (done: boolean) => {
    setTaken(null)
    setGone(done)
  }
  return (
    <div className="stack">
      {taken === null ? null : <TakeBack key={JSON.stringify(taken)} taken={taken} year={year} close={closeTaken} />}
      <Quietly>{isGone ? <Note mood="good">{t('benchmarks.gone')}</Note> : null}</Quietly>
      <ChosenStudents students={held} done={() => setChosen(new Set())} />
      {items.length === 0 ? null : (
        <div className="row">
          <Button variant="default" size="xs" onClick={() => setChosen(new Set(items.map(({ id }) => id)))}>
            {t('benchmarks.choose-all', { count: items.length })}
          </Button>
        </div>
      )}
      <DataTable
        rowsOf={rowsOf}
        label={t('benchmarks.list')}
        rows={items}
        columns={columnsOf({ zone: me.district.timezone, chosen, choose, take })}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'name', descending: false }}
        exportName="benchmark-tests.csv"
        tools={tools}
        empty={
          <Empty icon={searchIcon} title={t('benchmarks.none')}>
            {t('benchmarks.none.says')}
          </Empty>
        }
      />
      {items.length < total ? <Note mood="calm">{t('students.cut', { count: items.length, total })}</Note> : null}
    </div>
  )
}

interface Shown {
  readonly zone: string
  readonly chosen: ReadonlySet<string>
  readonly choose: (id: string, isChosen: boolean) => void
  readonly take: (taken: Taken) => void
}

function columnsOf(shown: Shown): readonly Column<BenchmarkStudent>[] {
  return [
    { key: 'name', label: t('benchmarks.student'), value: sortNameOf },
    { key: 'grade', label: t('benchmarks.grade'), value: ({ grades }) => grades.join(', ') },
    ...[0, 1, 2].map((index) => testColumn(index, shown)),
    {
      key: 'choose',
      label: t('benchmarks.choose'),
      unsorted: true,
      value: ({ id }) => (shown.chosen.has(id) ? 1 : 0),
      cell: (row) => (
        <Checkbox
          aria-label={t('benchmarks.choose-this', { name: sortNameOf(row) })}
          checked={shown.chosen.has(row.id)}
          onChange={(change) => shown.choose(row.id, change.currentTarget.checked)}
        />
      ),
    },
  ]
}

function testColumn(index: number, { zone, take }: Shown): Column<BenchmarkStudent> {
  const says = ({ tests }: BenchmarkStudent): string => {
    const test = tests[index]
    return test === undefined ? '' : [t(`benchmark-state.${test.state}`), ...detailsOf(test, zone)].join(', ')
  }
  return {
    key: `test-${index + 1}`,
    label: t('benchmarks.test', { test: index + 1 }),
    value: says,
    cell: (student) => {
      const test = student.tests[index]
      return test === undefined ? null : <TestCell student={student} test={test} zone={zone} take={take} />
    },
  }
}

const MOODS: Readonly<Record<BenchmarkTest['state'], Mood>> = {
  none: 'calm',
  assigned: 'calm',
  started: 'warn',
  completed: 'good',
  invalidated: 'bad',
}

interface CellProps {
  readonly student: BenchmarkStudent
  readonly test: BenchmarkTest
  readonly zone: string
  readonly take: (taken: Taken) => void
}

function TestCell({ student, test, zone, take }: CellProps) {
  const name = nameOf(student)
  const act = test.may.reassign ? 'reassign' : 'invalidate'
  const label =
    act === 'reassign'
      ? t('benchmarks.reassign.of', { name })
      : t('benchmarks.invalidate.of', { name, test: test.test })
  return (
    <div>
      <Pill mood={MOODS[test.state]}>{t(`benchmark-state.${test.state}`)}</Pill>
      {detailsOf(test, zone).map((line) => (
        <div key={line} className="dim">
          {line}
        </div>
      ))}
      {test.may.reassign || test.may.invalidate ? (
        <Button variant="subtle" size="compact-xs" aria-label={label} onClick={() => take({ student, test, act })}>
          {t(`benchmarks.${act}`)}
        </Button>
      ) : null}
    </div>
  )
}

function detailsOf(test: BenchmarkTest, zone: string): readonly string[] {
  const { state, score, advisedFrom, may } = test
  const moments = { invalidated: test.invalidatedAt, completed: test.completedAt, started: test.startedAt }
  const at = state === 'none' || state === 'assigned' ? null : moments[state]
  return [
    ...(score === null ? [] : [t('benchmarks.score', { score: formatNumber(score) })]),
    ...(at === null ? [] : [t('benchmarks.at', { at: formatInstant(at, zone) })]),
    ...(may.assign && advisedFrom !== null ? [t('benchmarks.advised', { at: formatInstant(advisedFrom, zone) })] : []),
  ]
}
