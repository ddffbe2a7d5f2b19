/** The cells of the file of what students have and do. */

import { describe, expect, it } from 'vitest'
import { type Benchmark, benchmarksOf } from '../../src/students/benchmark.ts'
import { STUDENT_REPORT_HEAD, type StudentReportLine, studentReportCells } from '../../src/students/report-file.ts'

const at = new Date('2026-11-23T05:30:00Z')
const test = (over: Partial<Benchmark>): Benchmark => ({
  test: 1,
  state: 'completed',
  assignedAt: at,
  startedAt: at,
  completedAt: at,
  score: 87.5,
  invalidatedAt: null,
  ...over,
})
const line = (over: Partial<StudentReportLine> = {}, tests: readonly Benchmark[] = []): StudentReportLine => ({
  number: null,
  givenName: 'Ada',
  familyName: 'Alder',
  grades: [],
  schools: [],
  classes: [],
  products: [],
  tests: benchmarksOf([...tests], { isMeant: false, yearStartsAt: at }),
  pathway: null,
  ...over,
})
const dayOf = (moment: Date) => new Date(moment.getTime() - 6 * 3_600_000).toISOString().slice(0, 10)
const said = (of: StudentReportLine): Readonly<Record<string, string>> => {
  const cells = studentReportCells(of, { year: 2026, dayOf })
  return Object.fromEntries(STUDENT_REPORT_HEAD.map((head, index) => [head, cells[index] ?? '']))
}

describe('a student in the report', () => {
  it('has a cell under every head, also where nothing is known', () => {
    const cells = studentReportCells(line(), { year: 2026, dayOf })
    expect(cells).toHaveLength(STUDENT_REPORT_HEAD.length)
    expect(cells.filter((cell) => cell !== '')).toEqual(['Alder', 'Ada', '2026-2027'])
  })

  it('has a test’s day as the district counts days, and its score', () => {
    expect(said(line({}, [test({})]))).toMatchObject({
      'test 1': 'completed',
      'test 1 completed': '2026-11-22',
      'test 1 score': '87.5',
      'test 2': '',
    })
  })

  it('has neither day nor score of a test that isn’t completed, or counts no more', () => {
    for (const state of ['assigned', 'started', 'invalidated'] as const)
      expect(said(line({}, [test({ state })]))).toMatchObject({
        'test 1': state,
        'test 1 completed': '',
        'test 1 score': '',
      })
  })

  it('is as far in a pathway as the steps that there still are', () => {
    const steps = ['1', '2', '3'].map((id) => ({ id, title: id, productId: null, address: null }))
    const pathway = { name: 'Fractions', steps, done: { '1': 'x', '9': 'x' } }
    expect(said(line({ pathway }))).toMatchObject({ pathway: 'Fractions', 'steps done': '1', 'steps in all': '3' })
  })
})
