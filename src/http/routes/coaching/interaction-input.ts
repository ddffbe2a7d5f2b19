/** What was sent of an interaction, as the rules take it, and what is answered where it isn't right. */

import type { logInteraction, LogOutcome } from '../../../actions/coaching/log-interaction.ts'
import type { EditInteractionBody } from '../../contract/coaching.ts'
import { HttpError, unprocessable } from '../../errors.ts'
import type { Frozen } from '../../route.ts'

type InteractionInput = Parameters<typeof logInteraction>[2]['input']
type Problems = Extract<LogOutcome, { readonly problems: unknown }>['problems']

/** Whatever wasn't said is nothing. */
export function inputOf(body: Frozen<Omit<EditInteractionBody, 'version'>>): InteractionInput {
  const { date, minutes, typeId, schoolId, educatorIds } = body
  const { otherSchoolIds = [], tagIds = [], notes = null, nextStep = null } = body
  return {
    date,
    minutes,
    typeId,
    schoolId,
    educatorIds,
    otherSchoolIds,
    tagIds,
    notes,
    nextStep: nextStep === null ? null : { text: nextStep.text, dueOn: nextStep.dueOn ?? null },
  }
}

export function invalid(problems: Problems): HttpError {
  const says = 'The interaction was not kept: some of it has to be put right first.'
  return unprocessable('interaction_invalid', says, problems)
}

export function stale(): HttpError {
  const says = 'This interaction was changed since you opened it. Open it anew, then change it.'
  return new HttpError(409, 'version_stale', says)
}
