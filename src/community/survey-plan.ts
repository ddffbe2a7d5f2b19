/** Planning for many classes: what a community plans for a class that joins it, and one change for the schedules of several. Pure. */

import type { CycleDays, KnownCycle, ScheduleProblem, WantedCycle } from './survey-cycle.ts'
import { checkSchedule, cycleStateOn } from './survey-cycle.ts'

/** Cycles of the same length, so many weeks apart. */
export interface SurveyDefault {
  readonly questionSet: string
  /** Of the first cycle. */
  readonly startsOn: string
  readonly endsOn: string
  /** For so many days after the end late answers count; 0: none. */
  readonly lateDays: number
  /** From start to start. */
  readonly everyWeeks: number
  readonly cycles: number
}

/** The cycles of it that begin on `today` or later. */
export function cyclesOf(plan: SurveyDefault, today: string): readonly WantedCycle[] {
  return Array.from({ length: plan.cycles }, (_, at): WantedCycle => {
    const days = at * plan.everyWeeks * 7
    const endsOn = plus(plan.endsOn, days)
    const extendedTo = plan.lateDays === 0 ? null : plus(endsOn, plan.lateDays)
    return { id: null, questionSet: plan.questionSet, startsOn: plus(plan.startsOn, days), endsOn, extendedTo }
  }).filter(({ startsOn }) => startsOn >= today)
}

/** What is wrong with it, as a schedule of a class that has none. */
export function checkDefault(plan: SurveyDefault): readonly ScheduleProblem[] {
  return checkSchedule([], cyclesOf(plan, plan.startsOn), plan.startsOn)
}

/** One change for several classes. */
export interface BulkChange {
  /** In place of every cycle that has not begun; null: those stay. */
  readonly planned: readonly (CycleDays & { readonly questionSet: string })[] | null
  /** For cycles under way: a later end, a later day for late answers; null: they stay. */
  readonly running: { readonly endsOn: string | null; readonly extendedTo: string | null } | null
}

export type BulkProblemCode = ScheduleProblem['code'] | 'running_only_extended'

export type BulkOutcome =
  | { readonly outcome: 'same' }
  | { readonly outcome: 'changes'; readonly cycles: readonly WantedCycle[] }
  | { readonly outcome: 'refused'; readonly codes: readonly BulkProblemCode[] }

/** What the change makes of one class's schedule. What is over stays; what is under way only gets longer. */
export function changeSchedule(known: readonly KnownCycle[], change: BulkChange, today: string): BulkOutcome {
  const stateOf = (cycle: KnownCycle) => cycleStateOn(cycle, today)
  const begun = known.filter((cycle) => stateOf(cycle) !== 'planned')
  const ahead = known.filter((cycle) => stateOf(cycle) === 'planned')
  const kept = begun.map((cycle) => ({ before: cycle, after: extended(cycle, stateOf(cycle), change.running) }))
  if (kept.some(({ before, after }) => lastOf(after) < lastOf(before) || after.endsOn < before.endsOn))
    return { outcome: 'refused', codes: ['running_only_extended'] }
  const planned =
    change.planned?.map((wanted): WantedCycle => {
      const id = ahead.find(({ startsOn }) => startsOn === wanted.startsOn)?.id ?? null
      return { ...wanted, id }
    }) ?? ahead
  const cycles = [...kept.map(({ after }) => after), ...planned].toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  if (JSON.stringify(cycles.map(daysOf)) === JSON.stringify(known.map(daysOf))) return { outcome: 'same' }
  const problems = checkSchedule(known, cycles, today)
  if (problems.length > 0) return { outcome: 'refused', codes: [...new Set(problems.map(({ code }) => code))] }
  return { outcome: 'changes', cycles }
}

function extended(cycle: KnownCycle, state: string, running: BulkChange['running']): WantedCycle {
  if (running === null || (state !== 'open' && state !== 'late')) return cycle
  const endsOn = state === 'open' ? (running.endsOn ?? cycle.endsOn) : cycle.endsOn
  return { ...cycle, endsOn, extendedTo: running.extendedTo ?? cycle.extendedTo }
}

/** One change of a class's schedule, as a command names it. */
export type CycleChange =
  | { readonly kind: 'add'; readonly cycle: CycleDays & { readonly questionSet: string } }
  /** A later end, a later last day for late answers; null: it stays. */
  | { readonly kind: 'extend'; readonly id: string; readonly endsOn: string | null; readonly extendedTo: string | null }
  /** Answers count until today; what comes tomorrow is too late. */
  | { readonly kind: 'close'; readonly id: string }
  | { readonly kind: 'remove'; readonly id: string }

export type CycleChangeFault = 'cycle_unknown' | 'not_under_way' | 'not_longer' | 'begun_cycle_removed'

/** The schedule that the change asks for; whether it may be so is for `checkSchedule`. */
export function changeCycle(
  known: readonly KnownCycle[],
  change: CycleChange,
  today: string,
): readonly WantedCycle[] | CycleChangeFault {
  if (change.kind === 'add')
    return [...known, { ...change.cycle, id: null }].toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  const before = known.find(({ id }) => id === change.id)
  if (before === undefined) return 'cycle_unknown'
  const state = cycleStateOn(before, today)
  if (change.kind === 'remove')
    return state === 'planned' ? known.filter(({ id }) => id !== change.id) : 'begun_cycle_removed'
  const after = change.kind === 'close' ? closedOn(before, state, today) : longer(before, change)
  return typeof after === 'string' ? after : known.map((cycle) => (cycle.id === change.id ? after : cycle))
}

function closedOn(cycle: KnownCycle, state: string, today: string): WantedCycle | CycleChangeFault {
  if (state === 'open') return { ...cycle, endsOn: today, extendedTo: null }
  return state === 'late' ? { ...cycle, extendedTo: today } : 'not_under_way'
}

function longer(
  cycle: KnownCycle,
  change: { readonly endsOn: string | null; readonly extendedTo: string | null },
): WantedCycle | CycleChangeFault {
  const endsOn = change.endsOn ?? cycle.endsOn
  const after = { ...cycle, endsOn, extendedTo: change.extendedTo ?? cycle.extendedTo }
  // Late days that the new end has overtaken are none.
  if (change.extendedTo === null && after.extendedTo !== null && after.extendedTo <= endsOn) after.extendedTo = null
  const isLonger = endsOn >= cycle.endsOn && lastOf(after) >= lastOf(cycle)
  return isLonger && (endsOn > cycle.endsOn || lastOf(after) > lastOf(cycle)) ? after : 'not_longer'
}

function lastOf({ endsOn, extendedTo }: CycleDays): string {
  return extendedTo ?? endsOn
}

function daysOf({ startsOn, endsOn, extendedTo, questionSet }: WantedCycle): readonly (string | null)[] {
  return [startsOn, endsOn, extendedTo, questionSet]
}

function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
