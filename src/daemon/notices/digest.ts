/** The digest: once on each of a district's days, when its hour has come on the district's clock. */

import { type Digest, type DigestRun, sayDigest } from '../../roster/digest.ts'
import { roleLossLimit } from '../../roster/guard.ts'
import { TABLES } from '../../roster/model.ts'
import { isAboutInvoice, sayNotice } from '../../roster/notice.ts'
import type { DistrictClient } from '../../store/database.ts'
import { claimDigestDay, type EndedRunRow, listEndedRuns, listLossesSince } from '../../store/notices/district-watch.ts'
import { listOpenNotices } from '../../store/notices/notices.ts'
import { hastenChore } from '../../store/chores.ts'
import { showLicences } from '../../store/seats/seats.ts'
import { listSources } from '../../store/sync/source.ts'
import { dateIn, readDistrictGuard } from '../../sync/district-rules.ts'
import { writeLetter } from './letter.ts'
import { type Audience, footerOf, queueAll, readAudience } from './tell.ts'
import type { NoticeWorld } from './world.ts'

const DAY_MS = 24 * 3_600_000
const RUNS_MAX = 200
const WEEK_MS = 7 * DAY_MS
/** Those who come and go with terms are not among them. */
const WATCHED_ROLES = ['school_admin', 'principal', 'coach', 'teacher'] as const

/** Writes today's digest where it is due. Returns whether it did. In the district's transaction. */
export async function composeDigest(client: DistrictClient, districtId: string, world: NoticeWorld): Promise<boolean> {
  const now = world.now()
  const audience = await readAudience(client, districtId, world)
  if (audience === null || !audience.settings.digest) return false
  const { timezone } = audience.district
  if (hourIn(timezone, now) < audience.settings.digestHour) return false
  if ((await listSources(client, districtId)).length === 0) return false
  const day = dateIn(timezone, now)
  const claimed = await claimDigestDay(client, { districtId, day, now })
  if (claimed === null) return false
  const since = claimed.before ?? new Date(now.getTime() - DAY_MS)
  const digest = await readDigest(client, audience, { world, since })
  await queueDigest(client, audience, { world, day, digest })
  await hastenChore(client, { districtId, kind: 'post', at: now })
  return true
}

async function queueDigest(
  client: DistrictClient,
  audience: Audience,
  { world, day, digest }: { readonly world: NoticeWorld; readonly day: string; readonly digest: Digest },
): Promise<void> {
  const { district } = audience
  const { subject, lists } = sayDigest(digest, district.name)
  const letter = writeLetter({
    subject,
    paragraphs: [`What Staffroom did for ${district.name} since the last digest, and how things stand.`],
    lists,
    link: { url: `${world.publicUrl}/#/sync`, label: 'Open the sync status' },
    footer: footerOf(district),
  })
  const { runs, licences, open } = digest
  const body = { type: 'digest', day, runs, licences, open: open.length }
  await queueAll(client, audience, { world, event: `digest:${day}`, letter, body })
}

async function readDigest(
  client: DistrictClient,
  { district, wording }: Audience,
  { world, since }: { readonly world: NoticeWorld; readonly since: Date },
): Promise<Digest> {
  const rows = await listEndedRuns(client, { districtId: district.id, since, limit: RUNS_MAX })
  const { licences } = await showLicences(client, { districtId: district.id, kinds: world.licenceKinds })
  const open = await listOpenNotices(client, district.id, world.now())
  const names = wording.licenceNames
  const weekAgo = new Date(world.now().getTime() - WEEK_MS)
  const lost = await listLossesSince(client, { districtId: district.id, since: weekAgo, roles: WATCHED_ROLES })
  const guard = { ...world.guard, ...(await readDistrictGuard(client, district.id)) }
  return {
    runs: rows.map(readRun),
    losses: lost.filter((role) => role.lost > roleLossLimit(role.held, guard)),
    licences: licences.map(({ kind, bought, used, waiting }) => ({ name: names[kind] ?? kind, bought, used, waiting })),
    open: open.filter(({ kind }) => !isAboutInvoice(kind)).map((notice) => sayNotice(notice, wording)),
  }
}

/** The hour of the day, 0 to 23, on a clock of that zone. */
export function hourIn(timezone: string, at: Date): number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', hourCycle: 'h23' })
  return Number(format.format(at))
}

function readRun(row: EndedRunRow): DigestRun {
  const report = recordOf(row.report)
  const tables = recordOf(report['tables'])
  const sum = (name: string): number =>
    TABLES.reduce((total, table) => total + numberOf(recordOf(tables[table])[name]), 0)
  const code = recordOf(row.failure)['code']
  return {
    runId: row.id,
    sourceId: row.source_id,
    state: row.state,
    added: sum('added'),
    changed: sum('changed'),
    retired: sum('retired'),
    quarantined: sum('quarantined'),
    conflicts: numberOf(recordOf(report['conflicts'])['count']),
    failureCode: row.state === 'failed' && typeof code === 'string' ? code : null,
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
