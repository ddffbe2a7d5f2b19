/** The operator's desk for notices: whom a district has told, how, and whether it arrives. */

import { randomUUID } from 'node:crypto'
import { Failure } from '../../roster/failure.ts'
import { inDistrict } from '../../store/database.ts'
import { findDistrict } from '../../store/people/district.ts'
import { listRecipients } from '../../store/notices/district-watch.ts'
import { listOpenNotices } from '../../store/notices/notices.ts'
import { sayNotice } from '../../roster/notice.ts'
import { readLicenceNames } from '../../store/seats/products.ts'
import {
  checkNoticeSettings,
  type NoticeSettings,
  readNoticeSettings,
  writeNoticeSettings,
} from '../../sync/notice-settings.ts'
import { messageIdOf, writeLetter } from '../notices/letter.ts'
import { footerOf } from '../notices/tell.ts'
import { callHook, makeHookSecret } from '../notices/webhook.ts'
import { hookSecretPlace, type NoticeWorld } from '../notices/world.ts'

export interface NoticesView {
  /** As named; null: whoever administers the district or its IT and can sign in. */
  readonly emails: readonly string[] | null
  readonly recipients: readonly string[]
  readonly digest: boolean
  readonly digestHour: number
  readonly timezone: string
  readonly webhook: string | null
  readonly mailServer: boolean
  readonly open: readonly { readonly kind: string; readonly title: string; readonly remedy: string }[]
}

/** What is to be different; a field that is left out stays as it is. */
export interface NoticesChange {
  readonly emails?: readonly string[] | null
  readonly digest?: boolean
  readonly digestHour?: number
  /** Null: none any more. */
  readonly webhook?: string | null
}

/** The settings in effect, and what is open. */
export async function showNotices(world: NoticeWorld, districtId: string): Promise<NoticesView> {
  return inDistrict(world.db, { districtId, actor: 'cli' }, async (client) => {
    const district = await findDistrict(client, districtId)
    if (district === null) throw unknownDistrict(districtId)
    const { emails, digest, digestHour, webhook } = await readNoticeSettings(client, districtId, world.settings)
    const { timezone } = district
    const wording = { licenceNames: await readLicenceNames(client, districtId, world.licenceKinds), timezone }
    const open = (await listOpenNotices(client, districtId, world.now())).map((notice) => {
      const { title, remedy } = sayNotice(notice, wording)
      return { kind: notice.kind, title, remedy }
    })
    const recipients = emails ?? (await listRecipients(client, districtId))
    const told = { emails, recipients, digest, digestHour, timezone, webhook: webhook?.url ?? null }
    return { ...told, mailServer: world.mailer !== null, open }
  })
}

/**
 * Changes them. A new web hook gets a new secret, which is returned this once and kept sealed.
 * @throws Failure NOTICES_INVALID
 */
export async function setNotices(
  world: NoticeWorld,
  districtId: string,
  change: NoticesChange,
): Promise<{ readonly webhookSecret: string | null }> {
  const webhookSecret = typeof change.webhook === 'string' ? makeHookSecret() : null
  await inDistrict(world.db, { districtId, actor: 'cli' }, async (client) => {
    const now = await readNoticeSettings(client, districtId, world.settings)
    const settings: NoticeSettings = {
      emails: change.emails === undefined ? now.emails : change.emails,
      digest: change.digest ?? now.digest,
      digestHour: change.digestHour ?? now.digestHour,
      webhook: change.webhook === undefined ? now.webhook : hookOf(world, districtId, change.webhook, webhookSecret),
    }
    checkNoticeSettings(settings, { newHook: change.webhook ?? null, allowHttp: world.allowPrivateNetwork })
    await writeNoticeSettings(client, districtId, settings)
  })
  return { webhookSecret }
}

/** One try: how it ended, and a code where it did not arrive. */
export interface TestLine {
  readonly channel: 'mail' | 'webhook'
  readonly to: string
  readonly ok: boolean
  readonly code: string | null
}

/** Sends a test message to everybody who would be told, at once and without the outbox. */
export async function testNotices(world: NoticeWorld, districtId: string): Promise<readonly TestLine[]> {
  const context = { districtId, actor: 'cli' }
  const view = await showNotices(world, districtId)
  const settings = await inDistrict(world.db, context, (client) =>
    readNoticeSettings(client, districtId, world.settings),
  )
  const district = await inDistrict(world.db, context, (client) => findDistrict(client, districtId))
  if (district === null) throw unknownDistrict(districtId)
  const event = `test:${randomUUID()}`
  const host = URL.parse(world.publicUrl)?.hostname ?? 'localhost'
  const lines: TestLine[] = []
  if (world.mailer !== null)
    for (const recipient of view.recipients) {
      const letter = writeLetter({
        subject: `${district.name}: a test of Staffroom's notices`,
        paragraphs: ['This is a test. Notices of Staffroom reach this address.'],
        link: { url: `${world.publicUrl}/#/sync`, label: 'Open the sync status' },
        footer: footerOf(district),
      })
      const messageId = messageIdOf({ districtId, event, recipient, host })
      const result = await world.mailer.send({ to: recipient, messageId, ...letter })
      lines.push(lineOf('mail', recipient, result))
    }
  if (settings.webhook !== null) {
    const { url, secret } = settings.webhook
    const body = JSON.stringify({ id: event, district: districtId, event, at: world.now().toISOString(), type: 'test' })
    const hook = { url, secret: world.box.open(secret, hookSecretPlace(districtId)) }
    lines.push(lineOf('webhook', url, await callHook(world.post, hook, { id: event, body, now: world.now() })))
  }
  return lines
}

function lineOf(
  channel: TestLine['channel'],
  to: string,
  result: { readonly ended: string; readonly code?: string },
): TestLine {
  return { channel, to, ok: result.ended === 'sent', code: result.code ?? null }
}

function hookOf(
  world: NoticeWorld,
  districtId: string,
  url: string | null,
  secret: string | null,
): NoticeSettings['webhook'] {
  if (url === null || secret === null) return null
  return { url, secret: world.box.seal(secret, hookSecretPlace(districtId)) }
}

function unknownDistrict(districtId: string): Failure {
  return new Failure(
    'DISTRICT_UNKNOWN',
    'operator',
    `There is no district ${districtId}. Make it with "staffroom district create".`,
  )
}
