/** Gathers the rows of one file into the pieces that are handed on, good and quarantined ones apart. */

import type { FeedEvent, KnownTable } from '../../src/feed/connector.ts'
import type { CsvRow } from '../../src/feed/csv-rows.ts'
import { toBigint } from '../../src/feed/fingerprint.ts'
import { flatten } from '../../src/feed/flat.ts'
import { isIdentifier } from '../../src/feed/identifiers.ts'
import type { RowReader } from '../../src/feed/row-reader.ts'
import type { QuarantinedRow } from '../../src/roster/diagnostic.ts'
import type { FeedRow, RosterRecord, RowLocation, Table } from '../../src/roster/model.ts'
import type { OpenFile } from './client.ts'
import { TABLE_OF } from './files.ts'

interface ShortRow {
  readonly row: number
  readonly fields: number
  readonly sourcedId: string | null
}

export interface RowHandling {
  /** When the row of a delta says that its record changed; not asked for a whole set. */
  readonly readChange: (() => string) | null
  /** The record of the row that the row reader stands at; null: it is kept elsewhere. */
  readonly read: () => RosterRecord | null
  readonly onQuarantined: (sourcedId: string | null) => void
  /** Whether a last row without a line break is a sign that the file was cut: its last field may be half of one. */
  readonly looksCut: () => boolean
  /** Rows that need no reading. */
  readonly known: KnownTable | null
}

export const EXPECTED_END = 'whole rows up to the end, the last one ended by a line break'

const SAYING_GONE: ReadonlySet<string> = new Set(['sourcedId', 'status', 'dateLastModified'])

/** One file's rows. `take` each, `flush` when enough are `waiting`. */
export class TableRows {
  readonly #table: Table
  readonly #width: number
  /** Where the row says whom it is about. */
  readonly #identityAt: number
  /** Rows of roles.csv are no records of their own: they count where the people do. */
  readonly #countsRows: boolean
  readonly #row: RowReader
  readonly #how: RowHandling
  #rows: FeedRow[] = []
  #quarantined: QuarantinedRow[] = []
  #received = 0
  #passed = 0
  #rowsRead = 0
  #rowsUnidentified = 0
  #lastShort: ShortRow | null = null

  constructor(open: OpenFile, row: RowReader, how: RowHandling) {
    this.#table = TABLE_OF[open.name]
    this.#width = open.header.width
    this.#identityAt = open.header.at.get(open.name === 'roles.csv' ? 'userSourcedId' : 'sourcedId') ?? -1
    this.#countsRows = open.name !== 'roles.csv'
    this.#row = row
    this.#how = how
  }

  /** How many rows wait to be handed on. */
  get waiting(): number {
    return this.#received
  }

  /** Counts rows that are known and were not even looked at. */
  pass(rows: number): void {
    this.#rowsRead += rows
    this.#passed += rows
  }

  take(csvRow: CsvRow): void {
    const { fingerprint } = csvRow
    if (fingerprint !== null && csvRow.terminated && this.#how.known !== null) {
      if (this.#how.known.see(fingerprint.high, fingerprint.low, csvRow.row)) {
        this.pass(1)
        return
      }
    }
    this.#rowsRead += 1
    this.#received += 1
    const saidBefore = this.#row.infosWaiting
    this.#row.begin(csvRow)
    // Where the row as a whole is damaged its fields may stand in the wrong columns: reading them would accuse the innocent.
    const misshapen = csvRow.faults?.some((fault) => fault.column === null) === true
    const record = misshapen ? null : this.#how.read()
    const modifiedAt = misshapen ? undefined : this.#how.readChange?.()
    // Who is deleted needs no name any more: exporters leave the rest of such a row blank.
    if (modifiedAt !== undefined && record?.status === 'gone') this.#row.forgive(SAYING_GONE)
    if (!csvRow.terminated && this.#how.looksCut()) this.#row.fault('file_cut', null, EXPECTED_END)
    if (this.#row.faults.length > 0) this.#quarantine(csvRow)
    else if (record !== null) {
      const row = rowOf(record, { file: this.#row.file, row: csvRow.row }, modifiedAt)
      // A row about which there is something to say is read, and told, every time.
      const known = fingerprint !== null && this.#row.infosWaiting === saidBefore
      this.#rows.push(known ? { ...row, fingerprint: toBigint(fingerprint.high, fingerprint.low) } : row)
    }
  }

  /** What waits, as events. */
  *flush(): Generator<FeedEvent> {
    const infos = this.#row.takeInfos()
    if (infos.length > 0) yield { type: 'diagnostics', diagnostics: infos }
    const [rows, quarantined] = [this.#rows, this.#quarantined]
    const rowsReceived = this.#countsRows ? this.#received + this.#passed : 0
    this.#rows = []
    this.#quarantined = []
    this.#received = 0
    this.#passed = 0
    if (rowsReceived > 0 || quarantined.length > 0) {
      yield { type: 'rows', table: this.#table, rows, quarantined, rowsReceived, file: this.#row.file }
    }
  }

  counts(): { readonly rowsRead: number; readonly rowsUnidentified: number } {
    return { rowsRead: this.#rowsRead, rowsUnidentified: this.#rowsUnidentified }
  }

  #quarantine(csvRow: CsvRow): void {
    const sourcedId = this.#identify(csvRow)
    if (sourcedId === null) this.#rowsUnidentified += 1
    this.#how.onQuarantined(sourcedId)
    this.#quarantined.push({
      table: this.#table,
      file: this.#row.file,
      row: csvRow.row,
      sourcedId,
      diagnostics: this.#row.faults,
    })
  }

  /** Whom a faulty row is about, where that can be said for certain. */
  #identify(csvRow: CsvRow): string | null {
    const before = this.#lastShort
    const { length } = csvRow.fields
    const raw = (csvRow.fields[this.#identityAt] ?? '').trim()
    const own = isIdentifier(raw) ? flatten(raw) : null
    this.#lastShort = length < this.#width ? { row: csvRow.row, fields: length, sourcedId: own } : null
    // An unquoted comma makes a row a field or two longer; half as long again, it may be two rows whose line break is
    // lost, and nobody can say who the second one was.
    if (length >= this.#width + Math.max(2, Math.floor(this.#width / 2))) return null
    if (before?.row !== csvRow.row - 1) return own
    // Behind a row that is too short, the rest of that row may stand here: what looks like an id may be half a name.
    // Where it doesn't look like one and both together are as wide as a row, they are the two halves of one.
    const halves = own === null && before.fields + length - 1 === this.#width
    return halves ? before.sourcedId : null
  }
}

function rowOf(record: RosterRecord, at: RowLocation, modifiedAt: string | undefined): FeedRow {
  return modifiedAt === undefined ? { record, at } : { record, at, modifiedAt }
}
