/** Web, worker or both until told to stop; whatever was started is ended again, in the reverse order. */

import type { WebServer } from './web-server.ts'
import type { Worker } from './worker.ts'

export interface StayUp {
  readonly startWeb: (() => Promise<WebServer>) | null
  readonly startWorker: (() => Promise<Worker>) | null
  /** Called once everything answers. */
  readonly ready: (port: number | null) => void
  readonly signal: AbortSignal
}

/** Returns when the signal stops it and everything has ended. Throws what a start throws, after ending the rest. */
export async function stayUp(options: StayUp): Promise<void> {
  const started: { readonly stop: () => Promise<void> }[] = []
  try {
    const web = (await options.startWeb?.()) ?? null
    if (web !== null) started.push(web)
    const worker = (await options.startWorker?.()) ?? null
    if (worker !== null) started.push(worker)
    if (!options.signal.aborted) options.ready(web?.port ?? null)
    await untilAborted(options.signal)
  } finally {
    // Both take seconds at most: at once, so that the whole stays within ten.
    await Promise.allSettled(started.map((part) => part.stop()))
  }
}

/** Resolves when the signal aborts, and keeps the process alive until then. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const alive = setInterval(() => undefined, 60_000)
    signal.addEventListener(
      'abort',
      () => {
        clearInterval(alive)
        resolve()
      },
      { once: true },
    )
  })
}
