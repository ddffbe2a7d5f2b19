/**
 * People whose last day has passed: whoever entered them said until when they are there, and on the day after, in the
 * district's zone, they are retired by a run of their own, with its plan, seats and undo like any other.
 */

import { inDistrict } from '../store/database.ts'
import { findExpiredPeople } from '../store/sync/district-outline.ts'
import { readDistrictRules } from './district-rules.ts'
import { failureOf } from './failure-of.ts'
import { executeRun, requestRun } from './run.ts'
import type { SyncWorld } from './world.ts'

/** Somebody is at the source, or it rests because a person said so: another time will do. */
const LATER: ReadonlySet<string> = new Set(['RUN_IN_PROGRESS', 'SOURCE_RESTS'])

/** Retires them, source by source. True: for some of them it is to be tried again soon. */
export async function retireExpired(world: SyncWorld, districtId: string, signal: AbortSignal): Promise<boolean> {
  const { today, expired } = await inDistrict(world.db, { districtId, actor: 'system' }, async (client) => {
    const rules = await readDistrictRules(client, districtId, { settings: world.settings, now: world.now() })
    return { today: rules.today, expired: await findExpiredPeople(client, { districtId, today: rules.today }) }
  })
  let failed = false
  for (const { sourceId, sourcedIds } of expired) {
    signal.throwIfAborted()
    const outcome = await retire(world, { districtId, sourceId, today }, { leaving: sourcedIds, signal })
    const fields = { district: districtId, source: sourceId, count: sourcedIds.length }
    if (outcome === null) world.log.info('expiry.retired', fields)
    else world.log.warn('expiry.failed', { ...fields, code: outcome })
    failed ||= outcome !== null && outcome !== 'SOURCE_RESTS'
  }
  return failed
}

/** Null, or the code of what was in the way. */
async function retire(
  world: SyncWorld,
  { districtId, sourceId, today }: { readonly districtId: string; readonly sourceId: string; readonly today: string },
  run: { readonly leaving: readonly string[]; readonly signal: AbortSignal },
): Promise<string | null> {
  try {
    const requested = { districtId, sourceId, dryRun: false, requestedBy: `expiry:${today}` }
    const runId = await requestRun(world, { ...requested, trigger: 'schedule' })
    const { failure } = await executeRun(world, { districtId, runId, ...run })
    return failure?.code ?? null
  } catch (error) {
    const { code } = failureOf(error)
    if (LATER.has(code)) return code
    throw error
  }
}
