/** People who may be one, side by side: those whom somebody has to decide about, and those whom a held run would re-key. */

import type { Grant } from '../../access/grant.ts'
import {
  listProposalPage,
  listRunMatchPage,
  type ProposedPair,
  type RunMatchRow,
} from '../../store/sync/match-proposals.ts'
import type { PageRequest } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

/** One page of the pairs that wait for a decision, the oldest first. */
export async function viewMatchProposals(
  world: DomainWorld,
  grant: Grant<'link:person_match_proposal'>,
  request: PageRequest,
): Promise<PageView<ProposedPair>> {
  const found = await inGrant(world, grant, (tx) => listProposalPage(tx, grant, request))
  const { page, pageSize } = request
  return { ...found, page, pageSize }
}

/** One page of those who leave and come back under another sourcedId with the plan of a run. */
export async function viewRunMatches(
  world: DomainWorld,
  grant: Grant<'link:person_match_proposal'>,
  search: PageRequest & { readonly runId: string },
): Promise<PageView<RunMatchRow>> {
  const { page, pageSize } = search
  return { ...(await inGrant(world, grant, (tx) => listRunMatchPage(tx, grant, search))), page, pageSize }
}
