/** Sessions: a launch's single-use code becomes a token; a token becomes a Principal, fresh at every request. */

import type { Principal } from '../access/principal.ts'
import { inDistrict } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { AccountHolder } from '../store/signin/password.ts'
import { gather } from '../store/gather.ts'
import {
  exchangeCodes,
  findSession,
  findActiveRoles,
  findActiveCustomerAdmin,
  noteSessionRoles,
  revokeSession,
  saveSession,
  touchSession,
} from '../store/signin/session.ts'
import type { CodeExchange, SessionRecord, SessionTimes } from '../store/signin/session.ts'
import { appendSignInAudit } from '../store/signin/sign-in-audit.ts'
import { findOpenSupport } from '../store/signin/support.ts'
import { openCard } from '../store/people/start-cards.ts'
import { factorDueAt } from './factor-rule.ts'
import type { SignInLimits } from './limits.ts'
import { newSecret } from './secret.ts'

export interface SessionWorld {
  readonly db: Database
  readonly limits: SignInLimits
  readonly now: () => Date
}

export interface IssuedSession {
  /** Goes in `Authorization: Bearer …`; it is not kept and can't be shown again. */
  readonly token: string
  readonly expiresAt: Date
}

/** Roles of somebody whom an e-mail address, or a platform that nobody has confirmed, may bring in. */
const BY_WEAK_LINK: ReadonlySet<string> = new Set([
  'teacher',
  'student',
  'class_lead',
  'community_member',
  'community_lead',
])

/** Exchanges a code for a session; null where it is unknown, expired or used. One exchange succeeds. */
export function createExchange(world: SessionWorld): (code: string) => Promise<IssuedSession | null> {
  const exchange = gather<CodeExchange, boolean>((exchanges) => exchangeCodes(world.db, exchanges))
  return async (code) => {
    const { token, times } = newSession(world)
    return (await exchange({ code, token, ...times })) ? { token, expiresAt: times.expiresAt } : null
  }
}

/** Of a session that no launch has opened. */
export const NO_LAUNCH = {
  registrationId: null,
  classId: null,
  opens: null,
  isWeak: false,
  unmatchedReason: null,
} as const

/** Opens a session of a page that stands alone, once it is known who it is. */
export async function openOwnSession(
  world: SessionWorld,
  who: AccountHolder,
  kind: 'password' | 'sso',
): Promise<IssuedSession> {
  const subject = { ...who, ...NO_LAUNCH, kind } as const
  const { token, times } = newSession(world)
  const { districtId, personId, customerAdminId } = who
  // Whoever comes by single sign-on has the second factor of the provider.
  const due = kind === 'password' ? await factorDueAt(world.db, who) : null
  const actor = personId === null ? `customer_admin:${customerAdminId}` : `person:${personId}`
  await inDistrict(world.db, { districtId, actor }, async (client) => {
    await saveSession(client, token, { ...subject, ...times, factorDueAt: due })
    await appendSignInAudit(client, districtId, {
      action: 'session.begin',
      object: actor,
      detail: { way: subject.kind },
    })
  })
  return { token, expiresAt: times.expiresAt }
}

/**
 * Who a token is, now: person, account and roles are read at every call, so that a retirement, a suspension or a lost
 * role counts from the next request on. Null: no live session; or its person may not come in any more, or has lost a
 * role of the district or of a school that they held while it was open: the session then ends, and what a page still
 * shows of that role with it. Classes and communities come and go, by one's own doing too: those roles just count no more.
 */
export async function findPrincipal(world: SessionWorld, token: string): Promise<Principal | null> {
  const now = world.now()
  const session = await findSession(world.db, token, now)
  if (session === null) return null
  const principal = withDue(await principalOf(world.db, session, now), session, now)
  const roles = principal === null ? [] : namesOf(principal)
  if (principal === null || session.roles.some((role) => !roles.includes(role))) {
    await revokeSession(world.db, token, now)
    return null
  }
  if (session.roles.length !== roles.length) await noteSessionRoles(world.db, token, roles)
  await keepAlive(world, { token, session, now })
  return principal
}

/** Whoever has yet to set up the second factor that is demanded of them holds nothing meanwhile. */
function withDue(principal: Principal | null, { factorDueAt: due = null }: SessionRecord, now: Date): Principal | null {
  if (principal === null || due === null) return principal
  return due > now ? { ...principal, factorDueAt: due } : { ...principal, factorDueAt: due, roles: [] }
}

