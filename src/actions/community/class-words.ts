/** Why a change of a class was not made, in words. */

import type { ClassProblem } from './class-desk.ts'

export const CLASS_CONFLICTS: Readonly<Partial<Record<ClassProblem, string>>> = {
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

export const CLASS_FORBIDDEN: Readonly<Partial<Record<ClassProblem, string>>> = {
  not_yourself: 'Leads of a community don’t ask for themselves. A lead of the class can ask you.',
  leads_its_community:
    'The class has no lead, and who leads its community, or did, does not come to it this way. Ask an administrator of the district.',
}

export const CLASS_INVALID: Readonly<Partial<Record<ClassProblem, { readonly field: string; readonly says: string }>>> =
  {
    number_wrong: { field: 'number', says: 'This is no student number as the district gives them.' },
    name_missing: { field: 'givenName', says: 'A student has a first and a last name.' },
    student_unknown: { field: 'personId', says: 'That is no student of the class’s school. Look for them by name.' },
    title_missing: { field: 'title', says: 'Write what the class is called.' },
    school_unknown: { field: 'schoolId', says: 'Choose a school where you may make classes.' },
    teacher_unknown: { field: 'teacherId', says: 'Choose somebody who works at the school and may teach the class.' },
  }
/** Why who has taken part can’t go into a gradebook. */
export const GRADEBOOK_REFUSED = {
  no_course_page:
    'No course page of an LMS is linked to this class. Open Staffroom once from the course, or have an administrator link it.',
  gradebook_not_offered:
    'The LMS does not let Staffroom write into the gradebook of this course. Have whoever looks after it switch on the scopes for grades (line items and scores), then open Staffroom once from the course.',
} as const

export const NOBODY_TO_LEAD = 'That is nobody who works in the district and may lead this class.'
export const ROSTER_BUSY = 'A sync is writing the roster just now. Try again in a minute.'
