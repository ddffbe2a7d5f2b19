/**
 * The life of a run as one exhaustive table: every state answers every event, with the next state or a refusal.
 *
 * An undo goes the same way: what it reads is not a feed but the stored changes of the run that it takes back. It is never
 * held, because a person asked for it.
 *
 * A run that may not begin (its source rests or is busy, or what it was to take back is taken back already) is discarded
 * with the reason. It never read anything, so it is no failed run and no failed night.
 *
 * How each state is re-entered after a crash (the lease of its worker has run out):
 * - requested: nothing has happened; the queue starts it again. A command's own, unclaimed for a minute, ends as `failed`.
 * - reading, staged, planned: only temporary tables existed and they are gone; the run ends as `failed`, the next reads anew.
 *   Whoever asked for an undo asks again: the run that was to be taken back is as it was.
 * - applying: the apply is one transaction that never committed (else the state were `applied`); the run ends as `failed`,
 *   or, where it was the approval of a held run, is `held` again.
 * - applied: everything is in the roster and the report is stored with it; the run goes on to `reported`.
 * - held, previewed, discarded, superseded, failed, reported: resting places, nothing to re-enter.
 */

export const RUN_STATES = [
  'requested',
  'reading',
  'staged',
  'planned',
  'held',
  'applying',
  'applied',
  'reported',
  'failed',
  'previewed',
  'discarded',
  'superseded',
] as const
export type RunState = (typeof RUN_STATES)[number]

export const RUN_EVENTS = [
  'claim',
  'staged',
  'planned',
  'hold',
  'preview',
  'apply',
  'applied',
  'report',
  'fail',
  'approve',
  'discard',
  'supersede',
] as const
export type RunEvent = (typeof RUN_EVENTS)[number]

type Transitions = Readonly<Record<RunState, Readonly<Record<RunEvent, RunState | 'refuse'>>>>

const NONE: Readonly<Record<RunEvent, 'refuse'>> = {
  claim: 'refuse',
  staged: 'refuse',
  planned: 'refuse',
  hold: 'refuse',
  preview: 'refuse',
  apply: 'refuse',
  applied: 'refuse',
  report: 'refuse',
  fail: 'refuse',
  approve: 'refuse',
  discard: 'refuse',
  supersede: 'refuse',
}

export const TRANSITIONS: Transitions = {
  requested: { ...NONE, claim: 'reading', fail: 'failed', discard: 'discarded' },
  reading: { ...NONE, staged: 'staged', fail: 'failed', discard: 'discarded' },
  staged: { ...NONE, planned: 'planned', fail: 'failed' },
  planned: { ...NONE, hold: 'held', preview: 'previewed', apply: 'applying', fail: 'failed' },
  held: { ...NONE, approve: 'applying', discard: 'discarded', supersede: 'superseded' },
  // A refused or broken approval leaves the stored change set as it was, to be decided again.
  applying: { ...NONE, applied: 'applied', hold: 'held', fail: 'failed' },
  applied: { ...NONE, report: 'reported' },
  reported: NONE,
  failed: NONE,
  previewed: NONE,
  discarded: NONE,
  superseded: NONE,
}

/** The state after an event, or null where the event is refused. */
export function nextState(state: RunState, event: RunEvent): RunState | null {
  const next = TRANSITIONS[state][event]
  return next === 'refuse' ? null : next
}

/** The states from which `event` leads somewhere, for a guarded update in the database. */
export function statesBefore(event: RunEvent): readonly RunState[] {
  return RUN_STATES.filter((state) => TRANSITIONS[state][event] !== 'refuse')
}
