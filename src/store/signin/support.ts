/** Support accesses in the database: opened, begun by a link, counted, ended, listed. In the district's transaction. */

import type pg from 'pg'
import type { Grant } from '../../access/grant.ts'
import type { SupportWish } from '../../access/support.ts'
import { queueAccountLetter } from './account-letter.ts'
import type { PrismaTransaction } from '../database.ts'
import { findDistrict } from '../people/district.ts'
import { listRecipients } from '../notices/district-watch.ts'
import type { Page, PageRequest } from '../page.ts'
import { pageFrom } from '../page.ts'
import type { SecretBox } from '../secret.ts'
import { hashToken } from './session.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'
import { querySorted } from '../world.ts'

const MINUTE_MS = 60_000

export interface SupportOpening extends SupportWish {
  readonly districtId: string
  /** `cli`, `person:17`, `customer_admin:4`. */
  readonly openedBy: string
  /** Secret part of the one-time link. */
  readonly link: string
  readonly linkMinutes: number
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
  readonly now: Date
}

export interface OpenedSupport {
  readonly id: string
  readonly expiresAt: Date
}

/**
 * Opens an access, with an entry in the audit log and a letter to everybody who administers the district. Null: there is
 * no such district.
 */
export async function openSupportAccess(
  client: pg.ClientBase,
  box: SecretBox,
  opening: SupportOpening,
): Promise<OpenedSupport | null> {
  const { districtId, openedBy, minutes, now, publicUrl } = opening
  const district = await findDistrict(client, districtId)
  if (district === null) return null
  const [reason, who] = [opening.reason.trim(), opening.who.trim()]
  const expiresAt = new Date(now.getTime() + minutes * MINUTE_MS)
  const linkExpiresAt = new Date(now.getTime() + Math.min(minutes, opening.linkMinutes) * MINUTE_MS)
  const values = [districtId, reason, who, openedBy, now, expiresAt, hashToken(opening.link), linkExpiresAt]
  const { rows } = await client.query<{ id: string }>(sql('open_support'), values)
  const id = rows[0]?.id ?? ''
  await appendEntry(client, districtId, { action: 'support.open', id, detail: { minutes } })
  const letter = { kind: 'support_opened', who, reason, until: expiresAt.toISOString() } as const
  const mail = { districtId, districtName: district.name, publicUrl, letter, now }
  for (const recipient of await listRecipients(client, districtId))
    await queueAccountLetter(client, box, { ...mail, recipient })
  return { id, expiresAt }
}

/** Uses the link up; null where it is unknown, over or used. */
export async function beginSupportAccess(
  client: pg.ClientBase,
  districtId: string,
  given: { readonly link: string; readonly now: Date },
): Promise<OpenedSupport | null> {
  const values = [districtId, hashToken(given.link), given.now]
  const { rows } = await client.query<OpenedSupport>(sql('begin_support'), values)
  return rows[0] ?? null
}

export interface OpenSupport {
  readonly reason: string
  readonly who: string
  readonly expiresAt: Date
}

/** Null: it was ended, or its time is over. */
export async function findOpenSupport(
  client: pg.ClientBase,
  districtId: string,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<OpenSupport | null> {
  const { rows } = await client.query<OpenSupport>(sql('find_open_support'), [districtId, id, now])
  return rows[0] ?? null
}

/** Puts a request of it on the audit log, and counts it. */
export async function noteSupportRequest(
  client: pg.ClientBase,
  districtId: string,
  request: { readonly id: string; readonly route: string; readonly object: string | null },
): Promise<void> {
  const { id, route, object } = request
  await client.query(sql('count_support_request'), [districtId, id])
  const values = [districtId, 'support.request', object ?? `support:${id}`, JSON.stringify({ route })]
  await client.query(sql('append_audit_entry'), values)
}

/** Ends it and whatever is open of it. False: there is none that is open. */
export async function endSupportAccess(
  client: pg.ClientBase,
  districtId: string,
  end: { readonly id: string; readonly by: string; readonly now: Date },
): Promise<boolean> {
  const { id, by, now } = end
  if ((await client.query(sql('end_support'), [districtId, id, by, now])).rowCount !== 1) return false
  await client.query(sql('end_support_sessions'), [districtId, id, now])
  await appendEntry(client, districtId, { action: 'support.end', id })
  return true
}

/** Notes the ends of those whose time is over. */
export async function endOverdueSupport(client: pg.ClientBase, districtId: string, now: Date): Promise<void> {
  const { rows } = await client.query<{ id: string }>(sql('end_overdue_support'), [districtId, now])
  for (const { id } of rows) await appendEntry(client, districtId, { action: 'support.end', id })
}

async function appendEntry(
  client: pg.ClientBase,
  districtId: string,
  entry: {
    readonly action: 'support.open' | 'support.end'
    readonly id: string
    readonly detail?: { readonly minutes: number }
  },
): Promise<void> {
  const { action, id, detail = {} } = entry
  await client.query(sql('append_audit_entry'), [districtId, action, `support:${id}`, JSON.stringify(detail)])
}

export interface SupportRow {
  readonly id: string
  readonly reason: string
  readonly who: string
  readonly openedBy: 'operator' | 'person' | 'customer_admin'
  readonly openedByName: string | null
  readonly openedAt: string
  readonly expiresAt: string
  /** Null: its link has not been opened. */
  readonly begunAt: string | null
  /** Null: it is open. */
  readonly endedAt: string | null
  readonly endedBy: 'operator' | 'person' | 'customer_admin' | 'support' | 'time' | null
  readonly endedByName: string | null
  readonly requests: number
}

export interface SupportQuery extends PageRequest {
  readonly openOnly: boolean
  readonly now: Date
}

const SUPPORT_ORDER: ListOrder = {
  by: { openedAt: ['page.opened_at'], expiresAt: ['page.expires_at'] },
  otherwise: 'page.id desc',
}

/** One page, the newest first. */
export async function listSupportPage(
  tx: PrismaTransaction,
  { principal, scope }: Grant<'grant:support_access'>,
  asked: SupportQuery,
): Promise<Page<SupportRow>> {
  const values = valuesOf(principal.districtId, scope.district, asked)
  const [row] = await querySorted<SupportFound>(tx, sorted('list_support_page', asked, SUPPORT_ORDER), values)
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

/** The same for the operator of the installation. */
export async function listSupportOf(
  client: pg.ClientBase,
  districtId: string,
  asked: SupportQuery,
): Promise<Page<SupportRow>> {
  const { rows } = await client.query<SupportFound>(
    sorted('list_support_page', asked, SUPPORT_ORDER),
    valuesOf(districtId, true, asked),
  )
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

interface SupportFound {
  readonly total: number
  readonly items: SupportRow[]
}

function valuesOf(districtId: string, isWhole: boolean, asked: SupportQuery): unknown[] {
  const { limit, offset } = pageFrom(asked)
  return [districtId, isWhole, asked.now, asked.openOnly, limit, offset]
}
