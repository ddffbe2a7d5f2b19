/** Test 1 is taken again, or test 2 or 3 invalidated: says what goes for good, and wants the student's name typed. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { BenchmarkStudent, BenchmarkTest } from '../../../http/contract/benchmarks.ts'
import { formatInstant } from '../../formats.ts'
import { nameOf } from '../../names.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { listBenchmarksAgain } from './queries.ts'

export interface Taken {
  readonly student: BenchmarkStudent
  readonly test: BenchmarkTest
  readonly act: 'reassign' | 'invalidate'
}

interface TakeBackProps {
  readonly taken: Taken
  /** The school year that is shown. */
  readonly year: number
  /** `done`: the try is gone. */
  readonly close: (done: boolean) => void
}

export function TakeBack({ taken, year, close }: TakeBackProps) {
  const { me } = useReader()
  const [word, setWord] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const taking = useTaking(taken, year, () => close(true))
  const name = nameOf(taken.student)
  const submit = () => {
    const fits = word.trim().toLowerCase() === name.toLowerCase()
    setProblem(fits ? null : t('benchmarks.wrong', { word: name }))
    if (fits && !taking.isPending) taking.mutate(word)
  }
  const { goes, says, go } = wordsOf(taken, me.district.timezone)
  return (
    <Form submit={submit} aria-label={goes}>
      <Note mood="warn" title={goes}>
        <p>{says}</p>
      </Note>
      <TextInput
        ref={field}
        label={t('benchmarks.word', { word: name })}
        autoComplete="off"
        maxLength={300}
        value={word}
        error={problem}
        onChange={(change) => setWord(change.currentTarget.value)}
      />
      {taking.error === null ? null : <FailureNote failure={taking.error} />}
      <div className="row">
        <Button type="submit" loading={taking.isPending}>
          {go}
        </Button>
        <Button variant="default" onClick={() => close(false)}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

function wordsOf({ student, test, act }: Taken, zone: string) {
  const name = nameOf(student)
  const at = formatInstant(seenOf(test), zone)
  if (act === 'invalidate') {
    const until = test.invalidateUntil === null ? '' : formatInstant(test.invalidateUntil, zone)
    return {
      goes: t('benchmarks.invalidate.goes', { test: test.test, name, at }),
      says: t('benchmarks.invalidate.says', { until }),
      go: t('benchmarks.invalidate.submit', { test: test.test }),
    }
  }
  const isDone = test.completedAt !== null
  return {
    goes: t(isDone ? 'benchmarks.reassign.goes' : 'benchmarks.reassign.begun', { name, at }),
    says: t('benchmarks.reassign.says'),
    go: t(isDone ? 'benchmarks.reassign.submit' : 'benchmarks.reassign.drop'),
  }
}

function seenOf({ completedAt, startedAt }: BenchmarkTest): string {
  return completedAt ?? startedAt ?? ''
}

function useTaking({ student, test, act }: Taken, year: number, done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  const params = { studentId: student.id }
  const seen = seenOf(test)
  return useMutation({
    mutationFn: (word: string) =>
      act === 'reassign'
        ? send('POST /api/v1/students/{studentId}/benchmark-reassignment', { params, body: { word, seen } })
        : send('POST /api/v1/students/{studentId}/benchmark-invalidation', {
            params,
            body: { word, seen, year, test: test.test === 2 ? 2 : 3 },
          }),
    onSuccess: done,
    onSettled: () => listBenchmarksAgain(queries),
  })
}
