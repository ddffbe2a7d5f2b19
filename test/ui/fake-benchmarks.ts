/** Benchmark tests for the fake backend: students at every stage, and a file of results. */

import type {
  BenchmarkRoster,
  BenchmarkStudent,
  BenchmarkTest,
  ResultPreview,
} from '../../src/http/contract/benchmarks.ts'
import type { StudentHome } from '../../src/http/contract/student.ts'
import { found, Refused } from './fake-answers.ts'

export interface FakeBenchmarks {
  readonly students: BenchmarkStudent[]
  isOn: boolean
  address: string
}

const COMPLETED = '2026-09-14T15:04:00Z'
const LATELY = '2026-11-20T15:04:00Z'
/** Never over, and never here: what is advised later, whatever the day of the run. */
const LATER = '2099-12-13T15:04:00Z'

function test(number: 1 | 2 | 3, over: Partial<BenchmarkTest> = {}): BenchmarkTest {
  return {
    test: number,
    state: 'none',
    assignedAt: null,
    startedAt: null,
    completedAt: null,
    score: null,
    invalidatedAt: null,
    advisedFrom: null,
    invalidateUntil: null,
    may: { assign: false, unassign: false, reassign: false, invalidate: false },
    ...over,
  }
}
const may = (act: keyof BenchmarkTest['may']) => ({ ...test(1).may, [act]: true })
const completed = (number: 1 | 2 | 3, at: string, score: number, over: Partial<BenchmarkTest> = {}) =>
  test(number, { state: 'completed', assignedAt: COMPLETED, startedAt: at, completedAt: at, score, ...over })
const assigned = (number: 1 | 2 | 3, over: Partial<BenchmarkTest> = {}) =>
  test(number, { state: 'assigned', assignedAt: COMPLETED, ...over })

const student = (id: string, [givenName, familyName]: readonly [string, string], tests: BenchmarkTest[]) => ({
  id,
  givenName,
  familyName,
  grades: ['07'],
  tests,
})

export function openFakeBenchmarks(): FakeBenchmarks {
  return {
    isOn: true,
    address: '',
    students: [
      student(
        '601',
        ['Amina', 'Abdi-Wellington'],
        [
          completed(1, COMPLETED, 1412.5, { may: may('reassign') }),
          test(2, { may: may('assign'), advisedFrom: LATER }),
          test(3),
        ],
      ),
      student(
        '602',
        ['Bo', 'Brown'],
        [
          completed(1, COMPLETED, 398),
          completed(2, LATELY, 405, { may: may('invalidate'), invalidateUntil: '2026-11-24T15:04:00Z' }),
          test(3, { may: may('assign'), advisedFrom: LATER }),
        ],
      ),
      student('603', ['Cy', 'Cole'], [completed(1, COMPLETED, 377), assigned(2, { may: may('unassign') }), test(3)]),
      student('604', ['Dee', 'Dunn'], [assigned(1), test(2), test(3)]),
      student(
        '605',
        ['Eli', 'East'],
        [
          test(1, { state: 'started', assignedAt: COMPLETED, startedAt: LATELY, may: may('reassign') }),
          test(2),
          test(3),
        ],
      ),
      student(
        '606',
        ['Fay', 'Fox'],
        [
          completed(1, COMPLETED, 410),
          test(2, { state: 'invalidated', invalidatedAt: LATELY, may: may('assign'), advisedFrom: COMPLETED }),
          test(3),
        ],
      ),
    ],
  }
}

interface Asked {
  readonly backend: { readonly benchmarks: FakeBenchmarks }
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

function put({ backend, params }: Asked, number: number, next: BenchmarkTest): null {
  const one = found(backend.benchmarks.students.find(({ id }) => id === params['studentId']))
  one.tests[number - 1] = next
  return null
}

const text = (body: Asked['body']) => Buffer.from(String(body['content']), 'base64').toString('utf8')

const row = (
  number: number,
  outcome: ResultPreview['rows'][number]['outcome'],
  notes: ResultPreview['rows'][number]['notes'] = [],
) => ({
  row: number,
  student: String(4000 + number),
  test: '1',
  outcome,
  notes,
})

export const benchmarkHandlers = {
  'GET /api/v1/benchmarks': ({ backend, query }: Asked): BenchmarkRoster => {
    const { isOn, address, students } = backend.benchmarks
    const q = (query.get('q') ?? '').toLowerCase()
    const items = students.filter((one) => `${one.givenName} ${one.familyName}`.toLowerCase().includes(q))
    const year = Number(query.get('year') ?? 2026)
    const file = { bytesMax: 4_194_304, rowsMax: 5000 }
    return { isOn, address, year, years: [2026, 2025], items, file, total: items.length, page: 1, pageSize: 100 }
  },
  'POST /api/v1/benchmarks/assignments': (asked: Asked) => {
    const { backend, body } = asked
    const [number, give, ids] = [body['test'] as 2 | 3, body['give'] === true, body['studentIds'] as string[]]
    for (const studentId of ids)
      put(
        { backend, body, query: asked.query, params: { studentId } },
        number,
        give ? assigned(number, { may: may('unassign') }) : test(number, { may: may('assign') }),
      )
    const early = give ? ids.filter((id) => backend.benchmarks.students.some((one) => one.id === id)) : []
    return { changed: ids, leftOut: [], early }
  },
  'POST /api/v1/students/{studentId}/benchmark-reassignment': (asked: Asked) => put(asked, 1, assigned(1)),
  'POST /api/v1/students/{studentId}/benchmark-invalidation': (asked: Asked) => {
    if (asked.params['studentId'] === '999') throw new Refused(409, 'window_over', 'More than 96 hours have passed.')
    const number = asked.body['test'] as 2 | 3
    return put(asked, number, test(number, { state: 'invalidated', invalidatedAt: LATELY, may: may('assign') }))
  },
  'GET /api/v1/benchmark-results/template': () => 'Student number,Test,Started,Completed,Score\r\n',
  'POST /api/v1/benchmark-result-previews': ({ body }: Asked): ResultPreview => {
    if (text(body).startsWith('PK'))
      throw new Refused(422, 'not_a_list', 'This is no CSV file but a workbook. Save it as "CSV UTF-8".')
    const out = {
      column: 'Completed',
      code: 'completed_before_started',
      says: 'It can’t have been completed before it began. Look whether the two columns are changed round.',
    }
    return {
      plan: 'seen',
      standsUntil: LATER,
      columns: [
        { name: 'Student', as: 'Student number' },
        { name: 'Shoe size', as: null },
      ],
      counts: { new: 1, changed: 1, already: 1, out: 1 },
      rows: [row(2, 'new'), row(3, 'changed'), row(4, 'already'), row(5, 'out', [out])],
    }
  },
  'POST /api/v1/benchmark-results': () => ({ added: 1, changed: 1, already: 1, leftOut: 1 }),
}

/** Of a student's own home. */
export function openBenchmarksOf(who: string): StudentHome['benchmarks'] {
  if (who === 'student-new') return { address: '', open: [{ test: 1, isBegun: false }] }
  return {
    address: 'https://tests.example/start',
    open: [
      { test: 1, isBegun: true },
      { test: 2, isBegun: false },
    ],
  }
}
