/** The operator's desk for role maps: checked, set and shown as they are in effect. */

import { Failure } from '../../roster/failure.ts'
import { compileRoleMap, type RoleMap, readRoleMap } from '../../roster/role-map.ts'
import { type Database, inDistrict } from '../../store/database.ts'
import { findRoleMapVersion, listRoleMapVersions } from '../../store/rules/role-map-versions.ts'
import { FIRST_PEOPLE } from '../../store/seats/licence-preview.ts'
import { previewRoleMap, type RoleMapPreview } from '../../store/seats/role-map-preview.ts'
import type { SyncWorld } from '../../sync/world.ts'
import { readDistrictRoleMap, writeDistrictRoleMap } from '../../sync/district-rules.ts'

/** What is wrong with a map, each fault with the place where it stands. */
export function checkRoleMap(map: unknown): readonly { readonly path: string; readonly says: string }[] {
  const read = readRoleMap(map)
  if ('map' in read) return []
  return read.faults.map((fault) => {
    const colon = fault.indexOf(': ')
    return { path: fault.slice(0, colon), says: `is wrong: ${fault.slice(colon + 2)}` }
  })
}

/** Keeps a map that has been checked. Takes effect with the next sync. */
export async function setRoleMap(db: Database, districtId: string, map: unknown): Promise<{ readonly rules: number }> {
  const read = readRoleMap(map)
  if (!('map' in read)) throw new Failure('ROLE_MAP_INVALID', 'operator', read.faults.join('; '))
  await inDistrict(db, { districtId, actor: 'cli' }, (client) => writeDistrictRoleMap(client, districtId, read.map))
  return { rules: read.map.rules.length }
}

/** What a map that has been checked would make of the licences. Nothing is changed. */
export async function previewMap(
  { db, settings, now }: Pick<SyncWorld, 'db' | 'settings' | 'now'>,
  districtId: string,
  map: unknown,
): Promise<RoleMapPreview['licences']> {
  const read = readRoleMap(map)
  if (!('map' in read)) throw new Failure('ROLE_MAP_INVALID', 'operator', read.faults.join('; '))
  const { defaultRoleMap, licenceKinds: kinds } = settings
  const o = { districtId, map: read.map, defaultRoleMap, kinds, actor: 'cli', now: now(), page: FIRST_PEOPLE }
  const { licences } = await inDistrict(db, { districtId, actor: 'cli' }, (client) => previewRoleMap(client, o))
  return licences
}

/** The district's own map (null: none) and the rules in effect, in the order in which they are tried. */
export async function showRoleMap(
  db: Database,
  districtId: string,
  defaultMap: RoleMap,
): Promise<{ readonly own: RoleMap | null; readonly effective: unknown }> {
  const own = await inDistrict(db, { districtId, actor: 'cli' }, (client) => readDistrictRoleMap(client, districtId))
  const effective = compileRoleMap(defaultMap, own).map(({ label, rule }) => ({
    rule: label,
    when: rule.when,
    grant: rule.grant,
    stop: rule.stop === true,
  }))
  return { own, effective }
}

/** The maps that the district has had, newest first. */
export async function listMaps(db: Database, o: { readonly districtId: string; readonly limit: number }) {
  const { districtId, limit } = o
  return inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
    const { items, total } = await listRoleMapVersions(client, districtId, { page: 1, pageSize: limit })
    // People by number, as everywhere at the command line.
    const versions = items.map(({ number, savedAt, savedBy, ruleCount, changes }) => {
      return { number, savedAt, savedBy, ruleCount, changes }
    })
    return { versions, total }
  })
}

/** One of them as it was saved. @throws Failure ROLE_MAP_VERSION (operator) */
export async function findMap(
  db: Database,
  { districtId, number }: { readonly districtId: string; readonly number: number },
): Promise<RoleMap> {
  const map = await inDistrict(db, { districtId, actor: 'cli' }, (client) =>
    findRoleMapVersion(client, districtId, number),
  )
  if (map !== null) return map
  throw new Failure(
    'ROLE_MAP_VERSION',
    'operator',
    `District ${districtId} has no role map ${number}. "staffroom rolemap history" lists those that it had.`,
  )
}
