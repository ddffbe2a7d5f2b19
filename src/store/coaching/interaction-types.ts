/** The kinds of interaction that a district uses, for units of work that hold a connection of `pg`. */

import type pg from 'pg'
import { parseInteractionTypes } from '../../coaching/interaction-type.ts'
import { readDistrictSetting } from '../people/district.ts'
import type { DomainWorld } from '../world.ts'

/** The types of the district, or the default ones where it has no list. */
export async function readTypesOf(
  client: pg.ClientBase,
  { settings }: DomainWorld,
  districtId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const stored = await readDistrictSetting(client, districtId, 'coaching.interactionTypes')
  return parseInteractionTypes(stored) ?? settings.interactionTypes
}
