/** Who somebody is to Staffroom, what they may do and which page they see first. */

import { capabilitiesOf } from '../../access/authorise.ts'
import type { Capability } from '../../access/capability.ts'
import { actorOf, type Principal, type PrincipalRole } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import type { Contacts } from '../../roster/contacts.ts'
import type { Role } from '../../roster/model.ts'
import { readOwnContacts } from '../../store/notices/contacts.ts'
import type { DistrictOfPrincipal, PersonOfPrincipal } from '../../store/people/person.ts'
import { inDistrict } from '../../store/database.ts'
import { findDistrictOfPrincipal, findPersonOfPrincipal } from '../../store/people/person.ts'
import { seatKinds } from '../../seats/kind.ts'
import type { WaitReason } from '../../seats/ledger.ts'
import { readQueue } from '../../store/seats/seat-people.ts'
import type { DomainWorld } from '../../store/world.ts'
import { findOpenSupport } from '../../store/signin/support.ts'
import { inDistrictClient, inDistrictOf } from '../../store/world.ts'
import { offeredOf } from '../seats/seats-shown.ts'

export type HomeName = 'coach' | 'communities' | 'figures' | 'sync' | 'invoices' | 'student' | 'unmatched' | 'none'

export interface MeView {
  readonly person: PersonOfPrincipal | null
  readonly district: DistrictOfPrincipal
  readonly roles: readonly PrincipalRole[]
  /** Null: has a seat, or needs none; else the place in the queue and why they wait. */
  readonly seat: SeatWait | null
  readonly home: HomeName
  readonly may: readonly Capability[]
  /** Whom they may write to when something doesn't work, or about licences and invoices. */
  readonly contacts: Contacts
  /** A second factor is demanded of them; `isDue`: nothing else is open until they have set it up. */
  readonly secondFactor?: { readonly dueAt: string; readonly isDue: boolean }
  /** Of support: until when, and what it may look at besides `may`. */
  readonly support?: SupportOfMe
}

export interface SupportOfMe {
  readonly until: string
  readonly reads: readonly Capability[]
}

/** The first role that somebody holds decides (product.md §7). */
const HOMES: readonly (readonly [Role, HomeName])[] = [
  ['customer_admin', 'sync'],
  ['district_admin', 'sync'],
  ['coach', 'coach'],
  ['it_admin', 'sync'],
  ['billing_only', 'invoices'],
  ['school_admin', 'communities'],
  ['principal', 'figures'],
  ['teacher', 'communities'],
  ['class_lead', 'communities'],
  ['community_lead', 'communities'],
  ['community_member', 'communities'],
  ['student', 'student'],
]

/** Needs no Grant: it is about whoever asks, and tells what any session may know of itself. */
export async function viewMe(world: DomainWorld, principal: Principal): Promise<MeView> {
  const { districtId, personId } = principal
  const { person, district, contacts } = await inDistrictOf(world, principal, async (tx) => ({
    person: personId === null ? null : await findPersonOfPrincipal(tx, { districtId, personId }),
    district: await findDistrictOfPrincipal(tx, districtId),
    contacts: await readOwnContacts(tx, { districtId, personId }),
  }))
  if (district === null)
    throw new Failure('DISTRICT_UNKNOWN', 'operator', `There is no district ${districtId} any more.`)
  const roles = principal.roles.flatMap(({ role, scopeType, scopeId, ended }) =>
    ended === true ? [] : [{ role, scopeType, scopeId }],
  )
  const seat = await readWait(world, principal)
  const support = await readSupport(world, principal)
  const me = {
    person,
    district,
    roles,
    seat,
    home: homeOf(principal),
    may: await offeredOf(world, principal),
    contacts,
  }
  const due = principal.factorDueAt ?? null
  const secondFactor = due && { dueAt: due.toISOString(), isDue: due <= world.now() }
  return {
    ...me,
    ...(secondFactor === null ? {} : { secondFactor }),
    ...(support === null ? {} : { support }),
  }
}

/** The zone that the district counts its days in. */
export async function viewTimezone(world: DomainWorld, principal: Principal): Promise<string> {
  const district = await inDistrictOf(world, principal, (tx) => findDistrictOfPrincipal(tx, principal.districtId))
  return district?.timezone ?? 'UTC'
}

async function readSupport(world: DomainWorld, principal: Principal): Promise<SupportOfMe | null> {
  const id = principal.support?.accessId
  if (id === undefined) return null
  const { districtId } = principal
  const open = await inDistrictClient(world, principal, (client) =>
    findOpenSupport(client, districtId, { id, now: world.now() }),
  )
  return open && { until: open.expiresAt.toISOString(), reads: capabilitiesOf(principal, ['reading']) }
}

export interface SeatWait {
  readonly position: number
  readonly waiting: number
  readonly reason: WaitReason
}

/** Only where roles give less because their person waits for a seat. */
async function readWait(world: DomainWorld, principal: Principal): Promise<SeatWait | null> {
  const { districtId, personId, roles } = principal
  if (personId === null || !roles.some(({ seatless }) => seatless === true)) return null
  const kind = seatKinds(world.settings.licenceKinds).find(({ id }) => id === 'coaching-seats')
  if (kind === undefined) return null
  const { personIds, waits } = await inDistrict(world.database, { districtId, actor: actorOf(principal) }, (client) =>
    readQueue(client, { districtId, kind: kind.id }, { kind, now: world.now() }),
  )
  const at = personIds.indexOf(personId)
  const reason = waits.get(personId)?.reason ?? null
  return reason === null ? null : { position: at + 1, waiting: personIds.length, reason }
}

/** The page that the principal sees first. */
export function homeOf(principal: Principal): HomeName {
  if (principal.support !== undefined) return 'sync'
  const held = new Set(principal.roles.map((role) => role.role))
  const home = HOMES.find(([role]) => held.has(role))
  if (home !== undefined) return home[1]
  return principal.personId === null && principal.customerId === null ? 'unmatched' : 'none'
}
