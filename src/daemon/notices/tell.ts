/** Telling: takes notices and digests that are due and writes a message for each recipient, in one transaction. */

import { isAboutInvoice, isAboutLicence, placeOfNotice, sayNotice, type Wording } from '../../roster/notice.ts'
import type { DistrictClient } from '../../store/database.ts'
import { readContacts } from '../../store/notices/contacts.ts'
import { type District, findDistrict } from '../../store/people/district.ts'
import { listBillingOffice, listRecipients } from '../../store/notices/district-watch.ts'
import { type NoticeRow, takeUntoldNotices } from '../../store/notices/notices.ts'
import { queueMessage } from '../../store/notices/outbox.ts'
import { readLicenceNames } from '../../store/seats/products.ts'
import { isEmail, type NoticeSettings, readNoticeSettings } from '../../sync/notice-settings.ts'
import { type Letter, messageIdOf, writeLetter } from './letter.ts'
import type { NoticeWorld } from './world.ts'

/** One district as it is written to. */
export interface Audience {
  readonly district: District
  readonly settings: NoticeSettings
  /** Nobody where there is no mail server. */
  readonly recipients: readonly string[]
  /** Gets notices about licences as well; null: nobody. */
  readonly billing: string | null
  readonly wording: Wording
}

/** Null where there is no such district any more. In the district's transaction. */
export async function readAudience(
  client: DistrictClient,
  districtId: string,
  world: NoticeWorld,
): Promise<Audience | null> {
  const district = await findDistrict(client, districtId)
  if (district === null) return null
  const settings = await readNoticeSettings(client, districtId, world.settings)
  const named = settings.emails ?? (await listRecipients(client, districtId))
  const recipients = world.mailer === null ? [] : [...new Set(named.filter(isEmail))]
  const { billing } = await readContacts(client, { districtId, personId: null })
  return {
    district,
    settings,
    recipients,
    billing: world.mailer === null || billing === null || !isEmail(billing) ? null : billing,
    wording: {
      licenceNames: await readLicenceNames(client, districtId, world.licenceKinds),
      timezone: district.timezone,
    },
  }
}

/** Writes the messages of what is due to be told. Returns how many notices were taken. */
export async function tellNotices(client: DistrictClient, districtId: string, world: NoticeWorld): Promise<number> {
  const notices = await takeUntoldNotices(client, districtId, world.now())
  if (notices.length === 0) return 0
  const audience = await readAudience(client, districtId, world)
  if (audience === null) return 0
  for (const notice of notices) await tellNotice(client, audience, { world, notice })
  return notices.length
}

async function tellNotice(
  client: DistrictClient,
  audience: Audience,
  { world, notice }: { readonly world: NoticeWorld; readonly notice: NoticeRow },
): Promise<void> {
  const { district, billing } = audience
  const words = sayNotice(notice, audience.wording)
  const url = `${world.publicUrl}/#${placeOfNotice(notice)}`
  const parts = {
    subject: `${district.name}: ${words.title}`,
    paragraphs: [`${words.title}.`, words.says, words.remedy],
    link: { url, label: 'Open it in Staffroom' },
  }
  const letter = writeLetter({ ...parts, footer: footerOf(district) })
  const { kind, runId, sourceId, detail } = notice
  const told = { world, event: `notice:${notice.id}` }
  if (isAboutInvoice(kind)) {
    const office = billing === null ? await listBillingOffice(client, district.id) : [billing]
    const recipients = world.mailer === null ? [] : office.filter(isEmail)
    for (const recipient of recipients)
      await queueMail(client, audience, { ...told, recipient, letter: writeLetter({ ...parts, footer: BILLING }) })
    return
  }
  const body = { type: 'notice', kind, noticeId: notice.id, runId, sourceId, detail, openedAt: notice.openedAt, url }
  // A mail about mails that do not arrive would not arrive.
  const byMail = kind !== 'delivery_failed'
  await queueAll(client, audience, { world, event: `notice:${notice.id}`, letter: byMail ? letter : null, body })
  if (isAboutLicence(kind) && billing !== null && !audience.recipients.includes(billing)) {
    await queueMail(client, audience, {
      ...told,
      recipient: billing,
      letter: writeLetter({ ...parts, footer: BILLING }),
    })
  }
}

const BILLING =
  'You get this because your district has named this address for questions about licences and invoices (the rule “Billing address”), or because you are its billing office.'

/** Queues one event for everybody of the audience, once each. */
export async function queueAll(
  client: DistrictClient,
  audience: Audience,
  told: {
    readonly world: NoticeWorld
    readonly event: string
    readonly letter: Letter | null
    readonly body: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  const { world, event, letter, body } = told
  const { district, settings } = audience
  const now = world.now()
  if (letter !== null)
    for (const recipient of audience.recipients) await queueMail(client, audience, { world, event, recipient, letter })
  if (settings.webhook !== null) {
    const place = { districtId: district.id, event, now }
    const messageId = messageIdOf({ ...place, recipient: 'webhook', host: hostOf(world) })
    const message = { district: district.id, event, at: now.toISOString(), ...body }
    await queueMessage(client, { ...place, channel: 'webhook', recipient: '', messageId, message })
  }
}

/** Queues the mail of one event for one recipient, once. */
async function queueMail(
  client: DistrictClient,
  { district }: Audience,
  {
    world,
    event,
    recipient,
    letter,
  }: { readonly world: NoticeWorld; readonly event: string; readonly recipient: string; readonly letter: Letter },
): Promise<void> {
  const place = { districtId: district.id, event, now: world.now() }
  const messageId = messageIdOf({ ...place, recipient, host: hostOf(world) })
  await queueMessage(client, { ...place, channel: 'mail', recipient, messageId, message: letter })
}

function hostOf({ publicUrl }: NoticeWorld): string {
  return URL.parse(publicUrl)?.hostname ?? 'localhost'
}

/** Why this reader gets the mail. */
export function footerOf(district: District): string {
  return `You get this because you look after Staffroom for ${district.name}. Who gets it is set with "staffroom notices set --district ${district.id}".`
}
