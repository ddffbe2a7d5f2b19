/** Sessions in the database: single-use codes, tokens (hashed here, never kept), and who a session is right now. */

import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Role, ScopeType } from '../../roster/model.ts'
import { executeInDistrict } from '../database.ts'
import type { Database } from '../database.ts'
import { named, sql } from '../sql.ts'

/** Who a launch turned out to be: a person, or nobody in the roster and why. */
export interface LaunchIdentity {
  readonly districtId: string
  readonly registrationId: string
  readonly personId: string | null
  readonly unmatchedReason: string | null
  readonly classId: string | null
  /** coach, community:12 or placement:7; null: the class or the first page. */
  readonly opens: string | null
  /** Not proof enough for somebody who holds more than a teacher or a student. */
  readonly isWeak: boolean
}

/** What a session is about. A launch has a district and maybe a person; a customer's administrator has no person. */
export interface SessionSubject {
  readonly kind: 'launch' | 'password' | 'sso' | 'support' | 'card'
  readonly districtId: string
  readonly personId: string | null
  readonly customerId: string | null
  readonly customerAdminId: string | null
  readonly registrationId: string | null
  readonly classId: string | null
  readonly unmatchedReason: string | null
  readonly opens: string | null
  /** Not proof enough for somebody who holds more than a teacher or a student. */
  readonly isWeak: boolean
  /** Of a support session: the access that it is of. */
  readonly supportAccessId?: string | null
  /** Of a session by a start card: the card. */
  readonly startCardId?: string | null
  /** From when on it opens nothing but setting a second factor up; null: nothing is demanded. */
  readonly factorDueAt?: Date | null
}

export interface SessionTimes {
  readonly now: Date
  readonly idleExpiresAt: Date
  readonly expiresAt: Date
}

export type SessionRecord = Omit<SessionSubject, 'registrationId'> & {
  readonly id: string
  readonly seenAt: Date
  readonly expiresAt: Date
  /** What its person held when it was used last, as `noteSessionRoles` wrote it. */
  readonly roles: readonly string[]
}

export interface ActiveRole {
  readonly role: Role
  readonly scopeType: ScopeType
  /** Of a district: its own id. */
  readonly scopeId: string
  /** The role needs a seat, and its person waits for one. */
  readonly seatless?: true
  /** Of a class's lead: the roster has them as its teacher. */
  readonly taught?: boolean
  /** Of a class's lead: the class is over, and they led it last. */
  readonly ended?: true
}

/** SHA-256 in hex: enough for 256-bit random secrets, there is nothing to guess from. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Keeps a code that one page may exchange, once, until `expiresAt`. In the district's transaction. */
export async function saveSessionCode(
  client: pg.ClientBase,
  code: string,
  identity: LaunchIdentity & { readonly expiresAt: Date },
): Promise<void> {
  await client.query(sql('create_session_code'), [
    hashToken(code),
    identity.districtId,
    identity.personId,
    identity.registrationId,
    identity.classId,
    identity.unmatchedReason,
    identity.expiresAt,
    identity.opens,
    identity.isWeak,
  ])
}

/** A code, and the token of the session that it becomes. */
export interface CodeExchange extends SessionTimes {
  readonly code: string
  readonly token: string
}

/** Uses codes up, each for exactly one caller, whose session is kept then. False: it is unknown, expired or used. */
export async function exchangeCodes(db: Database, exchanges: readonly CodeExchange[]): Promise<readonly boolean[]> {
  const { rows } = await db.pool.query<{ at: number }>(
    named('exchange_session_codes', [
      exchanges.map(({ code }) => hashToken(code)),
      exchanges.map(({ token }) => hashToken(token)),
      exchanges.map(({ now }) => now),
      exchanges.map(({ idleExpiresAt }) => idleExpiresAt),
      exchanges.map(({ expiresAt }) => expiresAt),
    ]),
  )
  const made = new Set(rows.map(({ at }) => at))
  // The statement counts from one.
  return exchanges.map((_exchange, at) => made.has(at + 1))
}

