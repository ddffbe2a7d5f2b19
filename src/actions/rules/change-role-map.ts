/** Somebody changes the rules by which a feed's roles become roles here. They count from the next sync on, and are audited. */

import { authorise, authoriseMine } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import { compileRoleMap, readRoleMap } from '../../roster/role-map.ts'
import { raisesAdministrators } from '../../roster/role-map-rise.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import { readOwnSetting, writeOwnSetting } from '../../store/rules/district-setting.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictOf } from '../../store/world.ts'

/** Null: done. */
export type RoleMapOutcome =
  | { readonly problem: 'role_map_invalid'; readonly faults: readonly string[] }
  /** Somebody else has set it since whoever changes it saw it. */
  | { readonly problem: 'setting_stale' }
  /** It could make administrators, which is not for them to decide. */
  | { readonly problem: 'rise_forbidden' }
  | null

/**
 * Replaces the district's rules by others, in one go: order, what was added and what was taken out.
 * @throws Refusal `forbidden` for whoever may change no rules at all
 */
export function changeRoleMap(
  world: DomainWorld,
  principal: Principal,
  { version, ...wanted }: { readonly version: string; readonly rules: unknown; readonly replaceDefault: boolean },
): Promise<RoleMapOutcome> {
  const { districtId } = principal
  const resource = { districtId, holds: ['not_granting_administrators'] } as const
  const grant = authorise(principal, 'edit:role_map', resource)
  return inDistrictOf(world, principal, async (tx): Promise<RoleMapOutcome> => {
    const read = readRoleMap(wanted)
    if ('faults' in read) return { problem: 'role_map_invalid', faults: read.faults }
    const before = await readOwnSetting(tx, grant, SETTING_KEY.roleMap)
    if (before.version !== version) return { problem: 'setting_stale' }
    const own = readRoleMap(before.value)
    const { defaultRoleMap } = world.settings
    const compiled = compileRoleMap(defaultRoleMap, 'map' in own ? own.map : null)
    if (raisesAdministrators(compiled, compileRoleMap(defaultRoleMap, read.map)) && !mayRaise(principal))
      return { problem: 'rise_forbidden' }
    const written = await writeOwnSetting(tx, grant, { key: SETTING_KEY.roleMap, value: { ...read.map }, version })
    return written ? null : { problem: 'setting_stale' }
  })
}

function mayRaise(principal: Principal): boolean {
  return authoriseMine(principal, 'edit:role_map_administrator_rules')?.scope.district === true
}
