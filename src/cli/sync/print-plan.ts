/** A run's plan and its quarantined rows, line by line. Pure. */

import type { CsvRow } from '../csv.ts'
import { type Cell, formatCount, formatTable } from '../print.ts'
import type { MatchLine } from '../people/identity-tools.ts'
import type { PlannedChange, QuarantinedEntry } from '../toolbox.ts'

export const CHANGE_HEADER = ['table', 'change', 'record', 'field', 'before', 'after']
/** More lines than these are for a file, not for eyes. */
const SHOWN_MAX = 2_000

/** One row for each field that differs; of a record that only leaves, one. */
export function changeRows({ kind, op, record, values }: PlannedChange): readonly CsvRow[] {
  if (values.length === 0) return [[kind, op, record, null, null, null]]
  return values.map(({ field, before, after }) => [kind, op, record, field, before, after])
}

/** Null: not asked for. */
export function printChanges(changes: readonly PlannedChange[] | null): readonly string[] {
  if (changes === null) return []
  if (changes.length === 0)
    return ['', 'No change of this plan was kept: there was none, or it was the first roster of its source.']
  const rows = changes.flatMap((change) => changeRows(change))
  const more = rows.length - SHOWN_MAX
  return [
    '',
    ...formatTable(CHANGE_HEADER, rows.slice(0, SHOWN_MAX)),
    ...(more > 0 ? [`… and ${formatCount(more)} more: --changes --csv FILE writes all of them.`] : []),
  ]
}

/** What two records are alike in. */
export const MATCH_WORDS: Readonly<Record<string, string>> = {
  zeros: 'leading zeros, name',
  identifier: 'identifier, name',
  email: 'e-mail address, name',
  login: 'user name or address, name',
  school: 'school, name',
}

/** Null: not asked for. */
export function printMatches(matches: readonly MatchLine[] | null): readonly string[] {
  if (matches === null) return []
  if (matches.length === 0) return ['', 'Nobody leaves and comes back under another sourcedId.']
  const rows = matches.map(({ oldSourcedId, newSourcedId, personId, because, joined }): readonly Cell[] => [
    oldSourcedId,
    newSourcedId,
    personId,
    MATCH_WORDS[because] ?? because,
    joined ? 'yes, by policy' : 'with --match',
  ])
  return ['', ...formatTable(['leaves', 'comes', 'person', 'alike in', 'stays one'], rows)]
}

/** Null: not asked for. */
export function printQuarantined(entries: readonly QuarantinedEntry[] | null): readonly string[] {
  if (entries === null) return []
  if (entries.length === 0) return ['', 'No row was quarantined.']
  const rows = entries.map((q): readonly Cell[] => [q.file, q.row, q.field ?? '', q.code, q.expected, q.fixBy])
  return ['', ...formatTable(['file', 'row', 'field', 'finding', 'expected', 'for'], rows)]
}
