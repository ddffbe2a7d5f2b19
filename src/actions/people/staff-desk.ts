/** What every change of a staff account does alike: lock, look, check whom it is about, write, square the seats. */

import type { Capability } from '../../access/capability.ts'
import type { Principal } from '../../access/principal.ts'
import { actorOf } from '../../access/principal.ts'
import { authoriseOnStaff, staffFinder, untouchable } from '../../access/staff.ts'
import { reconcileSeats } from '../../store/seats/seats.ts'
import { countDistrictAdmins, readStaff, type StaffRecord } from '../../store/people/staff.ts'
import { lockStaff } from '../../store/people/staff-write.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'

/** Why a change of an account was not made; nothing of it is written then. */
export type StaffProblem =
  | 'person_unknown'
  | 'roster_busy'
  | 'not_staff'
  | 'peer_or_above'
  | 'works_elsewhere'
  | 'yourself'
  | 'last_district_admin'
  | 'feed_owns_person'
  | 'feed_owns_place'
  | 'feed_owns_field'
  | 'role_from_feed'
  | 'role_unknown'
  | 'role_held'
  | 'place_wrong'
  | 'school_unknown'
  | 'not_at_school'
  | 'already_so'
  | 'details_stale'
  | 'is_removed'
  | 'address_taken'
  | 'address_needed'
  | 'accounts_from_roster'
  | 'account_there'
  | 'name_needed'
  | 'word_wrong'
  | 'leads_alone'
  | 'in_open_run'
  | 'not_inactive'
  | 'in_feed'

type Client = Parameters<Parameters<typeof inDistrictClient>[2]>[0]

export interface StaffDesk {
  readonly client: Client
  readonly districtId: string
  /** Who is at it. */
  readonly principal: Principal
  readonly now: Date
}

/** Undoes what was written so far and becomes the answer. */
export class StaffStop extends Error {
  override readonly name = 'StaffStop'
  readonly problem: StaffProblem
  constructor(problem: StaffProblem) {
    super(problem)
    this.problem = problem
  }
}

type Outcome<T> = { readonly done: T } | { readonly problem: StaffProblem }

/**
 * One change in one transaction, under the district's lock. Afterwards seats follow the roles; a change that leaves the
 * district without an administrator is taken back whole.
 */
export function atStaffDesk<T>(
  world: DomainWorld,
  principal: Principal,
  work: (desk: StaffDesk) => Promise<T>,
): Promise<Outcome<T>> {
  return readAtStaffDesk(world, principal, async (desk) => {
    const { client, districtId, now } = desk
    if (!(await lockStaff(client, districtId))) throw new StaffStop('roster_busy')
    const before = await countDistrictAdmins(client, districtId)
    const done = await work(desk)
    if (before > 0 && (await countDistrictAdmins(client, districtId)) === 0) throw new StaffStop('last_district_admin')
    const actor = actorOf(principal)
    await reconcileSeats(client, { districtId, runId: null, actor, kinds: world.settings.licenceKinds, now })
    return done
  })
}

/** A look in one transaction, without the lock: nothing is written, and no sync is waited for. */
export async function readAtStaffDesk<T>(
  world: DomainWorld,
  principal: Principal,
  look: (desk: StaffDesk) => Promise<T>,
): Promise<Outcome<T>> {
  const { districtId } = principal
  try {
    return await inDistrictClient(world, principal, async (client) => {
      const now = world.now()
      return { done: await look({ client, districtId, principal, now }) }
    })
  } catch (error) {
    if (error instanceof StaffStop) return { problem: error.problem }
    throw error
  }
}

/**
 * The account that a change is about, where whoever changes it may do this to it.
 * @throws StaffStop where it is not there, or no less than they are
 * @throws Refusal where no role of theirs gives the capability there
 */
export async function touchStaff(desk: StaffDesk, capability: Capability, personId: string): Promise<StaffRecord> {
  const { principal } = desk
  const person = await findStaff(desk, personId)
  const why = untouchable(staffFinder(principal), person.roles)
  if (why !== null) throw new StaffStop(why)
  authoriseOnStaff(principal, capability, { id: personId, schoolIds: schoolsOf(person), isPeer: false })
  return person
}

/** The same without asking whether they may touch it: for giving somebody a role. @throws StaffStop */
export async function findStaff({ client, principal, now }: StaffDesk, personId: string): Promise<StaffRecord> {
  const person = await readStaff(client, staffFinder(principal), { personId, now })
  if (person === null) throw new StaffStop('person_unknown')
  if (person.isStudent) throw new StaffStop('not_staff')
  return person
}

/** Every school that somebody belongs to, by a role or otherwise. */
function schoolsOf({ roles, schools }: StaffRecord): readonly string[] {
  const held = roles.flatMap(({ scopeType, scopeId }) => (scopeType === 'school' ? [scopeId] : []))
  return [...new Set([...held, ...schools.map(({ id }) => id)])]
}
