/** The outbox: what is to be sent, kept until it was, once per event and recipient. In the district's transaction. */

import type pg from 'pg'
import { sql } from '../sql.ts'

export type Channel = 'mail' | 'webhook'

export interface NewMessage {
  readonly districtId: string
  readonly channel: Channel
  /** 'notice:17' or 'digest:2026-11-22' */
  readonly event: string
  /** An e-mail address; '' of a web hook. */
  readonly recipient: string
  /** The same at every attempt. */
  readonly messageId: string
  readonly message: unknown
  readonly now: Date
}

export interface ClaimedMessage {
  readonly id: string
  readonly channel: Channel
  readonly event: string
  readonly recipient: string
  readonly messageId: string
  readonly message: unknown
  /** This one included. */
  readonly attempts: number
  readonly createdAt: Date
}

/** Where the secret part of a message about an account belongs. */
export function accountLetterPlace(districtId: string): string {
  return `${districtId}/outbox/account`
}

/** Puts a message into the outbox unless its recipient has it already. Returns whether it is new. */
export async function queueMessage(client: pg.ClientBase, message: NewMessage): Promise<boolean> {
  const { districtId, channel, event, recipient, messageId, now } = message
  const body = JSON.stringify(message.message)
  const values = [districtId, channel, event, recipient, messageId, body, now]
  return (await client.query(sql('queue_message'), values)).rowCount === 1
}

/** Takes one message for an attempt, or null. Nobody else gets it for `seconds`. */
export async function claimMessage(
  client: pg.ClientBase,
  claim: {
    readonly districtId: string
    readonly channels: readonly Channel[]
    readonly seconds: number
    readonly now: Date
  },
): Promise<ClaimedMessage | null> {
  const { rows } = await client.query<{
    id: string
    channel: Channel
    event: string
    recipient: string
    message_id: string
    message: unknown
    attempts: number
    created_at: Date
  }>(sql('claim_message'), [claim.districtId, claim.channels, claim.seconds, claim.now])
  const [row] = rows
  if (row === undefined) return null
  const { id, channel, event, recipient, message, attempts } = row
  return { id, channel, event, recipient, message, attempts, messageId: row.message_id, createdAt: row.created_at }
}

export type Settlement =
  | { readonly state: 'sent'; readonly at: Date }
  | { readonly state: 'queued'; readonly nextAttemptAt: Date; readonly code: string }
  | { readonly state: 'dead'; readonly code: string }

/** Keeps what became of an attempt. */
export async function settleMessage(
  client: pg.ClientBase,
  message: { readonly districtId: string; readonly id: string; readonly attempts: number },
  settled: Settlement,
): Promise<void> {
  const { districtId, id, attempts } = message
  const next = settled.state === 'queued' ? settled.nextAttemptAt : null
  const sentAt = settled.state === 'sent' ? settled.at : null
  const code = settled.state === 'sent' ? null : settled.code
  await client.query(sql('settle_message'), [districtId, id, attempts, settled.state, next, sentAt, code])
}

/** Takes a message out that is not to be sent any more. */
export async function dropMessage(
  client: pg.ClientBase,
  { districtId, id }: { readonly districtId: string; readonly id: string },
): Promise<void> {
  await client.query(sql('drop_message'), [districtId, id])
}

export interface OutboxState {
  readonly queued: number
  readonly dead: number
  readonly oldest: Date | null
  /** When the next attempt is due. */
  readonly next: Date | null
}

export async function readOutboxState(client: pg.ClientBase, districtId: string): Promise<OutboxState> {
  const { rows } = await client.query<OutboxState>(sql('read_outbox_state'), [districtId])
  return rows[0] ?? { queued: 0, dead: 0, oldest: null, next: null }
}

/** Gives up what has waited since before `before`. Returns how many. */
export async function expireMessages(client: pg.ClientBase, districtId: string, before: Date): Promise<number> {
  return (await client.query(sql('expire_messages'), [districtId, before])).rowCount ?? 0
}

/** When there is something to tell or to send next, or null. */
export async function findNextPost(
  client: pg.ClientBase,
  districtId: string,
  channels: readonly Channel[],
): Promise<Date | null> {
  const { rows } = await client.query<{ next: Date | null }>(sql('find_next_post'), [districtId, channels])
  return rows[0]?.next ?? null
}

/** By which channels something made since then was given up, or has been tried so often that it is told of. */
export async function listDeadChannels(
  client: pg.ClientBase,
  districtId: string,
  asked: { readonly since: Date; readonly attempts: number },
): Promise<readonly Channel[]> {
  const values = [districtId, asked.since, asked.attempts]
  const { rows } = await client.query<{ channel: Channel }>(sql('list_dead_channels'), values)
  return rows.map(({ channel }) => channel)
}
