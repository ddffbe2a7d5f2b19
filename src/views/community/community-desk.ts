/**
 * Communities and classes for the command line, as somebody of the district would see them: who belongs to a community, who is
 * invited, who leads a class, who is in it, what was done to it. No report, and not who has taken part.
 */

import { authorise } from '../../access/authorise.ts'
import { Refusal } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { findOperatorAs } from '../../store/people/operator-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import { viewClassDesk } from './class-desk.ts'
import { viewClassLeads } from './class-leads.ts'
import { viewClassList } from './class-list.ts'
import { viewCommunity } from './community-page.ts'
import { viewSurveyGradebook } from './survey-gradebook.ts'

interface Asked {
  readonly districtId: string
  /** Whose eyes: a sourcedId, an e-mail address, or `id:17`. */
  readonly as: string
}

/**
 * Binds the reading of communities to an installation.
 * @throws Failure PERSON_UNKNOWN, COMMUNITY_CLOSED, COMMUNITY_UNKNOWN
 */
export function openCommunityReads(world: DomainWorld) {
  return {
    people: (asked: Asked & { readonly communityId: string }) =>
      within(world, asked, async (principal) => {
        const found = await viewCommunity(world, authorise(principal, 'view:member_list'), asked.communityId)
        if (found === null) return null
        const { community, invitations, askable } = found
        const { name, members } = community
        return { name, members, invitations, askable }
      }),
    classLeads: (asked: Asked & { readonly classId: string }) =>
      within(world, asked, async (principal) => viewClassLeads(world, principal, asked.classId)),
    gradebook: (asked: Asked & { readonly classId: string }) =>
      within(world, asked, async (principal) =>
        viewSurveyGradebook(world, authorise(principal, 'control:all_class_settings'), asked.classId),
      ),
    classList: (asked: Asked & { readonly classId: string }) =>
      within(world, asked, async (principal) => {
        const found = await viewClassList(world, authorise(principal, 'edit:class_roster'), asked.classId)
        return found?.students ?? null
      }),
    classHistory: (asked: Asked & { readonly classId: string }) =>
      within(world, asked, async (principal) => {
        const found = await viewClassDesk(world, authorise(principal, 'control:all_class_settings'), asked.classId)
        return found === null ? null : { requests: found.requests, history: found.history }
      }),
  }
}

/** With the roles that they hold now. What is closed to them is said as what it is: a refusal, and no fault of the program. */
async function within<T>(
  world: DomainWorld,
  asked: Asked,
  read: (principal: Principal) => Promise<T | null>,
): Promise<T> {
  const principal = await findOperatorAs(world.database, asked.districtId, asked.as)
  try {
    const found = await read(principal)
    if (found !== null) return found
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'forbidden') throw refused('COMMUNITY_CLOSED', 'This is closed to whoever is named with --as.')
  }
  throw refused('COMMUNITY_UNKNOWN', 'There is none of that number that whoever is named with --as sees.')
}

function refused(code: string, says: string): Failure {
  return new Failure(code, 'operator', says)
}
