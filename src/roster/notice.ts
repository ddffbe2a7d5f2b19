/** What a district is told of until it is resolved: the kinds of notices, and in which words each is said. Pure. */

import type { HoldReason } from './guard.ts'
import { LICENCE_NOTICES, type LicenceNotice, sayLicence } from './licence-words.ts'

export const NOTICE_KINDS = [
  'run_held',
  'quarantine_limit',
  'run_failed',
  'source_stale',
  'source_pinned',
  ...LICENCE_NOTICES,
  'delivery_failed',
  'lti_unconfirmed',
  'invoice_overdue',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Those about licences also go to whoever the district has named for billing. */
export function isAboutLicence(kind: NoticeKind): kind is LicenceNotice {
  return LICENCE_NOTICES.some((one) => one === kind)
}

/** Those about invoices are for whoever looks after the district's money, and for nobody else. */
export function isAboutInvoice(kind: NoticeKind): boolean {
  return kind.startsWith('invoice_')
}

export type NoticeMood = 'warn' | 'bad'

/** Ids, codes and counts by name; never a personal value. */
export type NoticeDetail = Readonly<Record<string, string | number | null>>

/** One notice as it is kept. */
export interface Notice {
  readonly kind: NoticeKind
  readonly sourceId: string | null
  readonly runId: string | null
  readonly detail: NoticeDetail
}

/** The same in words: what happened, what it means and what to do. */
export interface NoticeWords {
  readonly mood: NoticeMood
  readonly title: string
  readonly says: string
  readonly remedy: string
}

/** How figures and names of licences are written for the reader. */
export interface Wording {
  /** What a licence kind is called, by its id. */
  readonly licenceNames: Readonly<Record<string, string>>
  /** The district's clock. */
  readonly timezone: string
}

type Words = (notice: Notice, wording: Wording) => NoticeWords

/** The catalogue: every kind but those about licences in English, for mails, web hooks and the banner of the pages alike. */
const CATALOGUE: Readonly<Record<Exclude<NoticeKind, LicenceNotice>, Words>> = {
  run_held: (notice) => ({
    mood: 'warn',
    title: `A sync of ${sourceOf(notice)} is held`,
    says: `Run ${runOf(notice)} would change more than your district allows in one run (${reasonsOf(notice)}). Nothing was changed; the roster is as it was.`,
    remedy: 'Look at its plan, then approve it, apply only what it adds, or discard it.',
  }),
  quarantine_limit: (notice) => ({
    mood: 'warn',
    title: `A sync of ${sourceOf(notice)} is held: too many rows have faults`,
    says: `More rows of the feed had to be left out of run ${runOf(notice)} than your district allows. Nothing was changed; the roster is as it was.`,
    remedy: 'See which rows and who can mend them, have the feed put right, and sync again.',
  }),
  run_failed: (notice) => ({
    mood: 'bad',
    title: `The sync of ${sourceOf(notice)} failed`,
    says: `Run ${runOf(notice)} stopped with ${text(notice, 'code')}. Nothing was changed; the roster is as it was after the last good sync.`,
    remedy:
      'See why on the page of the run. The next sync starts by itself at its time; it can be started by hand, too.',
  }),
  source_stale: (notice, wording) => ({
    mood: 'bad',
    title: `${capital(sourceOf(notice))} has gone stale`,
    says: staleSays(notice, wording),
    remedy: 'See what became of its last runs and whether a worker is running.',
  }),
  source_pinned: (notice) => ({
    mood: 'warn',
    title: `${capital(sourceOf(notice))} rests after an undo`,
    says: 'A run of it was taken back. The same feed would bring the same again, so its schedule waits.',
    remedy: 'Let it run again once the feed has been put right.',
  }),
  delivery_failed: (notice) => ({
    mood: 'warn',
    title: `${text(notice, 'channel') === 'webhook' ? 'A web hook' : 'A mail'} could not be delivered`,
    says:
      typeof notice.detail['hours'] === 'number'
        ? `It was tried ${text(notice, 'attempts')} times (${text(notice, 'code')}) and is tried on until it is ${text(notice, 'hours')} hours old.`
        : `It was given up after ${text(notice, 'attempts')} attempts (${text(notice, 'code')}).`,
    remedy:
      'Check the address and the mail server with "staffroom notices test", and correct them with "staffroom notices set".',
  }),
  // Nothing of what was typed in for the LMS stands here: whoever connected it would else write the mail.
  lti_unconfirmed: () => ({
    mood: 'warn',
    title: 'A connection with an LMS waits for an administrator of the district',
    says: 'Somebody who doesn’t administer the district has connected an LMS, or changed how it finds people. Teachers and students get in by it; whoever holds more doesn’t, because an LMS says who somebody is.',
    remedy:
      'Look at it on the page “LMS connections”. If it is your district’s own LMS, confirm it; else switch it off.',
  }),
  invoice_overdue: (notice) => ({
    mood: 'warn',
    title: `Invoice ${text(notice, 'number')} is overdue`,
    says: `It was due on ${text(notice, 'dueOn')}, and not all of it has come.`,
    remedy:
      'Open it to pay it or to give the number of your order. If it was paid, ask the seller whether the money has come.',
  }),
}

/** What a notice says. */
export function sayNotice(notice: Notice, wording: Wording): NoticeWords {
  const { kind, detail } = notice
  if (!isAboutLicence(kind)) return CATALOGUE[kind](notice, wording)
  const mood = kind === 'licence_over' ? 'bad' : 'warn'
  return { mood, ...sayLicence(kind, detail, licenceOf(notice, wording)) }
}

/** The page of the app that a notice leads to, as the part of its address behind `#`. */
export function placeOfNotice(notice: Notice): string {
  const licence = notice.detail['licence']
  if (typeof licence === 'string') return `/licences/${encodeURIComponent(licence)}`
  const invoice = notice.detail['invoice']
  if (typeof invoice === 'string') return `/invoices/${invoice}`
  if (notice.kind === 'lti_unconfirmed') return '/sync/lms'
  return notice.runId === null ? '/sync' : `/sync/runs/${notice.runId}`
}

function sourceOf(notice: Notice): string {
  return notice.sourceId === null ? 'a source' : `source ${notice.sourceId}`
}

function runOf(notice: Notice): string {
  return notice.runId ?? ''
}

function licenceOf(notice: Notice, wording: Wording): string {
  const kind = text(notice, 'licence')
  return wording.licenceNames[kind] ?? kind
}

function text({ detail }: Notice, name: string): string {
  return String(detail[name] ?? '')
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function staleSays(notice: Notice, { timezone }: Wording): string {
  const last = notice.detail['lastAppliedAt']
  if (typeof last !== 'string') return 'Slots of its schedule have passed, and none of its runs was ever applied.'
  return `Slots of its schedule have passed without an applied run. The roster is that of ${sayTime(last, timezone)}.`
}

function reasonsOf(notice: Notice): string {
  const codes = text(notice, 'reasons').split(' ').filter(Boolean)
  return codes.map((code) => REASON_WORDS.get(code) ?? code).join(', ')
}

/** Codes of the guards in few words: a new one is missed here by the compiler. */
const REASONS: Readonly<Record<HoldReason['code'], string>> = {
  rekeyed: 'many seem to have come back under new ids',
  retire: 'many would be retired',
  retire_school: 'many of one school would be retired',
  change: 'many would change',
  administrator_rise: 'more would become administrators',
  table_empty: 'a whole file is empty',
  full_overdue: 'a whole set of rows is overdue',
  year_rollover: 'a new school year begins',
  role_loss: 'many would lose a role',
  role_none: 'nobody would be left with a role',
  quarantine: 'many rows newly stay out',
}
const REASON_WORDS: ReadonlyMap<string, string> = new Map(Object.entries(REASONS))

/** An instant as somebody in the district writes it: `Nov 22, 2026, 2:00 AM`. */
export function sayTime(instant: string, timezone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, dateStyle: 'medium', timeStyle: 'short' })
  return format.format(new Date(instant)).replaceAll('\u202f', ' ')
}
