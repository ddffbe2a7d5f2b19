/** Why a change of a community was not made, as the API says it. */

import type { renameCommunity } from '../../../actions/community/change-community.ts'
import { COMMUNITY_CONFLICTS, NOT_OF_LEADS } from '../../../actions/community/community-words.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'

type Outcome<T> = { readonly done: T } | { readonly problem: CommunityProblem }
type CommunityProblem = Extract<Awaited<ReturnType<typeof renameCommunity>>, { readonly problem: string }>['problem']

/** The answer to it. */
function refusalOf(problem: CommunityProblem): HttpError {
  const conflict = COMMUNITY_CONFLICTS[problem]
  if (conflict !== undefined) return new HttpError(409, problem, conflict)
  if (problem === 'name_missing')
    return unprocessable('community_invalid', 'The community needs a name.', [
      { field: 'name', code: problem, message: 'Give the community a name.' },
    ])
  if (problem === 'class_not_yours') return new HttpError(403, problem, NOT_OF_LEADS)
  if (problem === 'may_not_join')
    return new HttpError(403, problem, 'Communities are for people who work with the district’s classes.')
  return notFound()
}

/** What was done. @throws HttpError where nothing was */
export function done<T>(outcome: Outcome<T>): T {
  if ('problem' in outcome) throw refusalOf(outcome.problem)
  return outcome.done
}
