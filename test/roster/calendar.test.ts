/** Terms by the calendar. */

import { describe, expect, it } from 'vitest'
import { type TermSpan, judgeTerms } from '../../src/roster/calendar.ts'

const fall = term('t1', '2026-08-17', '2026-12-18', { schoolYear: 2027 })
const TODAY = '2027-01-05'

function term(sourcedId: string, startDate: string, endDate: string, over: Partial<TermSpan> = {}): TermSpan {
  return { sourcedId, type: 'semester', startDate, endDate, parentSourcedId: null, schoolYear: null, ...over }
}

const judge = (before: TermSpan[], after: TermSpan[], today = TODAY) => judgeTerms(before, after, today)[0]

const year = (span: TermSpan, ...above: TermSpan[]) => judge([], [span, ...above])?.yearAfter

describe('a term has ended', () => {
  it.each([
    ['2026-12-17', false],
    ['2026-12-18', false],
    ['2026-12-19', true],
  ])('the day after its last day: on %s %s', (today, ended) => {
    expect(judge([fall], [fall], today)?.ended).toBe(ended)
  })

  it('by what the feed says now, where the roster has another date', () => {
    const longer = { ...fall, endDate: '2027-01-22' }
    expect(judge([fall], [longer])?.ended).toBe(false)
    expect(judge([longer], [fall])?.ended).toBe(true)
  })

  it('by the roster where the feed has it no more, but not one that was to go on', () => {
    expect(judge([fall], [])?.ended).toBe(true)
    expect(judge([{ ...fall, endDate: '2027-01-05' }], [])?.ended).toBe(false)
  })

  it('when its name stands for a later one, and only then', () => {
    const reused = { ...fall, startDate: '2027-01-11', endDate: '2027-05-28' }
    expect(judge([fall], [reused])?.ended).toBe(true)
    expect(judge([fall], [{ ...reused, startDate: '2026-12-18' }])?.ended).toBe(false)
  })

  it('never where it is new and still to come', () => {
    expect(judge([], [term('t2', '2027-01-11', '2027-05-28')])?.ended).toBe(false)
  })
})

describe('the school year of a term', () => {
  it('is its own, or that of the nearest term above it, or of the year it lies in', () => {
    expect(year(fall)).toBe(2027)
    const child = term('q1', '2026-08-17', '2026-10-16', { parentSourcedId: 't1' })
    expect(year(child, fall)).toBe(2027)
    const whole = term('y', '2026-08-17', '2027-06-10', { type: 'schoolYear' })
    expect(year({ ...child, parentSourcedId: 'y' }, whole)).toBe(2027)
    expect(year({ ...child, parentSourcedId: 'lost' })).toBe(2027)
  })

  it.each([
    ['2026-12-18', 2027],
    ['2027-06-10', 2027],
    ['2027-08-31', 2027],
    ['2027-09-01', 2028],
  ])('is told by the end of the term where nothing else tells it: %s is %i', (endDate, expected) => {
    expect(year(term('x', '2026-08-17', endDate))).toBe(expected)
  })

  it('ends with terms that are above each other', () => {
    const one = term('a', '2026-08-17', '2026-12-18', { parentSourcedId: 'b' })
    expect(year(one, term('b', '2026-08-17', '2026-12-18', { parentSourcedId: 'a' }))).toBe(2027)
  })

  it('is none before for a term that is new, and none after for one that leaves', () => {
    expect(judge([], [fall])).toMatchObject({ yearBefore: null, yearAfter: 2027 })
    expect(judge([fall], [])).toMatchObject({ yearBefore: 2027, yearAfter: null })
  })
})
