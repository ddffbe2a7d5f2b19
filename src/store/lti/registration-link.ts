/** One-time links that open dynamic registration for a district, and what comes of them. In the district's transaction. */

import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { auditLti } from './lti.ts'
import type { PlatformProduct, RegistrationInput } from './lti.ts'
import { hashToken } from '../signin/session.ts'
import { sql } from '../sql.ts'

export interface RegistrationLinkRecord {
  readonly id: string
  readonly state: 'open' | 'taken' | 'used' | 'revoked'
  readonly expiresAt: Date
}

/** A link is good for so many days, unless somebody wants it otherwise: LMS administrators are not always at hand. */
export const LINK_DAYS = { standard: 3, min: 1, max: 14 } as const
/** Open links of one district at a time. */
export const OPEN_LINKS_MAX = 20

const DAY_MS = 24 * 3_600_000
const FORM = /^([a-z0-9][a-z0-9-]{0,62})\.([A-Za-z0-9_-]{43})$/

/** `<district>.<secret>`: whose it is, so that it can be found; only the secret's hash is kept. */
export function newLinkToken(districtId: string): { readonly token: string; readonly tokenHash: string } {
  const secret = randomBytes(32).toString('base64url')
  return { token: `${districtId}.${secret}`, tokenHash: hashToken(secret) }
}

/** Null for a text that is no such token. */
export function readLinkToken(token: string): { readonly districtId: string; readonly tokenHash: string } | null {
  const [, districtId, secret] = FORM.exec(token) ?? []
  return districtId === undefined || secret === undefined ? null : { districtId, tokenHash: hashToken(secret) }
}

/** Keeps a link, signed with the transaction's actor. Null: the district has as many open ones as it may. */
export async function saveRegistrationLink(
  client: pg.ClientBase,
  link: { readonly districtId: string; readonly tokenHash: string; readonly now: Date; readonly days: number },
): Promise<{ readonly id: string; readonly expiresAt: Date } | null> {
  const { districtId, tokenHash, now, days } = link
  const { rows: open } = await client.query<{ count: number }>(sql('count_registration_links'), [districtId, now])
  if ((open[0]?.count ?? 0) >= OPEN_LINKS_MAX) return null
  const expiresAt = new Date(now.getTime() + days * DAY_MS)
  const { rows } = await client.query<{ id: string }>(sql('create_registration_link'), [
    districtId,
    tokenHash,
    now,
    expiresAt,
  ])
  const id = rows[0]?.id ?? ''
  await auditLti(client, districtId, { action: 'lti.link_make', object: `lti_registration_link:${id}` })
  return { id, expiresAt }
}

/** The link of a token; null: there is none. */
export async function findRegistrationLink(
  client: pg.ClientBase,
  key: { readonly districtId: string; readonly tokenHash: string },
): Promise<RegistrationLinkRecord | null> {
  const { rows } = await client.query<{ id: string; state: RegistrationLinkRecord['state']; expires_at: Date }>(
    sql('find_registration_link'),
    [key.districtId, key.tokenHash],
  )
  const [row] = rows
  return row === undefined ? null : { id: row.id, state: row.state, expiresAt: row.expires_at }
}

interface LinkKey {
  readonly districtId: string
  readonly id: string
}

/** Takes an open link; true for one of those who come by it at once. */
export async function takeRegistrationLink(client: pg.ClientBase, link: LinkKey, now: Date): Promise<boolean> {
  const { rowCount } = await client.query(sql('take_registration_link'), [link.districtId, link.id, now])
  return rowCount === 1
}

/** Opens a link again that came to nothing. */
export async function releaseRegistrationLink(client: pg.ClientBase, link: LinkKey): Promise<void> {
  await client.query(sql('release_registration_link'), [link.districtId, link.id])
}

export type LinkedRegistration = Omit<RegistrationInput, 'personIdField'> & {
  readonly product: PlatformProduct | null
  readonly tokenAudience: string | null
  readonly deploymentId: string | null
}

/**
 * Keeps what came of a link: the registration, for its district alone, its deployment where there is one (it waits:
 * whoever had the link may not have been meant to), and an entry in the audit log. Null: the platform's client id is registered already, and nothing was kept.
 */
export async function keepLinkedRegistration(
  client: pg.ClientBase,
  link: LinkKey,
  made: LinkedRegistration,
): Promise<string | null> {
  const { districtId, id } = link
  const place = [made.issuer, made.clientId, made.authUrl, made.tokenUrl, made.jwksUrl, made.frameOrigins]
  const more = [districtId, 'dynamic', made.product, made.tokenAudience]
  const { rows } = await client.query<{ id: string }>(sql('create_lti_registration'), [...place, ...more])
  const [row] = rows
  if (row === undefined) return null
  if (made.deploymentId !== null)
    await client.query(sql('bind_lti_deployment'), [row.id, made.deploymentId, null, null])
  const { rowCount } = await client.query(sql('finish_registration_link'), [districtId, id, row.id])
  if (rowCount !== 1) throw new Error('The link that a registration came by is not its own any more.')
  const detail = { link: id, origin: 'dynamic' }
  await auditLti(client, districtId, { action: 'lti.register', object: `lti_registration:${row.id}`, detail })
  return row.id
}
