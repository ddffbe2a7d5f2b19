/** The cycles of a class's survey: when students answer, for which cycle a late answer counts, what may still be changed. */

/** Days are `YYYY-MM-DD` on the district's clock; both ends belong to the cycle. */
export interface CycleDays {
  readonly startsOn: string
  readonly endsOn: string
  /** Late answers count until this day; null: there are none. */
  readonly extendedTo: string | null
}

/** `planned`: not begun; `open`: under way; `late`: over, late answers count; `closed`: over. */
export type CycleState = 'planned' | 'open' | 'late' | 'closed'

/** Of those that are not over: what is over takes no room, however long a class lasts. */
const CYCLES_MAX = 12
/** A cycle takes a week or two; longer than this somebody has mistaken the date. */
const CYCLE_DAYS_MAX = 42
const EXTENSION_DAYS_MAX = 28
/** Participation aimed at. */
export const PARTICIPATION_TARGET = 0.8

export function cycleStateOn(cycle: CycleDays, day: string): CycleState {
  if (day < cycle.startsOn) return 'planned'
  if (day <= cycle.endsOn) return 'open'
  return day <= lastDayOf(cycle) ? 'late' : 'closed'
}

/** The last day on which an answer counts. */
export function lastDayOf({ endsOn, extendedTo }: CycleDays): string {
  return extendedTo ?? endsOn
}

/** Whether an answer of this day comes after the cycle's end. */
export function isLate(cycle: CycleDays, day: string): boolean {
  return day > cycle.endsOn
}

export type ScheduleProblemCode =
  | 'ends_before_start'
  | 'cycle_too_long'
  | 'extension_before_end'
  | 'extension_too_long'
  | 'cycles_overlap'
  | 'too_many_cycles'
  | 'begun_cycle_removed'
  | 'begun_cycle_changed'
  | 'over_already'

export interface ScheduleProblem {
  /** Which of the cycles given, counted from 0. */
  readonly at: number
  readonly code: ScheduleProblemCode
}

export interface KnownCycle extends CycleDays {
  readonly id: string
  readonly questionSet: string
}

export interface WantedCycle extends CycleDays {
  /** Of a cycle that is there already; null: a new one. */
  readonly id: string | null
  readonly questionSet: string
}

/**
 * Whether a class's schedule may become this: no two cycles share a day, late days included, so that each day's answers
 * belong to one cycle. What has begun keeps its start and its questions; what is closed stays as it is, for its report is
 * made.
 */
export function checkSchedule(
  known: readonly KnownCycle[],
  wanted: readonly WantedCycle[],
  today: string,
): readonly ScheduleProblem[] {
  const byId = new Map(known.map((cycle) => [cycle.id, cycle]))
  const kept = new Set(wanted.map(({ id }) => id))
  const gone = known.filter((cycle) => !kept.has(cycle.id) && cycleStateOn(cycle, today) !== 'planned')
  return [
    ...tooMany(wanted, today),
    ...gone.map(() => ({ at: wanted.length, code: 'begun_cycle_removed' as const })),
    ...wanted.flatMap((cycle, at) =>
      codesOf(cycle, cycle.id === null ? null : (byId.get(cycle.id) ?? null), today).map((code) => ({ at, code })),
    ),
    ...overlapsOf(wanted),
  ]
}

/** Told at the first that is too many. */
function tooMany(wanted: readonly WantedCycle[], today: string): readonly ScheduleProblem[] {
  const ahead = [...wanted.entries()].filter(([, cycle]) => cycleStateOn(cycle, today) !== 'closed')
  const [at] = ahead[CYCLES_MAX] ?? []
  return at === undefined ? [] : [{ at, code: 'too_many_cycles' }]
}

function codesOf(cycle: WantedCycle, before: KnownCycle | null, today: string): readonly ScheduleProblemCode[] {
  if (before !== null && isSame(before, cycle)) return []
  const codes = new Set<ScheduleProblemCode>()
  const { startsOn, endsOn, extendedTo } = cycle
  if (endsOn < startsOn) codes.add('ends_before_start')
  else if (daysBetween(startsOn, endsOn) >= CYCLE_DAYS_MAX) codes.add('cycle_too_long')
  if (extendedTo !== null) {
    if (extendedTo <= endsOn) codes.add('extension_before_end')
    else if (daysBetween(endsOn, extendedTo) > EXTENSION_DAYS_MAX) codes.add('extension_too_long')
  }
  if (lastDayOf(cycle) < today) codes.add('over_already')
  if (before !== null) {
    const state = cycleStateOn(before, today)
    const moved = before.startsOn !== startsOn || before.questionSet !== cycle.questionSet
    if (state === 'closed' || (state !== 'planned' && moved)) codes.add('begun_cycle_changed')
    // Whoever answered in time must not become late.
    if (state === 'late' && before.endsOn !== endsOn) codes.add('begun_cycle_changed')
  } else if (startsOn < today) codes.add('over_already')
  return [...codes]
}

function isSame(a: KnownCycle, b: WantedCycle): boolean {
  return (
    a.startsOn === b.startsOn &&
    a.endsOn === b.endsOn &&
    a.extendedTo === b.extendedTo &&
    a.questionSet === b.questionSet
  )
}

function overlapsOf(wanted: readonly WantedCycle[]): readonly ScheduleProblem[] {
  return wanted.flatMap((cycle, at) => {
    const meets = wanted.some(
      (other, index) => index < at && other.startsOn <= lastDayOf(cycle) && cycle.startsOn <= lastDayOf(other),
    )
    return meets ? [{ at, code: 'cycles_overlap' as const }] : []
  })
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
