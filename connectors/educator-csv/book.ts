/** Gathers the rows of a list by person: somebody at two schools may stand in two rows, and is one record. */

import type { Diagnostic, QuarantinedRow } from '../../src/roster/diagnostic.ts'
import type { FeedRow, PersonRecord } from '../../src/roster/model.ts'
import { sortRoles, type UploadRow } from './people.ts'

interface Entry {
  readonly row: number
  readonly person: PersonRecord
}

/** All rows of one list. */
export class UploadBook {
  /** Rows of which not even the person could be read. */
  unidentified = 0
  /** The record of the row that stands last; null: that can't be said. */
  last: string | null = null
  readonly #file: string
  readonly #people = new Map<string, Entry[]>()
  readonly #quarantined: QuarantinedRow[] = []
  readonly #damaged = new Set<string>()

  constructor(file: string) {
    this.#file = file
  }

  take(row: number, { sourcedId, person }: UploadRow, faults: readonly Diagnostic[]): void {
    this.last = sourcedId
    if (faults.length > 0 || sourcedId === null) {
      if (sourcedId === null) this.unidentified += 1
      else this.#damaged.add(sourcedId)
      this.#quarantined.push({ table: 'people', file: this.#file, row, sourcedId, diagnostics: faults })
      return
    }
    const entries = this.#people.get(sourcedId)
    if (entries === undefined) this.#people.set(sourcedId, [{ row, person }])
    else entries.push({ row, person })
  }

  get quarantined(): readonly QuarantinedRow[] {
    return this.#quarantined
  }

  /**
   * The people with the row that names them first. Nobody of whom one row is damaged: it may hold another school of
   * theirs, which would be taken. Rows that contradict each other stay apart, for the check of the set to refuse.
   */
  *rows(): Generator<FeedRow> {
    for (const [sourcedId, entries] of this.#people) {
      if (this.#damaged.has(sourcedId)) continue
      for (const { row, person } of agree(entries) ? [merge(entries)] : entries)
        yield { record: person, at: { file: this.#file, row } }
    }
  }
}

/** Whether rows may be one person: everything but where and as what they work has to be the same. */
function agree(entries: readonly Entry[]): boolean {
  return new Set(entries.map(({ person }) => JSON.stringify({ ...person, feedRoles: [] }).toLowerCase())).size === 1
}

function merge(entries: readonly Entry[]): Entry {
  const [first, ...others] = entries
  if (first === undefined) throw new RangeError('Nobody stands in no row.')
  if (others.length === 0) return first
  const feedRoles = sortRoles(entries.flatMap(({ person }) => person.feedRoles))
  return { row: first.row, person: { ...first.person, feedRoles } }
}
