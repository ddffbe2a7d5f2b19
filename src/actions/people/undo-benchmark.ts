/** Somebody has a student take benchmark test 1 again, or invalidates test 2 or 3: what was its score is gone for good. */

import { authoriseUnder } from '../../access/authorise.ts'
import { type Grant, Refusal } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { findBenchmarkStudents, saveBenchmarks } from '../../store/people/benchmarks.ts'
import { noteOfStudent } from '../../store/people/students-write.ts'
import type { DomainWorld } from '../../store/world.ts'
import {
  type Benchmark,
  benchmarkAt,
  type BenchmarkNumber,
  type BenchmarkProblem,
  conditionsOf,
  problemOf,
} from '../../students/benchmark.ts'
import { atBenchmarkDesk, type BenchmarkDesk } from './benchmark-desk.ts'
import { fold, wordOf } from './typed-name.ts'

/** What whoever orders it has seen and typed. */
interface Confirmed {
  readonly personId: string
  /** The student's name. */
  readonly word: string
  /** When the try that goes was completed, or else begun. */
  readonly seen: Date
}

export type BenchmarkStop = BenchmarkProblem | 'student_unknown' | 'word_wrong' | 'details_stale' | 'window_over'

/**
 * The first test is to be taken again, from now on: its try goes with its score, irrecoverably. The audit log says whose and
 * of which try, never the score. Null: done.
 * @throws Failure UNDER_HOLD while the student is under a legal hold
 */
export function reassignBenchmark(
  world: DomainWorld,
  grant: Grant<'reassign:benchmark_1'>,
  order: Confirmed,
): Promise<BenchmarkStop | null> {
  return atBenchmarkDesk(world, grant, async (desk) => {
    const { year } = desk.rules
    const kept = await findTry(desk, { ...order, test: 1, year, act: 'reassign' })
    if (typeof kept === 'string') return kept
    const becomes = { ...kept, state: 'assigned', assignedAt: desk.now, startedAt: null, completedAt: null } as const
    await write(desk, { ...order, year, kept, becomes: { ...becomes, score: null }, action: 'benchmark.reassign' })
    return null
  })
}

/**
 * A completed test 2 or 3 counts for nothing any more, and its score is gone; nothing takes that back. Only as long after
 * its completion as the policy's condition says. Null: done.
 * @throws Refusal where no role of theirs gives it, whenever it was
 * @throws Failure UNDER_HOLD while the student is under a legal hold
 */
export function invalidateBenchmark(
  world: DomainWorld,
  principal: Principal,
  order: Confirmed & { readonly test: BenchmarkNumber; readonly year: number },
): Promise<BenchmarkStop | null> {
  const inTime = authoriseUnder(principal, CAPABILITY, ['within_96_hours_of_completion'])
  if (inTime === null) throw new Refusal('forbidden', CAPABILITY)
  return atBenchmarkDesk(world, inTime, async (desk) => {
    const kept = await findTry(desk, { ...order, act: 'invalidate' })
    if (typeof kept === 'string') return kept
    if (authoriseUnder(principal, CAPABILITY, conditionsOf(kept, desk.now)) === null) return 'window_over'
    const becomes = { ...kept, state: 'invalidated', score: null, invalidatedAt: desk.now } as const
    await write(desk, { ...order, kept, becomes, action: 'benchmark.invalidate' })
    return null
  })
}

const CAPABILITY = 'invalidate:benchmark_2_3'

interface Try extends Confirmed {
  readonly test: BenchmarkNumber
  readonly year: number
  readonly act: 'reassign' | 'invalidate'
}

/** The try that is to go, or why it stays. */
async function findTry(
  desk: BenchmarkDesk,
  { personId, word, seen, test, year, act }: Try,
): Promise<BenchmarkStop | Benchmark> {
  const [student] = await findBenchmarkStudents(desk.client, desk, { personIds: [personId] })
  if (student === undefined) return 'student_unknown'
  const tests = student.testsOf(year)
  const kept = benchmarkAt(tests, test)
  const problem = problemOf(tests, act, test)
  if (problem !== null) return problem
  if ((kept.completedAt ?? kept.startedAt)?.getTime() !== seen.getTime()) return 'details_stale'
  if (fold(word) !== fold(wordOf(student))) return 'word_wrong'
  return kept
}

interface Written {
  readonly personId: string
  readonly year: number
  readonly kept: Benchmark
  readonly becomes: Benchmark
  readonly action: string
}

async function write(
  { client, districtId }: BenchmarkDesk,
  { personId, year, kept, becomes, action }: Written,
): Promise<void> {
  await saveBenchmarks(client, districtId, [{ personId, year, test: becomes }])
  const at = kept.completedAt ?? kept.startedAt
  const detail = { test: kept.test, year, of: at?.toISOString() ?? '' }
  await noteOfStudent(client, { districtId, personId }, { action, detail })
}
