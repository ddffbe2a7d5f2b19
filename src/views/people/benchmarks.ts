/** The benchmark roster: whose tests stand where, and what may be done to each now. */

import { authoriseMine, authoriseUnder } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { IMPORT_ROWS_MAX } from '../../roster/import-sheet.ts'
import { readBenchmarkYears } from '../../store/people/benchmark-years.ts'
import {
  type BenchmarkSearch,
  type BenchmarkStudent,
  listBenchmarks,
  listBenchmarkYears,
  readOwnBenchmarks,
} from '../../store/people/benchmarks.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import {
  advisedFrom,
  type Benchmark,
  type BenchmarkAct,
  type BenchmarkNumber,
  type Benchmarks,
  conditionsOf,
  invalidateUntil,
  problemOf,
} from '../../students/benchmark.ts'

export interface BenchmarkView extends Benchmark {
  /** Sooner it may be given, too. Null: nothing is known that it would follow on. */
  readonly advisedFrom: Date | null
  /** Null: it can't be any more, or not yet. */
  readonly invalidateUntil: Date | null
  /** What whoever asks may do to it now. */
  readonly may: Readonly<Record<BenchmarkAct, boolean>>
}

export interface BenchmarkRoster {
  readonly isOn: boolean
  readonly address: string
  /** The year that the school year shown begins in, and those that something is kept of. */
  readonly year: number
  readonly years: readonly number[]
  readonly items: readonly (Omit<BenchmarkStudent, 'testsOf'> & { readonly tests: readonly BenchmarkView[] })[]
  /** What is taken at once of a file of results. */
  readonly file: { readonly bytesMax: number; readonly rowsMax: number }
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

/** One page of the students within reach. `year` null: the one of now. */
export function viewBenchmarks(
  world: DomainWorld,
  grant: Grant<'assign_unassign:benchmark_test'>,
  search: Omit<BenchmarkSearch, 'words' | 'year'> & { readonly q: string; readonly year: number | null },
): Promise<BenchmarkRoster> {
  const { principal, scope } = grant
  const { districtId } = principal
  return inGrantDirect(world, grant, async (client) => {
    const now = world.now()
    const rules = await readBenchmarkYears(client, districtId, now)
    const year = search.year ?? rules.year
    const words = search.q
      .toLowerCase()
      .split(/\s+/u)
      .filter((word) => word !== '')
    const found = await listBenchmarks(client, { districtId, scope, rules }, { ...search, words, year })
    const look = { principal, now, isNow: year === rules.year, isOn: rules.isOn }
    const items = found.items.map(({ testsOf, ...student }) => ({ ...student, tests: showTests(testsOf(year), look) }))
    const { page, pageSize } = search
    const { isOn, address } = rules
    return {
      isOn,
      address,
      year,
      years: await listBenchmarkYears(client, districtId, rules),
      items,
      file: { bytesMax: world.settings.uploads.bytesMax, rowsMax: IMPORT_ROWS_MAX },
      total: found.total,
      page,
      pageSize,
    }
  })
}

interface Look {
  readonly principal: Principal
  readonly now: Date
  /** Of the school year of now: of others nothing is assigned any more. */
  readonly isNow: boolean
  readonly isOn: boolean
}

function showTests(tests: Benchmarks, look: Look): readonly BenchmarkView[] {
  return tests.map((test) => ({
    ...test,
    advisedFrom: advisedFrom(tests, test.test),
    invalidateUntil: test.test === 1 ? null : invalidateUntil(test),
    may: mayOf(tests, test, look),
  }))
}

function mayOf(tests: Benchmarks, test: Benchmark, look: Look): BenchmarkView['may'] {
  const may = (act: BenchmarkAct) => problemOf(tests, act, test.test) === null && GIVEN[act](look, test)
  return {
    assign: may('assign'),
    unassign: may('unassign'),
    reassign: may('reassign'),
    invalidate: may('invalidate'),
  }
}

const GIVEN: Readonly<Record<BenchmarkAct, (look: Look, test: Benchmark) => boolean>> = {
  assign: ({ isNow, isOn }) => isNow && isOn,
  unassign: ({ isNow }) => isNow,
  reassign: ({ principal, isNow }) => isNow && authoriseMine(principal, 'reassign:benchmark_1') !== null,
  invalidate: ({ principal, now }, test) =>
    authoriseUnder(principal, 'invalidate:benchmark_2_3', conditionsOf(test, now)) !== null,
}

export interface OpenBenchmarks {
  /** Where they are taken; empty: nobody has said. */
  readonly address: string
  readonly open: readonly { readonly test: BenchmarkNumber; readonly isBegun: boolean }[]
}

/** The tests that are open to the student who asks: they are delivered whenever they come in. */
export function viewOpenBenchmarks(world: DomainWorld, grant: Grant<'answer:survey'>): Promise<OpenBenchmarks> {
  const { districtId, personId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const rules = await readBenchmarkYears(client, districtId, world.now())
    const isAsked = rules.isOn && personId !== null
    const tests = isAsked ? await readOwnBenchmarks(client, { districtId, personId }, rules) : []
    const open = tests.filter(({ state }) => state === 'assigned' || state === 'started')
    return { address: rules.address, open: open.map(({ test, state }) => ({ test, isBegun: state === 'started' })) }
  })
}
