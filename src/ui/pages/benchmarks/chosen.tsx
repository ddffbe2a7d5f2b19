/** What may be done with the students who are chosen: to give them a test, or to take one away before they begin it. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { BenchmarkOrderBody, BenchmarkStudent } from '../../../http/contract/benchmarks.ts'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { listBenchmarksAgain } from './queries.ts'

/** One thing that can be done, with those whom it can be done to. */
interface Offer {
  readonly order: BenchmarkOrderBody
  readonly early: number
}

interface ChosenProps {
  readonly students: readonly BenchmarkStudent[]
  readonly done: () => void
}

export function ChosenStudents({ students, done }: ChosenProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const ordering = useMutation({
    mutationFn: (order: BenchmarkOrderBody) => send('POST /api/v1/benchmarks/assignments', { body: order }),
    onSuccess: done,
    onSettled: () => listBenchmarksAgain(queries),
  })
  const { data, variables } = ordering
  return (
    <>
      {students.length === 0 ? null : (
        <Offers students={students} order={ordering.mutate} isOrdering={ordering.isPending} />
      )}
      {ordering.error === null ? null : <FailureNote failure={ordering.error} />}
      <Quietly>
        {data === undefined || students.length > 0 ? null : (
          <Note mood="good">
            {t(variables.give ? 'benchmarks.done.assign' : 'benchmarks.done.unassign', {
              test: variables.test,
              count: data.changed.length,
            })}{' '}
            {data.leftOut.length === 0 ? null : t('benchmarks.left-out', { count: data.leftOut.length })}
          </Note>
        )}
      </Quietly>
    </>
  )
}

interface OffersProps {
  readonly students: readonly BenchmarkStudent[]
  readonly order: (order: BenchmarkOrderBody) => void
  readonly isOrdering: boolean
}

function Offers({ students, order: give, isOrdering }: OffersProps) {
  const offers = offersOf(students)
  const early = Math.max(0, ...offers.map((offer) => offer.early))
  return (
    <Note mood={early > 0 ? 'warn' : 'calm'} title={t('benchmarks.chosen', { count: students.length })}>
      {early > 0 ? <p>{t('benchmarks.early', { count: early })}</p> : null}
      {offers.length === 0 ? <p>{t('benchmarks.nothing')}</p> : null}
      <div className="row">
        {offers.map(({ order }) => (
          <Button
            key={`${order.test} ${String(order.give)}`}
            variant={order.give ? 'filled' : 'default'}
            loading={isOrdering}
            onClick={() => give(order)}
          >
            {t(order.give ? 'benchmarks.assign' : 'benchmarks.unassign', {
              test: order.test,
              count: order.studentIds.length,
            })}
          </Button>
        ))}
      </div>
    </Note>
  )
}

function offersOf(students: readonly BenchmarkStudent[]): readonly Offer[] {
  return ([2, 3] as const).flatMap((test) =>
    ([true, false] as const).flatMap((give): Offer[] => {
      const open = students.filter(({ tests }) => tests[test - 1]?.may[give ? 'assign' : 'unassign'] === true)
      const early = give ? open.filter(({ tests }) => isEarly(tests[test - 1]?.advisedFrom ?? null)).length : 0
      return open.length === 0 ? [] : [{ order: { test, give, studentIds: open.map(({ id }) => id) }, early }]
    }),
  )
}

function isEarly(advisedFrom: string | null): boolean {
  return advisedFrom !== null && Date.parse(advisedFrom) > Date.now()
}
