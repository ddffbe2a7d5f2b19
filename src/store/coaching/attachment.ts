/** Files attached to interactions: rows with sealed names, contents sealed in the database. In the district's transaction. */

import type pg from 'pg'
import type { PrismaTransaction } from '../database.ts'
import { attachmentContext } from './interaction-seal.ts'
import type { SecretBox } from '../secret.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

export interface InteractionAt {
  readonly districtId: string
  readonly interactionId: string
}

export interface AttachmentRow {
  readonly id: string
  /** What its envelopes are bound to, and its name in a store of objects. */
  readonly key: string
  readonly name: string
  readonly mediaType: string
  /** Of the file in clear. */
  readonly bytes: number
  readonly place: 'database' | 'objects'
  /** ISO 8601, UTC. */
  readonly addedAt: string
}

/** Room taken so far. */
export interface Taken {
  readonly ofInteraction: number
  /** Of all files of the district. */
  readonly districtBytes: number
}

/** The coach's own interaction, which nobody else changes in this transaction; false where they have none such. */
export async function lockOwnInteraction(
  client: pg.ClientBase,
  { districtId, interactionId, coachId }: InteractionAt & { readonly coachId: string },
): Promise<boolean> {
  const { rowCount } = await client.query(sql('lock_own_interactions'), [districtId, coachId, [interactionId]])
  return rowCount === 1
}

/** Counts what there is; nobody else of the district adds to it until the transaction ends. */
export async function countAttachments(client: pg.ClientBase, at: InteractionAt): Promise<Taken> {
  await client.query(sql('lock_attachments'), [at.districtId])
  const { rows } = await client.query<Taken>(sql('count_attachments'), [at.districtId, at.interactionId])
  return rows[0] ?? { ofInteraction: 0, districtBytes: 0 }
}

interface NewAttachment extends InteractionAt, Omit<AttachmentRow, 'id' | 'addedAt'> {
  readonly at: Date
}

/** Writes it, its name sealed, and its content where the database keeps it; answers its id. */
export async function addAttachment(
  client: pg.ClientBase,
  secrets: SecretBox,
  { sealed, ...one }: NewAttachment & { readonly sealed: Buffer },
): Promise<string> {
  const { districtId, interactionId, key, name, mediaType, bytes, place, at } = one
  const nameSealed = secrets.seal(name, attachmentContext('name', one))
  const values = [districtId, interactionId, key, nameSealed, mediaType, bytes, place, at]
  const { rows } = await client.query<{ id: string }>(sql('add_attachment'), values)
  const id = rows[0]?.id ?? ''
  if (place === 'database') await client.query(sql('add_attachment_content'), [districtId, id, sealed])
  return id
}

/** The files of an interaction in the order they came, their names in clear. Only for whoever may read its notes. */
export async function listAttachments(
  tx: PrismaTransaction,
  secrets: SecretBox,
  { districtId, interactionId }: InteractionAt,
  attachmentId: string | null = null,
): Promise<readonly AttachmentRow[]> {
  type Row = Omit<AttachmentRow, 'name'> & { readonly nameSealed: string }
  const rows = await query<Row>(tx, 'list_attachments', [districtId, interactionId, attachmentId])
  return rows.map(({ nameSealed, ...row }) => {
    const context = attachmentContext('name', { districtId, interactionId, key: row.key })
    return { ...row, name: secrets.open(nameSealed, context) }
  })
}

/** A file as it is shown. */
export type ShownAttachment = Omit<AttachmentRow, 'key' | 'place'>

/** The same, without where they are kept. */
export async function listShownAttachments(
  tx: PrismaTransaction,
  secrets: SecretBox,
  at: InteractionAt,
): Promise<readonly ShownAttachment[]> {
  const rows = await listAttachments(tx, secrets, at)
  return rows.map(({ key: _key, place: _place, ...shown }) => shown)
}

/** The sealed bytes that the database keeps; null where it keeps none of that attachment. */
export async function readContent(
  client: pg.ClientBase,
  { districtId, attachmentId }: { readonly districtId: string; readonly attachmentId: string },
): Promise<Buffer | null> {
  const { rows } = await client.query<{ sealed: Buffer }>(sql('read_attachment_content'), [districtId, attachmentId])
  return rows[0]?.sealed ?? null
}

/** Its size; null where the interaction has none such. An object of it goes with the next sweep. */
export async function deleteAttachment(
  client: pg.ClientBase,
  { districtId, interactionId, attachmentId }: InteractionAt & { readonly attachmentId: string },
): Promise<number | null> {
  const values = [districtId, interactionId, attachmentId]
  const { rows } = await client.query<{ bytes: number }>(sql('delete_attachment'), values)
  return rows[0]?.bytes ?? null
}
