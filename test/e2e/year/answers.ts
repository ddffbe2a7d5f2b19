/** What students of the year answer, and a count of it that knows nothing of how the product counts. */

import file from '../../../config/question-sets.json' with { type: 'json' }

export type Sheet = Readonly<Record<string, string>>

const [SET] = file.sets
if (SET === undefined) throw new Error('There is no question set.')
/** Text by id, of the questions that are answered by how true something is. */
export const SCALED = new Map(SET.questions.filter(({ kind }) => kind === 'scale').map(({ id, text }) => [id, text.en]))
const OPTIONS = ['not-at-all', 'hardly', 'partly', 'mostly', 'completely'] as const
const POSITIVE: ReadonlySet<string> = new Set(['mostly', 'completely'])

/** All that a student answers in a cycle: girls come first in each class, three have another language at home. */
export function sheetOf(key: string, cycle: 1 | 2, over: Sheet = {}): Sheet {
  const number = Number(key.slice(1))
  const scaled = [...SCALED.keys()].map((id, at) => [id, OPTIONS[(number * (cycle + 1) + at * 3) % OPTIONS.length]])
  return {
    ...(Object.fromEntries(scaled) as Sheet),
    heard: cycle === 1 ? 'first' : 'same',
    'one-thing': `Help number ${number}`,
    gender: 'girl',
    'home-language': number % 4 === 0 ? 'another' : 'english',
    ...over,
  }
}

interface Counted {
  readonly people: number
  /** Whole per cent of positive answers; null: a part was of one mind, which nobody is told. */
  readonly percent: number | null
}

/** The parts that the answers of one class to a question are told in. */
export function partsOf(sheets: readonly Sheet[], question: string, by: string | null): readonly (readonly Sheet[])[] {
  const given = sheets.filter((sheet) => sheet[question] !== undefined)
  return by === null ? [given] : [...Map.groupBy(given, (sheet) => sheet[by]).values()]
}

/** Counts the answers to one question. */
export function count(parts: readonly (readonly Sheet[])[], question: string): Counted {
  const people = parts.reduce((sum, part) => sum + part.length, 0)
  const positives = parts.map((part) => part.filter((sheet) => POSITIVE.has(sheet[question] ?? '')).length)
  const isOfOneMind = parts.some((part, at) => positives[at] === 0 || positives[at] === part.length)
  const positive = positives.reduce((sum, one) => sum + one, 0)
  return { people, percent: isOfOneMind ? null : Math.round((100 * positive) / people) }
}
