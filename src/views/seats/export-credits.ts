/** Export credits as those see them who allot them: what is left, the people in reach, what was allotted. */

import type { Grant } from '../../access/grant.ts'
import {
  type Allotment,
  countCreditsLeft,
  type CreditPerson,
  listAllotments,
  listCreditPeople,
} from '../../store/seats/export-credits.ts'
import type { PageRequest } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { namesActors } from './seats-shown.ts'
import type { PageView } from '../coaching/educators.ts'
import { wordsOf } from './name-words.ts'

type Allocate = Grant<'allocate:export_credit'>

/** One page of the people whom they may give credits. `q`: parts of a name. */
export async function viewCredits(
  world: DomainWorld,
  grant: Allocate,
  { q, ...request }: PageRequest & { readonly q: string },
): Promise<{ readonly left: number; readonly people: PageView<CreditPerson> }> {
  const { districtId } = grant.principal
  const words = wordsOf(q)
  return inGrantDirect(world, grant, async (client) => {
    const found = await listCreditPeople(client, { ...request, districtId, reach: grant.scope, words })
    const { page, pageSize } = request
    return {
      left: await countCreditsLeft(client, { districtId, now: world.now() }),
      people: { ...found, page, pageSize },
    }
  })
}

/** One page of what was allotted to people in their reach, the newest first. */
export async function viewAllotments(
  world: DomainWorld,
  grant: Allocate,
  request: PageRequest,
): Promise<PageView<Allotment>> {
  const { districtId } = grant.principal
  const found = await inGrantDirect(world, grant, (client) =>
    listAllotments(client, {
      ...request,
      districtId,
      reach: grant.scope,
      namesActors: namesActors(grant.principal),
    }),
  )
  const { page, pageSize } = request
  return { ...found, page, pageSize }
}
