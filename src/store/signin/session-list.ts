/** Open sessions as people see them: one's own, and those of a district. Nothing of a token is in them. */

import type { Grant } from '../../access/grant.ts'
import type { PrismaTransaction } from '../database.ts'
import type { Page, PageRequest, PersonRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { hashToken } from './session.ts'
import { query, querySorted } from '../world.ts'
import { type ListOrder, sorted } from '../sort.ts'

interface SessionRow {
  readonly id: string
  readonly kind: 'launch' | 'password' | 'sso' | 'support' | 'card'
  /** Issuer of the LMS it came from; null: signed in here. */
  readonly platform: string | null
  readonly startedAt: string
  readonly seenAt: string
  /** When it ends unless it is used. */
  readonly endsAt: string
}

export interface OwnSession extends SessionRow {
  /** The one that asks. */
  readonly isThis: boolean
}

export interface DistrictSession extends SessionRow {
  readonly who: 'person' | 'customer_admin' | 'unmatched' | 'support'
  readonly person: PersonRow | null
  /** Of a customer's administrator; null: it is none. */
  readonly customerAdminName: string | null
}

/** A session that was ended, and whose it was. */
export interface EndedSession {
  readonly id: string
  readonly personId: string | null
}

/** The newest first. `token`: the one that asks. */
export function listOwnSessions(
  tx: PrismaTransaction,
  grant: Grant<'view:own_sessions'>,
  asking: { readonly token: string; readonly now: Date },
): Promise<readonly OwnSession[]> {
  return query<OwnSession>(tx, 'list_own_sessions', ownOf(grant, asking))
}

const SESSIONS_ORDER: ListOrder = {
  by: {
    createdAt: ['page.created_at'],
    seenAt: ['page.seen_at'],
    endsAt: ['page.ends_at'],
  },
  nullable: ['seenAt'],
  otherwise: 'page.id desc',
}

/** One page of the district's, the newest first. */
export async function listSessionPage(
  tx: PrismaTransaction,
  grant: Grant<'revoke:session'>,
  request: PageRequest & { readonly now: Date },
): Promise<Page<DistrictSession>> {
  const { limit, offset } = pageFrom(request)
  const values = [grant.principal.districtId, grant.scope.district, request.now, limit, offset]
  const [row] = await querySorted<{ total: number; items: DistrictSession[] }>(
    tx,
    sorted('list_session_page', request, SESSIONS_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

/** Null: there is no such open session of theirs. */
export async function endOwnSession(
  tx: PrismaTransaction,
  grant: Grant<'view:own_sessions'>,
  asking: { readonly token: string; readonly now: Date; readonly sessionId: string },
): Promise<EndedSession | null> {
  const [ended = null] = await query<EndedSession>(tx, 'end_own_session', [...ownOf(grant, asking), asking.sessionId])
  return ended
}

/** Null: there is no such open session in the district. */
export async function endSessionOfDistrict(
  tx: PrismaTransaction,
  grant: Grant<'revoke:session'>,
  asking: { readonly now: Date; readonly sessionId: string },
): Promise<EndedSession | null> {
  const values = [grant.principal.districtId, grant.scope.district, asking.now, asking.sessionId]
  const [ended = null] = await query<EndedSession>(tx, 'end_session_of_district', values)
  return ended
}

function ownOf(
  { principal, scope }: Grant<'view:own_sessions'>,
  { token, now }: { readonly token: string; readonly now: Date },
): readonly unknown[] {
  return [principal.districtId, scope.ownerId, hashToken(token), now]
}
