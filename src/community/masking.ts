/**
 * Masking: what of a class's answers may ever be said to anybody. Pure.
 *
 * Everything that is published, in whatever report, is made of cells, and a cell is made once and for all, when a
 * class's cycle closes (`freezeClass`):
 *
 * 1. A cell is a set of at least `minimum` (5) answers to one question, of one class and one cycle.
 * 2. Cells don't overlap. A class's answers to a question are one cell, unless a breakdown splits them.
 * 3. A breakdown splits them only where every part has the minimum, those who left the group question out included. One
 *    part under it, and the whole breakdown is not made. A breakdown with one part is none. A second breakdown must
 *    hold against the parts of the first.
 * 4. In a cell's counts 0 and all are not known: a count is moved to 1 or to one under all before anything is summed.
 * 5. Nor by adding up the options of a choice, of which everybody chose one: where some were chosen by nobody or by one, the
 *    most chosen is told as so many at least, as if each of those had one. What is left for them may be none or one.
 *
 * Class, "my classes", community, groups and cycles: each figure is a sum over whole cells. So whatever somebody adds or
 * takes away of everything that was ever published to anybody, what is left over is whole cells, none of them under the
 * minimum, and never a 0 or an all. Reports keep their cells as they were made: a class that joins or leaves a community
 * later doesn't make an earlier figure anew. That a community's figures don't show one lead's classes is for
 * `lead-privacy.ts`.
 */

import type { Answers, Question, QuestionSet } from './question-set.ts'
import { groupQuestionsOf, optionsOf } from './question-set.ts'

/** Never under this, whatever a district sets. */
export const MINIMUM = 5

/** What is counted of a scale question. */
export const POSITIVE = 'positive'
/** The group of those who left the group question out. */
export const NO_ANSWER = 'no-answer'

export interface Cell {
  /** The group that its answers are of, by breakdown; empty where nothing is broken down. */
  readonly groups: Readonly<Record<string, string>>
  /** How many answered: the minimum or more. */
  readonly people: number
  /** How many chose it, by option, `positive` for a scale: 1 at least, one under `people` at most. */
  readonly counts: Readonly<Record<string, number>>
  /** Options that so many chose at least; left out: none, as in what was kept before there were any. */
  readonly least?: readonly string[]
}

export interface QuestionCells {
  readonly question: string
  /** The breakdowns that were made, in the set's order. */
  readonly breakdowns: readonly string[]
  /** None: fewer than the minimum answered. */
  readonly cells: readonly Cell[]
}

/** What is kept of a class's cycle. */
export interface ClassCells {
  readonly questionSet: string
  /** How many took part. */
  readonly people: number
  /** Empty: fewer than the minimum took part. */
  readonly questions: readonly QuestionCells[]
}

/** The cells of a class's cycle. `sheets`: the answers of one participant each; the order doesn't matter. */
export function freezeClass(set: QuestionSet, sheets: readonly Answers[], minimum: number): ClassCells {
  const least = Math.max(minimum, MINIMUM)
  const people = sheets.length
  if (people < least) return { questionSet: set.id, people, questions: [] }
  const groups = groupQuestionsOf(set).map(({ id }) => id)
  const questions = countedOf(set).map((question) => {
    const answered = sheets.filter((sheet) => sheet[question.id] !== undefined)
    const { breakdowns, parts } = split(answered, groups, least)
    const cells = parts.map((part) => cellOf(set, question, part))
    return { question: question.id, breakdowns, cells }
  })
  return { questionSet: set.id, people, questions }
}

/** The questions whose answers are counted: all but free texts and what reports are broken down by. */
export function countedOf(set: QuestionSet): readonly Question[] {
  return set.questions.filter(
    (question) => question.kind === 'scale' || (question.kind === 'choice' && !question.group),
  )
}

/** What is counted of a question. */
export function countsOf(set: QuestionSet, question: Question): readonly string[] {
  return question.kind === 'scale' ? [POSITIVE] : (optionsOf(set, question) ?? []).map(({ id }) => id)
}

interface Part {
  readonly groups: Readonly<Record<string, string>>
  readonly question: readonly Answers[]
}

function split(answered: readonly Answers[], groups: readonly string[], least: number) {
  const breakdowns: string[] = []
  let parts: readonly Part[] = answered.length < least ? [] : [{ groups: {}, question: answered }]
  for (const group of groups) {
    const levels = new Set(answered.map((sheet) => sheet[group] ?? NO_ANSWER))
    const finer = parts.flatMap((part) => partsBy(part, group))
    if (levels.size < 2 || finer.some((part) => part.question.length < least)) continue
    breakdowns.push(group)
    parts = finer
  }
  return { breakdowns: parts.length === 0 ? [] : breakdowns, parts }
}

function partsBy(part: Part, group: string): readonly Part[] {
  const byLevel = new Map<string, Answers[]>()
  for (const sheet of part.question) {
    const level = sheet[group] ?? NO_ANSWER
    byLevel.set(level, [...(byLevel.get(level) ?? []), sheet])
  }
  return [...byLevel.keys()]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((level) => ({ groups: { ...part.groups, [group]: level }, question: byLevel.get(level) ?? [] }))
}

function cellOf(set: QuestionSet, question: Question, part: Part): Cell {
  const chosen = part.question.map((sheet) => sheet[question.id] ?? '')
  const people = chosen.length
  const positive = positiveOf(set, question)
  const counted = countsOf(set, question).map((name) => ({
    name,
    count: chosen.filter((option) => (name === POSITIVE ? positive.includes(option) : option === name)).length,
  }))
  const most = question.kind === 'choice' ? mostOf(counted) : null
  const counts = counted.map(({ name, count }) => {
    const told = name === most?.name ? most.least : count
    return [name, Math.min(Math.max(told, 1), people - 1)] as const
  })
  const kept = { groups: part.groups, people, counts: Object.fromEntries(counts) }
  return most === null ? kept : { ...kept, least: [most.name] }
}

interface Counted {
  readonly name: string
  readonly count: number
}

/** The most chosen option and how many chose it at least, if each that nobody or one chose had one; null: none is such. */
function mostOf(counted: readonly Counted[]): { readonly name: string; readonly least: number } | null {
  const [first, ...others] = counted.toSorted((a, b) => b.count - a.count)
  const few = others.filter(({ count }) => count <= 1)
  if (first === undefined || first.count <= 1 || few.length === 0) return null
  const missing = few.filter(({ count }) => count === 0).length
  return { name: first.name, least: first.count - missing }
}

function positiveOf(set: QuestionSet, question: Question): readonly string[] {
  if (question.kind !== 'scale') return []
  return set.scales.find(({ id }) => id === question.scale)?.positive ?? []
}
