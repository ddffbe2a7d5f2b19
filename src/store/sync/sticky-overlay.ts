/** Manual edits over a plan: what a person edited by hand wins over what the feed says, field by field. */

import type { ClientBase } from 'pg'
import { MEMBER, STICKY_FIELDS, STICKY_KINDS, type StickyKind, nameOfColumn } from '../../roster/sticky-field.ts'
import type { Table } from '../../roster/model.ts'
import { namesOf } from './roster-diff.ts'
import { ROSTER_TABLES, fill } from './roster-table.ts'
import type { RunConnection } from './run-connection.ts'
import { sql } from '../sql.ts'

/** A field of one record that a source knows. */
export interface FieldPlace {
  readonly kind: StickyKind
  readonly sourcedId: string
  readonly field: string
}

/**
 * Puts the manual values over the planned records of one table; the row hash stays the feed's. After `diffPresent`,
 * before anything counts or hashes.
 */
export function overlayPlan(connection: RunConnection, table: Table, sourceId: string): Promise<void> {
  const { districtId } = connection
  return connection.inDistrict((client) => overlayTable(client, table, { districtId, sourceId }))
}

/** The same inside a transaction. */
export async function overlayTable(
  client: ClientBase,
  table: Table,
  place: Omit<OverlayPlace, 'runId'>,
): Promise<void> {
  const kinds = await stickyKinds(client, place.districtId)
  const kind = STICKY_KINDS.find((one) => one === table)
  if (kind !== undefined && kinds.has(kind)) await overlayKind(client, kind, place)
}

/** Notes who was taken out by hand and is no longer in the feed either. `complete`: the feed's list was whole. */
export async function noteUnnamedMembers(
  connection: RunConnection,
  place: { readonly sourceId: string; readonly complete: boolean },
): Promise<void> {
  await connection.inDistrict((client) =>
    client.query(sql('note_unnamed_members'), [connection.districtId, place.sourceId, place.complete]),
  )
}

interface OverlayPlace {
  readonly districtId: string
  readonly sourceId: string
  readonly runId: string
}

/**
 * In the apply transaction, under the district's lock: puts the manual values over the plan once more, because somebody
 * may have edited or given back a field since it was made. Returns the planned changes that such an edit superseded;
 * the run's stored changes say so, too.
 */
export async function overlayAgain(client: ClientBase, place: OverlayPlace): Promise<readonly FieldPlace[]> {
  const superseded: FieldPlace[] = []
  await client.query(sql('follow_merged_people'), [place.districtId])
  for (const kind of await overlaidKinds(client, place.districtId)) {
    const { rows } = await client.query<FieldRow>(
      fill('find_superseded_fields', { ...namesOf(ROSTER_TABLES[kind]), speaking: speakingOf(kind) }),
      [place.districtId, place.sourceId, kind],
    )
    superseded.push(...rows.map((row) => toPlace(kind, row)))
    await noteSuperseded(client, place, { kind, rows })
    await overlayKind(client, kind, place)
  }
  return superseded
}

/** After the apply: what the feed says now of the fields that stay as people edited them, and who leads their classes. */
export async function settleSticky(client: ClientBase, place: OverlayPlace & { readonly now: Date }): Promise<void> {
  const { districtId, sourceId, runId, now } = place
  const kinds = await stickyKinds(client, districtId)
  for (const kind of kinds)
    await client.query(fill('write_feed_values', { ...namesOf(ROSTER_TABLES[kind]), speaking: speakingOf(kind) }), [
      districtId,
      sourceId,
      kind,
    ])
  if (!kinds.has('enrolments')) return
  await client.query(sql('write_feed_members'), [districtId])
  await client.query(sql('settle_class_leads'), [districtId, now, runId, null])
}

/** Of two people who turn out to be one: what was edited by hand of the one who goes is edited of the one who stays. */
export async function moveEdits(
  client: ClientBase,
  pair: { readonly districtId: string; readonly personId: string; readonly otherId: string },
): Promise<void> {
  const columns = STICKY_FIELDS.people.map(({ column }) => column)
  const statement = fill('move_edits', {
    columns: columns.join(', '),
    loaded: columns.map((column) => `r.${column}`).join(', '),
  })
  await client.query(statement, [pair.districtId, pair.personId, pair.otherId])
}

