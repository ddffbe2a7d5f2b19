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

function lastOf({ endsOn, extendedTo }: CycleDays): string {
  return extendedTo ?? endsOn
}

function daysOf({ startsOn, endsOn, extendedTo, questionSet }: WantedCycle): readonly (string | null)[] {
  return [startsOn, endsOn, extendedTo, questionSet]
}

function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
