/** Sending what the outbox holds, one message at a time: claimed, tried, and what became of it kept. */

import { Failure } from '../../roster/failure.ts'
import { inDistrict } from '../../store/database.ts'
import { readCopy, settleCopy } from '../../store/coaching/interaction-mail.ts'
import { openNotice } from '../../store/notices/notices.ts'
import {
  type Channel,
  claimMessage,
  type ClaimedMessage,
  dropMessage,
  expireMessages,
  settleMessage,
  type Settlement,
} from '../../store/notices/outbox.ts'
import { readNoticeSettings } from '../../sync/notice-settings.ts'
import { openAccountLetter } from './account-letter.ts'
import { type Letter, writeLetter } from './letter.ts'
import type { SendResult } from './mailer.ts'
import { callHook, type Hook } from './webhook.ts'
import { hookSecretPlace, type NoticeWorld } from './world.ts'

/** Longer than any attempt may take: a claim ends by itself only where its process died. */
const CLAIM_SECONDS = 180
const HOUR_MS = 3_600_000

/**
 * Sends what is due in one district, a batch at most. Never throws for what a server does: the outbox keeps it.
 * @returns whether there may be more to send now
 */
export async function deliver(world: NoticeWorld, districtId: string, signal: AbortSignal): Promise<boolean> {
  const context = { districtId, actor: 'system' }
  const { batch, expireHours } = world.settings.outbox
  const before = new Date(world.now().getTime() - expireHours * HOUR_MS)
  await inDistrict(world.db, context, (client) => expireMessages(client, districtId, before))
  const closed = new Set<Channel>(world.mailer === null ? ['mail'] : [])
  for (let sent = 0; sent < batch; sent += 1) {
    if (signal.aborted) return false
    const channels = (['mail', 'webhook'] as const).filter((channel) => !closed.has(channel))
    const claim = { districtId, channels, seconds: CLAIM_SECONDS, now: world.now() }
    const message = await inDistrict(world.db, context, (client) => claimMessage(client, claim))
    if (message === null) return false
    const result = await send(world, districtId, message)
    if (result === 'withdrawn') {
      await inDistrict(world.db, context, (client) => dropMessage(client, { districtId, id: message.id }))
      continue
    }
    await settle(world, districtId, { message, result })
    // A server that can't be reached is left alone until the next time.
    if (result.ended !== 'sent' && result.unreachable) closed.add(message.channel)
  }
  return true
}

/** `withdrawn`: what it was a copy of is there no more. */
async function send(
  world: NoticeWorld,
  districtId: string,
  message: ClaimedMessage,
): Promise<SendResult | 'withdrawn'> {
  const { channel, recipient, messageId } = message
  if (channel === 'webhook') {
    const hook = await findHook(world, districtId)
    if (hook === null) return { ended: 'refused', code: 'WEBHOOK_GONE', unreachable: false }
    const body = JSON.stringify({ id: messageId, ...recordOf(message.message) })
    return callHook(world.post, hook, { id: messageId, body, now: world.now() })
  }
  if (world.mailer === null) return { ended: 'retry', code: 'NO_SMTP_URL', unreachable: true }
  const copyId = copyIn(message)
  const letter = copyId === null ? letterOf(world, districtId, message) : await copyOf(world, districtId, copyId)
  if (letter === null) return 'withdrawn'
  if (typeof letter === 'string') return { ended: 'refused', code: letter, unreachable: false }
  return world.mailer.send({ to: recipient, messageId, ...letter })
}

/** The letter as it stands in the outbox, or opened; a code where it can't be sent any more. */
function letterOf(world: NoticeWorld, districtId: string, { message }: ClaimedMessage): Letter | string {
  const { subject, text, html, account } = recordOf(message)
  if (typeof account !== 'string') return { subject: String(subject), text: String(text), html: String(html) }
  try {
    return openAccountLetter(world.box, account, { districtId, now: world.now() }) ?? 'LINK_OVER'
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
}

/** The number of the copy of an interaction that a message is; null: another message. */
function copyIn({ message }: ClaimedMessage): string | null {
  const { interactionMail } = recordOf(message)
  return typeof interactionMail === 'string' ? interactionMail : null
}

/** A copy of an interaction for an educator; null where the interaction is deleted. */
async function copyOf(world: NoticeWorld, districtId: string, id: string): Promise<Letter | string | null> {
  try {
    const copy = await inDistrict(world.db, { districtId, actor: 'system' }, (client) =>
      readCopy(client, world.box, { districtId, id }),
    )
    return copy === null ? null : writeLetter(copy)
  } catch (error) {
    if (error instanceof Failure && error.disposition !== 'retry') return error.code
    throw error
  }
}

async function findHook(world: NoticeWorld, districtId: string): Promise<Hook | null> {
  const { webhook } = await inDistrict(world.db, { districtId, actor: 'system' }, (client) =>
    readNoticeSettings(client, districtId, world.settings),
  )
  if (webhook === null) return null
  return { url: webhook.url, secret: world.box.open(webhook.secret, hookSecretPlace(districtId)) }
}

async function settle(
  world: NoticeWorld,
  districtId: string,
  { message, result }: { readonly message: ClaimedMessage; readonly result: SendResult },
): Promise<void> {
  const now = world.now()
  const settled = settlementOf(world, message, result)
  const { id, attempts, channel } = message
  await inDistrict(world.db, { districtId, actor: 'system' }, async (client) => {
    await settleMessage(client, { districtId, id, attempts }, settled)
    const copyId = copyIn(message)
    if (copyId !== null && settled.state !== 'queued') {
      const failureCode = settled.state === 'dead' ? settled.code : null
      await settleCopy(client, { districtId, id: copyId, sentAt: settled.state === 'sent' ? now : null, failureCode })
    }
    const { attemptsTold, expireHours } = world.settings.outbox
    if (settled.state === 'sent' || (settled.state === 'queued' && attempts < attemptsTold)) return
    const about = { districtId, key: channel, sourceId: null, runId: null, now }
    const hours = settled.state === 'queued' ? expireHours : null
    const detail = { channel, attempts, code: settled.code, hours }
    await openNotice(client, { ...about, kind: 'delivery_failed', detail })
  })
  const fields = { districtId, kind: channel, attempts, state: settled.state }
  if (settled.state === 'sent') world.log.info('message.sent', fields)
  else world.log.warn('message.not_sent', { ...fields, code: settled.code })
}

function settlementOf(world: NoticeWorld, { attempts }: ClaimedMessage, result: SendResult): Settlement {
  const { retryMs, retryMsMax } = world.settings.outbox
  const now = world.now()
  if (result.ended === 'sent') return { state: 'sent', at: now }
  const { code } = result
  if (result.ended === 'refused') return { state: 'dead', code }
  const wait = Math.min(retryMsMax, retryMs * 2 ** Math.min(attempts - 1, 30))
  return { state: 'queued', code, nextAttemptAt: new Date(now.getTime() + wait) }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}
