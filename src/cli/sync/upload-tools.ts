/** What the commands can ask for about lists that people fill in. */

import type { RunReport } from '../../sync/report.ts'

/** A list that people fill in. */
export interface ListTemplate {
  readonly csv: string
  readonly columns: readonly { readonly name: string; readonly meaning: string; readonly aliases: readonly string[] }[]
}
/** What is understood of a list, for whoever gave it: it holds what stands in it. */
export interface UploadPreview {
  readonly columns: readonly { readonly letter: string; readonly name: string; readonly as: string | null }[]
  readonly rows: readonly {
    readonly row: number
    readonly sourcedId: string | null
    readonly values: Readonly<Record<string, string>>
    /** Null: the preview failed before that could be said. */
    readonly effect: 'add' | 'change' | 'retire' | 'none' | 'out' | null
    readonly problems: readonly { readonly code: string; readonly field: string | null; readonly expected: string }[]
  }[]
  readonly report: RunReport
}
