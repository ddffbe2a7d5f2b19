/** Members and classes of a community: who comes, who goes, who leads it. What ends is kept with its dates. */

import type { PrismaTransaction } from './database.ts'
import { query } from './world.ts'

export interface MemberPlace {
  readonly districtId: string
  readonly communityId: string
  readonly personId: string
}

/** `person:17`, and when. */
export interface Said {
  readonly by: string
  readonly at: Date
}

/** Adds somebody by name. False: they belong to it by name already. */
export async function addMember(
  tx: PrismaTransaction,
  { districtId, communityId, personId }: MemberPlace,
  { role, addedBy, at }: { readonly role: 'lead' | 'member'; readonly addedBy: string; readonly at: Date },
): Promise<boolean> {
  const values = [districtId, communityId, personId, role, addedBy, at]
  return (await query(tx, 'add_community_member', values)).length === 1
}

/** Ends a membership by name; whoever leads a class of it stays a member by that. False: there was none. */
export async function endMember(
  tx: PrismaTransaction,
  { districtId, communityId, personId }: MemberPlace,
  { by, at }: Said,
): Promise<boolean> {
  return (await query(tx, 'end_community_member', [districtId, communityId, personId, by, at])).length === 1
}

/** Makes a member by name a lead, or a lead a member. False: they are that already, or no member by name. */
export async function changeMemberRole(
  tx: PrismaTransaction,
  { districtId, communityId, personId }: MemberPlace,
  { role, by, at }: Said & { readonly role: 'lead' | 'member' },
): Promise<boolean> {
  return (await query(tx, 'change_community_role', [districtId, communityId, personId, role, by, at])).length === 1
}

/** Takes a class out. False: it does not stand there. */
export async function removeCommunityClass(
  tx: PrismaTransaction,
  place: { readonly districtId: string; readonly communityId: string; readonly classId: string },
  { by, at }: Said,
): Promise<boolean> {
  const { districtId, communityId, classId } = place
  return (await query(tx, 'remove_community_class', [districtId, communityId, classId, by, at])).length === 1
}
