/**
 * The calendar: which terms have ended, and to which school year a term belongs. What the calendar ends is no mistake
 * of a feed. Pure.
 */

export interface TermSpan {
  readonly sourcedId: string
  readonly type: string
  readonly startDate: string
  readonly endDate: string
  readonly parentSourcedId: string | null
  /** The year in which the school year ends, where the feed says it. */
  readonly schoolYear: number | null
}

export interface TermVerdict {
  readonly sourcedId: string
  /** Its last day is past, or the name stands for a later term by now. */
  readonly ended: boolean
  /** School year in the roster and in the plan; null where it isn't there. */
  readonly yearBefore: number | null
  readonly yearAfter: number | null
}

/** One school year taking the place of another, as the terms of the classes show it. */
export interface Rollover {
  readonly fromYear: number
  readonly toYear: number
  /** Classes of the roster that end, those among them whose name is used again for a class of the new year. */
  readonly classesEnded: number
  readonly classesStarted: number
  readonly enrolmentsEnded: number
}

/**
 * `before`: the terms as the roster knows them, retired ones too; `after`: those that will be active with the plan.
 * `today` is the date in the district's zone.
 */
export function judgeTerms(
  before: readonly TermSpan[],
  after: readonly TermSpan[],
  today: string,
): readonly TermVerdict[] {
  const was = byName(before)
  const becomes = byName(after)
  return [...new Set([...was.keys(), ...becomes.keys()])].map((sourcedId) => ({
    sourcedId,
    ended: hasEnded(was.get(sourcedId) ?? null, becomes.get(sourcedId) ?? null, today),
    yearBefore: yearIn(was, sourcedId),
    yearAfter: yearIn(becomes, sourcedId),
  }))
}

/** What the feed says now counts; that a term is over by the roster counts where its name is gone or used anew. */
function hasEnded(was: TermSpan | null, becomes: TermSpan | null, today: string): boolean {
  if (becomes !== null && becomes.endDate < today) return true
  if (was === null || was.endDate >= today) return false
  return becomes === null || becomes.startDate > was.endDate
}

/** The term's own year, else that of the nearest term above it that has one, else by the date of its end. */
function yearIn(terms: ReadonlyMap<string, TermSpan>, sourcedId: string): number | null {
  const term = terms.get(sourcedId)
  if (term === undefined) return null
  const seen = new Set<string>()
  for (let at: TermSpan | undefined = term; at !== undefined && !seen.has(at.sourcedId);) {
    if (at.schoolYear !== null) return at.schoolYear
    if (at.type === 'schoolYear') return yearOfEnd(at.endDate)
    seen.add(at.sourcedId)
    at = at.parentSourcedId === null ? undefined : terms.get(at.parentSourcedId)
  }
  return yearOfEnd(term.endDate)
}

/** A school year is named by the year in which it ends; what ends from September on belongs to the next. */
function yearOfEnd(date: string): number {
  const year = Number(date.slice(0, 4))
  return date.slice(5, 7) >= '09' ? year + 1 : year
}

function byName(terms: readonly TermSpan[]): ReadonlyMap<string, TermSpan> {
  return new Map(terms.map((term) => [term.sourcedId, term]))
}
