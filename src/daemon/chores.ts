/** The worker's regular jobs for every district, each at one worker at a time: looking, telling and sending, linking, removing what is old. */

import { type Chore, type ChoreKind, claimChores, ensureChores, finishChore } from '../store/chores.ts'
import { globally, inDistrict } from '../store/database.ts'
import { type ObjectStore, sweepObjects } from '../store/coaching/attachment-object.ts'
import { closeCycleMonths } from '../store/coaching/coaching-cycle-figures.ts'
import { closeCoachingMonths } from '../store/coaching/coaching-figures.ts'
import type { ClosingWorld } from '../store/community/survey-closing.ts'
import { beat, forgetWorker } from '../store/notices/district-watch.ts'
import { renewProposals } from '../store/sync/identity-match.ts'
import { SEALED_MAX, sealAudit } from '../store/audit/audit-seal.ts'
import { findNextPost } from '../store/notices/outbox.ts'
import { readDistrictIdentity } from '../sync/district-rules.ts'
import { areCreditsDue } from '../store/seats/credit-books.ts'
import { areSeatsDue } from '../store/seats/seat-rules.ts'
import { reconcileSeats } from '../store/seats/seats.ts'
import { handOnCommunities } from '../store/community/community-write.ts'
import { endStaleCards } from '../store/people/start-cards.ts'
import { endOverdueSupport } from '../store/signin/support.ts'
import { linkAsked, mergeAsked } from '../sync/link-asked.ts'
import { lookAtDistrict } from '../sync/look.ts'
import { retireExpired } from '../sync/expiry.ts'
import type { SyncWorld } from '../sync/world.ts'
import { type RetentionSettings, retainDistrict } from '../sync/retention.ts'
import { deliver } from './notices/deliver.ts'
import { composeDigest } from './notices/digest.ts'
import { tellNotices } from './notices/tell.ts'
import type { NoticeWorld } from './notices/world.ts'
import { type Gradebook, reportParticipation } from './participation.ts'
import { sealSources } from './seal-sources.ts'
import { tendSurveys } from './surveys.ts'

export interface ChoreWorld extends NoticeWorld {
  /** The pipeline, for runs that no source asks for. */
  readonly sync: SyncWorld
  readonly retention: RetentionSettings
  /** Kinds of interaction, where a district has none of its own. */
  readonly interactionTypes: readonly { readonly id: string; readonly name: string }[]
  /** What surveys ask. */
  readonly questionSets: ClosingWorld['questionSets']
  /** Of the LMSs. */
  readonly gradebook: Gradebook
  /** Where files are kept outside the database; null: in it. */
  readonly objects?: ObjectStore | null
  /** This process: host and pid. */
  readonly owner: string
}

export interface Chores {
  /** Starts what is due and has room; returns without waiting for it. To be called about every second. */
  readonly tick: () => Promise<void>
  /** Takes nothing more and waits for what is under way. */
  readonly stop: () => Promise<void>
}

/** A worker is taken for gone that was not heard of for this long. */
export const ALIVE_SECONDS = 30
const AT_A_TIME = 4
const CLAIM_SECONDS = 300
const BEAT_MS = 5_000
const ENSURE_MS = 60_000
const MINUTE_MS = 60_000
const LOOK_MS = MINUTE_MS
const SEAL_MS = MINUTE_MS
const POST_MS = 5 * MINUTE_MS
const SURVEYS_MS = 5 * MINUTE_MS
/** Brought forward where a class turns it on; a day's answers are sent once the day is over. */
const GRADEBOOK_MS = 30 * MINUTE_MS
const GRADEBOOK_RETRY_MS = 5 * MINUTE_MS
const RETENTION_MS = 60 * MINUTE_MS
/** A district's day begins at any quarter of an hour of ours. */
const EXPIRY_MS = 15 * MINUTE_MS
/** Whoever asks for a link brings it forward; this is for a worker that died in between. */
const LINK_MS = 10 * MINUTE_MS
/** For a sync to end, before a merge is taken back. */
const WAIT_MS = MINUTE_MS / 6
/** A month is over at midnight somewhere, and a week later it is closed. */
const FIGURES_MS = 60 * MINUTE_MS
/** What changes people brings it forward. */
const PAIRS_MS = 24 * 60 * MINUTE_MS