/** Each role of a customer, the district or a school with its place, as one text. */
function namesOf({ roles }: Principal): readonly string[] {
  return roles
    .filter(({ scopeType }) => scopeType !== 'class' && scopeType !== 'community')
    .map(({ role, scopeType, scopeId }) => `${role} ${scopeType} ${scopeId}`)
}

/** When the session of a token ends at the latest, used or not; null: it is over. */
export async function findSessionEnd(world: SessionWorld, token: string): Promise<Date | null> {
  return (await findSession(world.db, token, world.now()))?.expiresAt ?? null
}

export async function endSession(world: SessionWorld, token: string): Promise<void> {
  await revokeSession(world.db, token, world.now())
}

/** Looked at anew at every request: whoever ends the access ends it at once. */
async function supportOf(
  db: Database,
  { districtId, supportAccessId }: SessionRecord,
  now: Date,
): Promise<Principal | null> {
  const id = supportAccessId ?? null
  if (id === null) return null
  const open = await inDistrict(db, { districtId, actor: 'system' }, (client) =>
    findOpenSupport(client, districtId, { id, now }),
  )
  return open && { districtId, personId: null, customerId: null, roles: [], support: { accessId: id } }
}

/**
 * A student by their card, and as nothing but a student: looked at anew at every request, so that a card that is revoked or
 * holds no more ends its sessions at once. Whoever works at a school comes in by another door.
 */
async function holderOfCard(db: Database, session: SessionRecord, now: Date): Promise<Principal | null> {
  const { districtId, personId, startCardId: cardId = null } = session
  if (personId === null || cardId === null) return null
  const card = await inDistrict(db, { districtId, actor: 'system' }, (client) =>
    openCard(client, { districtId, cardId }, { now }),
  )
  if (card?.personId !== personId) return null
  const roles = (await findActiveRoles(db, districtId, personId))?.filter(({ role }) => role === 'student') ?? []
  if (roles.length === 0) return null
  return { districtId, personId, customerId: null, roles, card: { sessionId: session.id } }
}

async function principalOf(db: Database, session: SessionRecord, now: Date): Promise<Principal | null> {
  const { districtId, personId, customerId, customerAdminId } = session
  if (customerId !== null && customerAdminId !== null) {
    const admin = await findActiveCustomerAdmin(db, { customerId, customerAdminId, districtId })
    if (admin === null) return null
    const role = { role: 'customer_admin', scopeType: 'customer', scopeId: customerId } as const
    const strictly = admin.readsChartStrictly ? { readsChartStrictly: true } : {}
    return { districtId, personId: null, customerId, customerAdminId, roles: [role], ...strictly }
  }
  if (session.kind === 'support') return supportOf(db, session, now)
  if (session.kind === 'card') return holderOfCard(db, session, now)
  if (personId === null) return { districtId, personId: null, customerId: null, roles: [] }
  const roles = await findActiveRoles(db, districtId, personId)
  // Students come from the LMS: whoever has become one is let in by nothing else.
  if (session.kind !== 'launch' && roles?.some(({ role }) => role === 'student') === true) return null
  // What an address is proof enough for; whoever holds more comes back by a number or somebody's word.
  if (session.isWeak && roles?.some(({ role }) => !BY_WEAK_LINK.has(role)) === true) return null
  return roles && { districtId, personId, customerId: null, roles }
}

// A tenth of the idle time is exact enough, and most requests then write nothing.
async function keepAlive(
  world: SessionWorld,
  { token, session, now }: { token: string; session: SessionRecord; now: Date },
): Promise<void> {
  const { sessionIdleMs, cardIdleMs } = world.limits
  const idleMs = session.kind === 'card' ? cardIdleMs : sessionIdleMs
  if (now.getTime() - session.seenAt.getTime() < idleMs / 10) return
  await touchSession(world.db, token, { now, idleExpiresAt: new Date(now.getTime() + idleMs) })
}

function newSession({ limits, now }: SessionWorld): { readonly token: string; readonly times: SessionTimes } {
  const started = now()
  const idleExpiresAt = new Date(started.getTime() + limits.sessionIdleMs)
  const expiresAt = new Date(started.getTime() + limits.sessionLifetimeMs)
  return { token: newSecret(), times: { now: started, idleExpiresAt, expiresAt } }
}
