/** Somebody assigns benchmark test 2 or 3 to students, or takes it away from those who have not begun it. */

import type { Grant } from '../../access/grant.ts'
import { noteOfStudent } from '../../store/people/students-write.ts'
import { dropBenchmarks, findBenchmarkStudents, saveBenchmarks } from '../../store/people/benchmarks.ts'
import type { DomainWorld } from '../../store/world.ts'
import {
  advisedFrom,
  type Benchmark,
  benchmarkAt,
  type BenchmarkNumber,
  type BenchmarkProblem,
  problemOf,
} from '../../students/benchmark.ts'
import { atBenchmarkDesk, type BenchmarkDesk } from './benchmark-desk.ts'

export interface BenchmarkOrder {
  readonly test: BenchmarkNumber
  readonly personIds: readonly string[]
  /** False: it is taken away. */
  readonly give: boolean
}

export interface BenchmarkOutcome {
  /** Whose test it was done to. */
  readonly changed: readonly string[]
  /** The others, and why not. */
  readonly leftOut: readonly { readonly personId: string; readonly reason: BenchmarkProblem }[]
  /** Of those changed, who got it sooner than is advised. */
  readonly early: readonly string[]
}

export type BenchmarkRefusal = 'student_unknown' | 'benchmarks_off'

type Assigns = Grant<'assign_unassign:benchmark_test'>

/** Each student whose test allows it; the others are named with the reason. Nobody out of reach is named at all. */
export function assignBenchmark(
  world: DomainWorld,
  grant: Assigns,
  order: BenchmarkOrder,
): Promise<BenchmarkOutcome | { readonly problem: BenchmarkRefusal }> {
  return atBenchmarkDesk(world, grant, async (desk) => {
    const { client, rules } = desk
    const personIds = [...new Set(order.personIds)]
    const students = await findBenchmarkStudents(client, desk, { personIds })
    if (students.length < personIds.length) return { problem: 'student_unknown' }
    if (!rules.isOn && order.give) return { problem: 'benchmarks_off' }
    const looked = students.map(({ id, testsOf }) => {
      const tests = testsOf(rules.year)
      const reason = problemOf(tests, order.give ? 'assign' : 'unassign', order.test)
      return { id, reason, test: benchmarkAt(tests, order.test), advised: advisedFrom(tests, order.test) }
    })
    const open = looked.filter(({ reason }) => reason === null)
    if (order.give) await give(desk, open)
    else await takeAway(desk, order.test, open)
    const action = order.give ? 'benchmark.assign' : 'benchmark.unassign'
    for (const { id } of open) {
      const at = { districtId: desk.districtId, personId: id }
      await noteOfStudent(client, at, { action, detail: { test: order.test } })
    }
    return {
      changed: open.map(({ id }) => id),
      leftOut: looked.flatMap(({ id, reason }) => (reason === null ? [] : [{ personId: id, reason }])),
      early: order.give ? open.filter(({ advised }) => advised !== null && advised > desk.now).map(({ id }) => id) : [],
    }
  })
}

interface Open {
  readonly id: string
  readonly test: Benchmark
}

function give({ client, districtId, rules, now }: BenchmarkDesk, open: readonly Open[]): Promise<void> {
  return saveBenchmarks(
    client,
    districtId,
    open.map(({ id, test }) => ({
      personId: id,
      year: rules.year,
      test: { ...test, state: 'assigned', assignedAt: now, startedAt: null, completedAt: null, score: null },
    })),
  )
}

/** What was invalidated before is that again. */
async function takeAway(
  { client, districtId, rules }: BenchmarkDesk,
  test: BenchmarkNumber,
  open: readonly Open[],
): Promise<void> {
  const personIds = open.map(({ id }) => id)
  await dropBenchmarks(client, districtId, { personIds, year: rules.year, test })
  await saveBenchmarks(
    client,
    districtId,
    open
      .filter((one) => one.test.invalidatedAt !== null)
      .map(({ id, test: kept }) => ({ personId: id, year: rules.year, test: { ...kept, state: 'invalidated' } })),
  )
}