/** Opens the jobs of this worker. */
export function openChores(world: ChoreWorld): Chores {
  const startedAt = world.now()
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  let beatAt = 0
  let ensuredAt = 0
  const tick = async (): Promise<void> => {
    const at = performance.now()
    if (beatAt === 0 || at - beatAt >= BEAT_MS) {
      beatAt = at
      await globally(world.db, (client) => beat(client, world.owner, startedAt))
    }
    if (ensuredAt === 0 || at - ensuredAt >= ENSURE_MS) {
      ensuredAt = at
      await globally(world.db, (client) => ensureChores(client, world.now()))
    }
    const limit = AT_A_TIME - underWay.size
    if (limit <= 0 || stopping.signal.aborted) return
    const claim = { owner: world.owner, seconds: CLAIM_SECONDS, limit, now: world.now() }
    for (const chore of await globally(world.db, (client) => claimChores(client, claim))) {
      const work: Promise<void> = doChore(world, chore, stopping.signal).finally(() => underWay.delete(work))
      underWay.add(work)
    }
  }
  return {
    tick,
    stop: async () => {
      stopping.abort()
      await Promise.allSettled(underWay)
      await globally(world.db, (client) => forgetWorker(client, world.owner)).catch(() => undefined)
    },
  }
}

/** Does one and gives it back; what fails is tried again a minute later. Never throws. */
export async function doChore(world: ChoreWorld, chore: Chore, signal: AbortSignal): Promise<void> {
  const { districtId, kind } = chore
  let next: Date
  try {
    next = await JOBS[kind](world, districtId, signal)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNEXPECTED'
    world.log.error('chore.failed', { districtId, kind, code })
    next = inMs(world, MINUTE_MS)
  }
  const done = { owner: world.owner, now: world.now(), next }
  // A database that is away: the claim ends by itself.
  await globally(world.db, (client) => finishChore(client, chore, done)).catch(() => undefined)
}

