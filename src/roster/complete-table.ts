/**
 * Evidence that a table was read whole. Retiring somebody because a feed doesn't name them demands a
 * `CompleteTable`, and only `proveComplete` makes one: absence counts only where presence would have been seen.
 */

import type { Table } from './model.ts'

const PROOF = Symbol('proof')
const ALL_READ = Symbol('all read')

export interface CompleteTable {
  readonly table: Table
  readonly rowsRead: number
  readonly [PROOF]: true
}

export interface IncompleteTable {
  readonly table: Table
  readonly rowsRead: number
  /** A sentence for the report: what could not be shown. */
  readonly reason: string
  /** Set where only changes were sent, and every one of them was read: what a row says of its record is all there is. */
  readonly [ALL_READ]?: true
}

/** What a connector saw of a table's end. Every field must speak for completeness. */
export interface TableEnd {
  readonly table: Table
  /** A whole set was announced (bulk, full pull); a delta never proves absence. */
  readonly wholeSet: boolean
  /** Changes were announced: a row says everything about its record, and nothing about any other. Default: no. */
  readonly delta?: boolean
  /** The bytes or pages ended where their producer meant them to end. */
  readonly endSeen: boolean
  readonly rowsRead: number
  /** How many rows the producer says there are, where it says so. */
  readonly rowsAnnounced: number | null
  /** Rows of which not even the identity could be read. */
  readonly rowsUnidentified: number
}

/** Pure. Returns the evidence, or the first reason why there is none. */
export function proveComplete(end: TableEnd): CompleteTable | IncompleteTable {
  if (end.delta === true) {
    const reason = 'only changes were sent, not the whole set'
    const flaw = incompleteness({ ...end, wholeSet: true })
    const { table, rowsRead } = end
    return flaw === null ? { table, rowsRead, reason, [ALL_READ]: true } : { table, rowsRead, reason: flaw }
  }
  const reason = incompleteness(end)
  if (reason !== null) return { table: end.table, rowsRead: end.rowsRead, reason }
  return { table: end.table, rowsRead: end.rowsRead, [PROOF]: true }
}

export function isComplete(evidence: CompleteTable | IncompleteTable): evidence is CompleteTable {
  return PROOF in evidence
}

/** Whether what rows say of their records is all that was sent of them: a role that isn't there was not sent. */
export function isAllRead(evidence: CompleteTable | IncompleteTable): boolean {
  return isComplete(evidence) || ALL_READ in evidence
}

function incompleteness(end: TableEnd): string | null {
  if (!end.wholeSet) return 'only changes were sent, not the whole set'
  if (!end.endSeen) return 'the end of the data was not seen'
  if (end.rowsAnnounced !== null && end.rowsAnnounced !== end.rowsRead)
    return `${end.rowsAnnounced} rows were announced and ${end.rowsRead} were read`
  if (end.rowsUnidentified > 0) {
    const one = end.rowsUnidentified === 1
    return one
      ? '1 row is so damaged that nobody can say whom it is about'
      : `${end.rowsUnidentified} rows are so damaged that nobody can say whom they are about`
  }
  return null
}
