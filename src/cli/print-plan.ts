/** A run's plan and its quarantined rows, line by line. Pure. No values: the records are named by their sourcedId. */

import { type Cell, formatTable } from './print.ts'
import type { MatchLine, PlannedChange, QuarantinedEntry } from './toolbox.ts'

/** Null: not asked for. */
export function printChanges(changes: readonly PlannedChange[] | null): readonly string[] {
  if (changes === null) return []
  if (changes.length === 0)
    return ['', 'No change of this plan was kept: there was none, or it was the first roster of its source.']
  const rows = changes.map((c): readonly Cell[] => [c.kind, c.op, c.key, c.fields.join(', ')])
  return ['', ...formatTable(['table', 'change', 'record', 'fields'], rows)]
}

const MATCH_WORDS: Readonly<Record<string, string>> = {
  zeros: 'leading zeros, name',
  identifier: 'identifier, name',
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
