/** Schools as the district keeps them beside the feed, and groups of schools. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { SchoolRow } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'

export interface SchoolInformation {
  readonly address: string | null
  readonly phone: string | null
  readonly website: string | null
  readonly email: string | null
}

export interface OrganisationSchool extends SchoolRow, SchoolInformation {
  /** Of the feed. */
  readonly identifier: string | null
  readonly classes: number
  /** When the district wrote last; null: never. */
  readonly setAt: Date | null
}

/** The active schools in scope, by name. */
export async function listOrganisationSchools(
  client: pg.ClientBase,
  grant: Grant<Capability>,
): Promise<readonly OrganisationSchool[]> {
  const { rows } = await client.query<OrganisationSchool>(sql('list_organisation_schools'), [...reachSchools(grant)])
  return rows
}

export interface SchoolGroup {
  readonly id: string
  readonly name: string
  readonly schools: readonly SchoolRow[]
  readonly changedAt: Date
}

export async function listSchoolGroups(client: pg.ClientBase, districtId: string): Promise<readonly SchoolGroup[]> {
  const { rows } = await client.query<SchoolGroup>(sql('list_school_groups'), [districtId])
  return rows
}

/** Writes what the district knows of a school; false, and nothing written, where somebody else has since `seenAt`. */
export async function writeSchoolInformation(
  client: pg.ClientBase,
  of: { readonly districtId: string; readonly schoolId: string; readonly seenAt: Date | null; readonly now: Date },
  { address, phone, website, email }: SchoolInformation,
): Promise<boolean> {
  const { districtId, schoolId, seenAt, now } = of
  const values = [districtId, schoolId, address, phone, website, email, seenAt, now]
  const { rowCount } = await client.query(sql('write_school_information'), values)
  if (rowCount !== 1) return false
  await client.query(sql('append_audit_entry'), [districtId, 'school.edit', `org:${schoolId}`, '{}'])
  return true
}

interface GroupAt {
  readonly districtId: string
  readonly groupId: string
}

/** Makes a group; its id, or null where there is one of that name. */
export async function addSchoolGroup(
  client: pg.ClientBase,
  group: { readonly districtId: string; readonly name: string; readonly now: Date },
): Promise<string | null> {
  const { districtId, name, now } = group
  const { rows } = await client.query<{ id: string }>(sql('add_school_group'), [districtId, name, now])
  const groupId = rows[0]?.id ?? null
  if (groupId !== null) await audit(client, { districtId, groupId }, 'school_group.add')
  return groupId
}

/** Whether another group than this one has the name. */
export async function isGroupNameTaken(
  client: pg.ClientBase,
  { districtId, groupId }: GroupAt,
  name: string,
): Promise<boolean> {
  const { rows } = await client.query<{ id: string }>(sql('find_school_group_named'), [districtId, name])
  return rows.some(({ id }) => id !== groupId)
}

/** Gives it another name; false where it isn't as it was seen. */
export async function renameSchoolGroup(
  client: pg.ClientBase,
  at: GroupAt,
  change: { readonly name: string; readonly seenAt: Date; readonly now: Date },
): Promise<boolean> {
  const values = [at.districtId, at.groupId, change.name, change.seenAt, change.now]
  const { rowCount } = await client.query(sql('rename_school_group'), values)
  if (rowCount === 1) await audit(client, at, 'school_group.edit')
  return rowCount === 1
}

/** Makes these its schools; false where one of them is no active school of the district. */
export async function fillSchoolGroup(
  client: pg.ClientBase,
  { districtId, groupId }: GroupAt,
  schoolIds: readonly string[],
): Promise<boolean> {
  await client.query(sql('clear_school_group'), [districtId, groupId])
  const { rowCount } = await client.query(sql('fill_school_group'), [districtId, groupId, schoolIds])
  return rowCount === schoolIds.length
}

/** Dissolves it; the schools stay. False where there is none. */
export async function deleteSchoolGroup(client: pg.ClientBase, at: GroupAt): Promise<boolean> {
  const { rowCount } = await client.query(sql('delete_school_group'), [at.districtId, at.groupId])
  if (rowCount === 1) await audit(client, at, 'school_group.delete')
  return rowCount === 1
}

async function audit(client: pg.ClientBase, { districtId, groupId }: GroupAt, action: string): Promise<void> {
  await client.query(sql('append_audit_entry'), [districtId, action, `school_group:${groupId}`, '{}'])
}
