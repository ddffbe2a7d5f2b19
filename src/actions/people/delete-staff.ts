/** Somebody deletes a person who has left, with their work (000 "PERMANENTLY", 001 "Delete"): for good, after a typed word. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { type Erasure, erasePerson, isInOpenRun, readErasure } from '../../store/people/erasure.ts'
import type { StaffRecord } from '../../store/people/staff.ts'
import type { DomainWorld } from '../../store/world.ts'
import { fold, namesOf, wordOf } from './typed-name.ts'
import { atStaffDesk, readAtStaffDesk, type StaffDesk, type StaffProblem, StaffStop, touchStaff } from './staff-desk.ts'

export interface Deletion extends Erasure {
  /** What has to be typed: the person's name. */
  readonly word: string
}

/** What would go with somebody else, and the word to type. Nothing is deleted; what is kept of whoever asks is not counted. */
export function previewDeletion(
  world: DomainWorld,
  grant: Grant<'delete:user'>,
  personId: string,
): Promise<{ readonly done: Deletion } | { readonly problem: StaffProblem }> {
  return readAtStaffDesk(world, grant.principal, async (desk) => {
    if (personId === desk.principal.personId) throw new StaffStop('yourself')
    const person = await touchStaff(desk, grant.capability, personId)
    const { client, districtId, principal } = desk
    const reader = { secrets: world.secrets, readerId: principal.personId }
    const erasure = await readErasure(client, { districtId, personId }, reader)
    return { word: wordOf(person), ...erasure }
  })
}

/** Deletes them, where the word is theirs, whatever its case. */
export function deleteStaff(
  world: DomainWorld,
  grant: Grant<'delete:user'>,
  o: { readonly personId: string; readonly word: string },
): Promise<{ readonly done: null } | { readonly problem: StaffProblem }> {
  return atStaffDesk(world, grant.principal, async (desk) => {
    const { client, districtId, now } = desk
    const { personId } = o
    const person = await findDeletable(desk, grant.capability, personId)
    if (fold(o.word) !== fold(wordOf(person))) throw new StaffStop('word_wrong')
    const all = { secrets: world.secrets, readerId: null }
    const erasure = await readErasure(client, { districtId, personId }, all)
    if (erasure.leadsAlone > 0) throw new StaffStop('leads_alone')
    if (await isInOpenRun(client, { districtId, personId })) throw new StaffStop('in_open_run')
    const { accountEmail } = person
    const at = { districtId, personId, accountEmail, names: namesOf(person) }
    await erasePerson(client, at, { erasure, now, secrets: world.secrets })
    return null
  })
}

/** Only who has left, by hand or with every feed. @throws StaffStop */
async function findDeletable(desk: StaffDesk, capability: Capability, personId: string): Promise<StaffRecord> {
  if (personId === desk.principal.personId) throw new StaffStop('yourself')
  const person = await touchStaff(desk, capability, personId)
  if (person.isFed) throw new StaffStop('feed_owns_person')
  if (person.state !== 'removed') throw new StaffStop('not_inactive')
  return person
}
