/** The parent portal: its logo, and who has registered there. In the district's transaction. */

import type pg from 'pg'
import { tidyText } from '../../roster/sticky-field.ts'
import type { Page, PageRequest } from '../page.ts'
import { pageFrom } from '../page.ts'
import { sql } from '../sql.ts'
import { type ListOrder, sorted } from '../sort.ts'

export interface ParentPortal {
  /** Of the district. */
  readonly name: string
  /** In base64; null: it has none. */
  readonly logo: string | null
  readonly mediaType: string | null
}

/** What the portal shows; null where there is no such district. */
export async function findParentPortal(client: pg.ClientBase, districtId: string): Promise<ParentPortal | null> {
  const { rows } = await client.query<ParentPortal>(sql('find_parent_portal'), [districtId])
  return rows[0] ?? null
}

/** Sets the logo, or takes it away (null); with an audit entry. */
export async function setParentLogo(
  client: pg.ClientBase,
  districtId: string,
  logo: { readonly content: string; readonly mediaType: string; readonly now: Date } | null,
): Promise<void> {
  if (logo === null) await client.query(sql('delete_parent_logo'), [districtId])
  else await client.query(sql('set_parent_logo'), [districtId, logo.content, logo.mediaType, logo.now])
  const detail = JSON.stringify({ set: logo !== null })
  await client.query(sql('append_audit_entry'), [districtId, 'parent_portal.logo', 'parent_portal', detail])
}

export interface NewRegistration {
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly studentName: string
  readonly studentNumber: string | null
}

/** Without what nobody can see. */
export function tidyRegistration(given: NewRegistration): NewRegistration {
  const number = tidyText(given.studentNumber ?? '')
  return {
    givenName: tidyText(given.givenName),
    familyName: tidyText(given.familyName),
    email: tidyText(given.email),
    studentName: tidyText(given.studentName),
    studentNumber: number === '' ? null : number,
  }
}

/** Keeps a registration, once within a day; false where too many came in the last hour. */
export async function addParentRegistration(
  client: pg.ClientBase,
  registration: NewRegistration & { readonly districtId: string },
  { now, perHourMax }: { readonly now: Date; readonly perHourMax: number },
): Promise<boolean> {
  const { districtId, givenName, familyName, email, studentName, studentNumber } = registration
  const values = [districtId, givenName, familyName, email, studentName, studentNumber, now, perHourMax]
  return (await client.query(sql('add_parent_registration'), values)).rows.length > 0
}

export interface ParentRegistration extends NewRegistration {
  readonly id: string
  /** ISO 8601. */
  readonly at: string
}

const REGISTRATIONS_ORDER: ListOrder = {
  by: { at: ['page.id'], familyName: ['lower(page.family_name)'], studentName: ['lower(page.student_name)'] },
  otherwise: 'page.id desc',
}

/** One page of the registrations, newest first. */
export async function listParentRegistrations(
  client: pg.ClientBase,
  districtId: string,
  request: PageRequest,
): Promise<Page<ParentRegistration>> {
  const { limit, offset } = pageFrom(request)
  const { rows } = await client.query<{ total: number; items: ParentRegistration[] }>(
    sorted('list_parent_registrations', request, REGISTRATIONS_ORDER),
    [districtId, limit, offset],
  )
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}
