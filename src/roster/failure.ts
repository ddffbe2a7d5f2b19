/**
 * Operational failures throw. One class, with a code to look up, whose turn it is now, and the cause underneath.
 * Caught in three places only: the sync runner, the HTTP error middleware, and main.
 */

/** `retry`: may pass by itself; `operator`: somebody must change something; `bug`: ours. */
export type Disposition = 'retry' | 'operator' | 'bug'

export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: string
  readonly disposition: Disposition
  /** The sentence for the person who has to act: what happened, to what, what to do. */
  constructor(code: string, disposition: Disposition, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
    this.disposition = disposition
  }
}
