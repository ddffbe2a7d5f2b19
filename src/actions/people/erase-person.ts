/** Somebody erases a person, staff or not, with all that is theirs: for good, after their name was typed. */

import type { Grant } from '../../access/grant.ts'
import { type Erasure, erasePerson, isInOpenRun, readErasure } from '../../store/people/erasure.ts'
import {
  findKeptPerson,
  type KeptPerson,
  readPersonRecord,
  type RecordSection,
} from '../../store/people/person-record.ts'
import { removeStaff } from '../../store/people/staff-write.ts'
import type { DomainWorld } from '../../store/world.ts'
import { fold, namesOf, wordOf } from './typed-name.ts'
import { atStaffDesk, readAtStaffDesk, type StaffDesk, type StaffProblem, StaffStop } from './staff-desk.ts'

export interface PersonErasure extends Erasure {
  /** What has to be typed: the person's name, as the roster has it. */
  readonly word: string
  /** They are in a feed: they leave that first, else the next sync would bring them back. */
  readonly isFed: boolean
  readonly isHeld: boolean
  /** What else of them there is, by part of the file of their record. */
  readonly rest: readonly { readonly section: RecordSection; readonly entries: number }[]
}

/** Parts that stay, without a name: the ledger of seats, and what was done. */
const STAYS: ReadonlySet<RecordSection> = new Set(['seatLedger', 'done', 'doneToThem'])
/** What an erasure counts by itself, or what is no number to tell. */
const COUNTED: ReadonlySet<RecordSection> = new Set([
  'person',
  'interactionsLogged',
  'cyclesKept',
  'drafts',
  'caseloads',
  'reportFilters',
  'communities',
])

/** What would go with somebody else, and the word to type. Nothing is erased; what is kept of whoever asks is not counted. */
export function previewErasure(
  world: DomainWorld,
  grant: Grant<'erase:person'>,
  personId: string,
): Promise<{ readonly done: PersonErasure } | { readonly problem: StaffProblem }> {
  return readAtStaffDesk(world, grant.principal, async (desk) => {
    const { client, districtId } = desk
    const at = { districtId, personId }
    if (personId === desk.principal.personId) throw new StaffStop('yourself')
    const person = await keptAt(desk, personId)
    const reader = { secrets: world.secrets, readerId: desk.principal.personId }
    const erasure = await readErasure(client, at, reader)
    const parts = await readPersonRecord(client, at, reader)
    const rest = parts
      .map(({ section, entries }) => ({ section, entries: entries.length }))
      .filter(({ section, entries }) => entries > 0 && !STAYS.has(section) && !COUNTED.has(section))
    return { word: wordOf(person), isFed: person.isFed, isHeld: person.isHeld, rest, ...erasure }
  })
}

/**
 * Erases them, where the word is theirs, whatever its case. Who is still here is removed first, in the same transaction.
 * @throws Failure UNDER_HOLD where they, or somebody whose only record would go along, are held
 */
export function eraseAnybody(
  world: DomainWorld,
  grant: Grant<'erase:person'>,
  o: { readonly personId: string; readonly word: string },
): Promise<{ readonly done: null } | { readonly problem: StaffProblem }> {
  return atStaffDesk(world, grant.principal, async (desk) => {
    const { client, districtId, now } = desk
    const { personId } = o
    const at = { districtId, personId }
    if (personId === desk.principal.personId) throw new StaffStop('yourself')
    const person = await keptAt(desk, personId)
    if (person.isFed) throw new StaffStop('in_feed')
    if (fold(o.word) !== fold(wordOf(person))) throw new StaffStop('word_wrong')
    const erasure = await readErasure(client, at, { secrets: world.secrets, readerId: null })
    if (erasure.leadsAlone > 0) throw new StaffStop('leads_alone')
    if (await isInOpenRun(client, at)) throw new StaffStop('in_open_run')
    if (person.isActive) await removeStaff(client, at, now)
    const { accountEmail } = person
    await erasePerson(client, { ...at, accountEmail, names: namesOf(person) }, { erasure, now, secrets: world.secrets })
    return null
  })
}

/** @throws StaffStop */
async function keptAt({ client, districtId }: StaffDesk, personId: string): Promise<KeptPerson> {
  const person = await findKeptPerson(client, { districtId, personId })
  if (person === null) throw new StaffStop('person_unknown')
  return person
}
