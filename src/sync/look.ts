/** The regular look at a district: licences near their end, sources that rest, and the figures for whoever watches. */

import { numberOf, stateOf } from '../seats/invoice.ts'
import {
  type AlertLimits,
  keyByDay,
  leftAfter,
  type LicenceAlert,
  licenceAlerts,
  nearnessOf,
  QUIET_MS,
  toldBefore,
  unitOf,
} from '../seats/alert.ts'
import type { LicenceKind } from '../seats/kind.ts'
import type { DistrictClient } from '../store/database.ts'
import {
  findLastFailedRun,
  listPinnedSources,
  listUnconfirmedDeployments,
  refreshFigures,
} from '../store/notices/district-watch.ts'
import { listOpenNotices, listToldNotices, openNotice, resolveNotices } from '../store/notices/notices.ts'
import { listDeadChannels } from '../store/notices/outbox.ts'
import { listTroubledSources } from '../store/sync/schedule.ts'
import { listInvoices } from '../store/seats/invoices.ts'
import { type Deadline, listOverDeadlines, listReclaims } from '../store/seats/licence-history.ts'
import { listPurchases, type Purchase } from '../store/seats/licence-purchase.ts'
import { type LicenceLine, showLicences } from '../store/seats/seats.ts'

export type { AlertLimits }

export interface LookWorld {
  readonly licenceKinds: readonly LicenceKind[]
  readonly alerts: AlertLimits
  /** A message that was tried so often is told of. */
  readonly settings: { readonly outbox: { readonly attemptsTold: number } }
}

/** Nothing was lost for that long: deliveries are well again. */
const DAY_MS = 24 * 3_600_000
const DELIVERY_CALM_MS = 3 * DAY_MS
const LICENCE_ALERTS: readonly LicenceAlert[] = ['licence_near', 'licence_full', 'licence_over', 'licence_waiting']

/** Opens and resolves what the look finds; each is told once, days that come near again. In the district's transaction. */
export async function lookAtDistrict(
  client: DistrictClient,
  districtId: string,
  { world, now }: { readonly world: LookWorld; readonly now: Date },
): Promise<void> {
  await lookAtLicences(client, districtId, { world, now })
  await lookAtTerms(client, districtId, { world, now })
  await lookAtInvoices(client, districtId, now)
  await lookAtTroubles(client, districtId, now)
  await lookAtPins(client, districtId, now)
  await lookAtPlatforms(client, districtId, now)
  const since = new Date(now.getTime() - DELIVERY_CALM_MS)
  const dead = await listDeadChannels(client, districtId, { since, attempts: world.settings.outbox.attemptsTold })
  await resolveNotices(client, { districtId, kinds: ['delivery_failed'], except: dead, now })
  await refreshFigures(client, districtId, now)
}

async function lookAtLicences(
  client: DistrictClient,
  districtId: string,
  { world, now }: { readonly world: LookWorld; readonly now: Date },
): Promise<void> {
  const open = await listOpenNotices(client, districtId, now)
  const { licences } = await showLicences(client, { districtId, kinds: world.licenceKinds })
  const deadlines = await listOverDeadlines(client, districtId, now)
  const since = new Date(now.getTime() - QUIET_MS)
  const toldAt = await listToldNotices(client, { districtId, kinds: LICENCE_ALERTS, since })
  const found = licences.flatMap((line) => {
    const told = open.filter(({ detail }) => detail['licence'] === line.kind).map(({ kind }) => kind)
    const known = { open: told.filter(isLicenceAlert), deadline: deadlines.get(line.kind) ?? null }
    return findAlerts(line, known, world).map((alert) => ({ ...alert, open: known.open }))
  })
  for (const kind of LICENCE_ALERTS) {
    const except = found.filter((alert) => alert.kind === kind).map(({ key }) => key)
    await resolveNotices(client, { districtId, kinds: [kind], except, now })
  }
  for (const { kind, key, detail, near, open: before } of found) {
    const told = toldBefore(kind, { open: before, near, toldAt: toldAt(kind, key), now })
    await openNotice(client, { districtId, sourceId: null, runId: null, now, kind, key, detail, toldAt: told })
  }
}

/** What holds of a licence; one that is over is another notice when its deadline comes near, where there is something to choose. */
function findAlerts(
  { kind: licence, bought, used, waiting }: LicenceLine,
  { open, deadline }: { readonly open: readonly LicenceAlert[]; readonly deadline: Deadline | null },
  { alerts, licenceKinds }: LookWorld,
) {
  const unit = unitOf(licenceKinds, licence)
  const detail = { licence, unit, bought, used, waiting }
  const near = deadline === null || unit !== 'seats' ? null : nearnessOf(deadline.daysLeft)
  const until = deadline?.until ?? null
  // What is told of on its day stays open after it, in other words.
  const said = near === 'day' && (deadline?.daysLeft ?? 0) < 0 ? 'past' : near
  return licenceAlerts({ bought, used, waiting }, alerts, open).map((kind) =>
    kind === 'licence_over'
      ? { kind, key: keyByDay(licence, until ?? '', near), near, detail: { ...detail, until, near: said } }
      : { kind, key: licence, near: null, detail },
  )
}

