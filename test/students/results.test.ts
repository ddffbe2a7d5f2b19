/** Results of benchmark tests from a file: moments, rows and what comes of each. */

import { describe, expect, it } from 'vitest'
import { readDate } from '../../src/feed/dates.ts'
import { type Benchmark, benchmarksOf } from '../../src/students/benchmark.ts'
import { dayBegins, readMoment } from '../../src/students/moment.ts'
import { planResults, type ResultStudent } from '../../src/students/result-plan.ts'
import { readResultHeader, readResultRow, type ResultHeader } from '../../src/students/result-sheet.ts'

const timezone = 'America/Chicago'
const readDay = (text: string) => readDate(text)?.value ?? null
const now = new Date('2026-11-22T18:00:00Z')
const moment = (text: string, zone = timezone) => readMoment(text, { readDay, timezone: zone })?.toISOString() ?? null

describe('moments', () => {
  it.each([
    ['2026-09-14 10:05', '2026-09-14T15:05:00.000Z'],
    ['2026-09-14T10:05:30', '2026-09-14T15:05:30.000Z'],
    ['2026-09-14T10:05:30Z', '2026-09-14T10:05:30.000Z'],
    ['2026-09-14T10:05:30.250+02:00', '2026-09-14T08:05:30.000Z'],
    ['2026-09-14T10:05-0500', '2026-09-14T15:05:00.000Z'],
    ['2026-09-14 12:05 AM', '2026-09-14T05:05:00.000Z'],
    ['2026-09-14 12:05 pm', '2026-09-14T17:05:00.000Z'],
    ['2026-12-14 10:05', '2026-12-14T16:05:00.000Z'],
  ])('%s', (text, iso) => {
    expect(moment(text)).toBe(iso)
  })

  it.each([
    '',
    '2026-09-14',
    '10:05',
    '2026-09-14 25:00',
    '2026-09-14 10:61',
    '2026-02-30 10:00',
    '2026-09-14 13:00 PM',
    'soon',
  ])('are no moments: %s', (text) => {
    expect(moment(text)).toBeNull()
  })

  it('of the hours that the clock skips or has twice are some moment of that day', () => {
    expect(moment('2026-03-08 02:30')).toMatch(/^2026-03-08T0[78]:30/)
    expect(moment('2026-11-01 01:30')).toMatch(/^2026-11-01T0[67]:30/)
  })

  it('begin days where the district is', () => {
    expect(dayBegins('2026-07-01', timezone).toISOString()).toBe('2026-07-01T05:00:00.000Z')
    expect(dayBegins('2026-07-01', 'Pacific/Auckland').toISOString()).toBe('2026-06-30T12:00:00.000Z')
  })
})

const HEADER = ['Student number', 'Test', 'Started', 'Completed', 'Score']
const header = readResultHeader(HEADER) as ResultHeader
const row = (...fields: readonly string[]) =>
  readResultRow({ row: 2, fields, fault: null }, header, { readDay, timezone, now })
const codes = (...fields: readonly string[]) => row(...fields).notes.map(({ code }) => code)

describe('rows', () => {
  it('say a completed test, or one that has begun', () => {
    expect(row('0042', '1', '2026-09-14 10:05', '2026-09-14 11:00', '87.5').says).toEqual({
      student: '0042',
      test: 1,
      startedAt: new Date('2026-09-14T15:05:00Z'),
      done: { completedAt: new Date('2026-09-14T16:00:00Z'), score: 87.5 },
    })
    expect(row('0042', '2', '2026-09-14 10:05', '', '').says).toMatchObject({ test: 2, done: null })
  })

  it('that are no CSV say how', () => {
    const said = (['row_quote', 'row_width'] as const).map(
      (fault) => readResultRow({ row: 2, fields: ['0042'], fault }, header, { readDay, timezone, now }).notes[0]?.says,
    )
    expect(said).toEqual([expect.stringContaining('quotation mark'), expect.stringContaining('more or fewer cells')])
  })

  it('have cells without the apostrophe that keeps a spreadsheet from running them, of any width', () => {
    const [score, wide] = ["'-5", "'\uFF0D5"].map((cell) => row(cell, '1', '2026-09-14 10:05', '', '').student)
    expect([score, wide]).toEqual(['-5', '\uFF0D5'])
  })

  it('are wrong in every way at once, without what the cells say', () => {
    expect(codes('', '4', 'yesterday', '2027-01-01 10:00', 'much')).toEqual([
      'cell_empty',
      'test_unknown',
      'moment',
      'in_future',
      'score_wrong',
    ])
    expect(codes('7', '1', '2026-11-22 13:00', '', '')).toEqual(['in_future'])
    expect(codes('7', '1', '2026-11-22 12:00', '', '')).toEqual([])
    expect(codes('7', '1', '2026-09-14 10:05', '2026-09-14 10:04', '5')).toEqual(['completed_before_started'])
    expect(codes('7', '1', '2026-09-14 10:05', '2026-09-14 10:05', '5')).toEqual([])
    expect(codes('7', '1', '2026-09-14 10:05', '2026-09-14 11:04', '')).toEqual(['score_missing'])
    expect(codes('7', '1', '2026-09-14 10:05', '', '5')).toEqual(['completion_missing'])
    expect(codes('7', '1', '2026-09-14 10:05', '2026-09-14 11:04', '5.123')).toEqual(['score_wrong'])
    const { notes } = row('Ann Marsupial', 'seven', 'yesterday', '', '')
    expect(JSON.stringify(notes)).not.toMatch(/Marsupial|seven|yesterday/)
  })

  it('need their columns, each once; others are left alone', () => {
    expect(readResultHeader(['Student', 'Test'])).toEqual({ missing: ['Started'] })
    expect(readResultHeader(['Student', 'SIS id', 'Test', 'Started'])).toEqual({ twice: 'Student number' })
    expect(readResultHeader(['Student', 'Test', 'Start', 'Shoe size'])).toMatchObject({
      columns: [{ as: 'Student number' }, { as: 'Test' }, { as: 'Started' }, { name: 'Shoe size', as: null }],
    })
  })
})