/** Each returns when it is to be done again. */
const JOBS: Readonly<Record<ChoreKind, (world: ChoreWorld, districtId: string, signal: AbortSignal) => Promise<Date>>> =
  {
    look: async (world, districtId) => {
      const context = { districtId, actor: 'system' }
      await inDistrict(world.db, context, (client) => lookAtDistrict(client, districtId, { world, now: world.now() }))
      await inDistrict(world.db, context, (client) => composeDigest(client, districtId, world))
      await inDistrict(world.db, context, (client) => endOverdueSupport(client, districtId, world.now()))
      const handedOn = await inDistrict(world.db, context, (client) =>
        handOnCommunities(client, districtId, world.now()),
      )
      if (handedOn > 0) world.log.info('communities.handed_on', { districtId, count: handedOn })
      return inMs(world, LOOK_MS)
    },
    post: async (world, districtId, signal) => {
      const context = { districtId, actor: 'system' }
      await inDistrict(world.db, context, (client) => tellNotices(client, districtId, world))
      if (await deliver(world, districtId, signal)) return world.now()
      const channels = world.mailer === null ? (['webhook'] as const) : (['mail', 'webhook'] as const)
      const due = await inDistrict(world.db, context, (client) => findNextPost(client, districtId, channels))
      const latest = inMs(world, POST_MS)
      return due !== null && due < latest ? due : latest
    },
    link: async (world, districtId) => {
      const { db, licenceKinds, now } = world
      const { linked, refused, more } = await linkAsked({ db, settings: { licenceKinds }, now }, districtId)
      if (linked + refused > 0) world.log.info('people.linked', { districtId, linked, refused })
      const merged = await mergeAsked({ db, settings: { licenceKinds }, now }, districtId)
      if (merged.done + merged.refused > 0)
        world.log.info('people.merged', { districtId, done: merged.done, refused: merged.refused })
      if (merged.waits) return inMs(world, WAIT_MS)
      return inMs(world, more ? 0 : LINK_MS)
    },
    pairs: async (world, districtId) => {
      await inDistrict(world.db, { districtId, actor: 'system' }, async (client) =>
        renewProposals(client, districtId, await readDistrictIdentity(client, districtId)),
      )
      return inMs(world, PAIRS_MS)
    },
    retention: async (world, districtId, signal) => {
      const sealed = await sealSources({ ...world, connectors: world.sync.connectors }, districtId)
      if (sealed > 0) world.log.info('sources.sealed', { districtId, count: sealed })
      const { removed, more } = await retainDistrict(world.db, districtId, {
        defaults: world.retention,
        now: world.now(),
        signal,
      })
      if (removed > 0) world.log.info('retention.removed', { districtId, count: removed })
      const swept = await sweepDistrict(world, districtId)
      if (swept > 0) world.log.info('attachments.swept', { districtId, count: swept })
      return inMs(world, more ? MINUTE_MS : RETENTION_MS)
    },
    seal: async (world, districtId) => {
      const sealed = await inDistrict(world.db, { districtId, actor: 'system' }, (client) =>
        sealAudit(client, districtId, world.now()),
      )
      return inMs(world, sealed === SEALED_MAX ? 0 : SEAL_MS)
    },
    figures: async (world, districtId) => {
      const { interactionTypes } = world
      const published = await inDistrict(world.db, { districtId, actor: 'system' }, async (client) => {
        const months = await closeCoachingMonths(client, districtId, { now: world.now(), interactionTypes })
        return months + (await closeCycleMonths(client, districtId, world.now()))
      })
      if (published > 0) world.log.info('coaching.figures', { districtId, count: published })
      return inMs(world, FIGURES_MS)
    },
    surveys: async (world, districtId) => {
      const { more, ...done } = await tendSurveys(world, districtId)
      if (done.closed + done.reports + done.mondays > 0) world.log.info('surveys.closed', { districtId, ...done })
      return inMs(world, more ? 0 : SURVEYS_MS)
    },
    gradebook: async (world, districtId, signal) => {
      const { told, failed, more } = await reportParticipation(world, districtId, signal)
      if (told + failed > 0) world.log.info('gradebook.told', { districtId, count: told, failed })
      if (more) return inMs(world, signal.aborted ? MINUTE_MS : 0)
      return inMs(world, failed > 0 ? GRADEBOOK_RETRY_MS : GRADEBOOK_MS)
    },
    expiry: async (world, districtId, signal) => {
      const failed = await retireExpired(world.sync, districtId, signal)
      await squareDueSeats(world, districtId)
      const ended = await inDistrict(world.db, { districtId, actor: 'system' }, (client) =>
        endStaleCards(client, districtId, { now: world.now(), personIds: null }),
      )
      if (ended > 0) world.log.info('start_cards.ended', { districtId, count: ended })
      return inMs(world, failed ? MINUTE_MS : EXPIRY_MS)
    },
  }

/** A store that is away keeps nothing else from being done: it is asked again with the next round. */
async function sweepDistrict({ db, objects = null, now, log }: ChoreWorld, districtId: string): Promise<number> {
  if (objects === null) return 0
  try {
    return await sweepObjects(db, districtId, { objects, now: now() })
  } catch {
    log.error('attachments.sweep_failed', { districtId })
    return 0
  }
}

/** Graces and terms end, and terms begin, whether or not anything is synced. */
async function squareDueSeats({ db, licenceKinds: kinds, now: clock }: ChoreWorld, districtId: string): Promise<void> {
  const now = clock()
  await inDistrict(db, { districtId, actor: 'system' }, async (client) => {
    if ((await areSeatsDue(client, { districtId, kinds, now })) || (await areCreditsDue(client, { districtId, now })))
      await reconcileSeats(client, { districtId, runId: null, actor: 'system', kinds, now })
  })
}

function inMs(world: ChoreWorld, ms: number): Date {
  return new Date(world.now().getTime() + ms)
}