/** Where a manual value and the feed differ, with the plan that is in the change tables, if any. */
export async function listConflicts(
  client: ClientBase,
  place: Omit<OverlayPlace, 'runId'>,
): Promise<readonly FieldPlace[]> {
  const conflicts: FieldPlace[] = []
  const kinds = await stickyKinds(client, place.districtId)
  for (const kind of kinds) {
    const { rows } = await client.query<FieldRow>(
      fill('list_field_conflicts', { ...namesOf(ROSTER_TABLES[kind]), record: RECORD_OF_LIVE[kind] }),
      [place.districtId, place.sourceId, kind],
    )
    conflicts.push(...rows.map((row) => toPlace(kind, row)))
  }
  if (!kinds.has('enrolments')) return conflicts
  const members = await client.query<FieldRow>(sql('list_member_conflicts'), [place.districtId, place.sourceId])
  return [...conflicts, ...members.rows.map((row) => toPlace('enrolments', row))]
}

interface FieldRow {
  readonly sourced_id: string
  readonly field: string
}

function toPlace(kind: StickyKind, row: FieldRow): FieldPlace {
  return { kind, sourcedId: row.sourced_id, field: nameOfColumn(kind, row.field) }
}

/** The name of a live row in `sticky_field.record`; of a person's records the one that speaks. */
const RECORD_OF_LIVE: Readonly<Record<StickyKind, string>> = {
  people: 'l.person_id::text and l.speaks',
  classes: 'l.id::text',
  orgs: 'l.id::text',
  enrolments: "$2 || '/' || l.sourced_id",
}

/** Of a person who has several records only one gives the fields: what the others say of them is no news. */
function speakingOf(kind: StickyKind): string {
  return kind === 'people' ? SPEAKING : ''
}

const SPEAKING = `and not exists (select from person_source s where s.district_id = $1 and s.source_id = $2
  and s.sourced_id = c.sourced_id and not s.speaks)`

/** The kinds of which some field is edited by hand in this district. */
async function stickyKinds(client: ClientBase, districtId: string): Promise<ReadonlySet<StickyKind>> {
  const { rows } = await client.query<{ kind: StickyKind }>(sql('list_sticky_kinds'), [districtId])
  return new Set(rows.map(({ kind }) => kind))
}

/** These, and those whose planned changes carry a manual value though it may have been given back since. */
async function overlaidKinds(client: ClientBase, districtId: string): Promise<readonly StickyKind[]> {
  const kinds = await stickyKinds(client, districtId)
  const found: StickyKind[] = []
  for (const kind of STICKY_KINDS) {
    const { rows } = await client.query(`select from ${ROSTER_TABLES[kind].change} where sticky is not null limit 1`)
    if (kinds.has(kind) || rows.length > 0) found.push(kind)
  }
  return found
}

async function overlayKind(client: ClientBase, kind: StickyKind, place: Omit<OverlayPlace, 'runId'>): Promise<void> {
  const { districtId, sourceId } = place
  await client.query(fill('overlay_sticky_fields', namesOf(ROSTER_TABLES[kind])), [districtId, sourceId, kind])
  if (kind === 'enrolments') await client.query(sql('withhold_removed_enrolments'), [districtId, sourceId])
}

/** Nothing of a change is applied where somebody was taken out of the class. */
function skippedOf(kind: StickyKind, rows: readonly FieldRow[]): string {
  if (rows.some(({ field }) => field === MEMBER)) return MEMBER
  return rows.map(({ field }) => nameOfColumn(kind, field)).join(',')
}

async function noteSuperseded(
  client: ClientBase,
  place: OverlayPlace,
  found: { readonly kind: StickyKind; readonly rows: readonly FieldRow[] },
): Promise<void> {
  if (found.rows.length === 0) return
  const fieldsOf = Map.groupBy(found.rows, (row) => row.sourced_id)
  const skipped = Object.fromEntries([...fieldsOf].map(([sourcedId, rows]) => [sourcedId, skippedOf(found.kind, rows)]))
  await client.query(sql('note_superseded_changes'), [
    place.districtId,
    place.runId,
    found.kind,
    JSON.stringify(skipped),
  ])
}