const BEGIN = new Date('2026-07-01T05:00:00Z')
const STARTED = new Date('2026-09-14T15:05:00Z')
const COMPLETED = new Date('2026-09-14T16:00:00Z')
function student(
  kept: readonly Partial<Benchmark>[] = [],
  names: readonly string[] = ['0042'],
  id = '1',
): ResultStudent {
  const none = { startedAt: null, completedAt: null, score: null, invalidatedAt: null, assignedAt: BEGIN }
  const tests = kept.map((one): Benchmark => ({ test: 1, state: 'assigned', ...none, ...one }))
  return {
    id,
    names,
    testsOf: (year) => benchmarksOf(year === 2026 ? tests : [], { isMeant: year === 2026, yearStartsAt: BEGIN }),
  }
}
const yearOf = (at: Date) => (at < BEGIN ? 2025 : 2026)
const plan = (students: readonly ResultStudent[], ...rows: readonly (readonly string[])[]) =>
  planResults(
    rows.map((fields) => row(...fields)),
    { students, yearOf },
  )
const outcome = (students: readonly ResultStudent[], ...fields: readonly string[]) => {
  const [one] = plan(students, fields)
  return [one?.outcome, ...(one?.notes ?? []).map(({ code }) => code)]
}
const RESULT = ['0042', '1', '2026-09-14 10:05', '2026-09-14 11:00', '87.5']

describe('the plan', () => {
  it('keeps the result of a test that is assigned, or has begun', () => {
    expect(plan([student()], RESULT)).toMatchObject([
      {
        outcome: 'new',
        becomes: {
          personId: '1',
          year: 2026,
          test: { test: 1, state: 'completed', startedAt: STARTED, completedAt: COMPLETED, score: 87.5 },
        },
      },
    ])
    expect(outcome([student([{ state: 'started', startedAt: STARTED }])], ...RESULT)).toEqual(['changed'])
  })

  it('takes the same twice for known, and anything else for a conflict', () => {
    const done = student([{ state: 'completed', startedAt: STARTED, completedAt: COMPLETED, score: 87.5 }])
    expect(outcome([done], ...RESULT)).toEqual(['already'])
    expect(outcome([done], '0042', '1', '2026-09-14 10:05', '', '')).toEqual(['already'])
    expect(outcome([done], '0042', '1', '2026-09-14 10:05', '2026-09-14 11:00', '88')).toEqual([
      'out',
      'completed_already',
    ])
    expect(outcome([done], '0042', '1', '2026-09-15 10:05', '', '')).toEqual(['out', 'completed_already'])
    const begun = student([{ state: 'started', startedAt: STARTED }])
    expect(outcome([begun], '0042', '1', '2026-09-15 10:05', '', '')).toEqual(['out', 'started_already'])
  })

  it('keeps out what isn’t assigned, was invalidated, or began before it was assigned', () => {
    expect(outcome([student()], '0042', '2', '2026-09-14 10:05', '', '')).toEqual(['out', 'not_assigned'])
    expect(outcome([student()], '0042', '1', '2026-06-14 10:05', '', '')).toEqual(['out', 'not_assigned'])
    const gone = student([{ test: 2, state: 'invalidated', invalidatedAt: COMPLETED }])
    expect(outcome([gone], '0042', '2', '2026-09-14 10:05', '', '')).toEqual(['out', 'invalidated'])
    const anew = student([{ assignedAt: COMPLETED }])
    expect(outcome([anew], ...RESULT)).toEqual(['out', 'before_assigned'])
  })

  it('keeps out whom nobody knows, who could be two, and what a row above has', () => {
    expect(outcome([student()], '42', '1', '2026-09-14 10:05', '', '')).toEqual(['out', 'student_unknown'])
    expect(outcome([student([], ['0042'], '1'), student([], ['0042'], '2')], ...RESULT)).toEqual([
      'out',
      'student_twice',
    ])
    const both = student([], ['0042', 'sis-9'])
    expect(plan([both], RESULT, ['sis-9', ...RESULT.slice(1)]).map(({ outcome: each }) => each)).toEqual(['new', 'out'])
  })
})
