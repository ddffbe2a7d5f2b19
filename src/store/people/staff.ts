/** Staff as administrators see them: lists, one person with all that is known, who has an address. */

import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { Page, PageRequest, SchoolRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { COACHING_ACTIONS } from '../audit/coaching-actions.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'
import { type ListOrder, sorted } from '../sort.ts'

/** `deactivated`: by an administrator; `disabled`: by the feed; `removed`: has left. */
export type StaffState = 'active' | 'deactivated' | 'disabled' | 'removed'

export interface ListedStaff {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string | null
  readonly state: StaffState
  readonly roles: readonly string[]
  readonly schools: readonly SchoolRow[]
  /** A feed knows them. */
  readonly isFed: boolean
  /** By an account here, by an invitation that waits, or by the LMS alone. */
  readonly signsIn: 'account' | 'invited' | 'none'
}

export interface StaffSearch extends PageRequest {
  /** In lower case: a name or the address must contain them all. */
  readonly words: readonly string[]
  readonly role: string | null
  readonly schoolId: string | null
  readonly states: readonly StaffState[]
}

const STAFF_ORDER: ListOrder = {
  by: {
    name: ['lower(page.family_name)', 'lower(page.given_name)'],
    email: ['lower(page.email)'],
    state: ['page.state'],
  },
  nullable: ['email'],
  otherwise: 'lower(page.family_name), lower(page.given_name), page.id',
}

/** One page of the staff in scope, by family name. */
export async function listStaff(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  search: StaffSearch,
): Promise<Page<ListedStaff>> {
  const { limit, offset } = pageFrom(search)
  const { words, role, schoolId, states } = search
  const values = [...reachSchools(grant), words, role, schoolId, states, limit, offset]
  const { rows } = await client.query<{ total: number; items: ListedStaff[] }>(
    sorted('list_staff', search, STAFF_ORDER),
    values,
  )
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

export interface StaffGrant {
  readonly id: string
  readonly role: string
  readonly scopeType: string
  readonly scopeId: string
  /** Of the school or class; null: the district. */
  readonly scopeName: string | null
  readonly origin: 'feed' | 'manual'
  readonly rule: string | null
  /** ISO 8601. */
  readonly since: string
}

export interface StaffRecord {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly preferredGivenName: string | null
  readonly preferredFamilyName: string | null
  readonly email: string | null
  readonly state: StaffState
  readonly stateSince: Date | null
  readonly isFed: boolean
  readonly isStudent: boolean
  readonly roles: readonly StaffGrant[]
  readonly schools: readonly (SchoolRow & { readonly isFed: boolean })[]
  readonly seats: readonly { readonly kind: string; readonly state: string; readonly until: string | null }[]
  readonly sources: readonly { readonly sourceId: string; readonly sourcedId: string; readonly active: boolean }[]
  readonly ltiLinks: number
  readonly accountEmail: string | null
  readonly invitedUntil: Date | null
}

/** The person, or null where there is none in scope; the scope's owner reaches themself. */
export async function readStaff(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  of: { readonly personId: string; readonly now: Date },
): Promise<StaffRecord | null> {
  const values = [...reachSchools(grant), of.personId, grant.scope.ownerId, of.now]
  const { rows } = await client.query<StaffRecord>(sql('read_staff'), values)
  return rows[0] ?? null
}

/** Names what somebody saw of a person's names and address: an edit of another sight is refused. */
export function versionOfStaff(person: Pick<StaffRecord, (typeof EDITED)[number]>): string {
  const seen = EDITED.map((field) => person[field])
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 16)
}

const EDITED = ['givenName', 'familyName', 'preferredGivenName', 'preferredFamilyName', 'email'] as const

export interface HistoryEntry {
  readonly id: string
  readonly at: Date
  readonly action: string
  readonly detail: Readonly<Record<string, unknown>>
  /** Null: no person of this roster. */
  readonly byName: string | null
}

const HISTORY_SHOWN = 30

/** The last that happened to somebody's account; nothing of coaching. */
export async function listPersonHistory(
  client: pg.ClientBase,
  districtId: string,
  personId: string,
): Promise<readonly HistoryEntry[]> {
  const values = [districtId, personId, HISTORY_SHOWN, COACHING_ACTIONS]
  const { rows } = await client.query<HistoryEntry>(sql('list_person_history'), values)
  return rows
}

/** Which of these addresses (in lower case) a person or an account has already. */
export async function findTakenAddresses(
  client: pg.ClientBase,
  districtId: string,
  emails: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const values = [districtId, emails]
  const { rows } = await client.query<{ email: string; personId: string }>(sql('find_people_of_address'), values)
  return new Map(rows.map(({ email, personId }) => [email, personId]))
}

/** How many people can act as district administrators now. */
export async function countDistrictAdmins(client: pg.ClientBase, districtId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(sql('count_district_admins'), [districtId])
  return rows[0]?.count ?? 0
}
