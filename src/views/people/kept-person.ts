/** What is kept of one person: a look at it, the file of it, and holds. */

import type { Grant } from '../../access/grant.ts'
import { type HeldPerson, type LegalHold, listHeldPeople, listHoldsOf } from '../../store/people/legal-hold.ts'
import {
  findKeptPerson,
  type KeptPerson,
  type ListedKept,
  listKeptPeople,
  notInTheFile,
  type PersonRecordFile,
  readPersonRecord,
  readRecordFile,
  RECORD_SECTIONS,
  type RecordSection,
} from '../../store/people/person-record.ts'
import type { PageRequest } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

export interface KeptView {
  readonly person: Pick<KeptPerson, 'id' | 'isActive' | 'isFed'> & {
    readonly givenName: string
    readonly familyName: string
  }
  readonly sections: readonly { readonly section: RecordSection; readonly says: string; readonly entries: number }[]
  readonly leftOut: readonly string[]
}

/** Who it is and how much there is in each part; null: nobody. */
export function viewKept(
  world: DomainWorld,
  grant: Grant<'export:person_record'>,
  personId: string,
): Promise<KeptView | null> {
  return inGrantDirect(world, grant, async (client) => {
    const { districtId, personId: readerId } = grant.principal
    const at = { districtId, personId }
    const person = await findKeptPerson(client, at)
    if (person === null) return null
    const parts = await readPersonRecord(client, at, { secrets: world.secrets, readerId })
    const sections = parts.map(({ section, entries }) => ({
      section,
      says: RECORD_SECTIONS[section],
      entries: entries.length,
    }))
    return { person: shown(person), sections, leftOut: notInTheFile() }
  })
}

/** The file itself; null: nobody. */
export function viewPersonRecord(
  world: DomainWorld,
  grant: Grant<'export:person_record'>,
  personId: string,
): Promise<PersonRecordFile | null> {
  const { districtId, personId: readerId } = grant.principal
  const reader = { secrets: world.secrets, readerId, now: world.now() }
  return inGrantDirect(world, grant, (client) => readRecordFile(client, { districtId, personId }, reader))
}

/** Every hold on somebody, the newest first; null: nobody. */
export function viewHolds(
  world: DomainWorld,
  grant: Grant<'set:legal_hold'>,
  personId: string,
): Promise<readonly LegalHold[] | null> {
  return inGrantDirect(world, grant, async (client) => {
    const at = { districtId: grant.principal.districtId, personId }
    return (await findKeptPerson(client, at)) === null ? null : listHoldsOf(client, at)
  })
}

/** One page of everybody of whom something is kept. */
export async function viewKeptPeople(
  world: DomainWorld,
  grant: Grant<'export:person_record'>,
  { q, ...request }: PageRequest & { readonly q: string },
): Promise<PageView<ListedKept>> {
  const { page, pageSize } = request
  const { districtId } = grant.principal
  const words = q.toLowerCase().split(/\s+/u).filter(Boolean)
  const found = await inGrantDirect(world, grant, (client) => listKeptPeople(client, districtId, { ...request, words }))
  return { ...found, page, pageSize }
}

/** One page of those who are under hold. */
export async function viewHeldPeople(
  world: DomainWorld,
  grant: Grant<'set:legal_hold'>,
  request: PageRequest,
): Promise<PageView<HeldPerson>> {
  const { page, pageSize } = request
  const { districtId } = grant.principal
  const found = await inGrantDirect(world, grant, (client) => listHeldPeople(client, districtId, request))
  return { ...found, page, pageSize }
}

function shown({ id, isActive, isFed, ...names }: KeptPerson): KeptView['person'] {
  const givenName = names.preferredGivenName ?? names.givenName
  const familyName = names.preferredFamilyName ?? names.familyName
  return { id, isActive, isFed, givenName, familyName }
}
