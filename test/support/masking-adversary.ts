/**
 * An adversary against masking: sees every figure that was published to anybody over all cycles, knows which answers each
 * is the sum of, and adds and takes away. Made-up years of districts for them, with classes that join and leave
 * communities, leads who change, and classes of one.
 */

import fc from 'fast-check'
import type { ClassCells } from '../../src/community/masking.ts'
import { freezeClass, MINIMUM } from '../../src/community/masking.ts'
import { type Monday, poolMonday } from '../../src/community/monday.ts'
import type { Figure, PooledClass, QuestionFigures, RowsByQuestion } from '../../src/community/pool.ts'
import { poolCommunity, sumOfClasses } from '../../src/community/pool.ts'
import type { Answers, QuestionSet } from '../../src/community/question-set.ts'

/** A small set: one scale question, two group questions. */
const words = (en: string) => ({ en })
const options = (...ids: readonly string[]) => ids.map((id) => ({ id, text: words(id) }))
export const SMALL_SET: QuestionSet = {
  id: 'small',
  title: words('Small'),
  says: words('Small'),
  languages: ['en'],
  minutes: 1,
  measures: [{ id: 'all', title: words('All'), says: words('All') }],
  scales: [{ id: 'yes', options: options('yes', 'no'), positive: ['yes'] }],
  questions: [
    { kind: 'scale', id: 'good', text: words('Good?'), scale: 'yes', measure: 'all' },
    { kind: 'choice', id: 'first', text: words('First'), group: true, options: options('a', 'b', 'c') },
    { kind: 'choice', id: 'second', text: words('Second'), group: true, options: options('x', 'y') },
  ],
}

/** One participant's answers, as numbers. */
export type Sheet = readonly [good: number, first: number, second: number]
interface MadeClass {
  readonly leads: readonly string[]
  readonly sheets: readonly Sheet[]
  /** How many of the sheets, the first ones, have come in when the Monday of its cycle begins. */
  readonly early: number
}
/** Cycle by cycle: the classes, and which of them stand in which community. */
type Year = readonly {
  readonly classes: readonly MadeClass[]
  readonly communities: readonly (readonly number[])[]
}[]

const LEADS = ['ana', 'ben', 'eva', 'dan']
export const anySheet = fc.tuple(
  fc.integer({ min: 0, max: 2 }),
  fc.integer({ min: 0, max: 6 }),
  fc.integer({ min: 0, max: 5 }),
)
/** Of a class of one, of a few, or of many. */
export const sheetsOfClass: fc.Arbitrary<readonly Sheet[]> = fc.oneof(
  fc.array(anySheet, { minLength: 0, maxLength: 7 }),
  fc.array(anySheet, { minLength: 5, maxLength: 40, size: 'max' }),
)
const madeClass = fc.record({
  leads: fc.uniqueArray(fc.constantFrom(...LEADS), { minLength: 1, maxLength: 2 }),
  sheets: sheetsOfClass,
  early: fc.nat({ max: 40 }),
})
const cycle = fc.record({
  classes: fc.array(madeClass, { minLength: 1, maxLength: 5 }),
  communities: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 }), {
    maxLength: 4,
  }),
})
export const anyYear: fc.Arbitrary<Year> = fc.array(cycle, { minLength: 1, maxLength: 3 })

/** A published figure with the answers that it is the sum of. */
export interface Seen {
  readonly what: string
  readonly people: number
  readonly count: number
  /** Answers by name: cycle, class, number. */
  readonly of: readonly string[]
}

/** Closes each cycle and makes every report of it, in order. */
export function publishYear(year: Year): readonly Seen[] {
  const seen: Seen[] = []
  year.forEach(({ classes, communities: places }, at) => {
    const closed = classes.map((one, index) => close(one, `${at}-${index}`))
    for (const { answers, pooled } of closed)
      seen.push(...seenOf(sumOfClasses([pooled.cells]), [answers], pooled.cycleId))
    for (const name of LEADS) {
      const mine = closed.filter(({ pooled }) => pooled.leads.includes(name))
      const told = mine.map(({ answers }) => answers)
      seen.push(...seenOf(sumOfClasses(mine.map(({ pooled }) => pooled.cells)), told, `of ${name}`))
    }
    const published: RowsByQuestion[] = []
    const leads = new Map(
      closed.flatMap(({ pooled }) => cellNames(pooled).map((cell) => [cell, pooled.leads] as const)),
    )
    for (const place of places) {
      const there = closed.filter((_, index) => place.includes(index))
      const { questions, rows } = poolCommunity(
        there.map(({ pooled }) => pooled),
        published,
        leads,
      )
      published.push(rows)
      seen.push(
        ...seenOf(
          questions,
          there.map(({ answers }) => answers),
          `community ${place.join()}`,
        ),
      )
    }
  })
  return seen
}

/** Every Monday's report of a year: of each class, and of the communities that may have one. */
export function mondaysOf(year: Year): readonly Monday[] {
  return year.flatMap(({ classes, communities }) => {
    const all = classes.map(({ sheets, early, leads }) => {
      return { completed: Math.min(early, sheets.length), expected: sheets.length, leads }
    })
    const own = all.map(({ completed, expected }) => ({ classes: 1, completed, expected }))
    return [
      ...own,
      ...communities.flatMap((place) => poolMonday(all.filter((_, index) => place.includes(index))) ?? []),
    ]
  })
}

/** The same participation with other answers. */
export function otherAnswers(year: Year): Year {
  return year.map((each) => ({ ...each, classes: each.classes.map(answeredOtherwise) }))
}

