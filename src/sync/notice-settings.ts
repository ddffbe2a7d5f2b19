/** Whom a district has told of its notices, and how: what it has set, over the defaults of the installation. */

import { Failure } from '../roster/failure.ts'
import type { DistrictClient } from '../store/database.ts'
import { readDistrictSetting, writeDistrictSetting } from '../store/people/district.ts'

const NOTICES = 'notices'

export interface NoticeSettings {
  /** Null: the active accounts of the district's administrators and IT, and of its customer's administrators. */
  readonly emails: readonly string[] | null
  readonly digest: boolean
  /** The hour of the day, by the district's clock, from which on the digest is sent. */
  readonly digestHour: number
  readonly webhook: {
    readonly url: string
    /** An envelope of store/secret. */
    readonly secret: string
  } | null
}

export interface NoticeDefaults {
  readonly digest: boolean
  readonly digestHour: number
}

/** In the district's transaction. What can't be understood of a setting is left aside for the default. */
export async function readNoticeSettings(
  client: DistrictClient,
  districtId: string,
  defaults: NoticeDefaults,
): Promise<NoticeSettings> {
  const stored = await readDistrictSetting(client, districtId, NOTICES)
  const own: Readonly<Record<string, unknown>> = isRecord(stored) ? stored : {}
  const { emails, digest, digestHour, webhook } = own
  return {
    emails: isTexts(emails) ? emails : null,
    digest: typeof digest === 'boolean' ? digest : defaults.digest,
    digestHour: isHour(digestHour) ? digestHour : defaults.digestHour,
    webhook: isWebhook(webhook) ? webhook : null,
  }
}

/** Keeps them, with an entry in the audit log. In the district's transaction. */
export async function writeNoticeSettings(
  client: DistrictClient,
  districtId: string,
  settings: NoticeSettings,
): Promise<void> {
  await writeDistrictSetting(client, { districtId, key: NOTICES, value: settings })
}

/**
 * `newHook`: the address of a web hook that is to be set; null: none is.
 * @throws Failure NOTICES_INVALID naming what is wrong, never an address
 */
export function checkNoticeSettings(
  settings: NoticeSettings,
  { newHook, allowHttp }: { readonly newHook: string | null; readonly allowHttp: boolean },
): void {
  if (!isHour(settings.digestHour)) throw invalid('The hour of the digest is a whole number from 0 to 23.')
  const faulty = (settings.emails ?? []).findIndex((email) => !isEmail(email))
  if (faulty >= 0) throw invalid(`Address ${faulty + 1} is no e-mail address as name@example.org.`)
  if (newHook !== null && !isHookAddress(newHook, allowHttp))
    throw invalid(
      `A web hook takes an address as https://example.org/hook, without a user and password in it.${allowHttp ? '' : ' Over http anybody on the way could read it: only installations for trials do that (STAFFROOM_ALLOW_PRIVATE_NETWORK=1).'}`,
    )
}

/** Whether mail can be sent there: one address, no header in disguise. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>",;:\\()[\]]+@[^\s@<>",;:\\()[\]]+\.[^\s@<>",;:\\()[\]]+$/.test(text)
}

function invalid(message: string): Failure {
  return new Failure('NOTICES_INVALID', 'operator', message)
}

/** Of the web, and without a user part: it would be a password that lies open. */
function isHookAddress(text: string, allowHttp: boolean): boolean {
  const url = URL.parse(text)
  if (url?.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (allowHttp && url.protocol === 'http:')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function isHour(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 23
}

function isWebhook(value: unknown): value is { readonly url: string; readonly secret: string } {
  return isRecord(value) && typeof value['url'] === 'string' && typeof value['secret'] === 'string'
}
