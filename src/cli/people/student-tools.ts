/** What the commands can ask about students besides the roster. */

import type { StartCardTools } from './start-card-tools.ts'

export interface StudentReportAsked {
  readonly districtId: string
  /** Whose eyes: a sourcedId, an e-mail address or `id:17`; null: an administrator's. */
  readonly as: string | null
  /** By the SIS, or `id:` and our number; null: all. */
  readonly school: string | null
  readonly className: string | null
  readonly grade: string | null
  /** In which the school year begins; null: the one of now. */
  readonly year: number | null
}

export interface StudentTools {
  readonly cards: StartCardTools
  /** What students have and do: the head first, then a row each. */
  readonly report: (o: StudentReportAsked) => Promise<{
    readonly year: number
    readonly rows: readonly (readonly string[])[]
  }>
}
