/** What a run's end tells its district, in the transaction of that end. */

import type { HoldReason } from '../roster/guard.ts'
import type { NoticeDetail } from '../roster/notice.ts'
import type { DistrictClient } from '../store/database.ts'
import { openNotice, resolveNotices } from '../store/notices/notices.ts'

export interface EndedRun {
  readonly districtId: string
  readonly sourceId: string
  readonly runId: string
  readonly now: Date
}

const OF_A_HOLD = ['run_held', 'quarantine_limit'] as const

/**
 * A run is held. The same hold night after night is one notice that moves on to the newest run; a hold for other
 * reasons is another one.
 */
export async function noteHeld(client: DistrictClient, run: EndedRun, reasons: readonly HoldReason[]): Promise<void> {
  const codes = [...new Set(reasons.map(({ code }): string => code))].toSorted()
  const kind = codes.every((code) => code.startsWith('quarantine')) ? 'quarantine_limit' : 'run_held'
  const key = `${run.sourceId}/${codes.join('+')}`
  const detail: NoticeDetail = { reasons: codes.join(' '), count: reasons.length }
  await noteDecided(client, run, [key])
  // It was read to its end: what failed before is over.
  await resolveNotices(client, { ...run, kinds: ['run_failed'] })
  await openNotice(client, { ...run, kind, key, detail })
}

/** A run was applied: nothing of its source waits, fails or is stale any more. */
export async function noteApplied(client: DistrictClient, run: EndedRun): Promise<void> {
  await resolveNotices(client, { ...run, kinds: [...OF_A_HOLD, 'run_failed', 'source_stale'] })
}

/** What was held is decided, or another hold took its place. */
export async function noteDecided(
  client: DistrictClient,
  run: Omit<EndedRun, 'runId'>,
  except: readonly string[] = [],
): Promise<void> {
  await resolveNotices(client, { ...run, kinds: OF_A_HOLD, except })
}
