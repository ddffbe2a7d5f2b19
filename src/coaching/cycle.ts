/** The rules of a coaching cycle (product.md §4.2): everything that is wrong with one, at once, and when it is due. */

import { addDays, type Stay, type Stays } from './cycle-phase.ts'
import type { Choice } from './choice-list.ts'
import { isCalendarDay } from './interaction.ts'

export const CYCLE_EDUCATORS_MAX = 100
export const CYCLE_STAYS_MAX = 60
export const CYCLE_TEXT_LENGTH_MAX = 4000
/** How far ahead a plan may reach, and how far back a cycle may begin. */
const AHEAD_DAYS_MAX = 730
const BACK_DAYS_MAX = 3660

export interface CycleEducator {
  readonly id: string
  /** Levels of the scale, counted from 1. */
  readonly ratingStart: number | null
  readonly ratingEnd: number | null
}

/** What the coach wrote: kept sealed. */
export interface CycleTexts {
  readonly focus: string | null
  readonly goal: string | null
}

export interface CycleInput extends CycleTexts {
  readonly educators: readonly CycleEducator[]
  readonly focusId: string | null
  readonly scaleId: string | null
  readonly stays: readonly Stay[]
  /** Null: open. */
  readonly endedOn: string | null
}

/** What the rules must know besides. Ids out of the coach's reach are simply not in these sets. */
export interface CycleFacts {
  /** The district's today. */
  readonly today: string
  readonly coachId: string
  readonly educatorIds: ReadonlySet<string>
  /** Of the district's lists, what may be chosen: what is switched on, and what the cycle has already. */
  readonly focusIds: ReadonlySet<string>
  readonly scales: readonly Choice[]
  /** The cycle's phases. */
  readonly phaseIds: ReadonlySet<string>
}

export interface CycleProblem {
  readonly field: string
  readonly code:
    | 'educator_missing'
    | 'educators_too_many'
    | 'educator_twice'
    | 'educator_is_coach'
    | 'educator_unknown'
    | 'focus_unknown'
    | 'scale_unknown'
    | 'rating_without_scale'
    | 'rating_out_of_scale'
    | 'text_too_long'
    | 'stay_missing'
    | 'stays_too_many'
    | 'phase_unknown'
    | 'phase_repeated'
    | 'date_invalid'
    | 'date_too_far'
    | 'dates_out_of_order'
    | 'phase_before_start'
    | 'start_in_future_of_ended'
    | 'end_before_start'
    | 'end_in_future'
  readonly message: string
}

/** Every problem of the cycle; none: it may be kept. */
export function checkCycle(input: CycleInput, facts: CycleFacts): readonly CycleProblem[] {
  return [
    ...checkEducators(input.educators, facts),
    ...checkChoices(input, facts),
    ...checkRatings(input, facts),
    ...(['focus', 'goal'] as const).flatMap((field) =>
      (input[field]?.length ?? 0) > CYCLE_TEXT_LENGTH_MAX
        ? [problem(field, 'text_too_long', `Up to ${CYCLE_TEXT_LENGTH_MAX} characters fit here. Shorten it.`)]
        : [],
    ),
    ...checkStays(input.stays, facts),
    ...checkEnd(input, facts.today),
  ]
}

function checkEducators(educators: readonly CycleEducator[], facts: CycleFacts): readonly CycleProblem[] {
  if (educators.length === 0)
    return [problem('educators', 'educator_missing', 'A cycle is with somebody: add an educator.')]
  if (educators.length > CYCLE_EDUCATORS_MAX)
    return [problem('educators', 'educators_too_many', `A cycle is with up to ${CYCLE_EDUCATORS_MAX} educators.`)]
  return educators.flatMap(({ id }, index) => {
    const field = `educators/${index}`
    if (educators.findIndex((other) => other.id === id) < index)
      return [problem(field, 'educator_twice', 'This educator is named twice.')]
    if (id === facts.coachId)
      return [problem(field, 'educator_is_coach', 'Nobody keeps a coaching record about themself: name others.')]
    if (!facts.educatorIds.has(id))
      return [problem(field, 'educator_unknown', 'Name educators of the schools that you work with.')]
    return []
  })
}

function checkChoices({ focusId, scaleId }: CycleInput, facts: CycleFacts): readonly CycleProblem[] {
  return [
    ...(focusId === null || facts.focusIds.has(focusId)
      ? []
      : [problem('focusId', 'focus_unknown', 'Choose one of the focuses that your district uses.')]),
    ...(scaleId === null || facts.scales.some(({ id }) => id === scaleId)
      ? []
      : [problem('scaleId', 'scale_unknown', 'Choose one of the rating scales that your district uses.')]),
  ]
}

