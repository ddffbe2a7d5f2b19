/** Why a change of a class was not made, as the API says it. */

import type { removeClassLead } from '../../../actions/community/remove-class-lead.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'

type Outcome<T> = { readonly done: T } | { readonly problem: ClassProblem }
type ClassProblem = Extract<Awaited<ReturnType<typeof removeClassLead>>, { readonly problem: string }>['problem']

const CONFLICT: Readonly<Partial<Record<ClassProblem, string>>> = {
  already_so: 'It is so already. Look at the class again.',
  asked_already: 'They are asked to lead this class already. Wait for their answer.',
  request_over: 'This request is over: it was answered, taken back, or its time is up.',
  lead_must_agree: 'The class has a lead again, who has to agree first. Ask them.',
  number_taken: 'Somebody in the district has this number already. Look for them by it.',
  not_edited: 'The feed’s word of this student counts already. Look at the class again.',
  last_lead:
    'A class keeps its last lead. Ask somebody else to lead it first, or an administrator of the district to do this.',
}

const FORBIDDEN: Readonly<Partial<Record<ClassProblem, string>>> = {
  not_yourself: 'Leads of a community don’t ask for themselves. A lead of the class can ask you.',
  leads_its_community:
    'The class has no lead, and who leads its community, or did, does not come to it this way. Ask an administrator of the district.',
}

/** What was done. @throws HttpError where nothing was */
export function classDone<T>(outcome: Outcome<T>): T {
  if ('problem' in outcome) throw refusalOf(outcome.problem)
  return outcome.done
}

function refusalOf(problem: ClassProblem): HttpError {
  const conflict = CONFLICT[problem]
  if (conflict !== undefined) return new HttpError(409, problem, conflict)
  const forbidden = FORBIDDEN[problem]
  if (forbidden !== undefined) return new HttpError(403, problem, forbidden)
  if (problem === 'person_unknown')
    return unprocessable(problem, 'That is nobody who works in the district and may lead this class.', [
      { field: 'email', code: problem, message: 'Nobody who works in the district has this address.' },
    ])
  if (problem === 'number_wrong')
    return unprocessable(problem, 'This is no student number as the district gives them.', [
      { field: 'number', code: problem, message: 'Not as the district gives student numbers.' },
    ])
  if (problem === 'name_missing') return unprocessable(problem, 'A student has a first and a last name.')
  if (problem === 'student_unknown')
    return unprocessable(problem, 'That is no student of the class’s school. Look for them by name.', [
      { field: 'personId', code: problem, message: 'No student of the class’s school.' },
    ])
  if (problem === 'roster_busy')
    return new HttpError(503, problem, 'A sync is writing the roster just now. Try again in a minute.')
  return notFound()
}
