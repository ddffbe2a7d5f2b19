/** A minimum rate for bytes that come from outside, and the other bounds that they have to keep. */

export interface Pace {
  /** Fewer bytes than that in a second, over a whole window of waiting, are too few. */
  readonly bytesPerSecondMin: number
  readonly windowMs: number
}

/** What a large answer is asked for with, whatever the protocol. */
export interface Bounds extends Pace {
  readonly signal: AbortSignal
  /** From start to the last byte. */
  readonly deadlineMs: number
  /** Until the answer begins: of HTTP its head, of SFTP the sign-in. */
  readonly headMsMax: number
  /** Of the body, packed and unpacked. */
  readonly bytesMax: number
}

/**
 * The same chunks. Only the time in which we wait for them counts: whoever reads slowly is not the server's fault.
 * `onSlow` has to end them, with its reason.
 */
export async function* paced(source: AsyncIterable<Buffer>, pace: Pace, onSlow: () => void): AsyncGenerator<Buffer> {
  const { windowMs, bytesPerSecondMin } = pace
  const chunks = source[Symbol.asyncIterator]()
  const bytesMin = (bytesPerSecondMin * windowMs) / 1000
  let [waitedMs, bytes] = [0, 0]
  let slow: NodeJS.Timeout | undefined
  const look = (): void => {
    if (bytes < bytesMin) {
      onSlow()
      return
    }
    ;[waitedMs, bytes] = [0, 0]
    slow = setTimeout(look, windowMs)
  }
  for (;;) {
    const begun = performance.now()
    slow = setTimeout(look, Math.max(0, windowMs - waitedMs))
    const next = await chunks.next().finally(() => clearTimeout(slow))
    if (next.done === true) return
    waitedMs += performance.now() - begun
    bytes += next.value.length
    yield next.value
  }
}
