/** What a principal is shown: published windows under the minimum that holds by now, and their sums. Pure. */

import type { Figures, MaskedWindow } from './masking.ts'
import { addFigures, maskAgain } from './masking.ts'
import type { Window } from './window.ts'
import { schoolYearStart } from './window.ts'

/** A window as it was published. */
export interface PublishedWindow extends Window, MaskedWindow {
  readonly schoolId: string
}

export interface ShownCell extends Figures {
  /** Null: all kinds without a line of their own. */
  readonly typeId: string | null
}

export interface ShownWindow extends Window, Figures {
  readonly schoolId: string
  readonly cells: readonly ShownCell[]
}

export interface ShownFigures {
  /** Oldest first, then by school. */
  readonly windows: readonly ShownWindow[]
  readonly total: Figures
  /** Of each school that has a window, in the order of `windows`. */
  readonly schools: readonly (Figures & { readonly schoolId: string })[]
}

/** All that can be asked: whole school years and whole schools. There are no dates, kinds or coaches to choose. */
export interface FigureFilter {
  /** First day of a school year; null: all years. */
  readonly year: string | null
  /** 1 to 12 */
  readonly startMonth: number
  readonly schoolIds: readonly string[]
  /** Fewest educators, by now. */
  readonly minimum: number
}

/** What the filter leaves, without the numbers of educators. */
export function showFigures(published: readonly PublishedWindow[], filter: FigureFilter): ShownFigures {
  const { year, startMonth, schoolIds, minimum } = filter
  const windows = published
    .filter(({ schoolId, to }) => schoolIds.includes(schoolId) && isOfYear(to, { year, startMonth }))
    .flatMap((window) => {
      const masked = maskAgain(window, minimum)
      return masked === null ? [] : [showWindow(window, masked)]
    })
    .toSorted((a, b) => (a.to + a.schoolId < b.to + b.schoolId ? -1 : 1))
  const schools = [...Map.groupBy(windows, (window) => window.schoolId)]
  return {
    windows,
    total: addFigures(windows),
    schools: schools.map(([schoolId, of]) => ({ schoolId, ...addFigures(of) })),
  }
}

/** The school years that have published windows, newest first. */
export function yearsOf(published: readonly Window[], startMonth: number): readonly string[] {
  return [...new Set(published.map(({ to }) => schoolYearStart(to, startMonth)))].toSorted().toReversed()
}

function isOfYear(to: string, { year, startMonth }: Pick<FigureFilter, 'year' | 'startMonth'>): boolean {
  return year === null || schoolYearStart(to, startMonth) === year
}

function showWindow({ schoolId, from, to }: PublishedWindow, masked: MaskedWindow): ShownWindow {
  const { interactions, minutes } = masked
  const cells = masked.cells.map((cell) => ({
    typeId: cell.typeId,
    interactions: cell.interactions,
    minutes: cell.minutes,
  }))
  return { schoolId, from, to, interactions, minutes, cells }
}
