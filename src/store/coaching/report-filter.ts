/** Filters of coaching reports that somebody keeps under a name, and shared ones. In the district's transaction. */

import type pg from 'pg'
import { sql } from '../sql.ts'

/** What a filter asks: a choice and no right. Ids that have gone out of reach show nothing. */
export interface AskedReport {
  readonly whose: 'mine' | 'all'
  /** Days; both null: the school year so far, whenever it is opened. */
  readonly from: string | null
  readonly to: string | null
  readonly schoolId: string | null
  readonly typeId: string | null
  readonly tagId: string | null
  /** Of one's own work: with somebody of one's caseloads alone. */
  readonly caseload: 'mine' | null
  /** The schools of a group. */
  readonly groupId: string | null
  /** With somebody who teaches it now. */
  readonly grade: string | null
}

export interface ReportFilterRow {
  readonly id: string
  readonly name: string
  readonly isShared: boolean
  readonly isMine: boolean
  readonly asked: AskedReport
  readonly version: string
}

const NEWER = { caseload: null, groupId: null, grade: null } as const

interface Owner {
  readonly districtId: string
  /** Null: no person of the roster; they see what is shared. */
  readonly personId: string | null
}

/** Theirs and the shared ones, by name. */
export async function listReportFilters(
  client: pg.ClientBase,
  { districtId, personId }: Owner,
): Promise<readonly ReportFilterRow[]> {
  const { rows } = await client.query<ReportFilterRow>(sql('list_report_filters'), [districtId, personId])
  // What was kept before there was a choice of caseloads, of groups and of grades.
  return rows.map((row) => ({ ...row, asked: { ...NEWER, ...row.asked } }))
}

/** The same, in whose transaction the person keeps no other. */
export async function lockReportFilters(
  client: pg.ClientBase,
  owner: Owner & { readonly personId: string },
): Promise<readonly ReportFilterRow[]> {
  await client.query(sql('lock_report_filters'), [owner.districtId, owner.personId])
  return listReportFilters(client, owner)
}

export async function addReportFilter(
  client: pg.ClientBase,
  { districtId, personId }: Owner,
  filter: Pick<ReportFilterRow, 'name' | 'isShared' | 'asked'> & { readonly now: Date },
): Promise<string> {
  const { name, isShared, asked, now } = filter
  const values = [districtId, personId, name, isShared, JSON.stringify(asked), now]
  const { rows } = await client.query<{ id: string }>(sql('add_report_filter'), values)
  return rows[0]?.id ?? ''
}

/** False where somebody has changed it since. */
export async function changeReportFilter(
  client: pg.ClientBase,
  districtId: string,
  { id, name, isShared, version, now }: Omit<ReportFilterRow, 'isMine' | 'asked'> & { readonly now: Date },
): Promise<boolean> {
  const { rowCount } = await client.query(sql('change_report_filter'), [districtId, id, name, isShared, version, now])
  return rowCount === 1
}

export async function deleteReportFilter(client: pg.ClientBase, districtId: string, id: string): Promise<void> {
  await client.query(sql('delete_report_filter'), [districtId, id])
}

/** Puts on the audit log what became of a shared filter: whoever reads reports meets it. */
export async function auditReportFilter(
  client: pg.ClientBase,
  districtId: string,
  { id, action }: { readonly id: string; readonly action: 'share' | 'unshare' | 'change' | 'delete' },
): Promise<void> {
  await client.query(sql('append_audit_entry'), [districtId, `report_filter.${action}`, `report_filter:${id}`, '{}'])
}
