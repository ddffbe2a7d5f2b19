/** How coaching cycles stand, added up: open ones by standing and phase, ended ones, and what was rated at start and end. Pure. */

import { type Standing, standingOf, staysOf } from './cycle.ts'
import { phaseOn, type Stay } from './cycle-phase.ts'

/** One open cycle as a report needs it, or ended ones that are alike in all that is told of them. */
export interface CycleFact {
  /** Coach, focus and schools: as far as the report adds up by them, else null and none. */
  readonly coachId: string | null
  readonly focusId: string | null
  /** Where its educators work. */
  readonly schoolIds: readonly string[]
  readonly scaleId: string | null
  /** How many are alike; an open one stands for itself. */
  readonly cycles: number
  /** Of the educators: level at the start and at the end, counted from 1, and how many have these two. */
  readonly ratings: readonly (readonly [start: number | null, end: number | null, educators: number])[]
  /** Null: ended. */
  readonly open: OpenCycle | null
}

/** What says where an open cycle stands. */
export interface OpenCycle {
  /** YYYY-MM-DD */
  readonly startedOn: string
  /** Its last interaction. */
  readonly lastOn: string | null
  readonly stays: readonly Stay[]
}

export const CYCLE_KEYS = ['coach', 'school', 'focus'] as const
export type CycleKey = (typeof CYCLE_KEYS)[number]

/** What cycles come to. `planned` to `overdue` are the open ones. */
export interface CycleSums extends Readonly<Record<Exclude<Standing, 'on_track'> | 'onTrack', number>> {
  readonly cycles: number
  /** Open cycles in each phase that one is in. */
  readonly phases: Readonly<Record<string, number>>
  /** Educators rated both at the start and at the end, by what became of them. */
  readonly higher: number
  readonly same: number
  readonly lower: number
}

export interface CycleProgress {
  /** Most cycles first. Key empty: no focus of the list, or nobody of it at a school now. */
  readonly rows: readonly (CycleSums & { readonly key: string })[]
  /** Each cycle once. */
  readonly total: CycleSums
  /** How often each level of each scale was given, from the lowest: at the start, at the end. */
  readonly levels: readonly {
    readonly scaleId: string
    readonly level: number
    readonly start: number
    readonly end: number
  }[]
}

interface Clock {
  readonly today: string
  readonly cadenceDays: number
}

/** Adds cycles up by what is asked; one with educators at two schools counts at each, and once in the total. */
export function progressOf(facts: readonly CycleFact[], by: CycleKey, clock: Clock): CycleProgress {
  const keyed = facts.flatMap((fact) => keysOf(fact, by).map((key) => ({ key, fact })))
  const rows = [...Map.groupBy(keyed, ({ key }) => key)].map(([key, of]) => ({
    key,
    ...sumOf(
      of.map(({ fact }) => fact),
      clock,
    ),
  }))
  return {
    rows: rows.toSorted((a, b) => b.cycles - a.cycles || (a.key < b.key ? -1 : 1)),
    total: sumOf(facts, clock),
    levels: levelsOf(facts),
  }
}

function keysOf({ coachId, schoolIds, focusId }: CycleFact, by: CycleKey): readonly string[] {
  if (by === 'coach') return [coachId ?? '']
  if (by === 'focus') return [focusId ?? '']
  return schoolIds.length === 0 ? [''] : schoolIds
}

function sumOf(facts: readonly CycleFact[], clock: Clock): CycleSums {
  const standings = facts.map(({ open, cycles }) => ({
    cycles,
    standing: open === null ? 'ended' : standingOf({ ...open, endedOn: null }, clock).standing,
  }))
  const count = (standing: Standing) => added(standings.filter((one) => one.standing === standing))
  const rated = facts.flatMap(({ ratings }) =>
    ratings.flatMap(([start, end, educators]) =>
      start === null || end === null ? [] : [{ change: end - start, cycles: educators }],
    ),
  )
  return {
    cycles: added(facts),
    planned: count('planned'),
    onTrack: count('on_track'),
    due: count('due'),
    overdue: count('overdue'),
    ended: count('ended'),
    phases: phasesOf(facts, clock.today),
    higher: added(rated.filter(({ change }) => change > 0)),
    same: added(rated.filter(({ change }) => change === 0)),
    lower: added(rated.filter(({ change }) => change < 0)),
  }
}

function added(counted: readonly { readonly cycles: number }[]): number {
  return counted.reduce((sum, { cycles }) => sum + cycles, 0)
}

function phasesOf(facts: readonly CycleFact[], today: string): Readonly<Record<string, number>> {
  const phases = facts.flatMap(({ open }) => (open === null ? [] : [phaseOn(staysOf(open.stays), today)]))
  return Object.fromEntries([...Map.groupBy(phases, (id) => id)].map(([id, of]) => [id, of.length]))
}

function levelsOf(facts: readonly CycleFact[]): CycleProgress['levels'] {
  const given = facts.flatMap(({ scaleId, ratings }) =>
    scaleId === null
      ? []
      : ratings.flatMap(([start, end, educators]) => [
          ...(start === null ? [] : [{ scaleId, level: start, at: 'start' as const, educators }]),
          ...(end === null ? [] : [{ scaleId, level: end, at: 'end' as const, educators }]),
        ]),
  )
  const groups = Map.groupBy(given, ({ scaleId, level }) => `${scaleId} ${String(level).padStart(3, '0')}`)
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, of]) => {
      const [first] = of
      if (first === undefined) return []
      const times = (at: 'start' | 'end') =>
        of.filter((one) => one.at === at).reduce((sum, { educators }) => sum + educators, 0)
      return [{ scaleId: first.scaleId, level: first.level, start: times('start'), end: times('end') }]
    })
}
