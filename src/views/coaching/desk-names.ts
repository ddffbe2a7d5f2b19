/** Tags and groups of schools as whoever types commands names them. In the district's transaction. */

import { Failure } from '../../roster/failure.ts'
import { listTagsDirect } from '../../store/coaching/coaching-tag.ts'
import type { DistrictClient } from '../../store/database.ts'
import { listSchoolGroups } from '../../store/people/organisation.ts'

/** The number of the tag, also of one that is used no more. @throws Failure TAG_UNKNOWN */
export async function findNamedTag(client: DistrictClient, districtId: string, name: string): Promise<string> {
  const tags = await listTagsDirect(client, districtId)
  const tag = byName(tags, name)
  if (tag !== undefined) return tag.id
  throw new Failure('TAG_UNKNOWN', 'operator', `The district has no such tag. It has: ${namesOf(tags)}.`)
}

/** The number of the group of schools. @throws Failure SCHOOL_GROUP_UNKNOWN */
export async function findNamedGroup(client: DistrictClient, districtId: string, name: string): Promise<string> {
  const groups = await listSchoolGroups(client, districtId)
  const group = byName(groups, name)
  if (group !== undefined) return group.id
  throw new Failure(
    'SCHOOL_GROUP_UNKNOWN',
    'operator',
    `The district has no such group of schools. It has: ${namesOf(groups)}.`,
  )
}

function byName<One extends { readonly name: string }>(all: readonly One[], name: string): One | undefined {
  return all.find((one) => one.name.toLowerCase() === name.toLowerCase())
}

function namesOf(all: readonly { readonly name: string }[]): string {
  return all.map(({ name }) => name).join(', ') || 'none'
}