/** Keeps a new session under its token's hash. */
export async function saveSession(
  client: pg.ClientBase | pg.Pool,
  token: string,
  session: SessionSubject & SessionTimes,
): Promise<void> {
  await client.query(sql('create_session'), [
    hashToken(token),
    session.kind,
    session.districtId,
    session.personId,
    session.customerId,
    session.customerAdminId,
    session.registrationId,
    session.classId,
    session.unmatchedReason,
    session.now,
    session.idleExpiresAt,
    session.expiresAt,
    session.opens,
    session.isWeak,
    session.supportAccessId ?? null,
    session.factorDueAt ?? null,
    session.startCardId ?? null,
  ])
}

interface SessionRow {
  id: string
  kind: SessionSubject['kind']
  district_id: string
  person_id: string | null
  customer_id: string | null
  customer_admin_id: string | null
  class_id: string | null
  unmatched_reason: string | null
  opens: string | null
  weak: boolean
  seen_at: Date
  expires_at: Date
  roles: string[]
  support_access_id: string | null
  start_card_id: string | null
  factor_due_at: Date | null
}

/** The live session of a token; null where there is none, or it expired, idled out or was revoked. */
export async function findSession(db: Database, token: string, now: Date): Promise<SessionRecord | null> {
  const { rows } = await db.pool.query<SessionRow>(sql('find_session'), [hashToken(token), now])
  const [row] = rows
  if (row === undefined) return null
  return {
    id: row.id,
    kind: row.kind,
    districtId: row.district_id,
    personId: row.person_id,
    customerId: row.customer_id,
    customerAdminId: row.customer_admin_id,
    classId: row.class_id,
    unmatchedReason: row.unmatched_reason,
    opens: row.opens,
    isWeak: row.weak,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    roles: row.roles,
    supportAccessId: row.support_access_id,
    startCardId: row.start_card_id,
    factorDueAt: row.factor_due_at,
  }
}

/** Remembers which roles the session's person holds. */
export async function noteSessionRoles(db: Database, token: string, roles: readonly string[]): Promise<void> {
  await db.pool.query(sql('note_session_roles'), [hashToken(token), roles])
}

/** Notes that the session was used, and moves its idle end (never past its absolute end). */
export async function touchSession(
  db: Database,
  token: string,
  times: { now: Date; idleExpiresAt: Date },
): Promise<void> {
  await db.pool.query(sql('touch_session'), [hashToken(token), times.now, times.idleExpiresAt])
}

/** Ends the session; false where it had ended. */
export async function revokeSession(db: Database, token: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.pool.query(sql('revoke_session'), [hashToken(token), now])
  return rowCount === 1
}

/** The active roles of the person as they are this moment; null: retired, disabled or suspended. */
export async function findActiveRoles(
  db: Database,
  districtId: string,
  personId: string,
): Promise<readonly ActiveRole[] | null> {
  const context = { districtId, actor: `person:${personId}` }
  const [row] = await executeInDistrict<{ roles: ActiveRole[] }>(db, context, {
    name: 'find_active_roles',
    types: ['text', 'bigint'],
    values: [districtId, personId],
  })
  return row?.roles ?? null
}

/**
 * An active administrator of a customer whose district it (still) is, with how the customer reads the chart of staff
 * permissions; null where they are none.
 */
export async function findActiveCustomerAdmin(
  db: Database,
  admin: { readonly customerId: string; readonly customerAdminId: string; readonly districtId: string },
): Promise<{ readonly readsChartStrictly: boolean } | null> {
  const { customerId, customerAdminId, districtId } = admin
  const values = [customerId, customerAdminId, districtId]
  const { rows } = await db.pool.query<{ readsChartStrictly: boolean }>(sql('find_customer_admin'), values)
  return rows[0] ?? null
}

/** Removes what has been expired for a day: logins, codes, sessions; and counters of failures. Returns how many. */
export async function purgeExpiredSignIn(db: Database, now: Date): Promise<number> {
  const { rows } = await db.pool.query<{ purged: string }>(sql('purge_expired_sign_in'), [now])
  return Number(rows[0]?.purged ?? 0)
}
