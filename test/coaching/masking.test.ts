import { env } from 'node:process'
import { describe, expect, it } from 'vitest'
import { maskAgain, type MaskedFact, maskWindow } from '../../src/coaching/masking.ts'
import { USUAL_SEED } from '../support/seed.ts'
import { findLeak, isMadeOfCells } from './difference-oracle.ts'
import { CARELESS, fetched, publishedOverTime, randomDistrict, randomFrom } from './school-months.ts'

const isSoak = env['SOAK'] === '1'
const DISTRICTS = isSoak ? 100_000 : 1_500

const facts = (typeId: string, from: number, to: number): readonly MaskedFact[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ typeId, minutes: 30, educatorIds: [`${from + at}`] }))

describe('a window of a school', () => {
  it('has no figures with one educator fewer than the minimum, however often they were seen', () => {
    const nine = [...facts('x', 1, 9), ...facts('y', 1, 9)]
    expect(maskWindow(nine, ['x', 'y'], 10)).toBeNull()
    expect(maskWindow([...nine, ...facts('x', 10, 10)], ['x', 'y'], 10)).toMatchObject({
      interactions: 19,
      minutes: 570,
    })
  })

  it('never goes below five, whatever the district has set', () => {
    expect(maskWindow(facts('x', 1, 4), ['x'], 1)).toBeNull()
    expect(maskWindow(facts('x', 1, 5), ['x'], 1)).not.toBeNull()
  })

  it('puts kinds that few had together, and the smallest of the others with them until they are enough', () => {
    const masked = maskWindow([...facts('x', 1, 30), ...facts('y', 1, 12), ...facts('z', 1, 3)], ['x', 'y', 'z'], 10)
    expect(masked?.cells).toEqual([
      { typeId: 'x', interactions: 30, minutes: 900, educators: 30 },
      { typeId: null, interactions: 15, minutes: 450, educators: 12 },
    ])
  })

  it('doesn’t tell kinds apart where that would say that nobody had one of them', () => {
    expect(maskWindow(facts('x', 1, 30), ['x', 'y'], 10)?.cells).toEqual([])
  })

  it('shows every kind by itself where each has enough', () => {
    const cells = maskWindow([...facts('x', 1, 30), ...facts('y', 1, 12)], ['x', 'y'], 10)?.cells
    expect(cells?.map(({ typeId }) => typeId)).toEqual(['x', 'y'])
  })

  it('loses its kinds, then all of it, when the minimum is raised, and gains nothing when it is lowered', () => {
    const window = maskWindow([...facts('x', 1, 30), ...facts('y', 1, 12)], ['x', 'y'], 10)
    if (window === null) throw new Error('It has figures.')
    expect(maskAgain(window, 12)).toEqual(window)
    expect(maskAgain(window, 13)).toEqual({ ...window, cells: [] })
    expect(maskAgain(window, 31)).toBeNull()
    const whole = maskWindow([...facts('x', 1, 12), ...facts('y', 1, 6)], ['x', 'y'], 10)
    expect(whole?.cells).toEqual([])
    expect(whole === null ? null : maskAgain(whole, 5)?.cells).toEqual([])
  })
})

describe('adding and subtracting published figures', () => {
  it('gives no cell under the minimum, over time and all filters', { timeout: 3_600_000 }, () => {
    const random = randomFrom(USUAL_SEED)
    const seen = { figures: 0, pairs: 0, districts: 0 }
    for (let turn = 0; turn < DISTRICTS; turn += 1) {
      const district = randomDistrict(random)
      const figures = publishedOverTime(district)
      for (const one of figures) expect(fetched(one.what, district.facts, one.facts)).toMatchObject(sumsOf(one))
      expect(findLeak(district, figures), `district ${turn}`).toBeNull()
      expect(isMadeOfCells(district, figures), `district ${turn}`).toBe(true)
      seen.figures += figures.length
      seen.pairs += (figures.length * (figures.length - 1)) / 2
      if (figures.length > 1) seen.districts += 1
    }
    if (isSoak) process.stderr.write(`${JSON.stringify(seen)}\n`)
    // Districts that publish nothing prove nothing.
    expect(seen.districts).toBeGreaterThan(DISTRICTS / 3)
    expect(seen.pairs).toBeGreaterThan(DISTRICTS * 5)
  })

  it.each(Object.entries(CARELESS))('finds a smaller cell where what is published are %s', (_how, publish) => {
    const random = randomFrom(USUAL_SEED)
    let leaks = 0
    for (let turn = 0; turn < 300; turn += 1) {
      const district = randomDistrict(random)
      if (findLeak(district, publish(district)) !== null) leaks += 1
    }
    expect(leaks).toBeGreaterThan(3)
  })
})

function sumsOf({ interactions, minutes }: { readonly interactions: number; readonly minutes: number }): object {
  return { interactions, minutes }
}
