/** Why a change of a community was not made, as the API says it. */

import type { renameCommunity } from '../../../actions/community/change-community.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'

type Outcome<T> = { readonly done: T } | { readonly problem: CommunityProblem }
type CommunityProblem = Extract<Awaited<ReturnType<typeof renameCommunity>>, { readonly problem: string }>['problem']

/** Of what is there now. */
const CONFLICT: Readonly<Partial<Record<CommunityProblem, string>>> = {
  community_archived: 'The community is archived, so nothing in it changes. One of its leads can bring it back.',
  already_so: 'It is so already. Look at the community again.',
  last_lead: 'A community is never without a lead. Make another member a lead first, then do this.',
  member_leads: 'They lead the community. Make them a member first, then remove them.',
  member_by_class:
    'They belong to the community because a class that they lead is in it. Take the class out of the community instead.',
  class_not_there: 'The class is not in this community any more.',
  class_in_too_many: 'The class is in five communities already. Take it out of one of them first.',
  invited_already: 'There is an open invitation for this already. Take it back to send another one.',
  invitations_full: 'The community has 200 open invitations. Take some back, or wait until they are answered.',
  invitation_over: 'This invitation is over: it was used, taken back, or its time is up. Ask a lead for a new one.',
}

/** The answer to it. */
function refusalOf(problem: CommunityProblem): HttpError {
  const conflict = CONFLICT[problem]
  if (conflict !== undefined) return new HttpError(409, problem, conflict)
  if (problem === 'name_missing')
    return unprocessable('community_invalid', 'The community needs a name.', [
      { field: 'name', code: problem, message: 'Give the community a name.' },
    ])
  if (problem === 'class_not_yours')
    return new HttpError(403, problem, 'Only leads of the class or of the community take it out of the community.')
  if (problem === 'may_not_join')
    return new HttpError(403, problem, 'Communities are for people who work with the district’s classes.')
  return notFound()
}

/** What was done. @throws HttpError where nothing was */
export function done<T>(outcome: Outcome<T>): T {
  if ('problem' in outcome) throw refusalOf(outcome.problem)
  return outcome.done
}
