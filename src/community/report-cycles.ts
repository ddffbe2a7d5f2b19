/** Which cycle each report is of. A class that answered longer than the others has one later: it adds to their cycle. Pure. */

interface Made {
  readonly madeOn: string
  /** The day of the report of the same cycle that was made before; null: it is the first of its cycle. */
  readonly addsTo: string | null
}

export interface OfCycle<R> {
  readonly report: R
  /** Of the cycle, from 1. */
  readonly number: number
  /** Of classes that the first report of this cycle was made without. */
  readonly isLater: boolean
  /** The first report of the cycle before: what this one is compared with; null: there is none, or this one adds to another. */
  readonly before: R | null
}

/** By cycle, the first report of each before what adds to it. `reports`: of one question set, by the day they were made. */
export function inCycles<R extends Made>(reports: readonly R[]): readonly OfCycle<R>[] {
  const first = reports.filter(({ addsTo }) => addsTo === null)
  return first.flatMap((report, at) => [
    { report, number: at + 1, isLater: false, before: first[at - 1] ?? null },
    ...reports
      .filter(({ addsTo }) => addsTo === report.madeOn)
      .map((later) => ({ report: later, number: at + 1, isLater: true, before: null })),
  ])
}
