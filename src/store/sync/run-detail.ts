/** What one run changed and what it left out, a page at a time, within the schools that somebody may see. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { ADMINISTRATOR_ROLES } from '../../roster/guard.ts'
import type { Table } from '../../roster/model.ts'
import type { StickyKind } from '../../roster/sticky-field.ts'
import type { PrismaTransaction } from '../database.ts'
import type { Page, PageRequest } from '../page.ts'
import { pageFrom } from '../page.ts'
import type { PersonTrace } from '../people/person-trace.ts'
import { reachSchools } from '../scope.ts'
import { query, querySorted } from '../world.ts'
import { type ListOrder, sorted } from '../sort.ts'

export interface RunChangeRow {
  readonly kind: Table | 'roles'
  readonly op: 'add' | 'change' | 'retire'
  /** The record's sourcedId; of a role: person, role, scope. */
  readonly key: string
  readonly before: unknown
  readonly after: unknown
  readonly row: number | null
  readonly skipped: string | null
}

export interface QuarantineRow {
  readonly file: string
  readonly row: number
  readonly code: string
  readonly field: string | null
  readonly table: string
  readonly sourcedId: string | null
  readonly expected: string
  readonly fixBy: string
}

interface RunSearch extends PageRequest {
  readonly runId: string
}

const CHANGES_ORDER: ListOrder = {
  by: {
    kind: ['page.kind'],
    key: ['page.key'],
    op: ['page.op'],
  },
  otherwise: 'page.kind, page.key',
}

/** One page of the run's changes; `kind` null: of every kind. */
export async function listRunChangePage(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  search: RunSearch & { readonly kind: string | null },
): Promise<Page<RunChangeRow>> {
  const { limit, offset } = pageFrom(search)
  const values = [...reachSchools(grant), search.runId, search.kind, limit, offset]
  const [row] = await querySorted<{ total: number; items: RunChangeRow[] }>(
    tx,
    sorted('list_run_change_page', search, CHANGES_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

const ROWS_ORDER: ListOrder = {
  by: {
    file: ['page.file', 'page.row_number'],
    code: ['page.code'],
    sourcedId: ['page.sourced_id'],
  },
  nullable: ['sourcedId'],
  otherwise: 'page.file, page.row_number, page.code, page.field',
}

/** One page of the run's quarantined rows, one entry per fault. */
export async function listQuarantinePage(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  search: RunSearch,
): Promise<Page<QuarantineRow>> {
  const { limit, offset } = pageFrom(search)
  const values = [...reachSchools(grant), search.runId, limit, offset]
  const [row] = await querySorted<{ total: number; items: QuarantineRow[] }>(
    tx,
    sorted('list_quarantine_page', search, ROWS_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

export interface EditedFieldRow {
  readonly kind: StickyKind
  readonly sourcedId: string
  readonly field: string
  /** The person, class or org, of an enrolment its class; null: the roster has it no more. */
  readonly recordId: string | null
}

/** The first hundred fields that the run's report names, as far as the scope reaches. */
export interface EditedFields {
  /** How many there are in the whole district; null where only schools are in scope. */
  readonly count: number | null
  readonly fields: readonly EditedFieldRow[]
}

export interface RunEdits {
  /** Edited by hand, and the feed says otherwise. */
  readonly conflicts: EditedFields
  /** Planned changes that an edit by hand overtook. */
  readonly superseded: EditedFields
}

/** What the run's report says of edits by hand; null: there is no such run. */
export async function listRunEdits(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  runId: string,
): Promise<RunEdits | null> {
  type Row = EditedFields & { readonly section: keyof RunEdits }
  const rows = await query<Row>(tx, 'list_run_edits', [...reachSchools(grant), runId])
  const sectionOf = (wanted: keyof RunEdits): EditedFields | null => {
    const row = rows.find(({ section }) => section === wanted)
    return row === undefined ? null : { count: row.count, fields: row.fields }
  }
  const [conflicts, superseded] = [sectionOf('conflicts'), sectionOf('superseded')]
  return conflicts === null || superseded === null ? null : { conflicts, superseded }
}

/** The trace of a person who belongs to the schools in scope, or null. */
export async function findPersonTrace(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  personId: string,
): Promise<PersonTrace | null> {
  const [reached] = await query<{ id: string }>(tx, 'find_person_in_scope', [...reachSchools(grant), personId])
  if (reached === undefined) return null
  const [row] = await query<{ trace: PersonTrace }>(tx, 'trace_person', [grant.principal.districtId, BigInt(personId)])
  return row?.trace ?? null
}

/** Whether the run's plan gives anybody a role that manages others: then only those may approve it who may make such. */
export async function raisesAdministrators(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  runId: string,
): Promise<boolean> {
  const values = [grant.principal.districtId, runId, ADMINISTRATOR_ROLES]
  const [row] = await query<{ rises: boolean }>(tx, 'find_administrator_rise', values)
  return row?.rises ?? false
}

/** Whether the run took from anybody a role that manages others: taking the run back gives it again. */
export async function tookAdministrators(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  runId: string,
): Promise<boolean> {
  const values = [grant.principal.districtId, runId, ADMINISTRATOR_ROLES]
  const [row] = await query<{ rises: boolean }>(tx, 'find_undone_rise', values)
  return row?.rises ?? false
}
