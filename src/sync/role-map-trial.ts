/** Trying a district's role map on the people it has: who would get which role by which rule. Nothing is changed. */

import { Failure } from '../roster/failure.ts'
import { type MappedGrant, mapRoles } from '../roster/role-map.ts'
import { inDistrict } from '../store/database.ts'
import { listOrgTrees, listPersonRecords } from '../store/sync/person-records.ts'
import { readDistrictRules } from './district-rules.ts'
import type { SyncWorld } from './world.ts'

export interface RoleMapOutcome {
  readonly people: readonly { readonly sourcedId: string; readonly grants: readonly MappedGrant[] }[]
  /** How many grants of each role the map gives. */
  readonly roles: Readonly<Record<string, number>>
  readonly unmapped: number
}

/**
 * `sourcedId` null: everybody, of whom `people` then lists nobody by name and the counts say it.
 * @throws Failure PERSON_UNKNOWN
 */
export async function testRoleMap(
  world: Pick<SyncWorld, 'db' | 'settings' | 'now'>,
  wanted: { readonly districtId: string; readonly sourcedId: string | null },
): Promise<RoleMapOutcome> {
  const { known, trees, rules } = await inDistrict(
    world.db,
    { districtId: wanted.districtId, actor: 'cli' },
    async (client) => ({
      rules: await readDistrictRules(client, wanted.districtId, { settings: world.settings, now: world.now() }),
      known: await listPersonRecords(client, wanted),
      trees: await listOrgTrees(client, wanted.districtId),
    }),
  )
  if (wanted.sourcedId !== null && known.length === 0)
    throw new Failure(
      'PERSON_UNKNOWN',
      'operator',
      `District ${wanted.districtId} has no active person of that sourcedId. "staffroom export roster" lists them.`,
    )
  const people = known.map(({ sourceId, person }) => ({
    sourcedId: person.sourcedId,
    ...mapRoles(rules.roleMap, person, trees.get(sourceId) ?? new Map(), rules.today),
  }))
  const roles: Record<string, number> = {}
  for (const { role } of people.flatMap(({ grants }) => grants)) roles[role] = (roles[role] ?? 0) + 1
  return {
    people: wanted.sourcedId === null ? [] : people.map(({ sourcedId, grants }) => ({ sourcedId, grants })),
    roles,
    unmapped: people.filter(({ grants, roleless }) => grants.length === 0 && !roleless).length,
  }
}
