/** How a source or a run is doing, in one word and a mood; pure, so that every case is easy to see. */
import type { Licence, Run, RunState, RunTables, Source } from '../../../http/contract/sync.ts'
import type { Mood } from '../../parts/notes.tsx'

const MOODS: Readonly<Record<RunState, Mood>> = {
  requested: 'calm',
  reading: 'calm',
  staged: 'calm',
  planned: 'calm',
  held: 'warn',
  applying: 'calm',
  applied: 'calm',
  reported: 'good',
  failed: 'bad',
  previewed: 'calm',
  discarded: 'calm',
  superseded: 'calm',
}

const UNFINISHED: ReadonlySet<RunState> = new Set(['requested', 'reading', 'staged', 'planned', 'applying', 'applied'])

export function moodOf(state: RunState): Mood {
  return MOODS[state]
}

/** Whether something is still going on, so that the page looks again by itself. */
export function isUnfinished(state: RunState): boolean {
  return UNFINISHED.has(state)
}

/** The run's state in words: one that was not allowed to begin is discarded with the reason. */
export function stateWordOf({ state, failure }: Pick<Run, 'state' | 'failure'>): RunState | 'refused' {
  return state === 'discarded' && failure !== null ? 'refused' : state
}

type HealthWord = 'failed' | 'held' | 'overdue' | 'paused' | 'new' | 'running' | 'good' | 'idle'

export interface Health {
  readonly mood: Mood
  readonly word: `health.${HealthWord}`
  readonly says: `health.${HealthWord}.says`
  /** Somebody has to do something. */
  readonly needsSomeone: boolean
}

/** A slot is late when the worker hasn't taken it after this time. */
const LATE_MS = 15 * 60_000

/** `now`: milliseconds. The most urgent truth wins: failed, then held, then overdue, then the quiet ones. */
export function healthOf(source: Source, now: number): Health {
  const state = source.lastRun?.state
  if (state === 'failed') return health('bad', 'failed', true)
  if (state === 'held') return health('warn', 'held', true)
  if (isOverdue(source, now)) return health('bad', 'overdue', true)
  if (source.paused) return health('calm', 'paused', false)
  if (state === undefined) return health('calm', 'new', false)
  if (isUnfinished(state)) return health('calm', 'running', false)
  return state === 'reported' ? health('good', 'good', false) : health('calm', 'idle', false)
}

function health(mood: Mood, word: HealthWord, needsSomeone: boolean): Health {
  return { mood, word: `health.${word}`, says: `health.${word}.says`, needsSomeone }
}

function isOverdue(source: Source, now: number): boolean {
  if (source.paused || source.nextSlotAt === null) return false
  return now - Date.parse(source.nextSlotAt) > LATE_MS
}

export interface Totals {
  readonly added: number
  readonly changed: number
  readonly retired: number
  readonly quarantined: number
}

/** What a run did, all tables together; null before it knows. */
export function totalsOf(tables: RunTables | null): Totals | null {
  if (tables === null) return null
  const totals = { added: 0, changed: 0, retired: 0, quarantined: 0 }
  for (const counts of Object.values(tables)) {
    totals.added += counts.added
    totals.changed += counts.changed
    totals.retired += counts.retired
    totals.quarantined += counts.quarantined
  }
  return totals
}

/** Milliseconds from start to end; null while it isn't over. */
export function durationOf(run: Run): number | null {
  if (run.startedAt === null || run.finishedAt === null) return null
  return Math.max(0, Date.parse(run.finishedAt) - Date.parse(run.startedAt))
}

/** More used than bought, or people waiting, is what an administrator must see first. */
export function licenceMood(licence: Licence): Mood {
  if ((licence.over ?? 0) > 0) return 'bad'
  if (licence.waiting > 0) return 'warn'
  if (licence.bought !== null && licence.bought > 0 && licence.used >= licence.bought * NEARLY_FULL) return 'warn'
  return 'good'
}

/** product.md §3.6: the first alert comes at 80 %. */
const NEARLY_FULL = 0.8
