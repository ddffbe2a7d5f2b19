/** Why a change of a student was not made, as the API says it. */

import type { editStudent } from '../../../actions/people/edit-student.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'

type StudentProblem = Extract<Awaited<ReturnType<typeof editStudent>>, { readonly problem: string }>['problem']

/** Of what was sent: a person can mend it. */
const INVALID: Readonly<Partial<Record<StudentProblem, { readonly field: string; readonly says: string }>>> = {
  name_needed: { field: 'givenName', says: 'A student has a first and a last name.' },
  value_wrong: { field: 'grades', says: 'This is longer than the field allows, or of another kind.' },
  email_wrong: { field: 'email', says: 'Write an e-mail address, such as name@school.org.' },
  number_wrong: {
    field: 'number',
    says: 'This is no student number as the district gives them. The rules for it stand under Rules.',
  },
  language_wrong: { field: 'secondLanguage', says: 'Choose one of the languages on offer.' },
  identities_wrong: {
    field: 'identities',
    says: 'Names are different from one another, not empty, six at most, and one of them at most is shown.',
  },
  school_unknown: { field: 'schoolId', says: 'Choose one of your schools.' },
  class_unknown: { field: 'classIds', says: 'Choose classes of the student’s school.' },
  not_of_school: {
    field: 'classId',
    says: 'They are no student of the school of this class. Move them to the school first.',
  },
  cards_of_nobody: {
    field: 'studentIds',
    says: 'Nobody of them is an active student, so there are no cards to print.',
  },
  cards_too_many: { field: 'studentIds', says: 'Print at most 200 cards at a time: choose some of the class.' },
  word_wrong: { field: 'word', says: 'That is not the name of the student. Type it as the page shows it.' },
}

/** Of what is there now. */
const CONFLICT: Readonly<Partial<Record<StudentProblem, string>>> = {
  already_so: 'It is so already. Look at the student again.',
  has_left: 'This student has left the roster, so nothing of theirs is changed any more.',
  details_stale:
    'Somebody else has changed this student since you opened the page, so nothing was saved. Look at them again, then save.',
  address_taken: 'Somebody in the district has this address already.',
  number_taken: 'Somebody in the district has this number already. Look for them by it.',
  languages_off:
    'The district does not ask for second languages. An administrator of the district can change that under Rules.',
  cards_off:
    'The district has no start cards. An administrator of the district can switch them on under Rules, “Start cards”.',
  card_needs_active:
    'A start card is for an active student of a school. Activate them, or put them into a school, first.',
  not_in_class: 'They are not in that class any more. Look at the student again.',
  feed_owns_place:
    'A feed says whose student this is, so they can’t be moved to another school by hand. Change it in the SIS.',
  feed_owns_student:
    'A feed names this student: the next sync would bring them back as somebody new, without what was theirs. They can be deleted once the SIS has let them go. Until then, deactivate the account.',
  not_inactive: 'Only an inactive student is deleted or taken out this way. Deactivate the account first.',
  in_open_run:
    'A sync that is held would bring this student back. Approve or discard it first, then look whether they are still to be deleted.',
}

/** Not theirs to do, though others may. */
const FORBIDDEN: Readonly<Partial<Record<StudentProblem, string>>> = {
  also_staff: 'This person works in the district, too. Their account is looked after among the staff.',
  field_locked:
    'This is not yours to edit: a feed says it, and only administrators may overrule a feed, or it is kept by administrators alone.',
}

/** What was done. @throws HttpError where nothing was */
export function studentDone<T>(outcome: { readonly done: T } | { readonly problem: StudentProblem }): T {
  if ('problem' in outcome) throw refusalOf(outcome.problem)
  return outcome.done
}

function refusalOf(problem: StudentProblem): HttpError {
  const invalid = INVALID[problem]
  if (invalid !== undefined)
    return unprocessable(problem, invalid.says, [{ field: invalid.field, code: problem, message: invalid.says }])
  const conflict = CONFLICT[problem]
  if (conflict !== undefined) return new HttpError(409, problem, conflict)
  const forbidden = FORBIDDEN[problem]
  if (forbidden !== undefined) return new HttpError(403, problem, forbidden)
  if (problem === 'roster_busy')
    return new HttpError(503, problem, 'A sync is writing the roster just now. Try again in a minute.')
  return notFound()
}
