import { describe, expect, test } from 'vitest'
import type { Licence, RunState, Source } from '../../src/http/contract/sync.ts'
import { healthOf, licenceMood, moodOf, totalsOf } from '../../src/ui/pages/sync/health.ts'
import { runAt } from './district.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const minutes = (count: number) => new Date(now + count * 60_000).toISOString()

function source(state: RunState | null, more: Partial<Source> = {}): Source {
  return {
    id: 'sis',
    connector: 'oneroster-csv',
    schedule: '0 2 * * *',
    paused: false,
    nextSlotAt: minutes(60),
    lastSlotAt: null,
    lastRun: state === null ? null : { id: '1', state, finishedAt: null },
    ...more,
  }
}

describe('the health of a source', () => {
  test.each([
    ['reported', 'health.good'],
    ['held', 'health.held'],
    ['failed', 'health.failed'],
    ['reading', 'health.running'],
    ['applied', 'health.running'],
    ['previewed', 'health.idle'],
    ['superseded', 'health.idle'],
    [null, 'health.new'],
  ] as const)('after %s is %s', (state, expected) => {
    expect(healthOf(source(state), now).word).toBe(expected)
  })

  test('a slot that nobody took for a quarter of an hour is overdue', () => {
    expect(healthOf(source('reported', { nextSlotAt: minutes(-16) }), now)).toMatchObject({
      word: 'health.overdue',
      needsSomeone: true,
    })
    expect(healthOf(source('reported', { nextSlotAt: minutes(-14) }), now).word).toBe('health.good')
  })

  test('a paused source is never overdue, but a failed run is still said', () => {
    expect(healthOf(source('reported', { paused: true, nextSlotAt: minutes(-90) }), now).word).toBe('health.paused')
    expect(healthOf(source('failed', { paused: true }), now).word).toBe('health.failed')
  })

  test('only what somebody must act on asks for somebody', () => {
    const needing = (['held', 'failed', 'reported', 'reading', 'previewed'] as const).filter(
      (state) => healthOf(source(state), now).needsSomeone,
    )
    expect(needing).toEqual(['held', 'failed'])
  })
})

test('a failed run never looks calm and a finished one never alarms', () => {
  expect([moodOf('failed'), moodOf('held'), moodOf('reported')]).toEqual(['bad', 'warn', 'good'])
})

test('the totals of a run are the sums of its tables, and unknown before it has any', () => {
  expect(totalsOf(runAt(1).tables)).toEqual({ added: 17, changed: 7, retired: 8, quarantined: 0 })
  expect(totalsOf(null)).toBeNull()
})

describe('a licence', () => {
  const licence: Licence = { kind: 'k', name: 'K', bought: 10, used: 5, over: 0, needed: 5, waiting: 0, grace: 0 }
  test.each([
    [{}, 'good'],
    [{ used: 8 }, 'warn'],
    [{ waiting: 1 }, 'warn'],
    [{ over: 1, waiting: 1 }, 'bad'],
    [{ bought: 0, used: 0 }, 'good'],
    [{ bought: null, over: null }, 'good'],
  ] as const)('%j is %s', (more, mood) => {
    expect(licenceMood({ ...licence, ...more })).toBe(mood)
  })
})
