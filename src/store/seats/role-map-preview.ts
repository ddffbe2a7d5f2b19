/** What another role map would make of the licences: who would need a seat, who would wait and why. Nothing is changed. */

import { districtDay } from '../../coaching/district-day.ts'
import type { Role } from '../../roster/model.ts'
import {
  compileRoleMap,
  type CompiledRoleMap,
  type MappedGrant,
  type MappedRoles,
  mapRoles,
  readRoleMap,
  type RoleMap,
  whatRulesAsk,
} from '../../roster/role-map.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import type { LicenceKind } from '../../seats/kind.ts'
import type { LookPeople } from '../../seats/ledger-file.ts'
import type { DistrictClient } from '../database.ts'
import type { PersonRow } from '../page.ts'
import { readDistrictSetting, requireDistrict } from '../people/district.ts'
import { listOrgTrees } from '../sync/person-records.ts'
import { type PreviewedGrant, pretendRoles } from '../sync/role-preview.ts'
import { listRoleShapes, type RoleShape } from '../sync/role-shapes.ts'
import { sql } from '../sql.ts'
import {
  type LicencePreview,
  lookAtAll,
  lookAtChange,
  previewLicence,
  type PreviewPage,
  takenBack,
} from './licence-preview.ts'
import { districtKinds } from './products.ts'
import { reconcileSeats } from './seats.ts'

export interface RoleMapPreview {
  /** Of every kind that follows from roles, products among them, of which there is something to say. */
  readonly licences: readonly LicencePreview[]
  /** Of how many people each role is, now and then; those of which neither map makes any are left out. */
  readonly roles: readonly { readonly role: Role; readonly before: number; readonly after: number }[]
  /** People whom no rule gives a role. */
  readonly unmapped: { readonly before: number; readonly after: number }
  /** One page of those whose roles change, by family name, and how many they are. */
  readonly changes: readonly RoleMapChange[]
  readonly changeCount: number
}

export interface RoleMapChange {
  readonly person: PersonRow
  readonly gained: readonly Role[]
  readonly lost: readonly Role[]
}

export interface RoleMapAsked {
  readonly districtId: string
  readonly map: RoleMap
  readonly defaultRoleMap: RoleMap
  readonly kinds: readonly LicenceKind[]
  readonly actor: string
  readonly now: Date
}

/** As it would be after the next sync with this map and an unchanged feed. In the district's transaction. */
export async function previewRoleMap(
  client: DistrictClient,
  o: RoleMapAsked & { readonly page: PreviewPage },
): Promise<RoleMapPreview> {
  const differences = await readDifferences(client, o)
  const changes = changesIn(differences)
  return {
    licences: await previewLicences(client, o, changes),
    roles: countRoles(differences),
    unmapped: { before: countUnmapped(differences, 'before'), after: countUnmapped(differences, 'after') },
    ...(await listChanges(client, o, changes)),
  }
}

/** Everybody whose roles would change, by family name. */
export async function listRoleMapChanges(client: DistrictClient, o: RoleMapAsked): Promise<readonly RoleMapChange[]> {
  const page = { page: 1, pageSize: Number.MAX_SAFE_INTEGER }
  return (await listChanges(client, { ...o, page }, changesIn(await readDifferences(client, o)))).changes
}

/** Everybody whom it would touch of one licence that follows from roles, read in one go. Null: there is no such licence. */
export async function lookAtRoleMap(
  client: DistrictClient,
  { kind: id, ...o }: RoleMapAsked & { readonly kind: string },
): Promise<LookPeople | null> {
  const { districtId, actor, now } = o
  const kind = (await followingRoles(client, o)).find((one) => one.id === id)
  if (kind === undefined) return null
  const changes = changesIn(await readDifferences(client, o))
  return takenBack(client, async () => {
    await pretendRoles(client, districtId, changes)
    return lookAtChange(client, { districtId, kind: id, kinds: [kind], now, look: lookAtAll }, () =>
      reconcileSeats(client, { districtId, runId: null, actor, kinds: [kind], now }),
    )
  })
}

/** What the two maps make of everybody whom any record tells of. */
async function readDifferences(client: DistrictClient, o: RoleMapAsked): Promise<readonly Difference[]> {
  const { districtId, now } = o
  const own = readRoleMap(await readDistrictSetting(client, districtId, SETTING_KEY.roleMap))
  const maps = {
    before: compileRoleMap(o.defaultRoleMap, 'map' in own ? own.map : null),
    after: compileRoleMap(o.defaultRoleMap, o.map),
  }
  return listDifferences(maps, {
    shapes: await listRoleShapes(client, districtId, whatRulesAsk(maps.before, maps.after)),
    trees: await listOrgTrees(client, districtId),
    today: districtDay(now, (await requireDistrict(client, districtId)).timezone),
  })
}

function changesIn(differences: readonly Difference[]): Changes {
  return { gained: grantsIn(differences, 'gained'), lost: grantsIn(differences, 'lost') }
}

type Asked = Omit<RoleMapAsked, 'map' | 'defaultRoleMap'> & { readonly page: PreviewPage }

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

/** Places of educators follow from no role. */
async function followingRoles(
  client: DistrictClient,
  { districtId, kinds }: Pick<RoleMapAsked, 'districtId' | 'kinds'>,
): Promise<readonly LicenceKind[]> {
  const all = await districtKinds(client, districtId, kinds)
  return all.filter(({ counts }) => counts === 'roles' || counts === 'product')
}

