import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countsOf, freezeClass, MINIMUM } from '../../src/community/masking.ts'
import type { PooledClass } from '../../src/community/pool.ts'
import { poolCommunity, sumOfClasses } from '../../src/community/pool.ts'
import type { Answers } from '../../src/community/question-set.ts'
import { type Bound, measureShare, pointsBetween, shareOf } from '../../src/community/shown-figure.ts'
import { SET } from '../support/question-sets.ts'
import {
  attack,
  anyYear,
  figuresOnMondays,
  mondaysOf,
  otherAnswers,
  publishYear,
} from '../support/masking-adversary.ts'

const sheets = (count: number, answers: (index: number) => Answers): readonly Answers[] =>
  Array.from({ length: count }, (_, index) => answers(index))
const positive = (index: number): Answers => ({ 'care-wants': index % 2 === 0 ? 'mostly' : 'hardly' })
const classOf = (cycleId: string, leads: readonly string[], answers: readonly Answers[]): PooledClass => ({
  cycleId,
  classId: `class-${cycleId}`,
  leads,
  cells: freezeClass(SET, answers, MINIMUM),
})
const figureOf = (questions: ReturnType<typeof sumOfClasses>, question = 'care-wants') =>
  questions.find((one) => one.question === question)
const pool = (classes: readonly PooledClass[]) => figureOf(poolCommunity(classes, [], new Map()).questions)

