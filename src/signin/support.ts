/** Support access: opened by whoever runs the installation, begun by its one-time link, over with its time. */

import { findSupportFaults, supportFaultSays } from '../access/support.ts'
import type { SupportLimits, SupportWish } from '../access/support.ts'
import { Failure } from '../roster/failure.ts'
import { inDistrict } from '../store/database.ts'
import type { SecretBox } from '../store/secret.ts'
import { saveSession } from '../store/signin/session.ts'
import { appendSignInAudit } from '../store/signin/sign-in-audit.ts'
import { beginSupportAccess, endSupportAccess, listSupportOf, openSupportAccess } from '../store/signin/support.ts'
import type { OpenedSupport, SupportRow } from '../store/signin/support.ts'
import { readInvitationToken, writeInvitationToken } from './invitation-token.ts'
import { newSecret } from './secret.ts'
import { type IssuedSession, NO_LAUNCH, type SessionWorld } from './session.ts'

export interface SupportRequest extends SupportWish {
  readonly districtId: string
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
}

/**
 * Opens an access from the command line.
 * @throws Failure SUPPORT_REFUSED, DISTRICT_UNKNOWN
 */
export async function openSupport(
  world: Pick<SessionWorld, 'db' | 'now'> & { readonly box: SecretBox; readonly limits: SupportLimits },
  request: SupportRequest,
): Promise<OpenedSupport & { readonly token: string }> {
  const { districtId } = request
  const faults = findSupportFaults(request, world.limits)
  if (faults.length > 0)
    throw refused('SUPPORT_REFUSED', faults.map((fault) => supportFaultSays(fault, world.limits)).join(' '))
  const { token, secret } = writeInvitationToken({ districtId })
  const opening = { ...request, openedBy: 'cli', link: secret, linkMinutes: world.limits.linkMinutes, now: world.now() }
  const opened = await inDistrict(world.db, { districtId, actor: 'cli' }, (client) =>
    openSupportAccess(client, world.box, opening),
  )
  if (opened === null) throw refused('DISTRICT_UNKNOWN', `There is no district ${districtId}.`)
  return { ...opened, token }
}

type SupportDesk = Pick<SessionWorld, 'db' | 'now'>

const LISTED_MAX = 100

/** Accesses of a district, the newest first. */
export async function listSupport({ db, now }: SupportDesk, districtId: string): Promise<readonly SupportRow[]> {
  const asked = { page: 1, pageSize: LISTED_MAX, openOnly: false, now: now() }
  const found = await inDistrict(db, { districtId, actor: 'cli' }, (client) => listSupportOf(client, districtId, asked))
  return found.items
}

/** Ends an access from the command line. @throws Failure SUPPORT_UNKNOWN where none of that number is open */
export async function endSupport(
  { db, now }: SupportDesk,
  { districtId, id }: { readonly districtId: string; readonly id: string },
): Promise<void> {
  const end = { id, by: 'cli', now: now() }
  const isEnded = await inDistrict(db, { districtId, actor: 'cli' }, (client) =>
    endSupportAccess(client, districtId, end),
  )
  if (!isEnded)
    throw refused('SUPPORT_UNKNOWN', `The district ${districtId} has no open support access ${id}. See "support list".`)
}

/** Begins the access of a one-time link; null where the link is unknown, used or over. Its session ends with it. */
export function beginSupport(world: SessionWorld, token: string): Promise<IssuedSession | null> {
  const key = readInvitationToken(token)
  if (key?.districtId === undefined) return Promise.resolve(null)
  const { districtId, secret: link } = key
  const now = world.now()
  return inDistrict(world.db, { districtId, actor: 'system' }, async (client) => {
    const begun = await beginSupportAccess(client, districtId, { link, now })
    if (begun === null) return null
    const { id, expiresAt } = begun
    const session = newSecret()
    const idleExpiresAt = new Date(Math.min(now.getTime() + world.limits.sessionIdleMs, expiresAt.getTime()))
    await saveSession(client, session, {
      ...NOBODY,
      districtId,
      supportAccessId: id,
      now,
      idleExpiresAt,
      expiresAt,
    })
    await appendSignInAudit(client, districtId, { action: 'support.begin', object: `support:${id}` })
    return { token: session, expiresAt }
  })
}

const NOBODY = {
  kind: 'support',
  personId: null,
  customerId: null,
  customerAdminId: null,
  ...NO_LAUNCH,
} as const

function refused(code: string, message: string): Failure {
  return new Failure(code, 'operator', message)
}
