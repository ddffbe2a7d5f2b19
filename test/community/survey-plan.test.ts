import { describe, expect, it } from 'vitest'
import {
  changeCycle,
  changeSchedule,
  checkDefault,
  type CycleChange,
  cyclesOf,
  type SurveyDefault,
} from '../../src/community/survey-plan.ts'

const PLAN: SurveyDefault = {
  questionSet: 'a',
  startsOn: '2026-09-14',
  endsOn: '2026-09-25',
  lateDays: 7,
  everyWeeks: 7,
  cycles: 4,
}
const cycle = (id: string, startsOn: string, endsOn: string, extendedTo: string | null = null) => ({
  id,
  startsOn,
  endsOn,
  extendedTo,
  questionSet: 'a',
})
const planned = (startsOn: string, endsOn: string, extendedTo: string | null = null) => ({
  startsOn,
  endsOn,
  extendedTo,
  questionSet: 'a',
})

describe('what a community plans for a class that joins', () => {
  it('has the same length and gap each time, over the change of the clocks and the year', () => {
    expect(
      cyclesOf(PLAN, '2026-09-01').map(({ startsOn, endsOn, extendedTo }) => [startsOn, endsOn, extendedTo]),
    ).toEqual([
      ['2026-09-14', '2026-09-25', '2026-10-02'],
      ['2026-11-02', '2026-11-13', '2026-11-20'],
      ['2026-12-21', '2027-01-01', '2027-01-08'],
      ['2027-02-08', '2027-02-19', '2027-02-26'],
    ])
  })

  it('leaves out what would have begun already', () => {
    expect(cyclesOf(PLAN, '2026-11-02')).toHaveLength(3)
    expect(cyclesOf(PLAN, '2026-11-03')).toHaveLength(2)
    expect(cyclesOf({ ...PLAN, lateDays: 0 }, '2026-11-03')[0]?.extendedTo).toBeNull()
  })

  it('can’t be what a schedule can’t be', () => {
    expect(checkDefault(PLAN)).toEqual([])
    expect(checkDefault({ ...PLAN, everyWeeks: 2 })[0]?.code).toBe('cycles_overlap')
    expect(checkDefault({ ...PLAN, endsOn: '2026-09-01', lateDays: 0 })[0]?.code).toBe('ends_before_start')
  })
})

describe('one change for several classes', () => {
  const known = [
    cycle('1', '2026-09-14', '2026-09-25'),
    cycle('2', '2026-11-16', '2026-11-27'),
    cycle('3', '2027-01-11', '2027-01-22'),
  ]
  const TODAY = '2026-11-22'

  it('replaces what is ahead and leaves what has begun', () => {
    const made = changeSchedule(known, { planned: [planned('2027-02-01', '2027-02-12')], running: null }, TODAY)
    expect(made.outcome === 'changes' && made.cycles.map(({ id, startsOn }) => [id, startsOn])).toEqual([
      ['1', '2026-09-14'],
      ['2', '2026-11-16'],
      [null, '2027-02-01'],
    ])
  })

  it('keeps a cycle that begins on the same day, so that what hangs on it stays', () => {
    const made = changeSchedule(known, { planned: [planned('2027-01-11', '2027-01-20')], running: null }, TODAY)
    expect(made.outcome === 'changes' && made.cycles[2]).toMatchObject({ id: '3', endsOn: '2027-01-20' })
  })

  it('only lets cycles under way last longer', () => {
    const extend = (endsOn: string | null, extendedTo: string | null) =>
      changeSchedule(known, { planned: null, running: { endsOn, extendedTo } }, TODAY)
    expect(extend('2026-11-24', null)).toEqual({ outcome: 'refused', codes: ['running_only_extended'] })
    const longer = extend('2026-12-04', '2026-12-11')
    expect(longer.outcome === 'changes' && longer.cycles[1]).toMatchObject({
      endsOn: '2026-12-04',
      extendedTo: '2026-12-11',
    })
    const late = changeSchedule(
      [cycle('2', '2026-11-02', '2026-11-13', '2026-11-27')],
      { planned: null, running: { endsOn: '2026-12-04', extendedTo: '2026-11-25' } },
      TODAY,
    )
    expect(late).toEqual({ outcome: 'refused', codes: ['running_only_extended'] })
  })

  it('says what is the same, and what a schedule can’t be', () => {
    expect(changeSchedule(known, { planned: null, running: null }, TODAY)).toEqual({ outcome: 'same' })
    const overlap = { planned: [planned('2026-11-25', '2026-12-04')], running: null }
    expect(changeSchedule(known, overlap, TODAY)).toEqual({ outcome: 'refused', codes: ['cycles_overlap'] })
    expect(changeSchedule(known, { planned: [], running: null }, TODAY).outcome).toBe('changes')
  })
})

describe('one change of a class’s schedule', () => {
  const day = '2026-11-23'
  const schedule = [
    cycle('1', '2026-09-14', '2026-09-25'),
    cycle('2', '2026-11-02', '2026-11-13', '2026-11-27'),
    cycle('3', '2027-01-11', '2027-01-22'),
  ]
  const running = [cycle('4', '2026-11-16', '2026-11-27', '2026-12-04')]
  const changed = (known: typeof schedule, change: CycleChange) => {
    const made = changeCycle(known, change, day)
    return typeof made === 'string' ? made : made.map(({ endsOn, extendedTo }) => [endsOn, extendedTo])
  }
  const extend = (known: typeof schedule, id: string, endsOn: string | null, extendedTo: string | null = null) =>
    changed(known, { kind: 'extend', id, endsOn, extendedTo })

  it('is none of a cycle that is not there, and none of what is over or has not begun', () => {
    expect(changed(schedule, { kind: 'close', id: '9' })).toBe('cycle_unknown')
    for (const id of ['1', '3']) expect(changed(schedule, { kind: 'close', id })).toBe('not_under_way')
    for (const id of ['1', '2']) expect(changed(schedule, { kind: 'remove', id })).toBe('begun_cycle_removed')
  })

  it('ends a cycle today, without late days, or its late days today', () => {
    expect(changed(running, { kind: 'close', id: '4' })).toEqual([[day, null]])
    expect(changed(schedule, { kind: 'close', id: '2' })).toMatchObject([{}, ['2026-11-13', day], {}])
  })

  it('makes a cycle longer and never shorter; late days that the new end overtakes are none', () => {
    expect(extend(running, '4', '2026-11-26')).toBe('not_longer')
    expect(extend(running, '4', '2026-11-27', '2026-12-04')).toBe('not_longer')
    expect(extend(running, '4', '2026-11-30', '2026-12-01')).toBe('not_longer')
    expect(extend(running, '4', '2026-11-30')).toEqual([['2026-11-30', '2026-12-04']])
    expect(extend(running, '4', '2026-12-06')).toEqual([['2026-12-06', null]])
    expect(extend(running, '4', null, '2026-12-07')).toEqual([['2026-11-27', '2026-12-07']])
  })

  it('adds a cycle in its order, and takes one out that has not begun', () => {
    const added = { ...planned('2026-12-07', '2026-12-11'), extendedTo: null }
    const made = changeCycle(schedule, { kind: 'add', cycle: added }, day)
    expect(typeof made === 'string' ? made : made.map(({ id }) => id)).toEqual(['1', '2', null, '3'])
    expect(changed(schedule, { kind: 'remove', id: '3' })).toHaveLength(2)
  })
})
