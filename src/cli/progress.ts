/** Progress of a long command: a bar on a terminal, a plain line now and then elsewhere, nothing with --json. */

import { createLogUpdate } from 'log-update'
import type { RunProgress } from '../sync/world.ts'
import { formatCount, formatDuration } from './print.ts'

export interface Progress {
  readonly tell: (p: RunProgress) => void
  /** Takes the bar away; further calls do nothing. */
  readonly end: () => void
}

const BAR_WIDTH = 24
const BAR_EVERY_MS = 100
const LINE_EVERY_MS = 5_000
const STAGES: Readonly<Record<RunProgress['stage'], string>> = {
  reading: 'Reading the feed',
  comparing: 'Comparing with the roster',
  applying: 'Applying',
}

export function openProgress(stream: NodeJS.WritableStream & { readonly isTTY?: boolean }, wanted: boolean): Progress {
  if (!wanted) return { tell: () => undefined, end: () => undefined }
  return stream.isTTY === true ? openBar(stream) : openLines(stream)
}

function openBar(stream: NodeJS.WritableStream): Progress {
  const update = createLogUpdate(stream)
  const startedAt = performance.now()
  let shownAt = -BAR_EVERY_MS
  let shown = false
  return {
    tell: (p) => {
      const now = performance.now()
      if (now - shownAt < BAR_EVERY_MS) return
      shownAt = now
      shown = true
      update(drawProgress(p, now - startedAt))
    },
    end: () => {
      if (shown) update.clear()
      if (shown) update.done()
      shown = false
    },
  }
}

function openLines(stream: NodeJS.WritableStream): Progress {
  const startedAt = performance.now()
  let stage = ''
  let saidAt = 0
  return {
    tell: (p) => {
      const now = performance.now()
      if (p.stage === stage && now - saidAt < LINE_EVERY_MS) return
      stage = p.stage
      saidAt = now
      stream.write(`${describeProgress(p, now - startedAt)}\n`)
    },
    end: () => undefined,
  }
}

/** Pure. One line for a terminal. */
export function drawProgress(p: RunProgress, elapsedMs: number): string {
  const share = shareRead(p)
  if (share === null) return describeProgress(p, elapsedMs)
  const full = Math.round(share * BAR_WIDTH)
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)} ${describeProgress(p, elapsedMs)}`
}

/** Pure. Stage, rows, share and the time left, in words. */
export function describeProgress(p: RunProgress, elapsedMs: number): string {
  const share = shareRead(p)
  const parts = [STAGES[p.stage] + (p.table === null ? '' : `: ${p.table}`)]
  if (p.rows > 0) parts.push(`${formatCount(p.rows)} rows`)
  if (share !== null) parts.push(`${String(Math.round(share * 100))} %`)
  // An estimate from the first moments would jump about.
  if (share !== null && share > 0.05 && share < 1 && elapsedMs > 1_000)
    parts.push(`about ${formatDuration((elapsedMs / share) * (1 - share))} left`)
  return parts.join(' · ')
}

function shareRead(p: RunProgress): number | null {
  if (p.stage !== 'reading' || p.bytesTotal === null || p.bytesTotal === 0) return null
  return Math.min(1, p.bytesRead / p.bytesTotal)
}
