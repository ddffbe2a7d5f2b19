/**
 * The connector contract. A connector turns one kind of feed into canonical records, in a bounded and abortable
 * stream; it knows no database, and it can delete nothing: at most it says that it saw a table whole.
 */

import type { TSchema } from '@sinclair/typebox'
import type { Bookmark } from '../roster/bookmark.ts'
import type { CompleteTable, IncompleteTable } from '../roster/complete-table.ts'
import type { Diagnostic, QuarantinedRow } from '../roster/diagnostic.ts'
import type { FeedRow, Table } from '../roster/model.ts'
import type { DistrictOutline } from '../roster/district-outline.ts'
import type { FileCopy, KnownEnd } from '../roster/file-end.ts'
import type { FeedLimits } from './limits.ts'
import type { ShelfSlot } from './package-shelf.ts'
import type { Reach } from './reach.ts'

/** How a table is sent: all of it, or what changed since an earlier whole set. */
export type TableMode = 'bulk' | 'delta'

/**
 * What a read yields, in this order: `table-begin` of a table before its first row; rows in pieces, each of one table, in
 * any order that lets `people` come after all `orgs`; then `table-end` once for every table of the feed, when all evidence
 * is in. A `bookmark` and an `unchanged`, at most one of each, anywhere.
 * A connector that can't go on throws a `Failure`: a stream that ends without the `table-end` of a table
 * has proven nothing about it.
 */
export type FeedEvent =
  | { readonly type: 'table-begin'; readonly table: Table; readonly mode: TableMode }
  | {
      readonly type: 'rows'
      readonly table: Table
      readonly rows: readonly FeedRow[]
      readonly quarantined: readonly QuarantinedRow[]
      /** All rows, also those that were known and so not read. */
      readonly rowsReceived: number
      /** Where they stand, for a piece of which every row was known. */
      readonly file?: string
    }
  | { readonly type: 'diagnostics'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly type: 'progress'; readonly table: Table; readonly bytesRead: number; readonly bytesTotal: number | null }
  | {
      readonly type: 'table-end'
      readonly evidence: CompleteTable | IncompleteTable
      /** The files that it was read from, where they don't prove their own end. */
      readonly copies?: readonly FileCopy[]
    }
  /**
   * What the connector wants to find in `io.bookmark` the next time. It is kept if, and only if, all of this read is
   * applied; without one the next read finds none.
   */
  | { readonly type: 'bookmark'; readonly bookmark: Bookmark }
  /** The feed says of itself that it is as it was then; what is read is a copy of it that was kept. At most one. */
  | { readonly type: 'unchanged'; readonly since: Date }

/** What a connector may use of the world. Handed in by the composition root. */
export interface FeedIo {
  readonly signal: AbortSignal
  readonly limits: FeedLimits
  readonly now: () => Date
  /** A connector that can choose between changes and the whole set is to bring the whole set this time. */
  readonly wholeSetWanted: boolean
  /**
   * What the connector left in the last read that was applied as a whole; null: nothing, so the whole set is to be brought.
   * Gone where the source's configuration was changed or a run was taken back since.
   */
  readonly bookmark: Bookmark | null
  readonly reach: Reach
  /** Where a package that was fetched whole may be kept for the next read; absent: nowhere. */
  readonly shelf?: ShelfSlot
  /** How the files ended the last time, by file. */
  readonly fileEnds: ReadonlyMap<string, KnownEnd>
  /** Of Staffroom: part of what a row means, because another version may read it otherwise. Goes into every fingerprint. */
  readonly version?: string
  /** Only of connectors with `usesDistrict`, and only while a run reads. */
  readonly district?: () => Promise<DistrictOutline>
  /**
   * The rows of a table that need no reading because they are those of the last applied run; null: read every row. To
   * be asked when the table begins, and only where it is sent as a whole set.
   */
  readonly known?: (table: Table) => Promise<KnownTable | null>
}

/** Rows by their fingerprint, which a connector gives with every `FeedRow` that it could be known by. */
export interface KnownTable {
  has(high: number, low: number): boolean
  /**
   * Whether the row is known: then it counts as received and is not read. False: it is to be read. `high` and `low` are
   * the lanes of its fingerprint, `row` its number in the feed.
   */
  see(high: number, low: number, row: number): boolean
}

export interface CheckLine {
  readonly what: string
  readonly ok: boolean
  /** Only of what is not ok: the source works without it. */
  readonly optional?: true
  /** What was found, or what to do; never a credential, never a personal value. */
  readonly says: string
}

export interface Connector {
  readonly name: string
  /** For people: "OneRoster CSV files". */
  readonly title: string
  /** The schema of a source's configuration; fields with `secret: true` are encrypted at rest. */
  readonly configSchema: TSchema
  /** `config` has passed the schema. Reaches for the feed, stores nothing. */
  readonly check: (config: unknown, io: FeedIo) => Promise<readonly CheckLine[]>
  readonly read: (config: unknown, io: FeedIo) => AsyncIterable<FeedEvent>
  /**
   * The configuration that reads a file or folder of this machine, given by hand; only connectors of files have it.
   * `whole`: whoever is not in it leaves; only for connectors that are told so.
   */
  readonly readFile?: (path: string, said?: { readonly whole: boolean }) => unknown
  /** It reads a list that names schools of other sources: `FeedIo.district` is filled, and roles may be held at those. */
  readonly usesDistrict?: true
  /** An empty file to fill in, where people make its feed by hand. */
  readonly template?: FileTemplate
  /** What it understands of a file, for whoever gave it; holds personal values. */
  readonly preview?: (config: unknown, io: FeedIo) => Promise<FilePreview>
}

/** What was understood of a file before anything is done with it. Holds personal values: for whoever gave the file. */
export interface FilePreview {
  readonly columns: readonly {
    /** As a spreadsheet names it: A, B, … */
    readonly letter: string
    /** As it stands in the header. */
    readonly name: string
    /** What it was understood as; null: it is ignored. */
    readonly as: string | null
  }[]
  readonly rows: readonly PreviewRow[]
}

export interface PreviewRow {
  readonly row: number
  /** The record that it is about; null: that can't be said. */
  readonly sourcedId: string | null
  /** By column as it was understood; blank ones are left out. */
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly Diagnostic[]
}

/** A file to be filled in. */
export interface FileTemplate {
  readonly csv: string
  readonly columns: readonly {
    readonly name: string
    readonly meaning: string
    /** What else it may be called. */
    readonly aliases: readonly string[]
  }[]
}