function answeredOtherwise(one: MadeClass): MadeClass {
  const sheets = one.sheets.map(([good, first, second]) => [2 - good, 6 - first, 5 - second] as const)
  return { ...one, sheets }
}

/** What isn't published: the figures of what had come in by a Monday, masked as at the end. */
export function figuresOnMondays(year: Year): readonly Seen[] {
  return year.flatMap(({ classes }, at) =>
    classes.flatMap((one, index) => {
      const cycleId = `${at}-${index}`
      const { answers, pooled } = close({ ...one, sheets: one.sheets.slice(0, one.early) }, cycleId)
      return seenOf(sumOfClasses([pooled.cells]), [answers], `Monday of ${cycleId}`)
    }),
  )
}

export interface NamedAnswers {
  readonly names: readonly string[]
  readonly answers: readonly Answers[]
  readonly cells: ClassCells
}

/** Answers to the small set; some leave questions out. */
export function answersFrom(sheets: readonly Sheet[]): readonly Answers[] {
  return sheets.map(([good, first, second]): Answers => ({
    ...(good === 2 ? {} : { good: good === 0 ? 'yes' : 'no' }),
    ...(first > 4 ? {} : { first: ['a', 'b', 'c', 'a', 'b'][first] ?? 'a' }),
    ...(second > 4 ? {} : { second: second % 2 === 0 ? 'x' : 'y' }),
  }))
}

function close(one: MadeClass, cycleId: string) {
  const answers = answersFrom(one.sheets)
  const names = answers.map((_, index) => `${cycleId}-${index}`)
  const pooled: PooledClass = {
    cycleId,
    classId: cycleId,
    leads: one.leads,
    cells: freezeClass(SMALL_SET, answers, MINIMUM),
  }
  return { answers: { names, answers, cells: pooled.cells } satisfies NamedAnswers, pooled }
}

function cellNames({ cycleId, cells }: PooledClass): readonly string[] {
  return cells.questions.flatMap((part) =>
    part.cells.map(({ groups }) => `${cycleId}/${Object.entries(groups).flat().join('=')}`),
  )
}

/** Which answers a figure is the sum of: those of the classes that have cells for it. Checked by their number. */
export function seenOf(
  questions: readonly QuestionFigures[],
  of: readonly NamedAnswers[],
  what: string,
): readonly Seen[] {
  return questions.flatMap(({ question, figure, breakdowns }) => {
    const whole =
      figure === null
        ? []
        : [
            toSeen(
              what,
              figure,
              namesOf(of, { question, by: null }, () => true),
            ),
          ]
    const parts = breakdowns.flatMap(({ by, levels }) =>
      levels.map(({ level, figure: part }) => {
        const belongs = (answers: Answers) => (answers[by] ?? 'no-answer') === level
        return toSeen(`${what} ${by} ${level}`, part, namesOf(of, { question, by }, belongs))
      }),
    )
    return [...whole, ...parts]
  })
}

function namesOf(
  of: readonly NamedAnswers[],
  { question, by }: { readonly question: string; readonly by: string | null },
  belongs: (answers: Answers) => boolean,
): readonly string[] {
  return of.flatMap(({ names, answers, cells }) => {
    const made = cells.questions.find((one) => one.question === question)
    const counts = made !== undefined && made.cells.length > 0 && (by === null || made.breakdowns.includes(by))
    return counts ? names.filter((_, index) => answers[index]?.[question] !== undefined && belongs(answers[index])) : []
  })
}

function toSeen(what: string, figure: Figure, of: readonly string[]): Seen {
  if (of.length !== figure.people) throw new Error(`${what} is told of ${figure.people} and is of ${of.length}.`)
  return { what, people: figure.people, count: figure.counts['positive'] ?? 0, of }
}

/** Everything that goes wrong: empty where nothing does. */
export function attack(seen: readonly Seen[]): readonly string[] {
  const faults = seen.flatMap(({ what, people, count }) => [
    ...(people < MINIMUM ? [`${what} is told of ${people}`] : []),
    ...(count <= 0 || count >= people ? [`${what} tells that ${count} of ${people}`] : []),
  ])
  return [...faults, ...smallGroups(seen)]
}

/**
 * The groups that any adding and taking away can set apart. Answers that are in the very same figures can't be told from
 * each other by any sum; so if each such class of answers has the minimum, so has whatever comes of figures. Then, as a
 * check of this very argument, all sums and differences of two and three are made by hand.
 */
function smallGroups(seen: readonly Seen[]): readonly string[] {
  const figuresOf = new Map<string, string>()
  seen.forEach(({ of }, index) => {
    for (const name of of) figuresOf.set(name, `${figuresOf.get(name) ?? ''},${index}`)
  })
  const alike = Map.groupBy(figuresOf.keys(), (name) => figuresOf.get(name))
  const small = [...alike.values()].filter((names) => names.length < MINIMUM).map((names) => `${names.length} alone`)
  const sets = seen.map(({ of }) => new Set(of))
  const differences = sets.flatMap((a, at) =>
    sets.flatMap((b, other) => {
      if (at === other || !isWithin(b, a)) return []
      const rest = new Set([...a].filter((name) => !b.has(name)))
      const further = sets.filter((c) => c.size < rest.size && isWithin(c, rest)).map((c) => rest.size - c.size)
      return [rest.size, ...further].filter((size) => size > 0 && size < MINIMUM).map((size) => `${size} by difference`)
    }),
  )
  return [...small, ...differences]
}

function isWithin(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  return [...inner].every((name) => outer.has(name))
}
