import { describe, expect, test } from 'vitest'
import { ApiFailure } from '../../src/ui/api-failure.ts'
import { explain } from '../../src/ui/explain.ts'
import {
  formatAgo,
  formatDay,
  formatDayOf,
  formatDuration,
  formatInstant,
  formatTime,
  todayIn,
} from '../../src/ui/formats.ts'
import { initialsOf, joinNames, sortNameOf } from '../../src/ui/names.ts'
import { addressOf } from '../../src/ui/operations.ts'
import { cutPage, sortRows } from '../../src/ui/parts/sorting.ts'
import { oneTimeLinkIn, paths, placeOf } from '../../src/ui/paths.ts'
import { t, word } from '../../src/ui/translate.ts'

describe('messages', () => {
  test('fill in names and group numbers', () => {
    expect(t('run.title', { run: '140' })).toBe('Run 140')
    expect(t('licences.used-of', { used: 1200, bought: 3000 })).toBe('1,200 of 3,000 used')
  })
  test('choose the plural', () => {
    expect(t('communities.members', { count: 1 })).toBe('1 member')
    expect(t('communities.members', { count: 0 })).toBe('0 members')
  })
  test('give a word of the server back when they have none for it', () => {
    expect(word('role', 'coach')).toBe('Coach')
    expect(word('role', 'toString')).toBe('toString')
  })
  test('never take a value for a placeholder of their own', () => {
    expect(t('communities.created', { name: '{name} $& {count}' })).toBe('“{name} $& {count}” is created')
  })
})

describe('dates and times', () => {
  test('are shown in the zone of the district, which they name', () => {
    expect(formatInstant('2026-11-22T07:00:00Z', 'America/New_York')).toBe('Nov 22, 2026, 2:00 AM EST')
    expect(formatTime('2026-07-22T20:10:00Z', 'America/Los_Angeles')).toMatch(/^1:10\sPM$/)
  })
  test('a day has no zone', () => {
    expect(formatDay('2026-01-01')).toBe('Jan 1, 2026')
    expect(formatDayOf('2026-12-01T03:00:00.000Z', 'America/Chicago')).toBe('Nov 30, 2026')
    expect(formatDayOf('soon', 'UTC')).toBe('soon')
  })
  test('what is no date stays as it is', () => {
    expect([formatDay('soon'), formatInstant('soon', 'UTC'), formatTime('soon', 'UTC')]).toEqual([
      'soon',
      'soon',
      'soon',
    ])
  })
  test('today depends on where one is', () => {
    const now = new Date('2026-11-22T03:00:00Z')
    expect([todayIn('America/New_York', now), todayIn('Asia/Tokyo', now)]).toEqual(['2026-11-21', '2026-11-22'])
  })
  test('lengths and distances are coarse', () => {
    const now = Date.parse('2026-11-22T12:00:00Z')
    expect([formatAgo('2026-11-22T09:00:00Z', now), formatAgo('2026-11-21T11:00:00Z', now)]).toEqual([
      '3 hours ago',
      'yesterday',
    ])
    expect([850, 12_000, 125_000, 120_000].map(formatDuration)).toEqual(['850 ms', '12 s', '2 min 5 s', '2 min'])
  })
})

