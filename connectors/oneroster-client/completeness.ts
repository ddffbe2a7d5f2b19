/** Whether the pages of a pull, taken together, are the whole collection: a judgement on figures alone. */

import type { Page } from './page.ts'

/** What is needed of each page; a Page fits, and so does what a caller kept of one. */
export type PageFigures = Pick<
  Page<unknown>,
  'offset' | 'received' | 'isEnd' | 'declaredTotal' | 'revision' | 'warnings' | 'asked'
>

/** Why a pull doesn't prove that it saw everything. */
export type Doubt =
  /** There is no page without a row at the end. */
  | 'end_not_seen'
  /** It doesn't begin at 0, or a page doesn't begin where the one before ended. */
  | 'gap'
  /** A filter was asked for: rows are missing by intention. */
  | 'filtered'
  /** A total was declared and is another number than the rows received. */
  | 'total_differs'
  /** The declared total changed on the way. */
  | 'total_moved'
  /** The revision of the data changed on the way. */
  | 'revision_moved'
  /** Rows came twice, so that others may have been skipped. */
  | 'rows_repeated'
  /** Rows that could not be read. */
  | 'rows_unreadable'
  /** Several pages without an order by sourcedId, with neither total nor revision to check them by. */
  | 'order_unknown'

/**
 * The doubts about a pull, in a fixed order; none: everything that the provider tells agrees with its being complete. Give
 * the pages of a resumed pull together with those of the pull that it resumes.
 */
export function doubtsOf(pages: readonly PageFigures[]): readonly Doubt[] {
  const received = pages.reduce((sum, page) => sum + page.received, 0)
  // A page that tells nothing says nothing against the others.
  const totals = pages.flatMap((page) => page.declaredTotal ?? [])
  const revisions = pages.flatMap((page) => page.revision ?? [])
  const isChecked = totals.length > 0 || revisions.length > 0
  const warned = (warning: PageFigures['warnings'][number]): boolean =>
    pages.some((page) => page.warnings.includes(warning))
  const doubts: readonly (readonly [Doubt, boolean])[] = [
    ['end_not_seen', pages.at(-1)?.isEnd !== true],
    ['gap', pages.some((page, index) => page.offset !== endOf(pages[index - 1]))],
    ['filtered', pages.some((page) => page.asked.filter !== null)],
    ['total_differs', totals.length > 0 && totals.at(-1) !== received],
    ['total_moved', new Set(totals).size > 1],
    ['revision_moved', new Set(revisions).size > 1],
    ['rows_repeated', warned('rows_repeated')],
    ['rows_unreadable', warned('rows_unreadable')],
    // One page and the empty one after it have no order that could matter.
    ['order_unknown', pages.length > 2 && !isChecked && pages.some((page) => !page.asked.sort)],
  ]
  return doubts.flatMap(([doubt, holds]) => (holds ? [doubt] : []))
}

function endOf(page: PageFigures | undefined): number {
  return page === undefined ? 0 : page.offset + page.received
}