function checkRatings({ educators, scaleId }: CycleInput, facts: CycleFacts): readonly CycleProblem[] {
  const levels = facts.scales.find(({ id }) => id === scaleId)?.levels.length ?? 0
  return educators.flatMap(({ ratingStart, ratingEnd }, index) =>
    [ratingStart, ratingEnd].flatMap((rating) => {
      if (rating === null) return []
      const field = `educators/${index}`
      if (scaleId === null) return [problem(field, 'rating_without_scale', 'Choose the scale that you rate by.')]
      return rating <= levels ? [] : [problem(field, 'rating_out_of_scale', 'Choose one of the levels of the scale.')]
    }),
  )
}

function checkStays(stays: readonly Stay[], facts: CycleFacts): readonly CycleProblem[] {
  if (stays.length === 0) return [problem('stays', 'stay_missing', 'Say in which phase the cycle begins, and when.')]
  if (stays.length > CYCLE_STAYS_MAX)
    return [problem('stays', 'stays_too_many', `A cycle changes its phase up to ${CYCLE_STAYS_MAX} times.`)]
  const [earliest, latest] = [addDays(facts.today, -BACK_DAYS_MAX), addDays(facts.today, AHEAD_DAYS_MAX)]
  return stays.flatMap(({ phaseId, from }, index) => {
    const field = `stays/${index}`
    const before = stays[index - 1]
    if (!facts.phaseIds.has(phaseId)) return [problem(field, 'phase_unknown', 'Choose a phase of this cycle.')]
    if (!isCalendarDay(from)) return [problem(field, 'date_invalid', 'Give the date as a day of the calendar.')]
    if (from < earliest || from > latest)
      return [problem(field, 'date_too_far', 'Up to ten years back and two years ahead can be dated.')]
    if (before === undefined) return []
    if (before.from >= from) return [problem(field, 'dates_out_of_order', 'Each phase begins after the one before it.')]
    return before.phaseId === phaseId ? [problem(field, 'phase_repeated', 'The cycle is in this phase already.')] : []
  })
}

function checkEnd({ stays, endedOn }: CycleInput, today: string): readonly CycleProblem[] {
  const [first] = stays
  const last = stays.at(-1)
  if (endedOn === null || first === undefined || last === undefined) return []
  if (!isCalendarDay(endedOn)) return [problem('endedOn', 'date_invalid', 'Give the date as a day of the calendar.')]
  if (endedOn > today) return [problem('endedOn', 'end_in_future', 'A cycle ends today or has ended.')]
  if (endedOn < first.from) return [problem('endedOn', 'end_before_start', 'A cycle ends on its first day or later.')]
  return last.from > endedOn
    ? [problem('stays', 'start_in_future_of_ended', 'No phase begins after the cycle has ended.')]
    : []
}

function problem(field: string, code: CycleProblem['code'], message: string): CycleProblem {
  return { field, code, message }
}

/** The stays of a cycle that `checkCycle` found nothing wrong with. @throws RangeError where there is none */
export function staysOf(stays: readonly Stay[]): Stays {
  const [first, ...rest] = stays
  if (first === undefined) throw new RangeError('A cycle has at least one stay.')
  return [first, ...rest]
}

/** `planned`: begins later. `due`: within three days. */
export type Standing = 'planned' | 'on_track' | 'due' | 'overdue' | 'ended'

export const DUE_SOON_DAYS = 3

export interface CycleDates {
  readonly startedOn: string
  readonly endedOn: string | null
  /** Of the cycle's last interaction. */
  readonly lastOn: string | null
}

/**
 * When the cycle's next interaction is expected: so many days after the last one, or after the start. An ended one expects
 * none.
 */
export function standingOf(
  { startedOn, endedOn, lastOn }: CycleDates,
  { today, cadenceDays }: { readonly today: string; readonly cadenceDays: number },
): { readonly standing: Standing; readonly dueOn: string | null } {
  if (endedOn !== null) return { standing: 'ended', dueOn: null }
  const since = lastOn === null || lastOn < startedOn ? startedOn : lastOn
  const dueOn = addDays(since, cadenceDays)
  if (dueOn < today) return { standing: 'overdue', dueOn }
  if (startedOn > today) return { standing: 'planned', dueOn }
  return { standing: dueOn <= addDays(today, DUE_SOON_DAYS) ? 'due' : 'on_track', dueOn }
}
