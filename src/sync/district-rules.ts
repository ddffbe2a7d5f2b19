/** What a district has set for its syncs, over the defaults of the installation: guard limits and role map. */

import { type GuardLimits, readGuardLimits } from '../roster/guard-limits.ts'
import { Failure } from '../roster/failure.ts'
import { isFullDays } from '../roster/full-comparison.ts'
import { SETTING_KEY } from '../roster/setting-key.ts'
import type { NumberRules } from '../roster/student-number.ts'
import { type CompiledRoleMap, type RoleMap, compileRoleMap, readRoleMap } from '../roster/role-map.ts'
import type { DistrictClient } from '../store/database.ts'
import { type IdentityPolicy, readIdentityPolicy } from '../roster/identity-policy.ts'
import { findDistrict, readDistrictSetting, writeDistrictSetting } from '../store/people/district.ts'
import { readNumberRules } from '../store/people/student-number.ts'
import type { SyncSettings } from './world.ts'

/** The key under which a district's role map is kept. */
export const ROLE_MAP = SETTING_KEY.roleMap

export interface DistrictRules {
  readonly guard: GuardLimits
  readonly roleMap: CompiledRoleMap
  /** Days after the last whole set of a table for which its deltas may go on alone. */
  readonly fullDaysMax: number
  readonly identity: IdentityPolicy
  /** What is asked of student numbers (002). */
  readonly studentNumbers: NumberRules
  /** The date in the district's zone, `YYYY-MM-DD`. */
  readonly today: string
}

/** In the district's transaction. */
export async function readDistrictRules(
  client: DistrictClient,
  districtId: string,
  at: { readonly settings: SyncSettings; readonly now: Date },
): Promise<DistrictRules> {
  const district = await findDistrict(client, districtId)
  if (district === null)
    throw new Failure(
      'DISTRICT_UNKNOWN',
      'operator',
      `There is no district ${districtId}. Make it with "staffroom district create".`,
    )
  return {
    guard: { ...at.settings.guard, ...(await readDistrictGuard(client, districtId)) },
    roleMap: compileRoleMap(at.settings.defaultRoleMap, await readDistrictRoleMap(client, districtId)),
    fullDaysMax: (await readDistrictFullComparison(client, districtId)) ?? at.settings.fullComparison.daysMax,
    identity: await readDistrictIdentity(client, districtId),
    studentNumbers: await readNumberRules(client, districtId),
    today: dateIn(district.timezone, at.now),
  }
}

/** When several records are one person to this district. */
export async function readDistrictIdentity(client: DistrictClient, districtId: string): Promise<IdentityPolicy> {
  return readIdentityPolicy(await readDistrictSetting(client, districtId, SETTING_KEY.identity))
}

/** Sets it, with an entry in the audit log. It takes effect with the next sync. */
export async function writeDistrictIdentity(
  client: DistrictClient,
  districtId: string,
  policy: IdentityPolicy,
): Promise<void> {
  await writeDistrictSetting(client, { districtId, key: SETTING_KEY.identity, value: policy })
}

/** The district's own map, or null. */
export async function readDistrictRoleMap(client: DistrictClient, districtId: string): Promise<RoleMap | null> {
  const stored = await readDistrictSetting(client, districtId, ROLE_MAP)
  if (stored === null) return null
  const read = readRoleMap(stored)
  if ('map' in read) return read.map
  throw new Failure(
    'ROLE_MAP_INVALID',
    'operator',
    `The role map of district ${districtId} can't be understood (${read.faults[0] ?? ''}). Set it again with "staffroom rolemap set".`,
  )
}

/** Sets the district's own map, with an entry in the audit log. It takes effect with the next sync. */
export async function writeDistrictRoleMap(client: DistrictClient, districtId: string, map: RoleMap): Promise<void> {
  await writeDistrictSetting(client, { districtId, key: ROLE_MAP, value: map })
}

/** The limits that the district has set over the defaults; what this version can't take for a limit is left aside. */
export async function readDistrictGuard(client: DistrictClient, districtId: string): Promise<Partial<GuardLimits>> {
  const stored = await readDistrictSetting(client, districtId, SETTING_KEY.guard)
  if (typeof stored !== 'object' || stored === null) return {}
  return Object.fromEntries(
    Object.entries<unknown>({ ...stored }).filter(([name, value]) => 'limits' in readGuardLimits({ [name]: value })),
  )
}

/** Sets the district's own limits, in place of those before, with an entry in the audit log. With the next sync. */
export async function writeDistrictGuard(
  client: DistrictClient,
  districtId: string,
  limits: Partial<GuardLimits>,
): Promise<void> {
  await writeDistrictSetting(client, { districtId, key: SETTING_KEY.guard, value: limits })
}

/** Days after the last complete export for which deltas may go on alone; null: the installation's. Nonsense is left aside. */
export async function readDistrictFullComparison(client: DistrictClient, districtId: string): Promise<number | null> {
  const own = await readDistrictSetting(client, districtId, SETTING_KEY.fullComparison)
  const days = typeof own === 'object' && own !== null && 'daysMax' in own ? own.daysMax : null
  return isFullDays(days) ? days : null
}

/** Sets it, or (null) goes back to the installation's, with an entry in the audit log. With the next sync. */
export async function writeDistrictFullComparison(
  client: DistrictClient,
  districtId: string,
  days: number | null,
): Promise<void> {
  const value = days === null ? {} : { daysMax: days }
  await writeDistrictSetting(client, { districtId, key: SETTING_KEY.fullComparison, value })
}

/** The calendar date in a time zone. */
export function dateIn(timezone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(at)
}
