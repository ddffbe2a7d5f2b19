/** The rows of one table until there are enough of them to be handed on. */

import type { FeedEvent } from '../../src/feed/connector.ts'
import type { Diagnostic, QuarantinedRow } from '../../src/roster/diagnostic.ts'
import type { FeedRow, RosterRecord, Table } from '../../src/roster/model.ts'
import type { ObjectReader } from './object-reader.ts'

export class TableBatch {
  readonly table: Table
  readonly #rowsMax: number
  #rows: FeedRow[] = []
  #quarantined: QuarantinedRow[] = []
  #infos: Diagnostic[] = []
  rowsRead = 0
  rowsUnidentified = 0

  constructor(table: Table, rowsMax: number) {
    this.table = table
    this.#rowsMax = rowsMax
  }

  get isFull(): boolean {
    return this.#rows.length + this.#quarantined.length >= this.#rowsMax
  }

  /** Takes what was read of the object that the reader stands at, or puts it into quarantine. */
  takeObject(reader: ObjectReader, record: RosterRecord, modifiedAt?: string): void {
    if (reader.faults.length > 0) {
      this.quarantine({ file: reader.file, row: reader.row }, reader.identify(), reader.faults)
      return
    }
    this.take({ file: reader.file, row: reader.row }, record, modifiedAt)
  }

  take(at: FeedRow['at'], record: RosterRecord, modifiedAt?: string): void {
    this.rowsRead += 1
    this.#rows.push(modifiedAt === undefined ? { record, at } : { record, at, modifiedAt })
  }

  quarantine(at: FeedRow['at'], sourcedId: string | null, diagnostics: readonly Diagnostic[]): void {
    this.rowsRead += 1
    if (sourcedId === null) this.rowsUnidentified += 1
    this.#quarantined.push({ table: this.table, ...at, sourcedId, diagnostics })
  }

  say(diagnostics: readonly Diagnostic[]): void {
    this.#infos.push(...diagnostics)
  }

  /** What waits, as events. */
  *flush(): Generator<FeedEvent> {
    if (this.#infos.length > 0) yield { type: 'diagnostics', diagnostics: this.#infos }
    const [rows, quarantined] = [this.#rows, this.#quarantined]
    this.#infos = []
    this.#rows = []
    this.#quarantined = []
    const rowsReceived = rows.length + quarantined.length
    if (rowsReceived > 0) yield { type: 'rows', table: this.table, rows, quarantined, rowsReceived }
  }
}
