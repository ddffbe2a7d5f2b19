/** How coaching cycles stand, added up: open ones by standing and phase, ended ones, and what was rated at start and end. Pure. */

import { type Standing, standingOf, staysOf } from './cycle.ts'
import { phaseOn, type Stay } from './cycle-phase.ts'

/** One cycle as a report needs it. */
export interface CycleFact {
  readonly coachId: string
  readonly focusId: string | null
  readonly scaleId: string | null
  /** YYYY-MM-DD */
  readonly startedOn: string
  readonly endedOn: string | null
  /** Where its educators work. */
  readonly schoolIds: readonly string[]
  /** Of each educator: level at the start and at the end, counted from 1. */
  readonly ratings: readonly (readonly [start: number | null, end: number | null])[]
  /** Of the open ones: its last interaction. */
  readonly lastOn: string | null
  /** Of the open ones. */
  readonly stays: readonly Stay[] | null
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
export function progressOf(cycles: readonly CycleFact[], by: CycleKey, clock: Clock): CycleProgress {
  const keyed = cycles.flatMap((cycle) => keysOf(cycle, by).map((key) => ({ key, cycle })))
  const rows = [...Map.groupBy(keyed, ({ key }) => key)].map(([key, of]) => ({
    key,
    ...sumOf(
      of.map(({ cycle }) => cycle),
      clock,
    ),
  }))
  return {
    rows: rows.toSorted((a, b) => b.cycles - a.cycles || (a.key < b.key ? -1 : 1)),
    total: sumOf(cycles, clock),
    levels: levelsOf(cycles),
  }
}

function keysOf({ coachId, schoolIds, focusId }: CycleFact, by: CycleKey): readonly string[] {
  if (by === 'coach') return [coachId]
  if (by === 'focus') return [focusId ?? '']
  return schoolIds.length === 0 ? [''] : schoolIds
}

function sumOf(cycles: readonly CycleFact[], clock: Clock): CycleSums {
  const standings = cycles.map((cycle) => standingOf(cycle, clock).standing)
  const count = (standing: Standing) => standings.filter((one) => one === standing).length
  const rated = cycles.flatMap(({ ratings }) =>
    ratings.flatMap(([start, end]) => (start === null || end === null ? [] : [end - start])),
  )
  return {
    cycles: cycles.length,
    planned: count('planned'),
    onTrack: count('on_track'),
    due: count('due'),
    overdue: count('overdue'),
    ended: count('ended'),
    phases: phasesOf(cycles, clock.today),
    higher: rated.filter((change) => change > 0).length,
    same: rated.filter((change) => change === 0).length,
    lower: rated.filter((change) => change < 0).length,
  }
}

function phasesOf(cycles: readonly CycleFact[], today: string): Readonly<Record<string, number>> {
  const phases = cycles.flatMap(({ stays }) => (stays === null ? [] : [phaseOn(staysOf(stays), today)]))
  return Object.fromEntries([...Map.groupBy(phases, (id) => id)].map(([id, of]) => [id, of.length]))
}

function levelsOf(cycles: readonly CycleFact[]): CycleProgress['levels'] {
  const given = cycles.flatMap(({ scaleId, ratings }) =>
    scaleId === null
      ? []
      : ratings.flatMap(([start, end]) => [
          ...(start === null ? [] : [{ scaleId, level: start, at: 'start' as const }]),
          ...(end === null ? [] : [{ scaleId, level: end, at: 'end' as const }]),
        ]),
  )
  const groups = Map.groupBy(given, ({ scaleId, level }) => `${scaleId} ${String(level).padStart(3, '0')}`)
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, of]) => {
      const [first] = of
      if (first === undefined) return []
      const times = (at: 'start' | 'end') => of.filter((one) => one.at === at).length
      return [{ scaleId: first.scaleId, level: first.level, start: times('start'), end: times('end') }]
    })
}
