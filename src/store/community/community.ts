/** Communities, their members and their classes. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { PrismaTransaction } from '../database.ts'
import type { PersonRow, SchoolRow } from '../page.ts'
import { reachClasses, reachCommunities } from '../scope.ts'
import { query } from '../world.ts'

export type CommunityRoleName = 'community_lead' | 'community_member'

export interface CommunityRow {
  readonly id: string
  readonly name: string
  readonly archived: boolean
  readonly myRole: CommunityRoleName | null
  /** A rule made it of the roster. */
  readonly byRule: boolean
  readonly classes: readonly {
    readonly id: string
    readonly title: string
    readonly school: SchoolRow | null
    readonly leads: readonly PersonRow[]
    /** A rule put it there. */
    readonly byRule: boolean
  }[]
  readonly members: readonly {
    readonly person: PersonRow
    readonly role: CommunityRoleName
    readonly invited: boolean
    readonly derived: boolean
  }[]
}

export interface LedClassRow {
  readonly id: string
  readonly title: string
  readonly classCode: string | null
  readonly school: SchoolRow | null
  readonly communities: readonly SchoolRow[]
}

/** The communities in scope, by name, or the one of them that is asked for. */
export function listCommunities(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  communityId: string | null = null,
): Promise<CommunityRow[]> {
  const values = [...reachCommunities(grant), grant.principal.personId, communityId]
  return query<CommunityRow>(tx, 'list_communities', values)
}

/** The community just made, for its creator. */
export async function findOwnCommunity(
  tx: PrismaTransaction,
  place: { readonly districtId: string; readonly personId: string; readonly communityId: string },
): Promise<CommunityRow | null> {
  const { districtId, personId, communityId } = place
  const values = [districtId, false, [communityId], personId, communityId]
  const [row] = await query<CommunityRow>(tx, 'list_communities', values)
  return row ?? null
}

/** Active classes in scope, by title, or the one of them that is asked for. */
export function listLedClasses(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  classId: string | null = null,
): Promise<LedClassRow[]> {
  return query<LedClassRow>(tx, 'list_led_classes', [...reachClasses(grant), classId])
}

/** Makes the community with its creator as its lead (P003-25); answers its id. */
export async function insertCommunity(
  tx: PrismaTransaction,
  entry: { readonly districtId: string; readonly creatorId: string; readonly name: string; readonly at: Date },
): Promise<string> {
  const person = BigInt(entry.creatorId)
  const made = await tx.community.create({
    data: {
      districtId: entry.districtId,
      name: entry.name,
      createdBy: person,
      createdAt: entry.at,
      members: { create: [{ personId: person, role: 'lead', addedBy: person, addedAt: entry.at }] },
    },
    select: { id: true },
  })
  return String(made.id)
}

/** Where a class stands already. Whoever else wants to place the same class waits until this transaction ends. */
export async function lockPlacesOfClass(
  tx: PrismaTransaction,
  place: { readonly districtId: string; readonly classId: string },
): Promise<readonly { readonly communityId: string; readonly slot: number }[]> {
  const { districtId, classId } = place
  await query(tx, 'lock_class_places', [districtId, classId])
  const rows = await tx.communityClass.findMany({
    where: { districtId, classId: BigInt(classId) },
    select: { communityId: true, slot: true },
  })
  return rows.map((row) => ({ communityId: String(row.communityId), slot: row.slot }))
}

export interface ClassPlacement {
  readonly districtId: string
  readonly communityId: string
  readonly classId: string
  /** 1 to 5. */
  readonly slot: number
  readonly addedBy: string
  readonly at: Date
}

/** Puts the class into the community: its leads are members from now on. */
export async function insertCommunityClass(tx: PrismaTransaction, placement: ClassPlacement): Promise<void> {
  await tx.communityClass.create({
    data: {
      districtId: placement.districtId,
      communityId: BigInt(placement.communityId),
      classId: BigInt(placement.classId),
      slot: placement.slot,
      addedBy: BigInt(placement.addedBy),
      addedAt: placement.at,
    },
    select: { slot: true },
  })
}
