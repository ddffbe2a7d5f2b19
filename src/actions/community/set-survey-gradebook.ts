/** Whether an LMS's gradebook is told who has taken part in a class's surveys: by a lead of the class (P003-10). */

import { authorise } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import { listGradebookPages, turnOffGradebook, turnOnGradebook } from '../../store/community/survey-gradebook.ts'
import type { DomainWorld } from '../../store/world.ts'
import { atClassDesk, type ClassOutcome, noteOfClass } from './class-desk.ts'

/** Why it can't be turned on: no course page opens the class, or no LMS of its pages lets us write grades there. */
export type GradebookOutcome = 'done' | 'no_course_page' | 'gradebook_not_offered'

/** Turns it on or off. Off, nothing more is sent; what the LMS has stays there. */
export function setSurveyGradebook(
  world: DomainWorld,
  principal: Principal,
  { classId, isOn }: { readonly classId: string; readonly isOn: boolean },
): Promise<ClassOutcome<GradebookOutcome>> {
  return atClassDesk(world, principal, classId, async (desk) => {
    authorise(principal, 'control:all_class_settings', desk.resource)
    const { tx, districtId, facts, by, at } = desk
    const place = { districtId, classId: facts.id }
    if (!isOn) {
      if (await turnOffGradebook(tx, place)) await noteOfClass(desk, 'class.gradebook_off')
      return 'done'
    }
    const pages = await listGradebookPages(tx, place)
    if (pages.length === 0) return 'no_course_page'
    if (!pages.some(({ isOffered, isOn: isReached }) => isOffered && isReached)) return 'gradebook_not_offered'
    if (await turnOnGradebook(tx, place, { by, at })) await noteOfClass(desk, 'class.gradebook_on')
    return 'done'
  })
}
