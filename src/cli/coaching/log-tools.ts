/** What the commands can ask of older logs of interactions. */

export interface OrderedLog {
  readonly districtId: string
  /** Whose log: a sourcedId, an e-mail address, or `id:17`, our own number. */
  readonly coach: string
  readonly bytes: Buffer
  readonly dayOrder: 'month_first' | 'day_first' | null
  /** Tags that the district hasn't are made, switched off. */
  readonly makesTags: boolean
}

export interface LogLook {
  readonly coach: { readonly id: string; readonly name: string }
  readonly columns: readonly { readonly name: string; readonly as: string | null }[]
  readonly counts: { readonly new: number; readonly already: number; readonly out: number }
  readonly newTags: readonly string[]
  readonly lines: readonly {
    readonly row: number
    readonly outcome: 'new' | 'already' | 'out'
    readonly date: string
    readonly minutes: number
    readonly type: string | null
    readonly school: string | null
    readonly educators: readonly { readonly by: string; readonly name: string }[]
    readonly problems: readonly { readonly column: string | null; readonly code: string; readonly says: string }[]
  }[]
}

export interface LogTools {
  readonly preview: (log: OrderedLog) => Promise<LogLook>
  /** `importId` null: nothing was new. */
  readonly run: (log: OrderedLog & { readonly leavesOut: boolean }) => Promise<{
    readonly importId: string | null
    readonly made: number
    readonly already?: number
    readonly out?: number
  }>
  /** How many interactions went. */
  readonly undo: (districtId: string, importId: string) => Promise<number>
}
