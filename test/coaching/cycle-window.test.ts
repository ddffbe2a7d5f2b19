/** Coaching cycles in principals' figures: each counted once, and nothing smaller to be had by adding and subtracting. */

import { env } from 'node:process'
import { describe, expect, it } from 'vitest'
import { countCycle, type CycleWindow, outcomesIn } from '../../src/coaching/cycle-window.ts'
import { USUAL_SEED } from '../support/seed.ts'
import { CARELESS_CYCLES, cyclesOverTime, randomCycles } from './cycle-months.ts'
import { findLeak, isMadeOfCells } from './difference-oracle.ts'
import { randomFrom } from './school-months.ts'

const isSoak = env['SOAK'] === '1'
const DISTRICTS = isSoak ? 100_000 : 1_500

const YEAR = { yearFrom: '2026-07-01', yearTo: '2027-06-30' }
const AUTUMN: CycleWindow = { ...YEAR, from: '2026-09-01', to: '2026-10-31' }
const JUNE: CycleWindow = { ...YEAR, from: '2027-04-01', to: '2027-06-30' }
const count = (startedOn: string, endedOn: string | null, window: CycleWindow) =>
  countCycle({ id: '1', startedOn, endedOn, educatorIds: ['7'] }, window)

describe('a cycle', () => {
  it('counts in the window in which it ended, with its days', () => {
    expect(count('2026-08-20', '2026-09-10', AUTUMN)).toEqual({ typeId: 'ended', minutes: 22, educatorIds: ['7'] })
    expect(count('2026-09-10', '2026-10-31', AUTUMN)).toMatchObject({ typeId: 'ended' })
    expect(count('2026-09-10', '2026-11-01', AUTUMN)).toBeNull()
    expect(count('2026-07-10', '2026-08-31', AUTUMN)).toBeNull()
  })

  it('that is open counts in no window but the last of its school year, as one that goes on', () => {
    expect(count('2026-09-10', null, AUTUMN)).toBeNull()
    expect(count('2026-09-10', null, JUNE)).toMatchObject({ typeId: 'goes_on', minutes: 294 })
    expect(count('2026-09-10', '2027-07-04', JUNE)).toMatchObject({ typeId: 'goes_on' })
  })

  it('that began in another year, later, or with nobody any more counts in none', () => {
    expect(count('2026-06-30', '2026-09-10', AUTUMN)).toBeNull()
    expect(count('2026-11-01', null, AUTUMN)).toBeNull()
    const cycle = { id: '1', startedOn: '2026-09-10', endedOn: '2026-10-01', educatorIds: [] }
    expect(countCycle(cycle, AUTUMN)).toBeNull()
  })

  it('could go on only where a school year ends: that nobody’s does is no cell before', () => {
    expect([outcomesIn(AUTUMN), outcomesIn(JUNE)]).toEqual([['ended'], ['ended', 'goes_on']])
  })
})

describe('adding and subtracting published figures of cycles', () => {
  it(
    'gives no cell under the minimum, over time, all filters and whatever days a cycle gets later',
    { timeout: 3_600_000 },
    () => {
      const random = randomFrom(USUAL_SEED)
      const seen = { figures: 0, districts: 0, goingOn: 0 }
      for (let turn = 0; turn < DISTRICTS; turn += 1) {
        const district = randomCycles(random)
        const figures = cyclesOverTime(district)
        expect(findLeak(district, figures), `district ${turn}`).toBeNull()
        expect(isMadeOfCells(district, figures), `district ${turn}`).toBe(true)
        seen.figures += figures.length
        if (figures.length > 1) seen.districts += 1
        if (figures.some(({ what }) => what.endsWith('goes_on') || what.endsWith('others'))) seen.goingOn += 1
      }
      if (isSoak) process.stderr.write(`${JSON.stringify(seen)}\n`)
      // Districts that publish nothing, or never two cells of a window, prove nothing.
      expect(seen.districts).toBeGreaterThan(DISTRICTS / 3)
      expect(seen.goingOn).toBeGreaterThan(DISTRICTS / 100)
    },
  )

  it.each(Object.entries(CARELESS_CYCLES))('finds a smaller cell where what is published are %s', (_how, publish) => {
    const random = randomFrom(USUAL_SEED)
    let leaks = 0
    for (let turn = 0; turn < 300; turn += 1) {
      const district = randomCycles(random)
      if (findLeak(district, publish(district)) !== null) leaks += 1
    }
    expect(leaks).toBeGreaterThan(3)
  })
})
