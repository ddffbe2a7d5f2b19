/** What many ask for at once is carried out together, and each gets an answer of its own. */

import { describe, expect, it } from 'vitest'
import { gather } from '../../src/store/gather.ts'

/** Work whose units are kept, and end when the test lets them. */
function openWork(outcome: (item: string) => string | Error = (item) => `${item}!`) {
  const units: { readonly items: readonly string[]; readonly lane: string; readonly end: () => void }[] = []
  const carryOut = (items: readonly string[], lane: string): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      const end = (): void => {
        const answers = items.map(outcome)
        const failed = answers.find((answer) => answer instanceof Error)
        if (failed === undefined) resolve(answers.map(String))
        else reject(failed)
      }
      units.push({ items, lane, end })
    })
  const ended = async (at: number): Promise<void> => {
    await expect.poll(() => units.length).toBeGreaterThan(at)
    units[at]?.end()
  }
  return { units, carryOut, ended, itemsOf: () => units.map(({ items }) => items) }
}

const broken = (code: string): Error => Object.assign(new Error('from the database'), { code })
const outcomeOf = (asked: Promise<string>): Promise<string> =>
  asked.catch((error: unknown) => `failed ${(error as { code?: string }).code ?? 'otherwise'}`)

describe('what is asked for', () => {
  it('in one turn goes together, and each gets its own answer', async () => {
    const work = openWork()
    const ask = gather(work.carryOut)
    const answers = Promise.all(['a', 'b', 'c'].map(ask))
    await work.ended(0)
    expect(await answers).toEqual(['a!', 'b!', 'c!'])
    expect(work.itemsOf()).toEqual([['a', 'b', 'c']])
  })

  it('while a unit is under way waits for the next one, which takes them all', async () => {
    const work = openWork()
    const ask = gather(work.carryOut)
    const first = ask('a')
    await expect.poll(() => work.units.length).toBe(1)
    const others = Promise.all(['b', 'c', 'd'].map(ask))
    await work.ended(0)
    expect(await first).toBe('a!')
    await work.ended(1)
    expect(await others).toEqual(['b!', 'c!', 'd!'])
    expect(work.itemsOf()).toEqual([['a'], ['b', 'c', 'd']])
  })

  it('after all is done begins anew', async () => {
    const work = openWork()
    const ask = gather(work.carryOut)
    const first = ask('a')
    await work.ended(0)
    await first
    const second = ask('b')
    await work.ended(1)
    expect(await second).toBe('b!')
  })

  it('goes by so many at most', async () => {
    const work = openWork()
    const ask = gather(work.carryOut, { togetherMax: 2 })
    const answers = Promise.all(['a', 'b', 'c'].map(ask))
    await work.ended(0)
    await work.ended(1)
    expect(await answers).toEqual(['a!', 'b!', 'c!'])
    expect(work.itemsOf()).toEqual([['a', 'b'], ['c']])
  })

  it('goes with its own lane only, and no lane waits for another', async () => {
    const work = openWork()
    const ask = gather(work.carryOut, { laneOf: (item: string) => item[0] ?? '' })
    const [slow, quick] = [ask('a1'), Promise.all([ask('b1'), ask('b2')])]
    await expect.poll(() => work.units.length).toBe(2)
    expect(work.units.map(({ items, lane }) => ({ items, lane }))).toEqual([
      { items: ['a1'], lane: 'a' },
      { items: ['b1', 'b2'], lane: 'b' },
    ])
    await work.ended(1)
    expect(await quick).toEqual(['b1!', 'b2!'])
    await work.ended(0)
    expect(await slow).toBe('a1!')
  })
})

describe('a unit that fails', () => {
  it.each(['22P05', '22021', '23503', '40P01', '40001', '55P03'])(
    'by what one of them brought (%s) is carried out one by one: only that one fails',
    async (code) => {
      const work = openWork((item) => (item === 'bad' ? broken(code) : `${item}!`))
      const ask = gather(work.carryOut)
      const answers = Promise.all(['a', 'bad', 'c'].map((item) => outcomeOf(ask(item))))
      for (const at of [0, 1, 2, 3]) await work.ended(at)
      expect(await answers).toEqual(['a!', `failed ${code}`, 'c!'])
      expect(work.itemsOf()).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']])
    },
  )

  it.each(['57014', '57P01', '57P03', '08006', '53100', '53300', '58030', 'ECONNREFUSED', 'XX000'])(
    'because the database is slow, away, full or broken (%s) fails for all, and is not tried again',
    async (code) => {
      const work = openWork(() => broken(code))
      const ask = gather(work.carryOut)
      const answers = Promise.all(['a', 'b'].map((item) => outcomeOf(ask(item))))
      await work.ended(0)
      expect(await answers).toEqual([`failed ${code}`, `failed ${code}`])
      expect(work.units).toHaveLength(1)
    },
  )

  it('with one item alone is not tried again', async () => {
    const work = openWork(() => broken('22021'))
    const asked = outcomeOf(gather(work.carryOut)('a'))
    await work.ended(0)
    expect(await asked).toBe('failed 22021')
    expect(work.units).toHaveLength(1)
  })

  it('leaves those who come after it alone', async () => {
    const work = openWork((item) => (item === 'a' ? broken('57P01') : `${item}!`))
    const ask = gather(work.carryOut)
    const first = outcomeOf(ask('a'))
    await expect.poll(() => work.units.length).toBe(1)
    const second = ask('b')
    await work.ended(0)
    expect(await first).toBe('failed 57P01')
    await work.ended(1)
    expect(await second).toBe('b!')
  })

  it('by answering another number of them fails for all', async () => {
    const ask = gather((items: readonly string[]) => Promise.resolve(items.slice(1)))
    expect(await Promise.all(['a', 'b'].map((item) => outcomeOf(ask(item))))).toEqual([
      'failed otherwise',
      'failed otherwise',
    ])
  })
})
