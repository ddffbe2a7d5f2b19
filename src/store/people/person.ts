/** Who a principal is: the person's own names, the district. */

import type { PrismaTransaction } from '../database.ts'
import type { PersonRow } from '../page.ts'
import { query } from '../world.ts'

export interface PersonOfPrincipal extends PersonRow {
  readonly sourcedId: string | null
}

export interface DistrictOfPrincipal {
  readonly id: string
  readonly name: string
  readonly timezone: string
}

interface Place {
  readonly districtId: string
  readonly personId: string
}

/** The person, or null where the district has none of that id. */
export async function findPersonOfPrincipal(tx: PrismaTransaction, place: Place): Promise<PersonOfPrincipal | null> {
  const { districtId, personId } = place
  const [row] = await query<PersonOfPrincipal>(tx, 'find_person_of_principal', [districtId, personId])
  return row ?? null
}

/** The district, or null where there is none of that id. */
export async function findDistrictOfPrincipal(
  tx: PrismaTransaction,
  districtId: string,
): Promise<DistrictOfPrincipal | null> {
  return tx.district.findUnique({ where: { id: districtId }, select: { id: true, name: true, timezone: true } })
}
