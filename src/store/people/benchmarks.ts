/** Benchmark tests in the database: whose, in what state. In the district's transaction. */

import type pg from 'pg'
import type { Scope } from '../../access/grant.ts'
import type { Benchmark, Benchmarks, BenchmarkNumber } from '../../students/benchmark.ts'
import { benchmarksOf } from '../../students/benchmark.ts'
import { type Page, pageFrom, type PageRequest } from '../page.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'

/** What the district has set about them. */
export interface BenchmarkRules {
  readonly isOn: boolean
  /** To whom the first test is assigned by itself; none: to all. */
  readonly grades: readonly string[]
  /** The year in which the school year of now begins, and its first moment. */
  readonly year: number
  readonly yearStartsAt: Date
}

export interface BenchmarkStudent {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly grades: readonly string[]
  readonly testsOf: (year: number) => Benchmarks
}

export interface KeptTest {
  readonly year: number
  readonly test: BenchmarkNumber
  readonly state: Benchmark['state']
  readonly assignedAt: string
  readonly startedAt: string | null
  readonly completedAt: string | null
  readonly score: number | null
  readonly invalidatedAt: string | null
}

interface StudentLine {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly grades: readonly string[]
  readonly kept: readonly KeptTest[]
}

/** What is kept of somebody’s tests, by school year. */
export function testsOf({ grades, kept }: Pick<StudentLine, 'grades' | 'kept'>, rules: BenchmarkRules) {
  return (year: number): Benchmarks =>
    benchmarksOf(
      kept.filter((one) => one.year === year).map((one) => testOf(one)),
      { isMeant: year === rules.year && isMeant(grades, rules), yearStartsAt: rules.yearStartsAt },
    )
}

function isMeant(grades: readonly string[], rules: BenchmarkRules): boolean {
  return rules.isOn && (rules.grades.length === 0 || rules.grades.some((grade) => grades.includes(grade)))
}

function testOf({ test, state, score, ...at }: KeptTest): Benchmark {
  return {
    test,
    state,
    score,
    assignedAt: moment(at.assignedAt),
    startedAt: moment(at.startedAt),
    completedAt: moment(at.completedAt),
    invalidatedAt: moment(at.invalidatedAt),
  }
}

function moment(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}

/** $1 district · $2 the whole of it? · $3 schools · $4 classes */
function reach(districtId: string, { district, schoolIds, classIds }: Scope): readonly unknown[] {
  return [districtId, district, schoolIds, classIds]
}

export interface BenchmarkPlace {
  readonly districtId: string
  readonly scope: Scope
  readonly rules: BenchmarkRules
}

export interface BenchmarkSearch extends PageRequest {
  /** In lower case: a name must contain them all, or the student number is all of it. */
  readonly words: readonly string[]
  readonly schoolId: string | null
  readonly classId: string | null
  readonly grade: string | null
  readonly year: number
}

const ORDER: ListOrder = {
  by: { name: ['lower(page.family_name)', 'lower(page.given_name)'], grade: ['page.grades'] },
  otherwise: 'lower(page.family_name), lower(page.given_name), page.id',
}

/** One page of the students within reach who have tests in that year, by family name. */
export async function listBenchmarks(
  client: pg.ClientBase,
  { districtId, scope, rules }: BenchmarkPlace,
  search: BenchmarkSearch,
): Promise<Page<BenchmarkStudent>> {
  const { limit, offset } = pageFrom(search)
  const { words, schoolId, classId, grade, year } = search
  const byItself = rules.isOn && year === rules.year
  const { rows } = await client.query<{ total: number; items: StudentLine[] }>(
    sorted('list_benchmarks', search, ORDER),
    [
      ...reach(districtId, scope),
      words,
      words.join(' '),
      schoolId,
      classId,
      grade,
      year,
      byItself,
      rules.grades,
      limit,
      offset,
    ],
  )
  const items = (rows[0]?.items ?? []).map(({ kept, ...line }) => ({
    ...line,
    testsOf: testsOf({ ...line, kept }, rules),
  }))
  return { items, total: rows[0]?.total ?? 0 }
}

/** School years that something is kept of, and the one of now; the latest first. */
export async function listBenchmarkYears(
  client: pg.ClientBase,
  districtId: string,
  { year }: BenchmarkRules,
): Promise<readonly number[]> {
  const { rows } = await client.query<{ years: readonly number[] }>(sql('list_benchmark_years'), [districtId])
  return [...new Set([year, ...(rows[0]?.years ?? [])])].toSorted((a, b) => b - a)
}

/** Students at work within reach, by our ids, and by what a file names them. */
export async function findBenchmarkStudents(
  client: pg.ClientBase,
  { districtId, scope, rules }: BenchmarkPlace,
  { personIds = [], names = [] }: { readonly personIds?: readonly string[]; readonly names?: readonly string[] },
): Promise<readonly (BenchmarkStudent & { readonly names: readonly string[] })[]> {
  const values = [...reach(districtId, scope), personIds, names]
  const { rows } = await client.query<StudentLine & { names: readonly string[] }>(
    sql('find_benchmark_students'),
    values,
  )
  return rows.map(({ kept, ...line }) => ({ ...line, testsOf: testsOf({ ...line, kept }, rules) }))
}

/** A student's own tests of the school year of now. */
export async function readOwnBenchmarks(
  client: pg.ClientBase,
  { districtId, personId }: { readonly districtId: string; readonly personId: string },
  rules: BenchmarkRules,
): Promise<readonly Benchmark[]> {
  const { rows } = await client.query<Pick<StudentLine, 'grades' | 'kept'>>(sql('list_own_benchmarks'), [
    districtId,
    personId,
  ])
  const line = rows[0]
  return line === undefined ? [] : testsOf(line, rules)(rules.year)
}

/** From here on nobody else in the district changes a test until the transaction ends. */
export async function lockBenchmarks(client: pg.ClientBase, districtId: string): Promise<void> {
  await client.query(sql('lock_benchmarks'), [districtId])
}

export interface BenchmarkWrite {
  readonly personId: string
  readonly year: number
  readonly test: Benchmark
}

/** Keeps tests as they are now, under the lock. */
export async function saveBenchmarks(
  client: pg.ClientBase,
  districtId: string,
  writes: readonly BenchmarkWrite[],
): Promise<void> {
  if (writes.length === 0) return
  const rows = writes.map(({ personId, year, test }) => ({ personId, year, ...test }))
  await client.query(sql('save_benchmarks'), [districtId, JSON.stringify(rows)])
}

/** Tests of whom nothing else is known were not given. */
export async function dropBenchmarks(
  client: pg.ClientBase,
  districtId: string,
  of: { readonly personIds: readonly string[]; readonly year: number; readonly test: BenchmarkNumber },
): Promise<void> {
  await client.query(sql('drop_benchmarks'), [districtId, of.personIds, of.year, of.test])
}
