/** Files that may have been cut behind a whole row: judged once the plan of their table is made, and taken back from it. */

import { type FileCopy, type KnownEnd, judgeEnd } from '../roster/file-end.ts'
import { isComplete } from '../roster/complete-table.ts'
import type { Table } from '../roster/model.ts'
import { isActive, isNamed, keepWiderRoles, withdrawAbsences } from '../store/sync/absences.ts'
import type { RunConnection } from '../store/sync/run-connection.ts'
import { type Findings, note } from './diagnostics.ts'
import type { Intake } from './intake.ts'

export interface TableEnds {
  /** The table's file may be cut: nothing was concluded from absence. */
  readonly doubtful: boolean
  /** What to know of its files the next time, by file. */
  readonly next: Readonly<Record<string, KnownEnd>>
}

interface Judging {
  readonly connection: RunConnection
  readonly sourceId: string
  readonly intake: Intake
  readonly findings: Findings
}

/** After `diffGone` of the table. Files that prove their own end (those of a zip) are not judged. */
export async function judgeTable(
  { connection, sourceId, intake, findings }: Judging,
  table: Table,
  orphans: boolean,
): Promise<TableEnds> {
  const known = intake.memory.tables.get(table)?.fileEnds ?? {}
  const evidence = intake.evidence.get(table)
  const whole = evidence !== undefined && isComplete(evidence)
  const next: Record<string, KnownEnd> = { ...known }
  const named = (sourcedId: string): Promise<boolean> => isNamed(connection, table, { sourceId, sourcedId })
  const comesToSameEnd = async (copy: FileCopy, before: KnownEnd | undefined): Promise<boolean> => {
    const end = before?.doubted?.last ?? null
    if (copy.last === null || end === null) return false
    if (copy.last === end) return true
    // Of roles.csv there are no records to ask for.
    if (copy.lastSeen !== null || !(await named(end))) return false
    return !(await isActive(connection, table, { sourceId, sourcedId: copy.last }))
  }
  let doubtful = false
  for (const copy of intake.copies.get(table) ?? []) {
    const before = known[copy.file]
    // What is not whole for another reason concludes nothing anyway, and tells nothing of where the file should end.
    if (!whole && copy.lastSeen !== false) continue
    const lastSeen = copy.lastSeen ?? (before === undefined || (await named(before.last)))
    const sameEnd = !lastSeen && (await comesToSameEnd(copy, before))
    const verdict = judgeEnd(before, copy, { lastSeen, sameEnd })
    if (verdict.next !== null) next[copy.file] = verdict.next
    if (!verdict.doubtful) continue
    const expected = 'the record that stood last the time before, or another copy of the file that ends without it'
    note(findings, { code: 'file_shorter', file: copy.file, row: null, field: null, expected })
    // A file that stands beside the one of the records, as roles.csv does: what it lacks nobody loses.
    if (copy.lastSeen === false) await keepWiderRoles(connection, sourceId)
    doubtful = true
  }
  // An empty table is for the guard: it holds the run.
  const withdrawn = doubtful && whole && intake.received[table] > 0
  if (withdrawn) await withdrawAbsences(connection, table, { sourceId, orphans })
  return { doubtful: withdrawn, next }
}
