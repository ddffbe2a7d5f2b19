/**
 * Who leads which class, who belongs to which community and which classes stand in it: now, and from when to when. Leads
 * follow the roster and members follow the classes they lead, so nothing of this is stored twice (views of the same names).
 */

import type { CommunityRoleName } from './community.ts'
import type { PrismaTransaction } from '../database.ts'
import { query } from '../world.ts'

/** From `since` on, and until `until`, no longer included; null: still. */
export interface Period {
  readonly since: Date
  readonly until: Date | null
}

export interface LeadPeriod extends Period {
  readonly classId: string
  readonly personId: string
}

export interface MemberPeriod extends Period {
  readonly personId: string
  readonly role: CommunityRoleName
  /** By leading this class; null: by name, because somebody invited them. */
  readonly classId: string | null
}

export interface ClassPeriod extends Period {
  readonly classId: string
}

/** Leads of these classes, former ones too. Periods of one person may overlap: two grants give the same. */
export function listLeadPeriods(
  tx: PrismaTransaction,
  districtId: string,
  classIds: readonly string[],
): Promise<LeadPeriod[]> {
  return query<LeadPeriod>(tx, 'list_lead_periods', [districtId, classIds])
}

/** Members and leads of the community, former ones too; one period for each way by which somebody belongs to it. */
export function listMemberPeriods(
  tx: PrismaTransaction,
  districtId: string,
  communityId: string,
): Promise<MemberPeriod[]> {
  return query<MemberPeriod>(tx, 'list_member_periods', [districtId, communityId])
}

/** Classes of the community, former ones too. */
export function listClassPeriods(
  tx: PrismaTransaction,
  districtId: string,
  communityId: string,
): Promise<ClassPeriod[]> {
  return query<ClassPeriod>(tx, 'list_class_periods', [districtId, communityId])
}
