/** How a figure is told: as whole per cent, with a bound instead of 0 % and 100 %, in steps of ten where it must be. */

import { POSITIVE } from './masking.ts'
import type { Figure, QuestionFigures } from './pool.ts'
import type { QuestionSet } from './question-set.ts'

/** `at_most`: so much or less, zero included; `at_least`: so much or more, all included. */
export type Bound = 'at_most' | 'at_least'

export interface ShownShare {
  /** 1 to 99. */
  readonly percent: number
  readonly bound: Bound | null
}

const COARSE_STEP = 10

/** The share of those who chose it. */
export function shareOf(figure: Figure, name: string, coarse: boolean): ShownShare {
  const share = toShare({ count: figure.counts[name] ?? 0, people: figure.people, cells: figure.cells }, coarse)
  return figure.least?.includes(name) === true ? { ...share, bound: 'at_least' } : share
}

/** The share of positive answers over all questions of a measure; null: some of them have no figure. */
export function measureShare(
  set: QuestionSet,
  questions: readonly QuestionFigures[],
  measure: string,
): { readonly share: ShownShare; readonly people: number; readonly coarse: boolean } | null {
  const ids = set.questions.flatMap((q) => (q.kind === 'scale' && q.measure === measure ? [q.id] : []))
  const found = ids.map((id) => questions.find(({ question }) => question === id))
  let [count, people, cells, fewest] = [0, 0, 0, Number.POSITIVE_INFINITY]
  for (const one of found) {
    if (one?.figure === null || one?.figure === undefined) return null
    count += one.figure.counts[POSITIVE] ?? 0
    people += one.figure.people
    cells += one.figure.cells
    fewest = Math.min(fewest, one.figure.people)
  }
  if (ids.length === 0) return null
  const coarse = found.some((one) => one?.coarse === true)
  return { share: toShare({ count, people, cells }, coarse), people: fewest, coarse }
}

/** A share of a measure, and whether it is told in steps of ten. */
interface MeasureShare {
  readonly share: ShownShare
  readonly coarse: boolean
}

/**
 * What changed: points from one share to the next; null where one of them is missing, where only one is told in steps of
 * ten, as the step would be taken for a change, and where one is a bound: from so much or less nobody knows how far it is.
 */
export function pointsBetween(before: MeasureShare | null, after: MeasureShare | null): number | null {
  if (before === null || after === null || before.coarse !== after.coarse) return null
  if (before.share.bound !== null || after.share.bound !== null) return null
  return after.share.percent - before.share.percent
}

function toShare(sum: { count: number; people: number; cells: number }, coarse: boolean): ShownShare {
  const { count, people, cells } = sum
  const exact = (100 * count) / people
  if (coarse) return toStep(exact, people, cells)
  const percent = Math.round(exact)
  if (count <= cells || percent < 1) return { percent: Math.max(percent, 1), bound: 'at_most' }
  if (people - count <= cells || percent > 99) return { percent: Math.min(percent, 99), bound: 'at_least' }
  return { percent, bound: null }
}

/**
 * In steps of ten. A cell says one where none chose it, so a step may stand for nobody: then it is a bound. That is read
 * from the step alone and not from the count, of which nothing finer may be told.
 */
function toStep(exact: number, people: number, cells: number): ShownShare {
  const percent = Math.min(Math.max(Math.round(exact / COARSE_STEP), 1), 100 / COARSE_STEP - 1) * COARSE_STEP
  const mayBeOfNobody = (share: number): boolean => share === COARSE_STEP || least(share) * people <= 100 * cells
  const least = (share: number): number => share - COARSE_STEP / 2
  if (mayBeOfNobody(percent)) return { percent, bound: 'at_most' }
  return { percent, bound: mayBeOfNobody(100 - percent) ? 'at_least' : null }
}
