/** What doctor says of workers, notices and mail: what waits for somebody, and what cannot reach anybody. */

import { type Database, globally, inDistrict } from '../store/database.ts'
import { listDistricts } from '../store/people/district.ts'
import { listRecipients, readWorkerState } from '../store/notices/district-watch.ts'
import { listOpenNotices } from '../store/notices/notices.ts'
import { readOutboxState } from '../store/notices/outbox.ts'
import { type NoticeKind, sayNotice } from '../roster/notice.ts'
import { readNoticeSettings } from '../sync/notice-settings.ts'
import { ALIVE_SECONDS } from './chores.ts'
import type { Finding } from './finding.ts'
import type { Mailer } from './notices/mailer.ts'

/** Waiting longer than this, a message or an order is stuck. */
const STUCK_SECONDS = 15 * 60

/** Workers and orders first, then mail, then each district. */
export async function examineNotices(db: Database, mailer: Mailer | null): Promise<readonly Finding[]> {
  const districts = await globally(db, listDistricts)
  const each: Finding[] = []
  for (const { id, timezone } of districts) each.push(...(await examineDistrict(db, id, { timezone, mailer })))
  return [...(await examineWorkers(db)), await examineMail(mailer), ...each]
}

async function examineWorkers(db: Database): Promise<readonly Finding[]> {
  const { workers, silentSeconds, orders, orderSeconds } = await globally(db, (client) =>
    readWorkerState(client, ALIVE_SECONDS),
  )
  const remedy = 'Start one: staffroom worker (or staffroom start).'
  const last = silentSeconds === null ? 'none was ever here' : `the last one was heard of ${sayAge(silentSeconds)} ago`
  const worker: Finding =
    workers > 0
      ? { what: 'worker', state: 'ok', says: `${workers} running`, remedy: null }
      : { what: 'worker', state: 'warning', says: `none is running: ${last}`, remedy }
  if (orderSeconds === null || orderSeconds < STUCK_SECONDS) return [worker]
  const says = `${orders} of pages wait, the oldest for ${sayAge(orderSeconds)}`
  return [worker, { what: 'orders', state: 'warning', says, remedy }]
}

async function examineMail(mailer: Mailer | null): Promise<Finding> {
  const what = 'mail'
  if (mailer === null)
    return {
      what,
      state: 'warning',
      says: 'no SMTP_URL: notices stand in the pages only, no mail is written or kept',
      remedy: 'Set SMTP_URL, as smtps://user:password@mail.example.org, for alarms and the daily digest by mail.',
    }
  const code = await mailer.check()
  mailer.close()
  if (code === null) return { what, state: 'ok', says: 'the mail server answers', remedy: null }
  const remedy = 'Check SMTP_URL, and that the server takes connections from here. Messages wait meanwhile.'
  return { what, state: 'wrong', says: `the mail server does not take mail (${code})`, remedy }
}

async function examineDistrict(
  db: Database,
  districtId: string,
  { timezone, mailer }: { readonly timezone: string; readonly mailer: Mailer | null },
): Promise<readonly Finding[]> {
  const now = new Date()
  const { open, outbox, reached } = await inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
    const { emails, webhook } = await readNoticeSettings(client, districtId, { digest: true, digestHour: 6 })
    const recipients = emails ?? (await listRecipients(client, districtId))
    return {
      open: await listOpenNotices(client, districtId, now),
      outbox: await readOutboxState(client, districtId),
      reached: recipients.length > 0 || webhook !== null,
    }
  })
  const findings = open.map((notice): Finding => {
    const { title, remedy } = sayNotice(notice, { licenceNames: {}, timezone })
    return {
      what: `district ${districtId}`,
      state: 'warning',
      says: title,
      remedy: COMMANDS[notice.kind]?.(notice) ?? remedy,
    }
  })
  const waits = outbox.oldest === null ? 0 : (now.getTime() - outbox.oldest.getTime()) / 1000
  if (waits > STUCK_SECONDS && mailer !== null)
    findings.push({
      what: `district ${districtId}`,
      state: 'warning',
      says: `${outbox.queued} messages wait to be sent, the oldest for ${sayAge(waits)}`,
      remedy: `Try: staffroom notices test --district ${districtId}`,
    })
  if (mailer !== null && !reached)
    findings.push({
      what: `district ${districtId}`,
      state: 'warning',
      says: 'nobody would get its notices by mail',
      remedy: `Name somebody: staffroom notices set --district ${districtId} --email NAME@EXAMPLE.ORG`,
    })
  return findings
}

const COMMANDS: Partial<
  Readonly<Record<NoticeKind, (n: { runId: string | null; sourceId: string | null }) => string>>
> = {
  run_held: ({ runId }) => `Look and decide: staffroom runs show ${runId ?? ''}`,
  quarantine_limit: ({ runId }) => `See the rows: staffroom runs show ${runId ?? ''}`,
  run_failed: ({ runId }) => `See why: staffroom runs show ${runId ?? ''}`,
  source_stale: ({ sourceId }) => `See its runs: staffroom runs list --source ${sourceId ?? ''}`,
  source_pinned: ({ sourceId }) => `Let it run again: staffroom source resume ${sourceId ?? ''}`,
}

function sayAge(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}
