/** What changed between two nights, as a district of its own, and as a package of deltas. */

import type { RosterRecord, Table } from '../../../src/roster/model.ts'
import type { District } from './district.ts'
import type { FileDraft, Line, PackageDraft } from './draft.ts'
import { replaceField } from './lines.ts'

/** The records of `after` that are new or other than in `before`, and those that left, as gone. For districts that fit into memory. */
export function changesBetween(before: District, after: District): District {
  return { ...after, records: (table) => changesOf(table, before, after) }
}

function* changesOf(table: Table, before: District, after: District): Generator<RosterRecord> {
  const known = new Map([...before.records(table)].map((record) => [record.sourcedId, record]))
  for (const record of after.records(table)) {
    const earlier = known.get(record.sourcedId)
    known.delete(record.sourcedId)
    if (earlier === undefined || JSON.stringify(earlier) !== JSON.stringify(record)) yield record
  }
  for (const record of known.values()) yield { ...record, status: 'gone' }
}

/** The package with every file announced as a delta and every row dated; roles.csv stays a whole set, as it has to. */
export function asDeltas(draft: PackageDraft, modifiedAt: string): PackageDraft {
  return { ...draft, files: draft.files.map((file) => (file.name === 'roles.csv' ? file : asDelta(file, modifiedAt))) }
}

function asDelta(file: FileDraft, modifiedAt: string): FileDraft {
  const change = file.name === 'manifest.csv' ? announced : (line: Line) => dated(line, file, modifiedAt)
  return {
    ...file,
    rows: {
      *[Symbol.iterator]() {
        for (const line of file.rows) yield change(line)
      },
    },
  }
}

function announced(line: Line): Line {
  return typeof line !== 'string' && line[0] !== 'file.roles' && line[1] === 'bulk' ? [line[0] ?? '', 'delta'] : line
}

function dated(line: Line, file: FileDraft, modifiedAt: string): Line {
  if (typeof line === 'string') return line
  return replaceField(line, file, { status: (said) => said || 'active', dateLastModified: modifiedAt })
}
