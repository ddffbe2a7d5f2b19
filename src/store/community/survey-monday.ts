/** Reports of Mondays: how far cycles under way have come. Made once for each Monday, and kept as they were made. */

import type { Grant } from '../../access/grant.ts'
import { type ClassUnderWay, type Monday, poolMonday } from '../../community/monday.ts'
import type { DistrictClient, PrismaTransaction } from '../database.ts'
import { reachClasses, reachCommunities } from '../scope.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

/** So many classes at a time, that one transaction stays short. */
export const MONDAYS_AT_ONCE = 500

export interface MondayRow extends Monday {
  readonly questionSet: string
  readonly startsOn: string
  readonly endsOn: string
  /** The day that it is of, `YYYY-MM-DD`. */
  readonly monday: string
}

interface DueMonday extends Omit<MondayRow, keyof Monday> {
  readonly communityId: string
  readonly classes: readonly ClassUnderWay[]
}

interface Place {
  readonly districtId: string
  readonly now: Date
}

/** Keeps this week's Monday of classes; answers of how many, `MONDAYS_AT_ONCE` where there may be more. */
export async function keepClassMondays(client: DistrictClient, { districtId, now }: Place): Promise<number> {
  const { rowCount } = await client.query(sql('add_class_mondays'), [districtId, now, MONDAYS_AT_ONCE])
  return rowCount ?? 0
}

/** Keeps this week's Monday of communities, once those of their classes are kept; answers of how many. */
export async function keepCommunityMondays(client: DistrictClient, { districtId, now }: Place): Promise<number> {
  const { rows } = await client.query<DueMonday>(sql('find_community_mondays'), [districtId, now])
  let kept = 0
  for (const { communityId, questionSet, monday, startsOn, endsOn, classes } of rows) {
    const pooled = poolMonday(classes)
    if (pooled === null) continue
    const sums = [pooled.classes, pooled.completed, pooled.expected]
    const values = [districtId, communityId, questionSet, monday, startsOn, endsOn, ...sums]
    kept += (await client.query(sql('add_community_monday'), values)).rowCount ?? 0
  }
  return kept
}

/** The Mondays of the classes in scope, or of one of them, by question set and Monday. */
export function listClassMondays(
  tx: PrismaTransaction,
  grant: Grant<'view:class_report'>,
  classId: string | null,
): Promise<MondayRow[]> {
  return query<MondayRow>(tx, 'list_class_mondays', [...reachClasses(grant), classId, grant.principal.personId])
}

export interface CommunityMondayRow extends MondayRow {
  readonly communityId: string
  readonly communityName: string
}

/** The Mondays of the communities in scope, or of one of them, by community, question set and Monday. */
export function listCommunityMondays(
  tx: PrismaTransaction,
  grant: Grant<'view:community_report'>,
  communityId: string | null,
): Promise<CommunityMondayRow[]> {
  return query<CommunityMondayRow>(tx, 'list_community_mondays', [...reachCommunities(grant), communityId])
}
