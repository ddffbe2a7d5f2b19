/** One-time links as administrators see them: the list with what became of each, one of them, taking one back. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { Page, PageRequest } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'
import { type ListOrder, sorted } from '../sort.ts'

/** `revoked`: taken back, or replaced by a newer one. */
export const INVITATION_STATES = ['open', 'used', 'expired', 'revoked'] as const
export type InvitationState = (typeof INVITATION_STATES)[number]

export interface ListedInvitation {
  readonly id: string
  readonly email: string
  readonly role: string
  readonly state: InvitationState
  /** Null: whoever uses it becomes somebody new. */
  readonly personId: string | null
  readonly name: string | null
  /** Null: the whole district. */
  readonly schoolId: string | null
  readonly schoolName: string | null
  /** Null: by the command line, or somebody who is no person of the roster. */
  readonly invitedBy: string | null
  /** ISO 8601, as the others. */
  readonly createdAt: string
  readonly expiresAt: string
  readonly usedAt: string | null
  readonly revokedAt: string | null
  readonly mailedAt: string | null
}

export interface InvitationSearch extends PageRequest {
  readonly states: readonly InvitationState[]
  /** In lower case: the name or the address must contain them all. */
  readonly words: readonly string[]
  readonly now: Date
}

/** One page of the invitations in scope, newest first. In the district's transaction. */
export function listInvitations(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  search: InvitationSearch,
): Promise<Page<ListedInvitation>> {
  return readInvitations(client, reachSchools(grant), { ...search, invitationId: null })
}

/** The same for the command line, which reaches all of them. */
export function listAllInvitations(
  client: pg.ClientBase,
  districtId: string,
  search: InvitationSearch,
): Promise<Page<ListedInvitation>> {
  return readInvitations(client, [districtId, true, []], { ...search, invitationId: null })
}

/** One of them, or null where it is not in scope. */
export async function readInvitation(
  client: pg.ClientBase,
  reach: readonly unknown[],
  { invitationId, now }: { readonly invitationId: string; readonly now: Date },
): Promise<ListedInvitation | null> {
  const all = { states: INVITATION_STATES, words: [], now, page: 1, pageSize: 1 }
  return (await readInvitations(client, reach, { ...all, invitationId })).items[0] ?? null
}

const INVITATIONS_ORDER: ListOrder = {
  by: {
    createdAt: ['page.created_at'],
    expiresAt: ['page.expires_at'],
    email: ['lower(page.email)'],
    state: ['page.state'],
  },
  otherwise: 'page.created_at desc, page.id desc',
}

async function readInvitations(
  client: pg.ClientBase,
  reach: readonly unknown[],
  search: InvitationSearch & { readonly invitationId: string | null },
): Promise<Page<ListedInvitation>> {
  const { limit, offset } = pageFrom(search)
  const { now, states, words, invitationId } = search
  const values = [...reach, now, states, words, invitationId, limit, offset]
  const { rows } = await client.query<{ total: number; items: ListedInvitation[] }>(
    sorted('list_invitations', search, INVITATIONS_ORDER),
    values,
  )
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

/** Takes an open one back, with an audit entry. False where it is not open any more. */
export async function revokeInvitation(
  client: pg.ClientBase,
  { districtId, invitationId }: { readonly districtId: string; readonly invitationId: string },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await client.query(sql('revoke_invitation'), [districtId, invitationId, now])
  if (rowCount !== 1) return false
  await client.query(sql('append_audit_entry'), [districtId, 'account.uninvite', `invitation:${invitationId}`, '{}'])
  return true
}
