/** Why a change of a class was not made, as the API says it. */

import type { removeClassLead } from '../../../actions/community/remove-class-lead.ts'
import {
  CLASS_CONFLICTS,
  CLASS_FORBIDDEN,
  CLASS_INVALID,
  NOBODY_TO_LEAD,
  ROSTER_BUSY,
} from '../../../actions/community/class-words.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'

type Outcome<T> = { readonly done: T } | { readonly problem: ClassProblem }
type ClassProblem = Extract<Awaited<ReturnType<typeof removeClassLead>>, { readonly problem: string }>['problem']

/** What was done. @throws HttpError where nothing was */
export function classDone<T>(outcome: Outcome<T>): T {
  if ('problem' in outcome) throw refusalOf(outcome.problem)
  return outcome.done
}

function refusalOf(problem: ClassProblem): HttpError {
  const conflict = CLASS_CONFLICTS[problem]
  if (conflict !== undefined) return new HttpError(409, problem, conflict)
  const forbidden = CLASS_FORBIDDEN[problem]
  if (forbidden !== undefined) return new HttpError(403, problem, forbidden)
  const wrong = CLASS_INVALID[problem]
  if (wrong !== undefined)
    return unprocessable(problem, wrong.says, [{ field: wrong.field, code: problem, message: wrong.says }])
  if (problem === 'person_unknown')
    return unprocessable(problem, NOBODY_TO_LEAD, [
      { field: 'email', code: problem, message: 'Nobody who works in the district has this address.' },
    ])
  if (problem === 'roster_busy') return new HttpError(503, problem, ROSTER_BUSY)
  return notFound()
}