describe('addresses', () => {
  test.each([
    paths.home(),
    paths.coach(),
    paths.communities(),
    paths.sync(),
    paths.matches(),
    paths.merge(),
    paths.settings(),
    paths.run('1/2'),
    paths.school('1'),
    paths.enrolment('sis/1'),
  ])('%s is a place', (address) => {
    expect(placeOf(address).page).not.toBe('unknown')
  })
  test('of an enrolment give its source and sourcedId back', () => {
    expect(placeOf(paths.enrolment('sis/a b'))).toEqual({ page: 'enrolment', id: 'sis/a b' })
  })
  test('of a run give its number back', () => {
    expect(placeOf(paths.run('a/b c'))).toEqual({ page: 'run', id: 'a/b c' })
  })
  test.each(['#/sync/runs/', '#/nothing', '#/sync/runs/1/2', '#/constructor', '#/__proto__'])(
    '%s is none, and throws nothing',
    (address) => {
      expect(placeOf(address).page).toBe('unknown')
    },
  )
  test('of a one-time link give its secret, and none for anything else', () => {
    const links = ['#/invitation/a.b-c_d', '#/reset/a.b', '#/invitation/', '#/reset', '#/coach', '#/resets/a', '']
    expect(links.map(oneTimeLinkIn)).toEqual([
      { kind: 'invitation', secret: 'a.b-c_d' },
      { kind: 'reset', secret: 'a.b' },
      { kind: 'invitation', secret: '' },
      { kind: 'reset', secret: '' },
      null,
      null,
      null,
    ])
  })
  test('a broken escape is taken as it stands', () => {
    expect(placeOf('#/sync/runs/%E0%A4%A')).toEqual({ page: 'run', id: '%E0%A4%A' })
  })
  test('of operations escape what is put into them and leave out what is empty', () => {
    expect(addressOf('GET /api/v1/runs/{runId}', { params: { runId: '../me' } })).toEqual({
      method: 'GET',
      path: '/api/v1/runs/..%2Fme',
    })
    expect(addressOf('GET /api/v1/runs', { query: { page: 2, sourceId: '' } }).path).toBe('/api/v1/runs?page=2')
  })
})

describe('tables', () => {
  const rows = [{ v: 'b' }, { v: null }, { v: 'Ä' }, { v: 'a10' }, { v: 'a9' }, { v: '' }]
  test('sort as readers do, what is empty always last', () => {
    expect(sortRows(rows, (row) => row.v, false).map((row) => row.v)).toEqual(['Ä', 'a9', 'a10', 'b', null, ''])
    expect(sortRows(rows, (row) => row.v, true).map((row) => row.v)).toEqual(['b', 'a10', 'a9', 'Ä', null, ''])
  })
  test('cut pages, the last one short; a page past the end is the last', () => {
    expect(cutPage([1, 2, 3, 4, 5], 1, 2)).toEqual({ shown: [3, 4], page: 1, pages: 3, first: 3, last: 4 })
    expect(cutPage([1, 2, 3, 4, 5], 9, 2)).toEqual({ shown: [5], page: 2, pages: 3, first: 5, last: 5 })
    expect(cutPage([], 0, 2)).toEqual({ shown: [], page: 0, pages: 1, first: 0, last: 0 })
  })
})

describe('names', () => {
  test('join and sort', () => {
    const ana = { givenName: 'Ana', familyName: 'Rivera' }
    expect(joinNames([ana, { givenName: 'Bo', familyName: '' }])).toBe('Ana Rivera and Bo')
    expect(sortNameOf({ givenName: 'Bo', familyName: '' })).toBe('Bo')
  })
  test('give initials, whatever they begin with', () => {
    expect(initialsOf({ givenName: 'émile', familyName: '(Zola)' })).toBe('ÉZ')
    expect(initialsOf({ givenName: '', familyName: '李' })).toBe('李')
  })
})

const failure = (status: number) => new ApiFailure({ status, code: 'X', message: 'the server says' })

describe('a failure in words', () => {
  test.each([0, 403, 404, 422, 429, 500, 503])('%i has a title, a meaning, a remedy and its code', (status) => {
    const words = explain(failure(status))
    expect(Object.values(words).every((text) => text !== '')).toBe(true)
    expect(words.code).toBe('X')
  })
  test('never shows what the server says when it broke', () => {
    expect(explain(failure(500)).meaning).not.toContain('the server says')
  })
  test('of our own is a fault of ours', () => {
    expect(explain(new TypeError('x is undefined'))).toMatchObject({
      code: 'PAGE_FAULT',
      title: 'This page stopped working',
    })
  })
})
