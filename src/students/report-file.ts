/** The file of what students do with Staffroom in a school year: products, benchmark tests, their pathway. Pure. */

import { type Benchmark, BENCHMARK_NUMBERS, benchmarkAt, type Benchmarks } from './benchmark.ts'
import { type DoneSteps, type PathwayStep, standingOf } from './pathway.ts'

export interface StudentReportLine {
  /** The student number; null: none is known. */
  readonly number: string | null
  readonly givenName: string
  readonly familyName: string
  readonly grades: readonly string[]
  /** Names of those that whoever asks reaches, as of now. */
  readonly schools: readonly string[]
  readonly classes: readonly string[]
  /** Products that they have now. */
  readonly products: readonly string[]
  /** Of the school year asked for. */
  readonly tests: Benchmarks
  /** The pathway that they are in now. */
  readonly pathway: { readonly name: string; readonly steps: readonly PathwayStep[]; readonly done: DoneSteps } | null
}

export const STUDENT_REPORT_HEAD: readonly string[] = [
  'student number',
  'family name',
  'given name',
  'grades',
  'schools',
  'classes',
  'products',
  'school year',
  ...BENCHMARK_NUMBERS.flatMap((n) => [`test ${n}`, `test ${n} completed`, `test ${n} score`]),
  'pathway',
  'steps done',
  'steps in all',
]

/** The cells under `STUDENT_REPORT_HEAD`. `year`: in which the school year begins; days are the district's. */
export function studentReportCells(
  line: StudentReportLine,
  { year, dayOf }: { readonly year: number; readonly dayOf: (moment: Date) => string },
): readonly string[] {
  const { number, givenName, familyName, grades, schools, classes, products, tests, pathway } = line
  return [
    number ?? '',
    familyName,
    givenName,
    ...[grades, schools, classes, products].map((names) => names.join('; ')),
    `${year}-${year + 1}`,
    ...BENCHMARK_NUMBERS.flatMap((n) => testCells(benchmarkAt(tests, n), dayOf)),
    ...(pathway === null
      ? ['', '', '']
      : [pathway.name, String(standingOf(pathway.steps, pathway.done).done), String(pathway.steps.length)]),
  ]
}

/** A score stands only where the test is completed: one that was invalidated has none. */
function testCells({ state, completedAt, score }: Benchmark, dayOf: (moment: Date) => string): readonly string[] {
  if (state === 'none') return ['', '', '']
  const isDone = state === 'completed'
  return [
    state,
    isDone && completedAt !== null ? dayOf(completedAt) : '',
    isDone && score !== null ? String(score) : '',
  ]
}
