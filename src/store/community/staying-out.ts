/** Who and which classes stay out of communities that rules make. In the district's transaction. */

import type { DistrictClient, RawTransaction } from '../database.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'
import type { Said } from './community-write.ts'

interface PersonAt {
  readonly districtId: string
  readonly communityId: string
  readonly personId: string
}
interface ClassAt {
  readonly districtId: string
  readonly communityId: string
  readonly classId: string
}

export interface StayingOut {
  readonly id: string
  readonly name: string
  /** With every class that they lead now or later. */
  readonly withAll: boolean
  readonly classes: readonly { readonly id: string; readonly title: string }[]
}

/** A class that somebody took out stays out, where a rule made the community; elsewhere nothing has to be kept. */
export async function keepClassOut(tx: RawTransaction, at: ClassAt, { by, at: when }: Said): Promise<void> {
  await query(tx, 'keep_class_out', [at.districtId, at.communityId, at.classId, when, by])
}

/** Whoever puts it back in by hand has said so. */
export async function forgetClassOut(tx: RawTransaction, at: ClassAt): Promise<void> {
  await query(tx, 'forget_class_out', [at.districtId, at.communityId, at.classId])
}

/** Leaves with all classes that a rule put there; the classes. Null: no rule made it, or they are out already. */
export async function stayOut(
  client: DistrictClient,
  { districtId, communityId, personId }: PersonAt,
  { by, at }: Said,
): Promise<readonly string[] | null> {
  const values = [districtId, communityId, personId, at, by]
  const { rows } = await client.query<{ classes: readonly string[] }>(sql('stay_out'), values)
  return rows[0]?.classes ?? null
}

/** False: nothing of theirs was out. */
export async function comeBack(
  client: DistrictClient,
  { districtId, communityId, personId }: PersonAt,
): Promise<boolean> {
  return (await client.query(sql('come_back'), [districtId, communityId, personId])).rowCount === 1
}

/** Communities that they, or classes that they lead, stay out of, by name. */
export async function listStayingOut(
  client: DistrictClient,
  o: { readonly districtId: string; readonly personId: string },
): Promise<readonly StayingOut[]> {
  return (await client.query<StayingOut>(sql('list_staying_out'), [o.districtId, o.personId])).rows
}
