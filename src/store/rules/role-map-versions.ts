/** The role maps that a district has had: who saved each, when, and what it changed. In the district's transaction. */

import type pg from 'pg'
import { compareRoleMaps, type RoleMapChange } from '../../roster/role-map-change.ts'
import { readRoleMap, type RoleMap } from '../../roster/role-map.ts'
import { type Page, pageFrom, type PageRequest } from '../page.ts'
import { sql } from '../sql.ts'

export interface RoleMapVersion {
  /** From 1; the highest is the one in effect. */
  readonly number: number
  /** ISO 8601. */
  readonly savedAt: string
  /** `person:17`, `cli`; `unknown` of what was there before versions were kept. */
  readonly savedBy: string
  /** Null: no person of this roster. */
  readonly byName: string | null
  readonly ruleCount: number
  /** Null: what was kept then, or before it, can't be understood. */
  readonly changes: readonly RoleMapChange[] | null
}

/** Newest first. */
export async function listRoleMapVersions(
  client: pg.ClientBase,
  districtId: string,
  request: PageRequest,
): Promise<Page<RoleMapVersion>> {
  const { limit, offset } = pageFrom(request)
  type Kept = Omit<RoleMapVersion, 'ruleCount' | 'changes'> & { readonly map: unknown; readonly before: unknown }
  const { rows } = await client.query<Page<Kept>>(sql('list_role_map_versions'), [districtId, limit, offset])
  const { items = [], total = 0 } = rows[0] ?? {}
  return { items: items.map(({ map, before, ...one }) => ({ ...one, ...changesOf(map, before) })), total }
}

function changesOf(kept: unknown, before: unknown): Pick<RoleMapVersion, 'ruleCount' | 'changes'> {
  const [now, then] = [readRoleMap(kept), before === null ? { map: null } : readRoleMap(before)]
  if (!('map' in now)) return { ruleCount: 0, changes: null }
  const ruleCount = now.map.rules.length
  return { ruleCount, changes: 'map' in then ? compareRoleMaps(then.map, now.map) : null }
}

/** The map as it was saved; null: there is no such version, or it can't be understood any more. */
export async function findRoleMapVersion(
  client: pg.ClientBase,
  districtId: string,
  number: number,
): Promise<RoleMap | null> {
  const { rows } = await client.query<{ map: unknown }>(sql('find_role_map_version'), [districtId, number])
  const read = readRoleMap(rows[0]?.map)
  return 'map' in read ? read.map : null
}
