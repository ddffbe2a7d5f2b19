/** Waiting that ends at once when it is given up: for a moment, for work, for a turn. */

/** A signal that is aborted by its parent or when its time is over, until it is stopped. */
export interface Deadline {
  readonly signal: AbortSignal
  readonly stop: () => void
}

/** Starts a deadline. `late` makes the reason it is aborted with when the time is over. */
export function startDeadline(parent: AbortSignal, ms: number, late: () => Error): Deadline {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(late()), ms)
  const follow = (): void => controller.abort(parent.reason)
  if (parent.aborted) follow()
  else parent.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    stop: () => {
      clearTimeout(timer)
      parent.removeEventListener('abort', follow)
    },
  }
}

/** The outcome of the work, or the signal's reason as soon as it is aborted. The work itself is not stopped by that. */
export function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** Waits; throws the signal's reason as soon as it is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const rest = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  try {
    await orAbort(rest, signal)
  } finally {
    clearTimeout(timer)
  }
}

/** Lets so many pieces of work run at once; the others wait in the order in which they came. */
export type Gate = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>

const nothing = (): void => undefined

/** Makes a gate with that many places. */
export function createGate(places: number): Gate {
  const queue: (() => void)[] = []
  let free = places
  const leave = (): void => {
    const next = queue.shift()
    if (next === undefined) free += 1
    else next()
  }
  const enter = async (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted()
    if (free > 0) {
      free -= 1
      return
    }
    let take = nothing
    const turn = new Promise<void>((resolve) => {
      take = resolve
    })
    queue.push(take)
    try {
      await orAbort(turn, signal)
    } catch (error) {
      const at = queue.indexOf(take)
      // Not in the queue any more: the place was already ours, so it is handed on.
      if (at === -1) leave()
      else queue.splice(at, 1)
      throw error
    }
  }
  return async (work, signal) => {
    await enter(signal)
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