/** Purchases that end soon, and seats of leavers that are free again soon: told of before it happens. */
async function lookAtTerms(
  client: DistrictClient,
  districtId: string,
  { world, now }: { readonly world: LookWorld; readonly now: Date },
): Promise<void> {
  const about = { districtId, sourceId: null, runId: null, now }
  const ending = findEnding(await listPurchases(client, { districtId, now }), world)
  await resolveNotices(client, { districtId, kinds: ['licence_ends'], except: ending.map(({ key }) => key), now })
  for (const { key, detail } of ending) await openNotice(client, { ...about, kind: 'licence_ends', key, detail })
  const before = new Date(now.getTime() + world.alerts.reclaimDays * DAY_MS)
  const reclaims = await listReclaims(client, districtId, before)
  const except = reclaims.map(({ licence }) => licence)
  await resolveNotices(client, { districtId, kinds: ['licence_reclaim'], except, now })
  for (const detail of reclaims)
    await openNotice(client, { ...about, kind: 'licence_reclaim', key: detail.licence, detail: { ...detail } })
}

/** Purchases with whose last day less is bought, when it is near, told again a week before and on it: where the next one is entered, nothing ends. */
function findEnding(purchases: readonly Purchase[], { alerts, licenceKinds }: LookWorld) {
  return purchases.flatMap(({ kind: licence, name: purchase, quantity, term, daysLeft, endsOn }) => {
    if (term !== 'running' || endsOn === null || daysLeft === null || daysLeft > alerts.endsDays) return []
    const ofKind = purchases.filter(({ kind }) => kind === licence)
    const left = leftAfter(ofKind, endsOn)
    if (left === null) return []
    const near = nearnessOf(daysLeft)
    const detail = { licence, unit: unitOf(licenceKinds, licence), purchase, quantity, endsOn, left, near }
    return [{ key: keyByDay(`${licence} ${purchase} ${endsOn}`, endsOn, near), detail }]
  })
}

/** Invoices that were due and are not settled. Of one that comes along, what was paid of it is noted after it: a day is left for that. */
async function lookAtInvoices(client: DistrictClient, districtId: string, now: Date): Promise<void> {
  const { items } = await listInvoices(client, { districtId, now, drafts: false, limit: null })
  const overdue = items.filter((one) => one.creditsId === null && stateOf(one, one.today) === 'overdue')
  await resolveNotices(client, { districtId, kinds: ['invoice_overdue'], except: overdue.map(({ id }) => id), now })
  const about = { districtId, sourceId: null, runId: null, now, kind: 'invoice_overdue' } as const
  for (const { id: invoice, number, dueOn, createdAt } of overdue) {
    const detail = { invoice, number: numberOf(districtId, number ?? 0), dueOn }
    const tellAt = new Date(Math.max(now.getTime(), createdAt.getTime() + DAY_MS))
    await openNotice(client, { ...about, key: invoice, detail, tellAt })
  }
}

function isLicenceAlert(kind: string): kind is LicenceAlert {
  return LICENCE_ALERTS.some((alert) => alert === kind)
}

/** Sources that failed past their window, and those that have gone stale, as their schedule knows them. */
async function lookAtTroubles(client: DistrictClient, districtId: string, now: Date): Promise<void> {
  const troubled = await listTroubledSources(client, { now, districtId })
  const failed = troubled.filter(({ alarm }) => alarm !== null).map(({ sourceId }) => sourceId)
  const stale = troubled.filter(({ staleSince }) => staleSince !== null).map(({ sourceId }) => sourceId)
  await resolveNotices(client, { districtId, kinds: ['run_failed'], except: failed, now })
  await resolveNotices(client, { districtId, kinds: ['source_stale'], except: stale, now })
  for (const { sourceId, alarm, staleSince, lastSuccessAt } of troubled) {
    const about = { districtId, key: sourceId, sourceId, now }
    if (alarm !== null) {
      const runId = await findLastFailedRun(client, districtId, sourceId)
      await openNotice(client, { ...about, kind: 'run_failed', runId, detail: { code: alarm.code } })
    }
    if (staleSince !== null) {
      const detail = { lastAppliedAt: lastSuccessAt?.toISOString() ?? null }
      await openNotice(client, { ...about, kind: 'source_stale', runId: null, detail })
    }
  }
}

/** Connections with learning platforms that an administrator of the district has not confirmed. */
async function lookAtPlatforms(client: DistrictClient, districtId: string, now: Date): Promise<void> {
  const unconfirmed = await listUnconfirmedDeployments(client, districtId)
  await resolveNotices(client, { districtId, kinds: ['lti_unconfirmed'], except: unconfirmed, now })
  const about = { districtId, sourceId: null, runId: null, detail: {}, now }
  for (const key of unconfirmed) await openNotice(client, { ...about, kind: 'lti_unconfirmed', key })
}

async function lookAtPins(client: DistrictClient, districtId: string, now: Date): Promise<void> {
  const pinned = await listPinnedSources(client, districtId)
  await resolveNotices(client, { districtId, kinds: ['source_pinned'], except: pinned, now })
  for (const sourceId of pinned)
    await openNotice(client, {
      districtId,
      kind: 'source_pinned',
      key: sourceId,
      sourceId,
      runId: null,
      detail: {},
      now,
    })
}
