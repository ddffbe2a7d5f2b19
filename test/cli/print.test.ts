/** How things look to a person: tables, counts, times, progress, near names. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDuration, formatInstant, formatTable, nearestWords } from '../../src/cli/print.ts'
import { printReport } from '../../src/cli/sync/print-run.ts'
import { describeProgress, drawProgress } from '../../src/cli/progress.ts'
import { TABLES } from '../../src/roster/model.ts'
import type { RunReport } from '../../src/sync/report.ts'

const reading = { stage: 'reading', table: 'people', rows: 12_345, bytesRead: 25, bytesTotal: 100 } as const

describe('what a person reads', () => {
  test('is aligned: words to the left, counts to the right, a dash for nothing', () => {
    const rows = [
      ['people', 1_234_567],
      ['terms', null],
    ] as const
    expect(formatTable(['table', 'rows'], rows)).toEqual([
      'table        rows',
      'people  1,234,567',
      'terms           -',
    ])
  })

  test('says durations as one would', () => {
    expect([840, 1_234, 61_000, 600_000].map(formatDuration)).toEqual(['840 ms', '1.2 s', '61 s', '10 min'])
  })

  test('gives instants on the clock of the district, in summer and winter', () => {
    expect(formatInstant(new Date('2026-11-23T08:00:00Z'), 'America/Chicago')).toBe('2026-11-23 02:00 CST')
    expect(formatInstant(new Date('2026-07-23T07:00:00Z'), 'America/Chicago')).toBe('2026-07-23 02:00 CDT')
  })

  test('suggests what was probably meant, and nothing far from it', () => {
    expect(nearestWords('mapel', ['maple', 'cedar'])).toEqual(['maple'])
    expect(nearestWords('xyz', ['maple', 'cedar'])).toEqual([])
    expect(nearestWords('oneroster', ['oneroster-csv', 'clever'])).toEqual(['oneroster-csv'])
  })

  test('finds every known word nearest to itself', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (words) => {
        const [word = ''] = words
        expect(nearestWords(word, words)[0]?.toLowerCase()).toBe(word.toLowerCase())
      }),
    )
  })
})

const NOTHING = { received: 0, valid: 0, quarantined: 0, added: 0, changed: 0, retired: 0, unchanged: 0 }
/** A run to which nothing came. */
const EMPTY: RunReport = {
  runId: '1',
  source: 'sis',
  state: 'reported',
  startedAt: null,
  finishedAt: null,
  tables: Object.fromEntries(TABLES.map((table) => [table, NOTHING])) as RunReport['tables'],
  roles: { granted: 0, revoked: 0, unmapped: 0 },
  seats: {},
  hold: null,
  diagnostics: [],
  incomplete: [],
  planHash: null,
  durationMs: null,
  dryRun: false,
  failure: null,
}

describe('the report of a run', () => {
  test('says that nothing came where nothing came, and not of a run that read nothing', () => {
    const says = 'No record came: the feed is empty, or nothing in it has changed.'
    expect(printReport(EMPTY)).toEqual(['Run 1 of sis was applied', '', says])
    expect(printReport({ ...EMPTY, state: 'previewed' })).toContain(says)
    for (const state of ['requested', 'failed', 'discarded'] as const)
      expect(printReport({ ...EMPTY, state })).not.toContain(says)
    const people = { ...NOTHING, received: 3 }
    expect(printReport({ ...EMPTY, tables: { ...EMPTY.tables, people } })).not.toContain(says)
  })
})

describe('progress', () => {
  test('shows stage, rows, share and the time left', () => {
    expect(describeProgress(reading, 10_000)).toBe('Reading the feed: people · 12,345 rows · 25 % · about 30 s left')
    expect(drawProgress(reading, 10_000)).toMatch(/^█{6}░{18} Reading/)
  })

  test('promises no time left before it can know, and none where the size is unknown', () => {
    expect(describeProgress({ ...reading, bytesRead: 1 }, 10_000)).not.toContain('left')
    expect(describeProgress({ ...reading, bytesTotal: null }, 10_000)).toBe('Reading the feed: people · 12,345 rows')
    expect(describeProgress({ ...reading, stage: 'applying', table: null, rows: 0 }, 9)).toBe('Applying')
  })
})
