/** A source as a line: when it runs next, how it ran last, and what is wrong. Pure. */

import type { Outcome } from '../outcome.ts'
import { formatInstant } from '../print.ts'
import { nameSource } from '../reference.ts'
import type { DateRange, SourceView } from '../toolbox.ts'

export function describeSource(view: SourceView): Outcome {
  const trouble = troubleOf(view)
  return {
    data: { source: view },
    lines: [
      `${nameSource(view)}: ${view.connector}, ${describeSchedule(view)}, next ${nextOf(view)}.`,
      ...(view.blackouts.length === 0 ? [] : [`Nothing starts on ${formatRanges(view.blackouts)}.`]),
      ...(trouble === null ? [] : [`Look at: ${trouble}.`]),
    ],
  }
}

/** `2026-12-20..2027-01-03, 2027-03-12`. */
export function formatRanges(ranges: readonly DateRange[]): string {
  return ranges.map(({ from, to }) => (from === to ? from : `${from}..${to}`)).join(', ')
}

export function lastOf({ lastRun }: SourceView): string {
  if (lastRun === null) return 'never'
  return `${lastRun.state === 'reported' ? 'applied' : lastRun.state} (run ${lastRun.runId})`
}

export function nextOf(view: SourceView): string {
  if (view.paused) return view.pausedBecause === 'undo' ? 'paused by an undo' : 'paused'
  if (view.startsAt === null) return view.schedule === null ? 'by hand' : 'never'
  return formatInstant(view.startsAt, view.timezone)
}

/** What somebody should look at; null: nothing. */
export function troubleOf(view: SourceView): string | null {
  if (view.retryAt !== null)
    return `${view.retries === 0 ? 'missed, caught up' : 'failed, tried again'} ${formatInstant(view.retryAt, view.timezone)}`
  if (view.alarm !== null) return `failing since ${formatInstant(view.alarm.since, view.timezone)} (${view.alarm.code})`
  if (!view.stale) return null
  const since = view.lastSuccessAt === null ? 'it was added' : formatInstant(view.lastSuccessAt, view.timezone)
  return `stale: nothing was applied since ${since}`
}

function describeSchedule(view: SourceView): string {
  if (view.schedule === null) return 'no schedule'
  return `schedule "${view.schedule}" (${view.timezone}), tried again until ${view.windowEnd}`
}
