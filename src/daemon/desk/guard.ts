/** The operator's desk for the guard: a district's own limits, checked, set and shown. */

import { Failure } from '../../roster/failure.ts'
import { GUARD_LIMITS, type GuardLimits, readGuardLimits } from '../../roster/guard-limits.ts'
import { type Database, inDistrict } from '../../store/database.ts'
import { readDistrictGuard, writeDistrictGuard } from '../../sync/district-rules.ts'

export interface GuardView {
  /** Those that the district has set. */
  readonly own: Readonly<Record<string, number>>
  readonly effective: Readonly<Record<string, number>>
  /** What each limit means. */
  readonly meanings: Readonly<Record<string, string>>
}

/** What is wrong with limits that were given. */
export function checkGuard(limits: unknown): readonly { readonly path: string; readonly says: string }[] {
  const read = readGuardLimits(limits)
  return 'faults' in read ? read.faults.map(({ path, says }) => ({ path: path === '/' ? '' : path, says })) : []
}

/**
 * Keeps limits that have been checked, in place of those before, with an entry in the audit log.
 * @throws Failure GUARD_INVALID
 */
export async function setGuard(
  db: Database,
  districtId: string,
  o: { readonly limits: unknown; readonly defaults: GuardLimits },
): Promise<GuardView> {
  const read = readGuardLimits(o.limits)
  if ('faults' in read)
    throw new Failure('GUARD_INVALID', 'operator', read.faults.map(({ path, says }) => `${path} ${says}`).join('; '))
  await inDistrict(db, { districtId, actor: 'cli' }, (client) => writeDistrictGuard(client, districtId, read.limits))
  return showGuard(db, districtId, o.defaults)
}

export async function showGuard(db: Database, districtId: string, defaults: GuardLimits): Promise<GuardView> {
  const own = await inDistrict(db, { districtId, actor: 'cli' }, (client) => readDistrictGuard(client, districtId))
  return {
    own: { ...own },
    effective: { ...defaults, ...own },
    meanings: Object.fromEntries(Object.entries(GUARD_LIMITS).map(([name, { says }]) => [name, says])),
  }
}
