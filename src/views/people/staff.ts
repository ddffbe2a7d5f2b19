/** Staff for administrators: the list, one person with what may be done, and what may be given to whom. */

import { authoriseMine, capabilitiesOf } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import {
  fitsPlace,
  isStaffRole,
  mayGive,
  STAFF_ROLES,
  staffFinder,
  type StaffRole,
  untouchable,
} from '../../access/staff.ts'
import type { SchoolRow } from '../../store/page.ts'
import { listRuleSchools } from '../../store/rules/rule-history.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import {
  countDistrictAdmins,
  type HistoryEntry,
  listPersonHistory,
  type ListedStaff,
  listStaff,
  readStaff,
  type StaffRecord,
  type StaffSearch,
  versionOfStaff,
} from '../../store/people/staff.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

/** One page of the staff in scope. */
export async function viewStaff(
  world: DomainWorld,
  grant: Grant<'add:educator_account'>,
  search: Omit<StaffSearch, 'words'> & { readonly q: string },
): Promise<PageView<ListedStaff>> {
  const { q, page, pageSize } = search
  const words = q
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
  const found = await inGrantDirect(world, grant, (client) => listStaff(client, grant, { ...search, words }))
  return { ...found, page, pageSize }
}

export interface StaffOptions {
  /** Where accounts of teachers and administrators come from. */
  readonly accountCreation: 'manual' | 'roster'
  readonly roles: readonly { readonly role: StaffRole; readonly at: 'district' | 'school' }[]
  readonly schools: readonly SchoolRow[]
  readonly districtAdmins: number
}

/** Which roles whoever asks may give, and at which schools. */
export function viewStaffOptions(world: DomainWorld, grant: Grant<'add:educator_account'>): Promise<StaffOptions> {
  const { principal } = grant
  return inGrantDirect(world, grant, async (client) => {
    const schools = (await listRuleSchools(client, grant)).map(({ id, name }) => ({ id, name }))
    const [first] = schools
    const places = Object.keys(STAFF_ROLES)
      .filter(isStaffRole)
      .flatMap((role) =>
        (['district', 'school'] as const).flatMap((at) => {
          const place = { role, schoolId: at === 'district' ? null : (first?.id ?? null) }
          const isPlace = (at === 'district') === (place.schoolId === null) && fitsPlace(place)
          return isPlace && mayGive(principal, place) ? [{ role, at }] : []
        }),
      )
    const mode = await readDistrictRule(client, principal.districtId, 'accountCreation')
    return {
      accountCreation: mode === 'roster' ? 'roster' : 'manual',
      roles: places,
      schools,
      districtAdmins: await countDistrictAdmins(client, principal.districtId),
    }
  })
}

export interface StaffView {
  readonly person: StaffRecord
  /** Of names and address, for whoever edits them. */
  readonly version: string
  /** Null: whoever asks may not see it. */
  readonly history: readonly HistoryEntry[] | null
  readonly isOwn: boolean
  /** Why whoever asks may not touch the account; null: they may. */
  readonly untouchable: ReturnType<typeof untouchable>
  readonly may: {
    readonly edit: boolean
    readonly give: boolean
    readonly activate: boolean
    readonly remove: boolean
    readonly move: boolean
    readonly invite: boolean
    readonly delete: boolean
  }
}

/** One person of the staff, or null where there is none whom they may see. @throws Refusal where they see nobody */
export function viewStaffPerson(world: DomainWorld, principal: Principal, personId: string): Promise<StaffView | null> {
  const grant = staffFinder(principal)
  return inGrantDirect(world, grant, async (client) => {
    const person = await readStaff(client, grant, { personId, now: world.now() })
    if (person === null || person.isStudent) return null
    const isOwn = principal.personId === personId
    const why = untouchable(grant, person.roles)
    const seesAudit = authoriseMine(principal, 'view:audit_log') !== null
    return {
      person,
      version: versionOfStaff(person),
      history: seesAudit ? await listPersonHistory(client, principal.districtId, personId) : null,
      isOwn,
      untouchable: why,
      may: mayOf(principal, person, { isOwn, isTouchable: why === null }),
    }
  })
}

function mayOf(
  principal: Principal,
  person: StaffRecord,
  { isOwn, isTouchable }: { readonly isOwn: boolean; readonly isTouchable: boolean },
): StaffView['may'] {
  const held = capabilitiesOf(principal, ['not_a_peer'])
  const isThere = person.state !== 'removed'
  const touches = (capability: (typeof held)[number]): boolean => held.includes(capability) && isTouchable
  return {
    edit: isThere && !person.isFed && (isOwn || touches('edit:staff_account')),
    give: isThere && held.includes('add:educator_account'),
    activate: isThere && !isOwn && touches('activate_deactivate:educator_account'),
    remove: !isOwn && !person.isFed && touches('remove:user'),
    move: isThere && touches('move:user'),
    delete: !isThere && !isOwn && !person.isFed && touches('delete:user'),
    invite: canBeInvited(person) && touches('add:educator_account'),
  }
}

/** Made by hand, at work, and without a password yet. */
function canBeInvited(person: StaffRecord): boolean {
  const isKnownElsewhere = person.isFed || person.sources.length > 0 || person.ltiLinks > 0
  return person.state === 'active' && !isKnownElsewhere && person.accountEmail === null && person.email !== null
}
