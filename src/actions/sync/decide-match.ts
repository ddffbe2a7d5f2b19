/** Somebody decides about two people who may be one: the worker links them, or they stay two and are not proposed again. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { askLink, findProposal, keepProposedApart } from '../../store/sync/match-proposals.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

type Problem = 'match_unknown' | 'match_decided' | 'stays_unknown' | 'rise_forbidden'

/** Null: done, or asked for. */
export type MatchOutcome = { readonly problem: Problem } | null

/**
 * Asks for the two to be made one; `stays` is the one of them whom everything goes to. Where that gives a role that
 * manages others to somebody who doesn't have it, it is for those alone who may approve such a rise (`mayRaise`): who
 * runs the feeds can have any pair proposed, and would else make themself an administrator. The worker asks the same again
 * when it links them.
 */
export function askMatchLink(
  world: DomainWorld,
  grant: Grant<'link:person_match_proposal'>,
  { proposalId, stays, mayRaise }: { readonly proposalId: string; readonly stays: string; readonly mayRaise: boolean },
): Promise<MatchOutcome> {
  return inGrant(world, grant, async (tx): Promise<MatchOutcome> => {
    const found = await findProposal(tx, grant, proposalId)
    if (found === null) return { problem: 'match_unknown' }
    if (stays !== found.personId && stays !== found.otherId) return { problem: 'stays_unknown' }
    if (found.raises && !mayRaise) return { problem: 'rise_forbidden' }
    const isAsked = found.isOpen && (await askLink(tx, grant, { proposalId, stays, mayRaise, now: world.now() }))
    return isAsked ? null : { problem: 'match_decided' }
  })
}

/** Keeps the two apart. */
export function keepMatchApart(
  world: DomainWorld,
  grant: Grant<'link:person_match_proposal'>,
  proposalId: string,
): Promise<MatchOutcome> {
  return inGrant(world, grant, async (tx): Promise<MatchOutcome> => {
    const found = await findProposal(tx, grant, proposalId)
    if (found === null) return { problem: 'match_unknown' }
    const kept = { proposalId, by: actorOf(grant.principal), now: world.now() }
    const isKept = found.isOpen && (await keepProposedApart(tx, grant, kept))
    return isKept ? null : { problem: 'match_decided' }
  })
}
