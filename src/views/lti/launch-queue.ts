/** Who waits to be linked to the roster, who is linked, whom one may link, and where e-mail addresses link. */

import type { Grant } from '../../access/grant.ts'
import type { EmailChoice, LinkRow, UnmatchedLaunchRow } from '../../store/lti/launch-queue.ts'
import { listEmailChoices, listLinkPage, listUnmatchedPage } from '../../store/lti/launch-queue.ts'
import type { PageRequest, PersonRow } from '../../store/page.ts'
import { listPeople } from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

type Resolve = Grant<'resolve:unmatched_launch'>
type Search = PageRequest & { readonly q: string }

/** One page of those whom the roster doesn't know, the last launch first. */
export async function viewUnmatched(
  world: DomainWorld,
  grant: Resolve,
  request: PageRequest,
): Promise<PageView<UnmatchedLaunchRow>> {
  const { page, pageSize } = request
  return { ...(await inGrant(world, grant, (tx) => listUnmatchedPage(tx, grant, request))), page, pageSize }
}

/** One page of the people linked to an LMS, the last first; `q`: parts of a name. */
export async function viewLinks(
  world: DomainWorld,
  grant: Resolve,
  { q, ...request }: Search,
): Promise<PageView<LinkRow>> {
  const found = await inGrant(world, grant, (tx) => listLinkPage(tx, grant, { ...request, words: wordsOf(q) }))
  const { page, pageSize } = request
  return { ...found, page, pageSize }
}

export interface LinkablePerson extends PersonRow {
  readonly schools: readonly string[]
}

/** One page of the people whom whoever asks may link, by family name; `q`: parts of a name. */
export async function viewLinkable(
  world: DomainWorld,
  grant: Resolve,
  { q, ...request }: Search,
): Promise<PageView<LinkablePerson>> {
  const found = await inGrant(world, grant, (tx) => listPeople(tx, grant, { ...request, words: wordsOf(q) }))
  const { page, pageSize } = request
  const items = found.items.map(({ id, givenName, familyName, schools }) => ({ id, givenName, familyName, schools }))
  return { items, total: found.total, page, pageSize }
}

/** The registrations that serve the district, and which of them may link by e-mail. */
export async function viewEmailChoices(
  world: DomainWorld,
  grant: Grant<'enable:match_by_email'>,
): Promise<{ readonly registrations: readonly EmailChoice[] }> {
  return { registrations: await inGrant(world, grant, (tx) => listEmailChoices(tx, grant.principal.districtId)) }
}

function wordsOf(q: string): readonly string[] {
  return q
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
}
