/** One change of a community in one transaction, with the rules that hold for all of them. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import {
  countLeads,
  lockCommunity,
  type CommunityPlace,
  type Said,
  readPlace,
} from '../../store/community/community-write.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export type CommunityProblem =
  | 'community_unknown'
  | 'community_archived'
  | 'name_missing'
  | 'already_so'
  /** Nobody would lead it. */
  | 'last_lead'
  | 'member_unknown'
  /** They lead it: first they become a member. */
  | 'member_leads'
  /** They belong to it by a class that they lead. */
  | 'member_by_class'
  | 'class_not_there'
  /** It can't be asked for, or isn't there. */
  | 'class_unknown'
  | 'class_in_too_many'
  | 'class_not_yours'
  | 'invited_already'
  | 'invitations_full'
  | 'invitation_over'
  | 'may_not_join'

/** Undoes what was written so far and becomes the answer. */
export class CommunityStop extends Error {
  override readonly name = 'CommunityStop'
  readonly problem: CommunityProblem
  constructor(problem: CommunityProblem) {
    super(problem)
    this.problem = problem
  }
}

export interface CommunityDesk {
  readonly tx: PrismaTransaction
  readonly districtId: string
  readonly communityId: string
  readonly name: string
  readonly archived: boolean
  /** Who is at it. */
  readonly personId: string
  readonly said: Said
}

export type CommunityOutcome<T> = { readonly done: T } | { readonly problem: CommunityProblem }

/**
 * Works on one community of the Grant's scope, which waits for nobody else meanwhile. An archived one is changed by
 * nothing but what says so. Whatever is done, a community that had a lead who is still there keeps one.
 */
export async function atCommunityDesk<T>(
  world: DomainWorld,
  grant: Grant<Capability>,
  o: { readonly communityId: string; readonly evenArchived?: true },
  work: (desk: CommunityDesk) => Promise<T>,
): Promise<CommunityOutcome<T>> {
  const { principal } = grant
  const { districtId, personId } = principal
  if (personId === null)
    throw new Failure('LEAD_WITHOUT_PERSON', 'bug', 'Somebody who is no person of the roster was granted a community.')
  return stoppable(() =>
    inGrant(world, grant, async (tx) => {
      const community = await lockCommunity(tx, grant, o.communityId)
      if (community === null) throw new CommunityStop('community_unknown')
      if (community.archived && o.evenArchived !== true) throw new CommunityStop('community_archived')
      const place = { districtId, communityId: community.id }
      const before = await countLeads(tx, place)
      const { name, archived } = community
      const said = { by: actorOf(principal), at: world.now() }
      const done = await work({ tx, ...place, name, archived, personId, said })
      if (before > 0 && (await countLeads(tx, place)) === 0) throw new CommunityStop('last_lead')
      return done
    }),
  )
}

/** What the work comes to, or why it was stopped. */
export async function stoppable<T>(work: () => Promise<T>): Promise<CommunityOutcome<T>> {
  try {
    return { done: await work() }
  } catch (error) {
    if (error instanceof CommunityStop) return { problem: error.problem }
    throw error
  }
}

/** How a member belongs to the community. @throws CommunityStop where they don't */
export async function memberPlace(desk: CommunityDesk, personId: string): Promise<CommunityPlace> {
  const place = await readPlace(desk.tx, { ...placeOf(desk), personId })
  if (place === null || (place.byName === null && place.byClasses.length === 0))
    throw new CommunityStop('member_unknown')
  return place
}

/** Which community the desk is about. */
export function placeOf({ districtId, communityId }: CommunityDesk): {
  readonly districtId: string
  readonly communityId: string
} {
  return { districtId, communityId }
}
