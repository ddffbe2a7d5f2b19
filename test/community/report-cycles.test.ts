import { expect, it } from 'vitest'
import { inCycles } from '../../src/community/report-cycles.ts'

it('counts cycles by their first report, puts what came later behind it and compares first with first', () => {
  const reports = [
    { madeOn: '2026-10-10', addsTo: null },
    { madeOn: '2026-11-20', addsTo: null },
    { madeOn: '2026-11-21', addsTo: '2026-10-10' },
    { madeOn: '2026-12-03', addsTo: '2026-11-20' },
    { madeOn: '2026-12-04', addsTo: '2026-11-20' },
    { madeOn: '2027-01-15', addsTo: null },
  ]
  const told = inCycles(reports).map(({ report, number, isLater, before }) => {
    return [report.madeOn, number, isLater, before?.madeOn ?? null]
  })
  expect(told).toEqual([
    ['2026-10-10', 1, false, null],
    ['2026-11-21', 1, true, null],
    ['2026-11-20', 2, false, '2026-10-10'],
    ['2026-12-03', 2, true, null],
    ['2026-12-04', 2, true, null],
    ['2027-01-15', 3, false, '2026-11-20'],
  ])
  expect(inCycles([])).toEqual([])
})
