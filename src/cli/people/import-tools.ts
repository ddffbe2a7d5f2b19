/** What the commands can ask of imports of staff, students and classes. */

export type RosterKind = 'staff' | 'students' | 'classes'

/** Of an empty file of each kind. */
export type RosterColumns = Readonly<
  Record<
    RosterKind,
    readonly { readonly name: string; readonly meaning: string; readonly aliases: readonly string[] }[]
  >
>

export interface OrderedRosterFile {
  readonly districtId: string
  readonly kind: RosterKind
  readonly bytes: Buffer
}

export interface RosterFileLook {
  readonly columns: readonly { readonly name: string; readonly as: string | null }[]
  /** What it does to the seats of its people, by licence; null: a sync is writing. */
  readonly seats:
    | readonly {
        readonly kind: string
        readonly name: string
        readonly moveCounts: readonly { readonly move: string; readonly count: number }[]
        readonly short: number
      }[]
    | null
  readonly counts: { readonly new: number; readonly changed: number; readonly already: number; readonly out: number }
  readonly rows: readonly {
    readonly row: number
    readonly outcome: 'new' | 'changed' | 'already' | 'out'
    readonly does: readonly string[]
    readonly notes: readonly { readonly column: string | null; readonly code: string; readonly says: string }[]
  }[]
}

export interface RosterImportTools {
  readonly preview: (file: OrderedRosterFile) => Promise<RosterFileLook>
  /** `importId` null: the roster says all of it already. */
  readonly run: (file: OrderedRosterFile & { readonly leavesOut: boolean }) => Promise<{
    readonly importId: string | null
    readonly added: number
    readonly changed: number
    readonly already: number
    readonly leftOut: number
  }>
  readonly undo: (districtId: string, importId: string) => Promise<{ readonly gone: number; readonly stayed: number }>
}
