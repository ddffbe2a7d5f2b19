/**
 * Communities from the command line, for somebody who may change them. A command invites, asks and takes out; it answers for
 * nobody: invitations and requests are agreed to by whom they are for.
 */

import { authorise } from '../../access/authorise.ts'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { Failure } from '../../roster/failure.ts'
import type { DomainWorld } from '../../store/world.ts'
import { addClassToCommunity } from './add-class-to-community.ts'
import { asSomebody, type AsSomebody, numberOfPerson } from './as-somebody.ts'
import { archiveCommunity, renameCommunity } from './change-community.ts'
import {
  demoteLead,
  leaveCommunity,
  promoteMember,
  reassignLead,
  removeMember,
  takeClassOut,
} from './change-community-members.ts'
import type { CommunityOutcome, CommunityProblem } from './community-desk.ts'
import { COMMUNITY_CONFLICTS, NOT_OF_LEADS } from './community-words.ts'
import { createCommunity } from './create-community.ts'
import {
  askForClass,
  type InvitationMail,
  inviteByLink,
  inviteByMail,
  revokeInvitation,
} from './invite-to-community.ts'

interface OfCommunity extends AsSomebody {
  readonly communityId: string
}
interface OfMember extends OfCommunity {
  /** A sourcedId, an e-mail address, or `id:17`. */
  readonly person: string
}
interface OfItsClass extends OfCommunity {
  readonly classId: string
}

/** What leads into this installation. */
export interface CommunityLinks {
  readonly newMail: (districtId: string) => InvitationMail
  readonly newLink: () => { readonly secret: string; readonly url: string }
}

/**
 * Binds the changes to an installation.
 * @throws Failure PERSON_UNKNOWN, COMMUNITY_CLOSED, COMMUNITY_UNKNOWN, COMMUNITY_REFUSED
 */
export function openCommunityOrders(world: DomainWorld, links: CommunityLinks) {
  return { ...ofItself(world), ...ofMembers(world), ...ofInvitations(world, links), ...ofItsClasses(world) }
}

function ofItself(world: DomainWorld) {
  return {
    create: (asked: AsSomebody & { readonly name: string }) =>
      asSomebody(world, asked, async (principal) => {
        const outcome = await createCommunity(world, authorise(principal, 'create:community'), { name: asked.name })
        if ('problem' in outcome) throw refused('The community needs a name.')
        return outcome.community.id
      }),
    rename: (asked: OfCommunity & { readonly name: string }) =>
      act(world, asked, 'edit:community', (grant) => renameCommunity(world, grant, asked)),
    archive: (asked: OfCommunity & { readonly archived: boolean }) =>
      act(world, asked, 'edit:community', (grant) => archiveCommunity(world, grant, asked)),
  }
}

function ofMembers(world: DomainWorld) {
  const named = async ({ communityId, districtId, person }: OfMember) => ({
    communityId,
    personId: await numberOfPerson(world, districtId, person),
  })
  return {
    promote: async (asked: OfMember) => {
      const of = await named(asked)
      return act(world, asked, 'promote:community_member_to_lead', (grant) => promoteMember(world, grant, of))
    },
    demote: async (asked: OfMember) => {
      const of = await named(asked)
      return act(world, asked, 'reassign:community_lead', (grant) => demoteLead(world, grant, of))
    },
    handOver: async (asked: OfMember) => {
      const of = await named(asked)
      return act(world, asked, 'reassign:community_lead', (grant) => reassignLead(world, grant, of))
    },
    remove: async (asked: OfMember) => {
      const of = await named(asked)
      return act(world, asked, 'remove:community_member', (grant) => removeMember(world, grant, of))
    },
    leave: (asked: OfCommunity) =>
      act(world, asked, 'leave:community', (grant) => {
        const reach = authorise(grant.principal, 'view:member_list')
        return leaveCommunity(world, { leave: grant, reach }, asked.communityId)
      }),
  }
}

function ofInvitations(world: DomainWorld, { newMail, newLink }: CommunityLinks) {
  return {
    invite: (asked: OfCommunity & { readonly email: string }) =>
      act(world, asked, 'invite:community_member', (grant) =>
        inviteByMail(world, grant, { ...asked, mail: newMail(asked.districtId) }),
      ),
    makeLink: async (asked: OfCommunity & { readonly days: number }) => {
      const { secret, url } = newLink()
      const { expiresAt } = await act(world, asked, 'invite:community_member', (grant) =>
        inviteByLink(world, grant, { ...asked, secret }),
      )
      return { url, expiresAt }
    },
    takeBack: (asked: OfCommunity & { readonly invitationId: string }) =>
      act(world, asked, 'invite:community_member', (grant) => revokeInvitation(world, grant, asked)),
  }
}

function ofItsClasses(world: DomainWorld) {
  return {
    askForClass: (asked: OfItsClass) =>
      act(world, asked, 'invite:community_member', (grant) => askForClass(world, grant, asked)),
    addClass: (asked: OfItsClass) =>
      asSomebody(world, asked, async (principal) => {
        const grants = {
          community: authorise(principal, 'add:class'),
          class: authorise(principal, 'control:all_class_settings'),
        }
        const outcome = await addClassToCommunity(world, grants, asked)
        if (!('problem' in outcome)) return
        const { problem } = outcome
        throw problem === 'class_already_there' ? refused('The class is in this community already.') : wordsOf(problem)
      }),
    takeOut: (asked: OfItsClass) => act(world, asked, 'add:class', (grant) => takeClassOut(world, grant, asked)),
  }
}

function act<C extends Capability, T>(
  world: DomainWorld,
  asked: AsSomebody,
  capability: C,
  work: (grant: Grant<C>) => Promise<CommunityOutcome<T>>,
): Promise<T> {
  return asSomebody(world, asked, async (principal) => {
    const outcome = await work(authorise(principal, capability))
    if ('problem' in outcome) throw wordsOf(outcome.problem)
    return outcome.done
  })
}

function wordsOf(problem: CommunityProblem): Failure {
  const conflict = COMMUNITY_CONFLICTS[problem]
  if (conflict !== undefined) return refused(conflict)
  if (problem === 'name_missing') return refused('The community needs a name.')
  if (problem === 'class_not_yours') return refused(NOT_OF_LEADS)
  const what = UNKNOWN[problem] ?? 'community'
  const says = `There is no ${what} of that number that whoever is named with --as may change so.`
  return new Failure('COMMUNITY_UNKNOWN', 'operator', says)
}

const UNKNOWN: Readonly<Partial<Record<CommunityProblem, string>>> = {
  class_unknown: 'class',
  member_unknown: 'member',
}

function refused(says: string): Failure {
  return new Failure('COMMUNITY_REFUSED', 'operator', says)
}
