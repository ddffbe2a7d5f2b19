/** The operator's desk for plans and quarantine: every change of a run field by field, every row that stays out. */

import { type Database, inDistrict } from '../../store/database.ts'
import { listRunSeatLines, type RunSeatLine } from '../../store/seats/run-seats.ts'
import { type OpenFault, listOpenFaults } from '../../store/sync/quarantine.ts'
import { type RunRef, type StoredChange, listRunChanges } from '../../store/sync/run.ts'
import type { SourcePlace } from '../../store/sync/source.ts'

/** Rows that are read at a time: a plan may have a million. */
const PAGE = 10_000

export interface ChangedField {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

export interface PlannedChange {
  readonly kind: string
  readonly op: string
  readonly key: string
  /** The sourcedId of the record; of a role, that of the person. */
  readonly record: string
  /** The fields of a change. */
  readonly fields: readonly string[]
  /** What differs; of a new record all that it has, of one that leaves nothing. Of a role: the role, and where. */
  readonly values: readonly ChangedField[]
}

/** The changes of a stored plan, by table and record, some thousand at a time. */
export async function* listChanges(db: Database, ref: RunRef): AsyncGenerator<readonly PlannedChange[]> {
  let after = { kind: '', key: '' }
  for (;;) {
    const place = after
    const rows = await inDistrict(db, { districtId: ref.districtId, actor: 'cli' }, (client) =>
      listRunChanges(client, ref, { after: place, limit: PAGE }),
    )
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map((row) => (row.kind === 'roles' ? toRoleChange(row) : toChange(row)))
    after = { kind: last.kind, key: last.key }
  }
}

/** Whom a stored plan would give, keep waiting or cost a seat, and why, some thousand at a time. */
export async function* listSeatChanges(db: Database, ref: RunRef): AsyncGenerator<readonly RunSeatLine[]> {
  let after = ''
  for (;;) {
    const place = after
    const rows = await inDistrict(db, { districtId: ref.districtId, actor: 'cli' }, (client) =>
      listRunSeatLines(client, ref, { after: place, limit: PAGE }),
    )
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last.key
  }
}

/** What is wrong with a source now, some thousand at a time. */
export async function* listFaults(db: Database, source: SourcePlace): AsyncGenerator<readonly OpenFault[]> {
  let after: OpenFault | null = null
  for (;;) {
    const place: OpenFault | null = after
    const page: readonly OpenFault[] = await inDistrict(db, { districtId: source.districtId, actor: 'cli' }, (client) =>
      listOpenFaults(client, source, { after: place, limit: PAGE }),
    )
    after = page.at(-1) ?? null
    if (after === null) return
    yield page
  }
}

function toChange({ kind, op, key, before, after }: StoredChange): PlannedChange {
  const was = fieldsOf(before)
  const becomes = fieldsOf(after)
  const values = Object.keys(becomes)
    // Beside the fields stands what the feed says of those that are edited by hand.
    .filter((name) => name !== 'sticky')
    .filter((name) => op !== 'change' || JSON.stringify(was[name]) !== JSON.stringify(becomes[name]))
    .map((field) => ({ field, before: op === 'change' ? textOf(was[field]) : null, after: textOf(becomes[field]) }))
    .filter((value) => value.before !== null || value.after !== null)
  return { kind, op, key, record: key, fields: op === 'change' ? values.map(({ field }) => field) : [], values }
}

/** A grant that comes or goes: whose, which, where. */
function toRoleChange({ kind, op, key, before, after }: StoredChange): PlannedChange {
  const grant = fieldsOf(after ?? before)
  const scope = textOf(grant['scope_sourced_id'])
  const where = `${textOf(grant['scope_type']) ?? ''}${scope === null ? '' : ` ${scope}`}`
  const field = textOf(grant['role']) ?? ''
  const values = [{ field, before: op === 'add' ? null : where, after: op === 'add' ? where : null }]
  return { kind, op, key, record: textOf(grant['person_sourced_id']) ?? key, fields: [], values }
}

function fieldsOf(record: unknown): Readonly<Record<string, unknown>> {
  return typeof record === 'object' && record !== null ? { ...record } : {}
}

/** As a person reads it: nothing for empty, lists by commas, the rest as it stands. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((item) => textOf(item) ?? '').join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
