/** The rules by which a feed's roles become roles here: the district's own, those that follow, and what other ones would do. */

import { authoriseMine, authoriseUnder } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { ADMINISTRATOR_ROLES } from '../../roster/guard.ts'
import { MAPPABLE_ROLES, readRoleMap, type RoleMap } from '../../roster/role-map.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import { lookFileRows } from '../../seats/ledger-file.ts'
import { readOwnSetting } from '../../store/rules/district-setting.ts'
import { findRoleMapVersion, listRoleMapVersions, type RoleMapVersion } from '../../store/rules/role-map-versions.ts'
import type { PageRequest } from '../../store/page.ts'
import type { LicencePreview, PreviewPage } from '../../store/seats/licence-preview.ts'
import { readLicenceNames } from '../../store/seats/products.ts'
import {
  listRoleMapChanges,
  lookAtRoleMap,
  previewRoleMap,
  type RoleMapPreview,
} from '../../store/seats/role-map-preview.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant, inGrantDirect, query } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

export interface RoleMapView {
  /** Names what was seen; a change sends it along. */
  readonly version: string
  /** The district's own, in the order in which they are tried. */
  readonly rules: RoleMap['rules']
  /** The installation's rules are not tried after them. */
  readonly replaceDefault: boolean
  /** The installation's. */
  readonly standard: RoleMap['rules']
  /** What was kept can't be understood; what is saved next stands in its place. */
  readonly fault: string | null
  /** What rules may give. */
  readonly roles: readonly {
    readonly role: RoleMap['rules'][number]['grant'][number]['role']
    readonly administrator: boolean
  }[]
  readonly schools: readonly { readonly sourcedId: string; readonly name: string }[]
  /** Whoever asks may change rules; and such that make administrators. */
  readonly mayEdit: boolean
  readonly mayRaise: boolean
}

export function viewRoleMap(world: DomainWorld, grant: Grant<'view:role_map'>): Promise<RoleMapView> {
  return inGrant(world, grant, async (tx) => {
    const { value, version } = await readOwnSetting(tx, grant, SETTING_KEY.roleMap)
    const own = version === '' ? { map: { rules: [] } } : readRoleMap(value)
    const schools = await query<RoleMapView['schools'][number]>(tx, 'list_schools_of_rules', [
      grant.principal.districtId,
    ])
    return {
      version,
      rules: 'map' in own ? own.map.rules : [],
      replaceDefault: 'map' in own && own.map.replaceDefault === true,
      standard: world.settings.defaultRoleMap.rules,
      fault: 'map' in own ? null : (own.faults[0] ?? ''),
      roles: MAPPABLE_ROLES.map((role) => ({ role, administrator: ADMINISTRATOR_ROLES.includes(role) })),
      schools,
      mayEdit: authoriseUnder(grant.principal, 'edit:role_map', ['not_granting_administrators']) !== null,
      mayRaise: authoriseMine(grant.principal, 'edit:role_map_administrator_rules') !== null,
    }
  })
}

export interface RoleMapEffect extends Omit<RoleMapPreview, 'licences'> {
  readonly licences: readonly (RoleMapPreview['licences'][number] & { readonly name: string })[]
}

/** What these rules would make of roles and licences, or what is wrong with them. Nothing is changed. */
export async function viewRoleMapPreview(
  world: DomainWorld,
  grant: Grant<'view:role_map'>,
  { map: wanted, page }: { readonly map: unknown; readonly page: PreviewPage },
): Promise<RoleMapEffect | { readonly faults: readonly string[] }> {
  const read = readRoleMap(wanted)
  if ('faults' in read) return read
  const { districtId } = grant.principal
  const { defaultRoleMap, licenceKinds } = world.settings
  const about = { districtId, map: read.map, defaultRoleMap, actor: actorOf(grant.principal), now: world.now(), page }
  const isNamed = mayNameStudents(grant)
  return inGrantDirect(world, grant, async (client) => {
    const preview = await previewRoleMap(client, { ...about, kinds: licenceKinds })
    const names = await readLicenceNames(client, districtId, licenceKinds)
    return {
      ...preview,
      licences: preview.licences.map((one) => ({
        ...(isNamed || !one.kind.includes(':') ? one : withoutPeople(one)),
        name: names[one.kind] ?? one.kind,
      })),
    }
  })
}

function withoutPeople(preview: LicencePreview): LicencePreview {
  return { ...preview, moves: preview.moves.map((move) => ({ ...move, person: null })), waitingPeople: [] }
}

const CHANGES_HEAD = ['family name', 'given name', 'person', 'gains', 'loses']

/**
 * Everybody whom these rules would touch, as cells of a file, read in one go: of one licence, or, where none is named, everybody
 * whose roles change. Null: there is no such licence, or its people are not for whoever asks.
 */
export async function viewRoleMapFile(
  world: DomainWorld,
  grant: Grant<'view:role_map'>,
  { map: wanted, kind }: { readonly map: unknown; readonly kind: string | null },
): Promise<readonly (readonly string[])[] | { readonly faults: readonly string[] } | null> {
  const read = readRoleMap(wanted)
  if ('faults' in read) return read
  if (kind?.includes(':') === true && !mayNameStudents(grant)) return null
  const { districtId } = grant.principal
  const { defaultRoleMap, licenceKinds: kinds } = world.settings
  const about = { districtId, map: read.map, defaultRoleMap, kinds, actor: actorOf(grant.principal), now: world.now() }
  return inGrantDirect(world, grant, async (client) => {
    if (kind !== null) {
      const people = await lookAtRoleMap(client, { ...about, kind })
      return people === null ? null : lookFileRows(people)
    }
    const changes = await listRoleMapChanges(client, about)
    const rows = changes.map(({ person: { id, familyName, givenName }, gained, lost }) => [
      familyName,
      givenName,
      `id:${id}`,
      gained.join(' '),
      lost.join(' '),
    ])
    return [CHANGES_HEAD, ...rows]
  })
}

/** Who has which product is told to those who give it, to nobody else. */
function mayNameStudents({ principal }: Grant<'view:role_map'>): boolean {
  return authoriseMine(principal, 'assign:product_access')?.scope.district === true
}

/** The maps that the district has had, newest first, each with what it changed. */
export async function viewRoleMapVersions(
  world: DomainWorld,
  grant: Grant<'view:role_map'>,
  request: PageRequest,
): Promise<PageView<Omit<RoleMapVersion, 'savedBy'> & { readonly by: 'person' | 'server' | 'unknown' }>> {
  const { districtId } = grant.principal
  const { items, total } = await inGrantDirect(world, grant, (client) =>
    listRoleMapVersions(client, districtId, request),
  )
  const { page, pageSize } = request
  return { items: items.map(({ savedBy, ...version }) => ({ ...version, by: byWhat(savedBy) })), total, page, pageSize }
}

function byWhat(savedBy: string): 'person' | 'server' | 'unknown' {
  if (savedBy === 'unknown') return 'unknown'
  return savedBy === 'cli' ? 'server' : 'person'
}

/** One of them as it was saved, to be taken up again; null: there is none of that number that can be understood. */
export function viewRoleMapVersion(
  world: DomainWorld,
  grant: Grant<'view:role_map'>,
  number: number,
): Promise<Pick<RoleMapView, 'rules' | 'replaceDefault'> | null> {
  return inGrantDirect(world, grant, async (client) => {
    const map = await findRoleMapVersion(client, grant.principal.districtId, number)
    return map === null ? null : { rules: map.rules, replaceDefault: map.replaceDefault === true }
  })
}
