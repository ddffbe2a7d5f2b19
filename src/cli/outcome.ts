/** What a command ends with, and the exit codes that other tools rely on (product.md §8). */

export const EXIT = { done: 0, failed: 1, usage: 2, held: 3 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export interface Outcome {
  /** The one document of `--json`. */
  readonly data: unknown
  /** The same for a person, line by line. */
  readonly lines: readonly string[]
  /** Default: done. */
  readonly exit?: ExitCode
}

/** The command can't be understood as it was typed; the message says what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code: string
  constructor(message: string, code = 'usage', options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
