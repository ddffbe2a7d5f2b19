/** What another role map would make of the licences: who would need a seat, who would wait and why. Nothing is changed. */

import { compileRoleMap, type CompiledRoleMap, mapRoles, type RoleMap } from '../roster/role-map.ts'
import { roleKinds } from '../seats/kind.ts'
import { inDistrict } from '../store/database.ts'
import { type LicencePreview, previewLicence } from '../store/seats/licence-preview.ts'
import { type KnownPerson, listOrgTrees, listPersonRecords } from '../store/sync/person-records.ts'
import { type PreviewedGrant, pretendRoles } from '../store/sync/role-preview.ts'
import { reconcileSeats } from '../store/seats/seats.ts'
import { readDistrictRules } from './district-rules.ts'
import type { SyncWorld } from './world.ts'

/** Of every kind that counts roles, as it would be after the next sync with this map and an unchanged feed. */
export function previewRoleMap(
  world: Pick<SyncWorld, 'db' | 'settings' | 'now'>,
  { districtId, map }: { readonly districtId: string; readonly map: RoleMap },
): Promise<readonly LicencePreview[]> {
  const kinds = world.settings.licenceKinds
  return inDistrict(world.db, { districtId, actor: 'cli' }, async (client) => {
    const now = world.now()
    const rules = await readDistrictRules(client, districtId, { settings: world.settings, now })
    const known = await listPersonRecords(client, { districtId, sourcedId: null })
    const trees = await listOrgTrees(client, districtId)
    const grantsBy = (by: CompiledRoleMap) => listGrants(known, { map: by, trees, today: rules.today })
    const before = grantsBy(rules.roleMap)
    const after = grantsBy(compileRoleMap(world.settings.defaultRoleMap, map))
    const changes = { gained: without(after, before), lost: without(before, after) }
    const previews: LicencePreview[] = []
    for (const kind of roleKinds(kinds)) {
      const preview = await previewLicence(client, { districtId, kind: kind.id, kinds, now }, async () => {
        await pretendRoles(client, districtId, changes)
        const cause = { districtId, runId: null, actor: 'cli', kinds: [kind], now }
        const { released: _, ...figures } = (await reconcileSeats(client, cause))[kind.id] ?? NOTHING
        return { kind: kind.id, ...figures }
      })
      if (preview.bought + preview.needed > 0) previews.push(preview)
    }
    return previews
  })
}

const NOTHING = { bought: 0, used: 0, over: 0, needed: 0, waiting: 0, grace: 0, released: 0 }

type Grants = ReadonlyMap<string, PreviewedGrant>

function listGrants(
  known: readonly KnownPerson[],
  o: {
    readonly map: CompiledRoleMap
    readonly trees: Awaited<ReturnType<typeof listOrgTrees>>
    readonly today: string
  },
): Grants {
  const grants = new Map<string, PreviewedGrant>()
  for (const { personId, sourceId, person } of known)
    for (const { role, scopeSourcedId: school } of mapRoles(o.map, person, o.trees.get(sourceId) ?? new Map(), o.today)
      .grants)
      grants.set(JSON.stringify([sourceId, person.sourcedId, role, school]), {
        personId,
        role,
        school,
        sourceId,
        sourcedId: person.sourcedId,
      })
  return grants
}

function without(grants: Grants, others: Grants): readonly PreviewedGrant[] {
  return [...grants].filter(([key]) => !others.has(key)).map(([, grant]) => grant)
}