/** Of a measure. */
const shareAt = (percent: number, coarse = false, bound: Bound | null = null) => ({ share: { percent, bound }, coarse })
const told = (count: number, of: number) => {
  const answers = sheets(of, (index) => ({ 'care-wants': index < count ? 'mostly' : 'hardly' }))
  const figure = figureOf(sumOfClasses([freezeClass(SET, answers, MINIMUM)]))?.figure
  return figure === undefined || figure === null ? null : shareOf(figure, 'positive', false)
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

const grouping = (levels: readonly (readonly [string | null, number])[]): readonly Answers[] =>
  levels.flatMap(([gender, count]) =>
    sheets(count, (index) => ({ ...positive(index), ...(gender === null ? {} : { gender }) })),
  )
const breakdowns = (answers: readonly Answers[]) =>
  figureOf(sumOfClasses([freezeClass(SET, answers, MINIMUM)]))?.breakdowns.map((each) => each.by)
const two = (levels: readonly (readonly [string, string, number])[]) =>
  breakdowns(
    levels.flatMap(([gender, language, count]) =>
      sheets(count, (index) => ({ ...positive(index), gender, 'home-language': language })),
    ),
  )
const whole = (cycleId: string, leads: readonly string[]) => classOf(cycleId, leads, sheets(20, positive))
const grouped = (cycleId: string, lead: string) =>
  classOf(
    cycleId,
    [lead],
    sheets(20, (index) => ({ ...positive(index), gender: index < 10 ? 'girl' : 'boy' })),
  )

describe('a class’s cycle tells nothing', () => {
  it('of fewer than five who took part', () => {
    expect(freezeClass(SET, sheets(4, positive), MINIMUM)).toEqual({ questionSet: SET.id, people: 4, questions: [] })
  })

  it('with a minimum under five, whatever is set', () => {
    expect(freezeClass(SET, sheets(4, positive), 1).questions).toEqual([])
    expect(freezeClass(SET, sheets(9, positive), 10).questions).toEqual([])
  })

  it('of a question that fewer than five answered', () => {
    const some = sheets(9, (index) => (index < 4 ? { 'care-wants': 'mostly', heard: 'same' } : { heard: 'same' }))
    const figures = sumOfClasses([freezeClass(SET, some, MINIMUM)])
    expect(figureOf(figures)).toMatchObject({ figure: null, masked: 'too_few' })
    expect(figureOf(figures, 'heard')?.figure?.people).toBe(9)
  })

  it('of nobody or everybody: both look like one person', () => {
    expect([told(0, 20), told(1, 20)]).toEqual([
      { percent: 5, bound: 'at_most' },
      { percent: 5, bound: 'at_most' },
    ])
    expect([told(20, 20), told(19, 20)]).toEqual([
      { percent: 95, bound: 'at_least' },
      { percent: 95, bound: 'at_least' },
    ])
    expect(told(2, 20)).toEqual({ percent: 10, bound: null })
  })
})

describe('the options of a choice', () => {
  const question = SET.questions.find((one) => one.id === 'heard')
  const options = question === undefined ? [] : countsOf(SET, question)
  /** What is told where so many chose each option, in the set's order. */
  const toldOf = (counts: readonly number[]) => {
    const chosen = counts.flatMap((count, at) => Array.from({ length: count }, () => ({ heard: options[at] ?? '' })))
    const figure = figureOf(sumOfClasses([freezeClass(SET, chosen, MINIMUM)]), 'heard')?.figure
    if (figure === undefined || figure === null) throw new Error('Five and more have answered.')
    return options.map((name) => ({ ...shareOf(figure, name, false), count: figure.counts[name] ?? 0 }))
  }

  it('are as many as there may be: where nobody chose one, the most chosen is told as a bound', () => {
    expect(options).toHaveLength(4)
    const lines = toldOf([12, 8, 0, 0])
    expect(lines.map(({ percent, bound }) => [percent, bound])).toEqual([
      [50, 'at_least'],
      [40, null],
      [5, 'at_most'],
      [5, 'at_most'],
    ])
    expect(toldOf([11, 7, 1, 1]).map(({ count }) => count)).toEqual([11, 7, 1, 1])
    expect(toldOf([11, 7, 1, 1])[0]?.bound).toBe('at_least')
    expect(toldOf([8, 6, 4, 2]).map(({ bound }) => bound)).toEqual([null, null, null, null])
  })

  it('never tell by their sum that nobody, or that somebody, chose one', () => {
    const counts = fc
      .tuple(...options.map(() => fc.nat(8)))
      .filter((all) => sum(all) >= 5 && all.some((one) => one > 1))
    fc.assert(
      fc.property(counts, (given) => {
        const people = sum(given)
        const spans = toldOf(given).map(({ bound, count }): readonly [number, number] => {
          if (bound === 'at_most') return [0, count]
          return bound === 'at_least' ? [count, people] : [count, count]
        })
        for (const [at, [low, high]] of spans.entries()) {
          expect(given[at]).toBeGreaterThanOrEqual(low)
          expect(given[at]).toBeLessThanOrEqual(high)
          if (low !== 0) continue
          // None and one are both still possible, whatever the others are told to be.
          const others = spans.filter((_, index) => index !== at)
          for (const own of [0, 1]) {
            expect(own + sum(others.map(([least]) => least))).toBeLessThanOrEqual(people)
            expect(own + sum(others.map(([, most]) => most))).toBeGreaterThanOrEqual(people)
          }
        }
      }),
    )
  })
})

describe('a breakdown', () => {
  it('is masked whole by one small group, those who left the question out among them', () => {
    expect(
      breakdowns(
        grouping([
          ['girl', 10],
          ['boy', 10],
        ]),
      ),
    ).toEqual(['gender'])
    expect(
      breakdowns(
        grouping([
          ['girl', 10],
          ['boy', 10],
          ['other', 4],
        ]),
      ),
    ).toEqual([])
    expect(
      breakdowns(
        grouping([
          ['girl', 10],
          ['boy', 10],
          [null, 1],
        ]),
      ),
    ).toEqual([])
    expect(
      breakdowns(
        grouping([
          ['girl', 10],
          ['boy', 10],
          [null, 5],
        ]),
      ),
    ).toEqual(['gender'])
  })

  it('with one group is none', () => {
    expect(breakdowns(grouping([['girl', 20]]))).toEqual([])
  })

  it('is made beside another only where the groups of both together are large enough', () => {
    const ten = [
      ['girl', 'english', 5],
      ['girl', 'another', 5],
      ['boy', 'english', 5],
      ['boy', 'another', 5],
    ] as const
    expect(two(ten)).toEqual(['home-language', 'gender'])
    // All who speak another language are girls but two: the rest would tell about those.
    expect(
      two([
        ['girl', 'english', 8],
        ['girl', 'another', 10],
        ['boy', 'english', 10],
        ['boy', 'another', 2],
      ]),
    ).toEqual(['home-language'])
  })
})

describe('a community’s report', () => {
  it('needs two classes with different leads', () => {
    expect(pool([whole('1', ['ana'])])).toMatchObject({ figure: null, masked: 'one_lead' })
    expect(pool([whole('1', ['ana']), whole('2', ['ana'])])).toMatchObject({ figure: null, masked: 'one_lead' })
    expect(pool([whole('1', ['ana', 'ben']), whole('2', ['ben', 'eva'])])).toMatchObject({ masked: 'one_lead' })
    expect(pool([whole('1', ['ana']), whole('2', ['ben'])])?.figure?.people).toBe(40)
  })

  it('doesn’t count a class of one', () => {
    const one = classOf('2', ['ben'], sheets(1, positive))
    expect(pool([whole('1', ['ana']), one])).toMatchObject({ figure: null, masked: 'one_lead' })
  })

  it('of two leads is told in steps of ten, so that neither can take the other’s class out of it', () => {
    expect(pool([whole('1', ['ana']), whole('2', ['ben'])])).toMatchObject({ coarse: true, breakdowns: [] })
    expect(pool([whole('1', ['ana']), whole('2', ['ben']), whole('3', ['eva'])])).toMatchObject({ coarse: false })
  })

  it('has a breakdown only where no lead’s classes are alone in it', () => {
    const three = pool([grouped('1', 'ana'), grouped('2', 'ben'), grouped('3', 'eva')])
    expect(three?.breakdowns.map(({ by }) => by)).toEqual(['gender'])
    expect(three?.breakdowns[0]?.levels.map(({ figure }) => figure.people)).toEqual([30, 30])
    expect(pool([grouped('1', 'ana'), whole('2', ['ben']), whole('3', ['eva'])])).toMatchObject({ breakdowns: [] })
    expect(pool([grouped('1', 'ana'), grouped('2', 'ben')])).toMatchObject({ coarse: true, breakdowns: [] })
  })

  it('has no breakdown that, taken from the whole, leaves the classes of one lead over', () => {
    const classes = [grouped('1', 'ana'), grouped('2', 'ben'), grouped('4', 'dan'), whole('3', ['eva'])]
    expect(pool(classes)?.breakdowns).toEqual([])
    expect(pool(classes)?.coarse).toBe(false)
    expect(pool(classes.slice(0, 3))?.breakdowns).toHaveLength(1)
  })

  it('has no breakdown by which two leads could work out each other’s classes', () => {
    const classes = [
      grouped('1', 'ana'),
      grouped('2', 'ben'),
      whole('3', ['eva']),
      whole('4', ['dan']),
      whole('5', ['lea']),
    ]
    expect(pool(classes)).toMatchObject({ coarse: false, breakdowns: [] })
  })

  it('keeps with each question what all its figures are the sum of, breakdowns too', () => {
    const classes = [grouped('1', 'ana'), grouped('2', 'ben'), grouped('3', 'eva')]
    const made = poolCommunity(classes, [], new Map())
    const figure = figureOf(made.questions)
    const rows = made.rows['care-wants'] ?? []
    expect(figure?.breakdowns).toHaveLength(1)
    expect(rows.map((row) => row.length)).toEqual([6, 3, 3])
    expect(new Set(rows.slice(1).flat())).toEqual(new Set(rows[0]))
    expect(figure?.figure?.cells).toBe(6)
  })

  it('isn’t made where it would show a class by its difference to another community’s, whatever the order', () => {
    const [a, b, c] = [whole('1', ['ana']), whole('2', ['ben']), whole('3', ['eva'])]
    const leads = new Map([a, b, c].flatMap((one) => [[`${one.cycleId}/`, one.leads] as const]))
    const first = poolCommunity([a, b], [], new Map())
    expect(figureOf(poolCommunity([a, b, c], [first.rows], leads).questions)).toMatchObject({ masked: 'one_lead' })
    const larger = poolCommunity([a, b, c], [], new Map())
    expect(figureOf(poolCommunity([a, b], [larger.rows], leads).questions)).toMatchObject({ masked: 'one_lead' })
    const second = poolCommunity([b, c], [first.rows], leads)
    expect(figureOf(second.questions)?.figure?.people).toBe(40)
    // Three pairs of three classes give each class.
    expect(figureOf(poolCommunity([a, c], [first.rows, second.rows], leads).questions)).toMatchObject({
      masked: 'one_lead',
    })
  })
})

const ofTwo = (count: number) => ({ people: 10, cells: 2, counts: { positive: count } })
const figure = (positives: number) => ({ people: 100, cells: 2, counts: { positive: positives } })

describe('a share', () => {
  it('in steps of ten says no less than a tenth and no more than nine, each as a bound', () => {
    expect(shareOf(figure(12), 'positive', true)).toEqual({ percent: 10, bound: 'at_most' })
    expect(shareOf(figure(88), 'positive', true)).toEqual({ percent: 90, bound: 'at_least' })
    expect(shareOf(figure(43), 'positive', true)).toEqual({ percent: 40, bound: null })
  })

  it('in steps of ten is a bound wherever it may stand for nobody or for everybody', () => {
    // Two classes of five, of which nobody chose it: each cell says one.
    expect(shareOf(ofTwo(2), 'positive', true)).toEqual({ percent: 20, bound: 'at_most' })
    expect(shareOf(ofTwo(8), 'positive', true)).toEqual({ percent: 80, bound: 'at_least' })
    expect(shareOf(ofTwo(3), 'positive', true)).toEqual({ percent: 30, bound: null })
  })

  it('in steps of ten tells nothing of the count beside its step, and never a number for nobody', () => {
    for (let cells = 2; cells <= 4; cells += 1)
      for (let people = 5 * cells; people <= 12 * cells; people += 1) {
        const bounds = new Map<number, Set<string | null>>()
        for (let count = cells; count <= people - cells; count += 1) {
          const share = shareOf({ people, cells, counts: { positive: count } }, 'positive', true)
          bounds.set(share.percent, (bounds.get(share.percent) ?? new Set()).add(share.bound))
          if (count === cells) expect(share.bound).toBe('at_most')
          if (count === people - cells) expect(share.bound).toBe('at_least')
        }
        for (const those of bounds.values()) expect(those.size).toBe(1)
      }
  })

  it('of a measure is told in steps of ten as soon as one of its questions is', () => {
    const ids = SET.questions.flatMap((one) => (one.kind === 'scale' && one.measure === 'care' ? [one.id] : []))
    const questions = (coarse: boolean) =>
      ids.map((question, at) => ({
        question,
        figure: figure(43),
        masked: null,
        coarse: coarse && at === 0,
        breakdowns: [],
      }))
    expect(measureShare(SET, questions(false), 'care')?.share.percent).toBe(43)
    expect(measureShare(SET, questions(true), 'care')?.share.percent).toBe(40)
  })

  it('has changed by what it is more than before', () => {
    expect(pointsBetween(shareAt(40), shareAt(52))).toBe(12)
    expect(pointsBetween(shareAt(52), shareAt(40))).toBe(-12)
    expect(pointsBetween(null, shareAt(40))).toBeNull()
    expect(pointsBetween(shareAt(40), null)).toBeNull()
  })

  it('is compared in steps of ten with what is told so, and with nothing that is told exactly', () => {
    expect(pointsBetween(shareAt(40, true), shareAt(60, true))).toBe(20)
    // About 40 % is anything from 35 to 45: from there to 39 % nothing has to have changed.
    expect(pointsBetween(shareAt(40, true), shareAt(39, false))).toBeNull()
    expect(pointsBetween(shareAt(39, false), shareAt(40, true))).toBeNull()
  })

  it('is compared with nothing where it is a bound, exact or in steps: nobody knows how far from it the other is', () => {
    for (const coarse of [false, true]) {
      const [less, more] = [shareAt(10, coarse, 'at_most'), shareAt(90, coarse, 'at_least')]
      for (const bound of [less, more])
        for (const other of [shareAt(30, coarse), less, more]) {
          expect(pointsBetween(bound, other)).toBeNull()
          expect(pointsBetween(other, bound)).toBeNull()
        }
    }
  })
})

it('a measure has a share only where each of its questions has', () => {
  const full = sumOfClasses([
    freezeClass(
      SET,
      sheets(10, () => ({ 'voice-asked': 'mostly', 'voice-choose': 'hardly' })),
      MINIMUM,
    ),
  ])
  expect(measureShare(SET, full, 'voice')).toEqual({ share: { percent: 50, bound: null }, people: 10, coarse: false })
  const half = sumOfClasses([
    freezeClass(
      SET,
      sheets(10, () => ({ 'voice-asked': 'mostly' })),
      MINIMUM,
    ),
  ])
  expect(measureShare(SET, half, 'voice')).toBeNull()
})

it('whatever is summed and taken away of all that was published over a year, no group under five comes of it', () => {
  fc.assert(
    fc.property(anyYear, (year) => {
      expect(attack(publishYear(year))).toEqual([])
      expect(mondaysOf(otherAnswers(year))).toEqual(mondaysOf(year))
    }),
    { numRuns: 150 },
  )
})

it('figures on Mondays would give groups under five, though each of them is masked', () => {
  const years = fc.sample(anyYear, 300)
  const found = years.filter((year) => attack([...publishYear(year), ...figuresOnMondays(year)]).length > 0)
  expect(found.length).toBeGreaterThan(30)
})
