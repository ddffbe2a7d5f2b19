/**
 * Benchmark tests (002): three a school year, one after the other. The states of a test, what may be done to it when, and
 * how long. Pure.
 */

import type { Condition } from '../access/policy/line.ts'

export const BENCHMARK_NUMBERS = [1, 2, 3] as const
export type BenchmarkNumber = (typeof BENCHMARK_NUMBERS)[number]

/** `none`: it was not given; `invalidated`: it was completed, and counts for nothing. */
export const BENCHMARK_STATES = ['none', 'assigned', 'started', 'completed', 'invalidated'] as const
export type BenchmarkState = (typeof BENCHMARK_STATES)[number]

/** What people do to a test, and what its results say of it. */
export const BENCHMARK_ACTS = ['assign', 'unassign', 'reassign', 'invalidate'] as const
export type BenchmarkAct = (typeof BENCHMARK_ACTS)[number]
type BenchmarkEvent = BenchmarkAct | 'start' | 'complete'

const NEXT: Readonly<Record<BenchmarkState, Readonly<Record<BenchmarkEvent, BenchmarkState | 'refuse'>>>> = {
  none: {
    assign: 'assigned',
    unassign: 'refuse',
    reassign: 'refuse',
    invalidate: 'refuse',
    start: 'refuse',
    complete: 'refuse',
  },
  assigned: {
    assign: 'refuse',
    unassign: 'none',
    reassign: 'refuse',
    invalidate: 'refuse',
    start: 'started',
    complete: 'completed',
  },
  started: {
    assign: 'refuse',
    unassign: 'refuse',
    reassign: 'assigned',
    invalidate: 'refuse',
    start: 'refuse',
    complete: 'completed',
  },
  completed: {
    assign: 'refuse',
    unassign: 'refuse',
    reassign: 'assigned',
    invalidate: 'invalidated',
    start: 'refuse',
    complete: 'refuse',
  },
  invalidated: {
    assign: 'assigned',
    unassign: 'refuse',
    reassign: 'refuse',
    invalidate: 'refuse',
    start: 'refuse',
    complete: 'refuse',
  },
}

export function afterEvent(state: BenchmarkState, event: BenchmarkEvent): BenchmarkState | 'refuse' {
  return NEXT[state][event]
}

export interface Benchmark {
  readonly test: BenchmarkNumber
  readonly state: BenchmarkState
  readonly assignedAt: Date | null
  readonly startedAt: Date | null
  readonly completedAt: Date | null
  readonly score: number | null
  readonly invalidatedAt: Date | null
}
export type Benchmarks = readonly [Benchmark, Benchmark, Benchmark]

/**
 * The three tests of a student. What isn't kept was not given, but for the first one of whom it is meant for: it is
 * assigned by itself, from the beginning of the school year on.
 */
export function benchmarksOf(
  kept: readonly Benchmark[],
  { isMeant, yearStartsAt }: { readonly isMeant: boolean; readonly yearStartsAt: Date },
): Benchmarks {
  const of = (test: BenchmarkNumber): Benchmark => kept.find((one) => one.test === test) ?? { ...NOTHING, test }
  const first = of(1)
  const assigned = { ...first, state: 'assigned', assignedAt: yearStartsAt } as const
  return [isMeant && first.state === 'none' ? assigned : first, of(2), of(3)]
}

const NOTHING = {
  state: 'none',
  assignedAt: null,
  startedAt: null,
  completedAt: null,
  score: null,
  invalidatedAt: null,
} as const

export type BenchmarkProblem =
  /** It is nothing that is done to a test of that number. */
  | 'not_this_test'
  | 'already_given'
  | 'not_given'
  | 'started_already'
  | 'previous_open'
  /** The one after it leans on it. */
  | 'next_given'
  | 'not_begun'
  | 'not_completed'

/** Which tests an act is for (P002-35 to P002-37): the first one is never assigned or unassigned by hand. */
const OF: Readonly<Record<BenchmarkAct, readonly BenchmarkNumber[]>> = {
  assign: [2, 3],
  unassign: [2, 3],
  reassign: [1],
  invalidate: [2, 3],
}

/** Why an act can't be done now; null: it can. How long there is for it is the policy's to say. */
export function problemOf(tests: Benchmarks, act: BenchmarkAct, test: BenchmarkNumber): BenchmarkProblem | null {
  if (!OF[act].includes(test)) return 'not_this_test'
  const { state } = at(tests, test)
  if (afterEvent(state, act) === 'refuse') return WHY[act](state)
  if (act === 'assign' && at(tests, test - 1).state !== 'completed') return 'previous_open'
  if ((act === 'reassign' || act === 'invalidate') && leans(tests.at(test))) return 'next_given'
  return null
}

/** Whether it was given and counts. */
function leans(next: Benchmark | undefined): boolean {
  return next !== undefined && next.state !== 'none' && next.state !== 'invalidated'
}

/** @param test 1 to 3 */
function at(tests: Benchmarks, test: number): Benchmark {
  return tests[test - 1] ?? tests[0]
}

export function benchmarkAt(tests: Benchmarks, test: BenchmarkNumber): Benchmark {
  return at(tests, test)
}

const WHY: Readonly<Record<BenchmarkAct, (state: BenchmarkState) => BenchmarkProblem>> = {
  assign: () => 'already_given',
  unassign: (state) => (state === 'none' || state === 'invalidated' ? 'not_given' : 'started_already'),
  reassign: () => 'not_begun',
  invalidate: () => 'not_completed',
}

const DAY_MS = 86_400_000
const ADVISED_DAYS = 90
const INVALIDATE_HOURS = 96

/** From when on a test is advised: 90 days after the one before was completed. Null: that isn't so yet, or it is the first. */
export function advisedFrom(tests: Benchmarks, test: BenchmarkNumber): Date | null {
  const before = test === 1 ? null : at(tests, test - 1).completedAt
  return before === null ? null : new Date(before.getTime() + ADVISED_DAYS * DAY_MS)
}

/** Until when a completed test may be invalidated, that moment included. */
export function invalidateUntil({ state, completedAt }: Benchmark): Date | null {
  return state !== 'completed' || completedAt === null
    ? null
    : new Date(completedAt.getTime() + INVALIDATE_HOURS * 3_600_000)
}

/** The conditions of the policy that hold for a test now. */
export function conditionsOf(test: Benchmark, now: Date): readonly Condition[] {
  const until = invalidateUntil(test)
  return until !== null && now.getTime() <= until.getTime() ? ['within_96_hours_of_completion'] : []
}
