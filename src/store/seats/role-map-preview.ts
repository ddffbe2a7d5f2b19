/** What another role map would make of the licences: who would need a seat, who would wait and why. Nothing is changed. */

import { districtDay } from '../../coaching/district-day.ts'
import type { Role } from '../../roster/model.ts'
import {
  compileRoleMap,
  type CompiledRoleMap,
  type MappedGrant,
  mapRoles,
  readRoleMap,
  type RoleMap,
} from '../../roster/role-map.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import { type LicenceKind, roleKinds } from '../../seats/kind.ts'
import type { DistrictClient } from '../database.ts'
import type { PersonRow } from '../page.ts'
import { readDistrictSetting, requireDistrict } from '../people/district.ts'
import { type KnownPerson, listOrgTrees, listPersonRecords } from '../sync/person-records.ts'
import { type PreviewedGrant, pretendRoles } from '../sync/role-preview.ts'
import { type LicencePreview, previewLicence, takenBack } from './licence-preview.ts'
import { reconcileSeats } from './seats.ts'

export interface RoleMapPreview {
  /** Of every kind that counts roles of which there is something to say. */
  readonly licences: readonly LicencePreview[]
  /** Of how many people each role is, now and then; those of which neither map makes any are left out. */
  readonly roles: readonly { readonly role: Role; readonly before: number; readonly after: number }[]
  /** People whom no rule gives a role. */
  readonly unmapped: { readonly before: number; readonly after: number }
  /** Whose roles change, by family name, and how many they are. */
  readonly changes: readonly RoleMapChange[]
  readonly changeCount: number
}

export interface RoleMapChange {
  readonly person: PersonRow
  readonly gained: readonly Role[]
  readonly lost: readonly Role[]
}

const PEOPLE_MAX = 100

/** As it would be after the next sync with this map and an unchanged feed. In the district's transaction. */
export async function previewRoleMap(
  client: DistrictClient,
  o: {
    readonly districtId: string
    readonly map: RoleMap
    readonly defaultRoleMap: RoleMap
    readonly kinds: readonly LicenceKind[]
    readonly actor: string
    readonly now: Date
  },
): Promise<RoleMapPreview> {
  const { districtId, now } = o
  const own = readRoleMap(await readDistrictSetting(client, districtId, SETTING_KEY.roleMap))
  const roster = {
    known: await listPersonRecords(client, { districtId, sourcedId: null }),
    trees: await listOrgTrees(client, districtId),
    today: districtDay(now, (await requireDistrict(client, districtId)).timezone),
  }
  const before = listGrants(roster, compileRoleMap(o.defaultRoleMap, 'map' in own ? own.map : null))
  const after = listGrants(roster, compileRoleMap(o.defaultRoleMap, o.map))
  const changes = { gained: without(after.grants, before.grants), lost: without(before.grants, after.grants) }
  return {
    licences: await previewLicences(client, o, changes),
    roles: countRoles(before.grants, after.grants),
    unmapped: { before: before.unmapped, after: after.unmapped },
    ...listChanges(roster.known, changes),
  }
}

type Asked = Pick<Parameters<typeof previewRoleMap>[1], 'districtId' | 'kinds' | 'actor' | 'now'>

interface Changes {
  readonly gained: readonly Granted[]
  readonly lost: readonly Granted[]
}

function previewLicences(client: DistrictClient, asked: Asked, changes: Changes): Promise<readonly LicencePreview[]> {
  return takenBack(client, async () => {
    await pretendRoles(client, asked.districtId, changes)
    return listPreviews(client, asked)
  })
}

/** Each kind squared with the roles as they are pretended to be. */
async function listPreviews(
  client: DistrictClient,
  { districtId, kinds, actor, now }: Asked,
): Promise<readonly LicencePreview[]> {
  const previews: LicencePreview[] = []
  for (const kind of roleKinds(kinds)) {
    const preview = await previewLicence(client, { districtId, kind: kind.id, kinds, now }, async () => {
      const cause = { districtId, runId: null, actor, kinds: [kind], now }
      const { released: _, ...figures } = (await reconcileSeats(client, cause))[kind.id] ?? NOTHING
      return { kind: kind.id, ...figures }
    })
    if (preview.bought + preview.needed > 0) previews.push(preview)
  }
  return previews
}

const NOTHING = { bought: 0, used: 0, over: 0, needed: 0, waiting: 0, grace: 0, released: 0 }

type Granted = PreviewedGrant & { readonly role: MappedGrant['role'] }
type Grants = ReadonlyMap<string, Granted>

function listGrants(
  roster: {
    readonly known: readonly KnownPerson[]
    readonly trees: Awaited<ReturnType<typeof listOrgTrees>>
    readonly today: string
  },
  map: CompiledRoleMap,
): { readonly grants: Grants; readonly unmapped: number } {
  const grants = new Map<string, Granted>()
  let unmapped = 0
  for (const { personId, sourceId, person } of roster.known) {
    const mapped = mapRoles(map, person, roster.trees.get(sourceId) ?? new Map(), roster.today)
    if (mapped.grants.length === 0 && !mapped.roleless) unmapped += 1
    for (const { role, scopeSourcedId: school } of mapped.grants) {
      const key = JSON.stringify([sourceId, person.sourcedId, role, school])
      grants.set(key, { personId, role, school, sourceId, sourcedId: person.sourcedId })
    }
  }
  return { grants, unmapped }
}

function without(grants: Grants, others: Grants): readonly Granted[] {
  return [...grants].filter(([key]) => !others.has(key)).map(([, grant]) => grant)
}

function countRoles(before: Grants, after: Grants): RoleMapPreview['roles'] {
  const [now, then] = [peopleByRole(before), peopleByRole(after)]
  return [...new Set([...now.keys(), ...then.keys()])]
    .toSorted()
    .map((role) => ({ role, before: now.get(role)?.size ?? 0, after: then.get(role)?.size ?? 0 }))
}

function peopleByRole(grants: Grants): ReadonlyMap<Role, ReadonlySet<string>> {
  const byRole = Map.groupBy(grants.values(), ({ role }) => role)
  return new Map([...byRole].map(([role, of]) => [role, new Set(of.map(({ personId }) => personId))] as const))
}

function listChanges(
  known: readonly KnownPerson[],
  { gained, lost }: Changes,
): Pick<RoleMapPreview, 'changes' | 'changeCount'> {
  const [gainedBy, lostBy] = [rolesByPerson(gained), rolesByPerson(lost)]
  const changed = new Set([...gained, ...lost].map(({ personId }) => personId))
  const people = new Map(known.filter(({ personId }) => changed.has(personId)).map((one) => [one.personId, one.person]))
  const changes = [...people]
    .map(([id, { givenName, familyName }]) => ({ person: { id, givenName, familyName } }))
    .toSorted((a, b) => nameOf(a.person).localeCompare(nameOf(b.person), 'en') || (a.person.id < b.person.id ? -1 : 1))
    .slice(0, PEOPLE_MAX)
    .map(({ person }) => ({ person, gained: gainedBy(person.id), lost: lostBy(person.id) }))
  return { changes, changeCount: changed.size }
}

function rolesByPerson(grants: readonly Granted[]): (personId: string) => readonly Role[] {
  const byPerson = Map.groupBy(grants, ({ personId }) => personId)
  return (id) => [...new Set((byPerson.get(id) ?? []).map(({ role }) => role))].toSorted()
}

function nameOf({ familyName, givenName }: PersonRow): string {
  return `${familyName} ${givenName}`
}
