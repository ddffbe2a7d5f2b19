/** Forgetting who took part in surveys, once a year on the district's day. Answers stay; they name nobody. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import {
  lastOccurrence,
  NAMES_REMOVED_ON,
  nextOccurrence,
  readYearlyDate,
  type YearlyDate,
} from '../../community/yearly-date.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import type { DistrictClient, PrismaTransaction } from '../database.ts'
import { readDistrictSetting } from '../people/district.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

/** So many cycles in one transaction, that it stays short. */
const CYCLES_AT_ONCE = 500

/** The day that the district has set, or the standard one. */
export function yearlyDateOf(stored: unknown): YearlyDate {
  const on = typeof stored === 'object' && stored !== null && 'on' in stored ? stored.on : null
  return readYearlyDate(on) ?? NAMES_REMOVED_ON
}

/**
 * Does what the last yearly day asks for and was not done yet, a part at a time; a day that went by while nothing ran is
 * caught up with. Each day is done once and audited once, whatever number of workers there is. In the district's
 * transaction. Answers whether something is left to do.
 */
export async function forgetParticipants(client: DistrictClient, districtId: string, now: Date): Promise<boolean> {
  const date = yearlyDateOf(await readDistrictSetting(client, districtId, SETTING_KEY.surveyNames))
  const { today } = await readRemoval(client, { districtId, now, dueOn: null })
  const dueOn = lastOccurrence(date, today)
  if ((await readRemoval(client, { districtId, now, dueOn })).finished) return false
  const { rows } = await client.query<Removed>(sql('forget_participants'), [districtId, dueOn, now, CYCLES_AT_ONCE])
  const { cycles = 0, participations = 0 } = rows[0] ?? {}
  const more = cycles === CYCLES_AT_ONCE
  const values = [districtId, dueOn, cycles, participations, more ? null : now]
  const noted = await client.query<Removed>(sql('note_name_removal'), values)
  const sums = noted.rows[0]
  if (!more && sums !== undefined && sums.cycles > 0) {
    const detail = JSON.stringify({ on: dueOn, ...sums })
    await client.query(sql('append_audit_entry'), [districtId, 'survey.forget_names', `district:${districtId}`, detail])
  }
  return more
}

interface Removed {
  readonly cycles: number
  readonly participations: number
}

async function readRemoval(
  client: DistrictClient,
  { districtId, now, dueOn }: { readonly districtId: string; readonly now: Date; readonly dueOn: string | null },
): Promise<{ readonly today: string; readonly finished: boolean }> {
  const values = [districtId, now, dueOn]
  const { rows } = await client.query<{ today: string; finished: boolean }>(sql('read_name_removal'), values)
  return rows[0] ?? { today: '', finished: true }
}

/** Whether there is such a day in some year: `07-31`. */
export function isNameDay(typed: string): boolean {
  return readYearlyDate(typed) !== null
}

export interface NameDay {
  readonly on: YearlyDate
  readonly setBy: 'district' | 'default'
  /** What the day forgets the next time that it comes, as things stand now. */
  readonly next: Removed & { readonly day: string }
  /** What would be forgotten at once, for the day has been this year already. */
  readonly now: Removed & { readonly day: string }
}

/** The day that a district has set, or `instead`, and what it forgets. In the district's transaction. */
export async function readNameDay(
  client: DistrictClient,
  districtId: string,
  { instead, at }: { readonly instead: YearlyDate | null; readonly at: Date },
): Promise<NameDay> {
  const own = await readDistrictSetting(client, districtId, SETTING_KEY.surveyNames)
  const on = instead ?? yearlyDateOf(own)
  const { today } = await readRemoval(client, { districtId, now: at, dueOn: null })
  const dueAt = async (day: string) => {
    const { rows } = await client.query<Removed>(sql('count_names_due'), [districtId, day])
    return { day, ...(rows[0] ?? { cycles: 0, participations: 0 }) }
  }
  return {
    on,
    setBy: own === null ? 'default' : 'district',
    next: await dueAt(nextOccurrence(on, today)),
    now: await dueAt(lastOccurrence(on, today)),
  }
}

/** The district's day. */
export async function readDistrictDay(tx: PrismaTransaction, grant: Grant<Capability>, now: Date): Promise<string> {
  const [row] = await query<{ today: string }>(tx, 'read_name_removal', [grant.principal.districtId, now, null])
  return row?.today ?? ''
}

/** What a day would forget, of cycles that are over by then. */
export async function countNamesDue(tx: PrismaTransaction, grant: Grant<Capability>, day: string): Promise<Removed> {
  const [row] = await query<Removed>(tx, 'count_names_due', [grant.principal.districtId, day])
  return row ?? { cycles: 0, participations: 0 }
}
