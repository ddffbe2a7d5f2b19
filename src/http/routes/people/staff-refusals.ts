/** Why a change of a staff account was not made, as the API says it. */

import type { addStaffAccount } from '../../../actions/people/add-staff.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'

export type StaffProblem = Extract<Awaited<ReturnType<typeof addStaffAccount>>, { readonly problem: string }>['problem']

/** Of what was sent: a person can mend it. */
const INVALID: Readonly<Partial<Record<StaffProblem, string>>> = {
  place_wrong: 'This role is not held there: say a school for one of a school, and none for one of the district.',
  name_needed: 'A given name and a family name are needed.',
  word_wrong: 'That is not the name of the person. Type it as the page shows it.',
  address_needed: 'They have no e-mail address yet. Write one down first.',
  school_unknown: 'There is no such school among yours.',
}

/** Not theirs to do, though others may. */
const FORBIDDEN: Readonly<Partial<Record<StaffProblem, string>>> = {
  peer_or_above:
    'Administrators of a school look after the accounts of teachers only. Ask an administrator of the district.',
  works_elsewhere: 'They work at a school that is not yours as well. Ask an administrator of the district.',
  yourself: 'Nobody takes the way in from themself. Ask another administrator.',
  not_staff: 'This is the account of a student or a guardian, and roles of staff are not given to them.',
}

/** Of what is there now. */
const CONFLICT: Readonly<Partial<Record<StaffProblem, string>>> = {
  last_district_admin:
    'A district keeps at least one district administrator. Make somebody else one first, then do this.',
  feed_owns_person:
    'A feed knows this person: they leave with it, and come in by the LMS. Deactivate the account to keep them out until then.',
  feed_owns_place: 'The feed says that they are at this school, so they can’t be moved by hand. Change it in the SIS.',
  feed_owns_field:
    'A feed owns the details of this person. Edit them field by field on the roster’s page of the person, or in the SIS.',
  role_from_feed:
    'The feed gives this role, by the role map. Change the map or the SIS; deactivate the account to keep them out until then.',
  role_unknown: 'They do not hold this role any more. Look at the person again.',
  role_held: 'They hold this role there already.',
  not_at_school: 'Nothing was given to them by hand at this school, so there is nothing to move.',
  already_so: 'It is so already.',
  details_stale:
    'Somebody else has changed these details since you opened the page, so nothing was saved. Look at them again, then save.',
  not_inactive: 'Only somebody who has left is deleted. Remove them first; that can be taken back, this can’t.',
  in_feed:
    'A feed has this person: the next sync would bring them back as somebody new. Take them out of the SIS first, or out of what it sends; once a sync has seen that, they can be erased here.',
  leads_alone: 'They are the only lead of a community. Make somebody else its lead first.',
  in_open_run:
    'A sync that is held would bring this person back. Approve or discard it first, then look whether they are still to be deleted.',
  is_removed: 'They have left the district or are not active. Bring them back first.',
  address_taken: 'Somebody in the district has this address already. Give that person the role instead.',
  accounts_from_roster:
    'Accounts of teachers and administrators come from the roster here: add the person in the SIS, or give the role to somebody who is in the roster. An administrator of the district can change that under Rules.',
  account_there: 'They have set a password already, so there is nothing to invite them to.',
}

/** The answer to it. */
export function refusalOf(problem: StaffProblem): HttpError {
  const invalid = INVALID[problem]
  if (invalid !== undefined) return unprocessable(problem, invalid)
  const forbidden = FORBIDDEN[problem]
  if (forbidden !== undefined) return new HttpError(403, problem, forbidden)
  const conflict = CONFLICT[problem]
  if (conflict !== undefined) return new HttpError(409, problem, conflict)
  if (problem === 'roster_busy')
    return new HttpError(503, problem, 'A sync is writing the roster just now. Try again in a minute.')
  return notFound()
}

/** What was done. @throws HttpError where it was not */
export function done<T>(outcome: { readonly done: T } | { readonly problem: StaffProblem }): T {
  if ('problem' in outcome) throw refusalOf(outcome.problem)
  return outcome.done
}
