/** Benchmark tests: the roster, assigning and taking away, taking again and invalidating. */

import { assignBenchmark, type BenchmarkRefusal } from '../../../actions/people/assign-benchmark.ts'
import { type BenchmarkStop, invalidateBenchmark, reassignBenchmark } from '../../../actions/people/undo-benchmark.ts'
import { type BenchmarkRoster as Roster, viewBenchmarks } from '../../../views/people/benchmarks.ts'
import {
  BenchmarkOrderBody,
  BenchmarkOutcome,
  BenchmarkRoster,
  BenchmarksQuery,
  InvalidateBenchmarkBody,
  ReassignBenchmarkBody,
} from '../../contract/benchmarks.ts'
import { placeOf } from '../../contract/shapes.ts'
import { StudentParams } from '../../contract/students.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const access = { capability: 'assign_unassign:benchmark_test' } as const

/** `/api/v1/benchmarks…`, and what is done to one student's test. */
export function addBenchmarkRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/benchmarks',
    access,
    summary: 'The benchmark tests of my students in a school year, by family name, and what I may do to each.',
    query: BenchmarksQuery,
    response: BenchmarkRoster,
    handle: async ({ grant, query }) => {
      const { q = '', schoolId = null, classId = null, grade = null, year = null } = query
      const search = { q, schoolId, classId, grade, year, ...placeOf(query) }
      return { status: 200, body: present(await viewBenchmarks(world, grant, search)) }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/benchmarks/assignments',
    access,
    summary:
      'Assigns test 2 or 3 to students who have completed the one before, or takes it from those who have not begun.',
    body: BenchmarkOrderBody,
    response: BenchmarkOutcome,
    handle: async ({ grant, body: { test, give, studentIds } }) => {
      const outcome = await assignBenchmark(world, grant, { test, give, personIds: studentIds })
      if ('problem' in outcome) throw refusalOf(outcome.problem)
      const leftOut = outcome.leftOut.map(({ personId, reason }) => ({ studentId: personId, reason }))
      return { status: 200, body: { changed: [...outcome.changed], leftOut, early: [...outcome.early] } }
    },
  })
  addTakingBack(table, world)
}

function addTakingBack(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/students/:studentId/benchmark-reassignment',
    access: { capability: 'reassign:benchmark_1' },
    summary: 'Has a student take test 1 again; the score that it has is gone for good. Their name has to be typed.',
    params: StudentParams,
    body: ReassignBenchmarkBody,
    status: 204,
    handle: async ({ grant, params, body: { word, seen } }) => {
      done(await reassignBenchmark(world, grant, { personId: params.studentId, word, seen: new Date(seen) }))
      return { status: 204 }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/students/:studentId/benchmark-invalidation',
    access: { capability: 'invalidate:benchmark_2_3', onThing: true },
    summary: 'Invalidates test 2 or 3 within 96 hours of its completion, for good. The student’s name has to be typed.',
    params: StudentParams,
    body: InvalidateBenchmarkBody,
    status: 204,
    handle: async ({ principal, params, body: { seen, ...body } }) => {
      const order = { ...body, personId: params.studentId, seen: new Date(seen) }
      done(await invalidateBenchmark(world, principal, order))
      return { status: 204 }
    },
  })
}

function present({ items, years, ...roster }: Roster): BenchmarkRoster {
  return {
    ...roster,
    years: [...years],
    items: items.map(({ id, givenName, familyName, grades, tests }) => ({
      id,
      givenName,
      familyName,
      grades: [...grades],
      tests: tests.map(({ test, state, score, may, ...at }) => ({
        test,
        state,
        score,
        may,
        assignedAt: text(at.assignedAt),
        startedAt: text(at.startedAt),
        completedAt: text(at.completedAt),
        invalidatedAt: text(at.invalidatedAt),
        advisedFrom: text(at.advisedFrom),
        invalidateUntil: text(at.invalidateUntil),
      })),
    })),
  }
}

function text(moment: Date | null): string | null {
  return moment === null ? null : moment.toISOString()
}

function done(problem: BenchmarkStop | null): void {
  if (problem !== null) throw refusalOf(problem)
}

const SAYS: Readonly<Record<Exclude<BenchmarkStop | BenchmarkRefusal, 'student_unknown' | 'word_wrong'>, string>> = {
  benchmarks_off:
    'The district has not switched benchmark tests on. One of its administrators can do that under Rules.',
  not_this_test: 'This is not done to a test of that number.',
  already_given: 'The student has this test already. Look at the list again.',
  not_given: 'The student does not have this test. Look at the list again.',
  started_already: 'The student has begun this test, so it stays.',
  previous_open: 'The test before is not completed yet.',
  next_given:
    'The student has the next test already, and it follows on this one. Take the next one away first, or invalidate it.',
  not_begun: 'The student has not begun this test, so there is nothing to take again.',
  not_completed: 'This test is not completed, so there is nothing to invalidate. Look at the list again.',
  window_over: 'More than 96 hours have passed since this test was completed, so it can’t be invalidated any more.',
  details_stale: 'The test is not as you saw it any more, so nothing was changed. Look at the list again.',
}

function refusalOf(problem: BenchmarkStop | BenchmarkRefusal): HttpError {
  if (problem === 'student_unknown') return notFound()
  if (problem === 'word_wrong') {
    const message = 'That is not the name of the student. Type it as the page shows it.'
    return unprocessable(problem, message, [{ field: 'word', code: problem, message }])
  }
  return new HttpError(409, problem, SAYS[problem])
}
