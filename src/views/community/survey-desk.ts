/**
 * Surveys for the command line, as somebody of the district would see them: how far a class's cycles have come, its code, a
 * community's plan and its pooled report. What is for the leads of a class alone and tells of answers or of names isn't here:
 * whoever runs the server would need only to name a lead.
 */

import { authorise, authoriseMine } from '../../access/authorise.ts'
import { Refusal } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { findOperatorAs } from '../../store/people/operator-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictOf } from '../../store/world.ts'
import { viewClassDesk } from './class-desk.ts'
import { viewCommunityPlan } from './survey-plan.ts'
import { viewCommunityReport, viewCommunityReports } from './survey-reports.ts'
import { viewSurveySchedule } from './surveys.ts'

interface Asked {
  readonly districtId: string
  /** Whose eyes: a sourcedId, an e-mail address, or `id:17`. */
  readonly as: string
}
interface OfClass extends Asked {
  readonly classId: string
}
interface OfCommunity extends Asked {
  readonly communityId: string
}

/**
 * Binds the reading of surveys to an installation.
 * @throws Failure PERSON_UNKNOWN, SURVEY_CLOSED, SURVEY_UNKNOWN
 */
export function openSurveyReads(world: DomainWorld) {
  return {
    schedule: (asked: OfClass) =>
      within(world, asked, (principal) =>
        viewSurveySchedule(world, authorise(principal, 'edit:class_survey_schedule'), asked.classId),
      ),
    /** Null within: the class has none yet. */
    code: (asked: OfClass) =>
      within(world, asked, async (principal) => {
        const found = await viewClassDesk(world, authorise(principal, 'control:all_class_settings'), asked.classId)
        if (found === null) return null
        return { code: found.code?.code ?? null, since: found.code?.since ?? null, ...found.locks }
      }),
    plan: (asked: OfCommunity) =>
      within(world, asked, (principal) => {
        const settings = authoriseMine(principal, 'edit:class_settings')
        const grants = { community: authorise(principal, 'edit:community'), settings }
        return viewCommunityPlan(world, grants, asked.communityId)
      }),
    report: (asked: OfCommunity) =>
      within(world, asked, async (principal) => {
        const grant = authorise(principal, 'view:community_report')
        const found = await viewCommunityReport(world, grant, asked.communityId)
        if (found !== null) await note(world, principal, `community:${asked.communityId}`)
        return found
      }),
    reports: (asked: Asked) =>
      within(world, asked, async (principal) => {
        const found = await viewCommunityReports(world, authorise(principal, 'view:community_report'))
        for (const { id } of found) await note(world, principal, `community:${id}`)
        return found
      }),
  }
}

/** That a report left by the server and not by a page of its reader. */
function note(world: DomainWorld, principal: Principal, object: string): Promise<void> {
  const detail = { as: `person:${principal.personId}` }
  return inDistrictOf(world, principal, (tx) =>
    appendAudit(tx, principal.districtId, { action: 'survey.report_by_command', object, detail }),
  )
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
    throw refused('SURVEY_CLOSED', 'This is closed to whoever is named with --as.')
  }
  throw refused('SURVEY_UNKNOWN', 'There is none of that number whose surveys whoever is named with --as sees.')
}

function refused(code: string, says: string): Failure {
  return new Failure(code, 'operator', says)
}
