/** Members and classes of a community: who comes, who goes, who leads it. What ends is kept with its dates. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { DistrictClient, PrismaTransaction } from '../database.ts'
import { reachCommunities } from '../scope.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

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

/** The community, kept from everybody else who wants to change it until this transaction ends; null: none in scope. */
export async function lockCommunity(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  communityId: string,
): Promise<{ readonly id: string; readonly name: string; readonly archived: boolean } | null> {
  const values = [...reachCommunities(grant), communityId]
  const [row] = await query<{ id: string; name: string; archived: boolean }>(tx, 'lock_community', values)
  return row ?? null
}

/** The same for whoever an invitation names, who has no Grant for it yet. False: it is archived. */
export async function lockOfferedCommunity(
  tx: PrismaTransaction,
  { districtId, communityId }: Omit<MemberPlace, 'personId'>,
): Promise<boolean> {
  const values = [districtId, false, [communityId], communityId]
  const [row] = await query<{ archived: boolean }>(tx, 'lock_community', values)
  return row?.archived === false
}

/** How somebody belongs to a community. */
export interface CommunityPlace {
  readonly byName: 'lead' | 'member' | null
  readonly byClasses: readonly { readonly id: string; readonly title: string }[]
}

/** Null: there is nobody of that number. */
export async function readPlace(
  tx: PrismaTransaction,
  { districtId, communityId, personId }: MemberPlace,
): Promise<CommunityPlace | null> {
  const [row] = await query<CommunityPlace>(tx, 'read_community_place', [districtId, communityId, personId])
  return row ?? null
}

/** Leads who are still there: whoever has retired leads nothing. */
export async function countLeads(
  tx: PrismaTransaction,
  { districtId, communityId }: Omit<MemberPlace, 'personId'>,
): Promise<number> {
  const [row] = await query<{ leads: number }>(tx, 'count_community_leads', [districtId, communityId])
  return row?.leads ?? 0
}

/** Its name, and whether it is archived and by whom. */
export async function writeCommunity(
  tx: PrismaTransaction,
  { districtId, communityId }: Omit<MemberPlace, 'personId'>,
  { name, archived }: { readonly name: string; readonly archived: Said | null },
): Promise<void> {
  const values = [districtId, communityId, name, archived?.at ?? null, archived?.by ?? null]
  await tx.$executeRawUnsafe(sql('change_community'), ...values)
}

/**
 * Gives communities whose leads have all left the district, or are deactivated, another lead, with an audit entry each. A
 * hundred at most; how many they were. Whoever waits for one, because nobody in it works in the district, waits.
 */
export async function handOnCommunities(client: DistrictClient, districtId: string, now: Date): Promise<number> {
  return (await client.query(sql('hand_on_communities'), [districtId, now])).rowCount ?? 0
}
