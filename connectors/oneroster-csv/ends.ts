/** Judges from how the files ended whether a table was read whole. */

import type { CsvEnd } from '../../src/feed/csv-file.ts'
import { proveComplete } from '../../src/roster/complete-table.ts'
import type { CompleteTable, IncompleteTable } from '../../src/roster/complete-table.ts'
import type { Table } from '../../src/roster/model.ts'
import type { OpenRoster } from './client.ts'
import { TABLE_OF, filesOf } from './files.ts'
import type { RosterFile } from './files.ts'

export interface FileEnd extends CsvEnd {
  readonly rowsRead: number
  /** Rows of which not even the identity could be read. */
  readonly rowsUnidentified: number
}

/**
 * Whether a file looks cut off: its last row is broken, or it lacks the final line break that other files of the same
 * package have.
 */
export function isCut(end: FileEnd, othersAreTerminated: boolean): boolean {
  return end.lastRowBroken || (!end.finalNewline && othersAreTerminated)
}

/** How the files ended. */
export interface Seen {
  readonly ends: ReadonlyMap<RosterFile, FileEnd>
  /** Whether this exporter ends its files with a line break. */
  readonly terminated: boolean
  /** Whether roles.csv ends before the row that stood last in it the time before. */
  readonly rolesMayBeCut: boolean
}

/** Beside a delta of users, roles.csv must be what it is announced as: all roles. */
function isUnderstood(names: readonly RosterFile[], roster: OpenRoster): boolean {
  return names.every((name) => {
    const file = roster.files.get(name)
    return name !== 'roles.csv' || file === undefined || file.wholeSet
  })
}

/** The evidence for one table. People of OneRoster 1.2 stand in two files: both must be whole. */
export function proveTable(table: Table, roster: OpenRoster, seen: Seen): CompleteTable | IncompleteTable {
  const { ends, terminated } = seen
  const names = filesOf(roster.version).filter((name) => TABLE_OF[name] === table)
  const rowsRead = ends.get(names.at(-1) ?? 'users.csv')?.rowsRead ?? 0
  const absent = names.find((name) => !ends.has(name))
  if (absent !== undefined) return { table, rowsRead, reason: `${absent} is not in the package` }
  const found = names.flatMap((name) => ends.get(name) ?? [])
  return proveComplete({
    table,
    wholeSet: names.every((name) => roster.files.get(name)?.wholeSet === true),
    delta: names.some((name) => roster.files.get(name)?.delta === true),
    endSeen:
      !found.some((end) => isCut(end, terminated)) &&
      isUnderstood(names, roster) &&
      !(table === 'people' && seen.rolesMayBeCut),
    rowsRead,
    rowsAnnounced: null,
    rowsUnidentified: found.reduce((sum, end) => sum + end.rowsUnidentified, 0),
  })
}
