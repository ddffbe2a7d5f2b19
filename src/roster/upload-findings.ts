/** What the look at a list has found, as the worker leaves it for the page. It holds personal values and is kept sealed. */

/** What a row would do to the person that it is about; `unknown`: the look ended before that could be said. */
export const ROW_EFFECTS = ['add', 'change', 'retire', 'none', 'out', 'unknown'] as const
export type RowEffectWord = (typeof ROW_EFFECTS)[number]

export interface UploadFindings {
  readonly columns: readonly { readonly letter: string; readonly name: string; readonly as: string | null }[]
  /** The first rows of the list. */
  readonly rows: readonly {
    readonly row: number
    readonly effect: RowEffectWord
    /** By column as it was understood. */
    readonly values: Readonly<Record<string, string>>
  }[]
  readonly rowCount: number
  /** How many rows do what. */
  readonly effects: Readonly<Record<RowEffectWord, number>>
  /** The first of them; a row may have several. */
  readonly problems: readonly {
    readonly row: number
    readonly code: string
    readonly field: string | null
    readonly expected: string
  }[]
  readonly problemCount: number
  /** People who would be retired, by a row or by not standing in the list. */
  readonly leaving: number
  /** Why it would be held for a decision; empty: it would not be. */
  readonly holds: readonly string[]
  /** The preview that was run; null: it did not come to that. */
  readonly runId: string | null
  /** Why the list was refused, and what to do. */
  readonly failure: { readonly code: string; readonly message: string } | null
}

/** Of a list of which nothing could be understood. */
export function refusedFindings(failure: { readonly code: string; readonly message: string }): UploadFindings {
  return {
    columns: [],
    rows: [],
    rowCount: 0,
    effects: { add: 0, change: 0, retire: 0, none: 0, out: 0, unknown: 0 },
    problems: [],
    problemCount: 0,
    leaving: 0,
    holds: [],
    runId: null,
    failure: { code: failure.code, message: failure.message },
  }
}

/** As it was sealed; null where this version can't read it. */
export function readFindings(text: string): UploadFindings | null {
  const value: unknown = JSON.parse(text)
  return isFindings(value) ? value : null
}

function isFindings(value: unknown): value is UploadFindings {
  return typeof value === 'object' && value !== null && 'columns' in value && 'effects' in value && 'failure' in value
}
