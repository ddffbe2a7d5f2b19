/** What results of benchmark tests would change: row by row, each by what is kept of its student. Pure. */

import type { ImportNote } from '../roster/import-sheet.ts'
import { afterEvent, type Benchmark, benchmarkAt, type Benchmarks } from './benchmark.ts'
import type { ResultRow, SaidResult } from './result-sheet.ts'

/** Somebody of those within reach, with the tests of the school years that the file is about. */
export interface ResultStudent {
  readonly id: string
  /** Numbers and SIS ids, as the file writes them. */
  readonly names: readonly string[]
  readonly testsOf: (year: number) => Benchmarks
}

/** `already`: it is kept so; `out`: nothing of the row is taken, for what its notes say. */
export interface PlannedResult {
  readonly row: number
  readonly student: string
  readonly test: string
  readonly outcome: 'new' | 'changed' | 'already' | 'out'
  readonly notes: readonly ImportNote[]
  /** What is to be kept; null: nothing new. */
  readonly becomes: ResultChange | null
}

export interface ResultChange {
  readonly personId: string
  readonly year: number
  readonly test: Benchmark
}

/** The plan of all rows. `yearOf`: the school year, by the year it begins in, that a moment lies in. */
export function planResults(
  rows: readonly ResultRow[],
  { students, yearOf }: { readonly students: readonly ResultStudent[]; readonly yearOf: (moment: Date) => number },
): readonly PlannedResult[] {
  const named = Map.groupBy(
    students.flatMap((student) => student.names.map((name) => ({ name: name.toLowerCase(), student }))),
    ({ name }) => name,
  )
  const seen = new Set<string>()
  return rows.map((line): PlannedResult => {
    const { row, student, test, says, notes } = line
    const shown = { row, student, test, notes, becomes: null }
    if (says === null) return { ...shown, outcome: 'out' }
    const meant = [...new Set((named.get(says.student.toLowerCase()) ?? []).map((one) => one.student))]
    const [who] = meant
    if (who === undefined) return { ...shown, outcome: 'out', notes: [NOTES.student_unknown] }
    if (meant.length > 1) return { ...shown, outcome: 'out', notes: [NOTES.student_twice] }
    const key = `${who.id} ${says.test}`
    if (seen.has(key)) return { ...shown, outcome: 'out', notes: [NOTES.row_twice] }
    seen.add(key)
    const year = yearOf(says.startedAt)
    const kept = benchmarkAt(who.testsOf(year), says.test)
    const planned = planOne(kept, says)
    if (typeof planned === 'string') {
      return planned === 'already'
        ? { ...shown, outcome: 'already' }
        : { ...shown, outcome: 'out', notes: [NOTES[planned]] }
    }
    return {
      ...shown,
      outcome: kept.state === 'started' ? 'changed' : 'new',
      becomes: { personId: who.id, year, test: planned },
    }
  })
}

type Problem =
  | 'student_unknown'
  | 'student_twice'
  | 'row_twice'
  | 'not_assigned'
  | 'before_assigned'
  | 'invalidated'
  | 'completed_already'
  | 'started_already'

/** The test as it is to be kept; or why not. */
function planOne(kept: Benchmark, { startedAt, done }: SaidResult): Benchmark | 'already' | Problem {
  if (kept.state === 'none') return 'not_assigned'
  if (kept.state === 'invalidated') return 'invalidated'
  if (isSo(kept, { startedAt, done })) return 'already'
  if (kept.assignedAt !== null && startedAt < kept.assignedAt) return 'before_assigned'
  const state = afterEvent(kept.state, done === null ? 'start' : 'complete')
  if (state === 'refuse') return kept.state === 'completed' ? 'completed_already' : 'started_already'
  return { ...kept, state, startedAt, completedAt: done?.completedAt ?? null, score: done?.score ?? null }
}

/** Whether it is kept so; that a test which is done has begun is no news. */
function isSo(kept: Benchmark, { startedAt, done }: Pick<SaidResult, 'startedAt' | 'done'>): boolean {
  if (kept.startedAt?.getTime() !== startedAt.getTime()) return false
  if (done === null) return true
  return kept.completedAt?.getTime() === done.completedAt.getTime() && kept.score === done.score
}

const note = (code: string, says: string): ImportNote => ({ column: null, code, says })

const NOTES: Readonly<Record<Problem, ImportNote>> = {
  student_unknown: note(
    'student_unknown',
    'No student of yours who is active has this number or SIS id. Spreadsheets drop leading zeros: look at the number.',
  ),
  student_twice: note('student_twice', 'More than one student has this number. Name them by SIS id.'),
  row_twice: note('row_twice', 'A row above is about the same test of the same student. Keep the one that counts.'),
  not_assigned: note(
    'not_assigned',
    'This test isn’t assigned to the student in the school year that it began in. Assign it first; what began before that does not count.',
  ),
  before_assigned: note(
    'before_assigned',
    'It began before the test was assigned, or assigned anew, so it is no result of it.',
  ),
  invalidated: note(
    'invalidated',
    'This test was invalidated, and nothing takes that back. Assign it anew for another try.',
  ),
  completed_already: note(
    'completed_already',
    'Another result of this test is kept already. Test 1 is reassigned, 2 and 3 are invalidated before another try counts.',
  ),
  started_already: note('started_already', 'The test has begun at another time, by what is kept. Send its completion.'),
}
