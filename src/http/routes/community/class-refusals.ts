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
  class_fed:
    'This class comes from the roster. Its name is edited as a field of the roster, and it ends when the roster says so.',
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

const INVALID: Readonly<Partial<Record<ClassProblem, { readonly field: string; readonly says: string }>>> = {
  number_wrong: { field: 'number', says: 'This is no student number as the district gives them.' },
  name_missing: { field: 'givenName', says: 'A student has a first and a last name.' },
  student_unknown: { field: 'personId', says: 'That is no student of the class’s school. Look for them by name.' },
  title_missing: { field: 'title', says: 'Write what the class is called.' },
  school_unknown: { field: 'schoolId', says: 'Choose a school where you may make classes.' },
  teacher_unknown: { field: 'teacherId', says: 'Choose somebody who works at the school and may teach the class.' },
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
  const wrong = INVALID[problem]
  if (wrong !== undefined)
    return unprocessable(problem, wrong.says, [{ field: wrong.field, code: problem, message: wrong.says }])
  if (problem === 'person_unknown')
    return unprocessable(problem, 'That is nobody who works in the district and may lead this class.', [
      { field: 'email', code: problem, message: 'Nobody who works in the district has this address.' },
    ])
  if (problem === 'roster_busy')
    return new HttpError(503, problem, 'A sync is writing the roster just now. Try again in a minute.')
  return notFound()
}
