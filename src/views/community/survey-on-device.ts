/** The survey that a device answers, for somebody who takes part by a class's code. Needs no Grant: the device's key is it. */

import type { DeviceKey } from '../../access/device-key.ts'
import { asParticipant, findCodeSession } from '../../store/community/code-session.ts'
import type { DomainWorld } from '../../store/world.ts'
import { questionsOf, type QuestionView, type SurveyView } from './surveys.ts'
import { type Answers, setAsked } from '../../community/question-set.ts'

/** With what was answered on the device so far; null: it may answer nothing any more. */
export async function viewDeviceSurvey(
  world: DomainWorld,
  device: DeviceKey,
): Promise<(SurveyView & { readonly questions: QuestionView[]; readonly draft: Answers }) | null> {
  const { database, secrets, settings } = world
  const now = world.now()
  const found = await asParticipant(database, device.districtId, (tx) => findCodeSession(tx, device, { secrets, now }))
  if (found === null) return null
  const set = setAsked(settings.questionSets, found)
  if (set === null) return null
  const { who: _who, ...survey } = found
  return { ...survey, set, questions: questionsOf(set) }
}