/** Each kind squared with the roles as they are pretended to be. */
async function listPreviews(
  client: DistrictClient,
  { districtId, kinds, actor, now, page }: Asked,
): Promise<readonly LicencePreview[]> {
  const previews: LicencePreview[] = []
  for (const kind of await followingRoles(client, { districtId, kinds })) {
    const about = { districtId, kind: kind.id, kinds: [kind], now, page }
    const preview = await previewLicence(client, about, () =>
      reconcileSeats(client, { districtId, runId: null, actor, kinds: [kind], now }),
    )
    if (kind.counts === 'roles' ? preview.bought + preview.needed > 0 : preview.moveCount > 0) previews.push(preview)
  }
  return previews
}

type Granted = PreviewedGrant & { readonly role: MappedGrant['role'] }

/** What the two maps make of people whom neither can tell apart. */
interface Difference {
  readonly shape: RoleShape
  readonly before: MappedRoles
  readonly after: MappedRoles
  readonly gained: readonly MappedGrant[]
  readonly lost: readonly MappedGrant[]
}

function listDifferences(
  maps: { readonly before: CompiledRoleMap; readonly after: CompiledRoleMap },
  roster: {
    readonly shapes: readonly RoleShape[]
    readonly trees: Awaited<ReturnType<typeof listOrgTrees>>
    readonly today: string
  },
): readonly Difference[] {
  return roster.shapes.map((shape) => {
    const orgs = roster.trees.get(shape.sourceId) ?? new Map()
    const before = mapRoles(maps.before, shape.person, orgs, roster.today)
    const after = mapRoles(maps.after, shape.person, orgs, roster.today)
    return {
      shape,
      before,
      after,
      gained: without(after.grants, before.grants),
      lost: without(before.grants, after.grants),
    }
  })
}

/** By role and place; which rule it was doesn't matter. */
function without(grants: readonly MappedGrant[], others: readonly MappedGrant[]): readonly MappedGrant[] {
  const known = new Set(others.map(saysOf))
  return grants.filter((grant) => !known.has(saysOf(grant)))
}

function saysOf({ role, scopeSourcedId }: MappedGrant): string {
  return `${role} ${scopeSourcedId ?? ''}`
}

function grantsIn(differences: readonly Difference[], which: 'gained' | 'lost'): readonly Granted[] {
  return differences.flatMap(({ shape: { sourceId, personIds, sourcedIds }, [which]: grants }) =>
    personIds.flatMap((personId, index) =>
      grants.map(({ role, scopeSourcedId: school }) => {
        return { personId, role, school, sourceId, sourcedId: sourcedIds[index] ?? '' }
      }),
    ),
  )
}

/** Somebody of several records counts once. */
function countRoles(differences: readonly Difference[]): RoleMapPreview['roles'] {
  const [now, then] = [peopleByRole(differences, 'before'), peopleByRole(differences, 'after')]
  return [...new Set([...now.keys(), ...then.keys()])]
    .toSorted()
    .map((role) => ({ role, before: now.get(role)?.size ?? 0, after: then.get(role)?.size ?? 0 }))
}

function peopleByRole(
  differences: readonly Difference[],
  which: 'before' | 'after',
): ReadonlyMap<Role, ReadonlySet<string>> {
  const byRole = new Map<Role, Set<string>>()
  for (const { shape, [which]: mapped } of differences)
    for (const { role } of mapped.grants) {
      const people = byRole.get(role) ?? new Set()
      byRole.set(role, people)
      for (const personId of shape.personIds) people.add(personId)
    }
  return byRole
}

function countUnmapped(differences: readonly Difference[], which: 'before' | 'after'): number {
  return differences
    .filter(({ [which]: { grants, roleless } }) => grants.length === 0 && !roleless)
    .reduce((sum, { shape }) => sum + shape.personIds.length, 0)
}

const byName = new Intl.Collator('en')

async function listChanges(
  client: DistrictClient,
  { districtId, page: { page, pageSize } }: Asked,
  { gained, lost }: Changes,
): Promise<Pick<RoleMapPreview, 'changes' | 'changeCount'>> {
  const [gainedBy, lostBy] = [rolesByPerson(gained), rolesByPerson(lost)]
  const changed = [...new Set([...gained, ...lost].map(({ personId }) => personId))]
  const { rows: people } = await client.query<PersonRow>(sql('list_named_people'), [districtId, changed])
  const changes = people
    .toSorted((a, b) => byName.compare(nameOf(a), nameOf(b)) || (a.id < b.id ? -1 : 1))
    .slice((page - 1) * pageSize, page * pageSize)
    .map((person) => ({ person, gained: gainedBy(person.id), lost: lostBy(person.id) }))
  return { changes, changeCount: changed.length }
}

function rolesByPerson(grants: readonly Granted[]): (personId: string) => readonly Role[] {
  const byPerson = Map.groupBy(grants, ({ personId }) => personId)
  return (id) => [...new Set((byPerson.get(id) ?? []).map(({ role }) => role))].toSorted()
}

function nameOf({ familyName, givenName }: PersonRow): string {
  return `${familyName} ${givenName}`
}
