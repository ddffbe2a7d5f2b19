/** The day on which it is forgotten who took part in surveys, and what it will forget. */

import type { Grant } from '../../access/grant.ts'
import { lastOccurrence, nextOccurrence, readYearlyDate, type YearlyDate } from '../../community/yearly-date.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import { readOwnSetting } from '../../store/rules/district-setting.ts'
import { countNamesDue, readDistrictDay, yearlyDateOf } from '../../store/community/survey-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

interface DueView {
  readonly on: string
  readonly cycles: number
  readonly participations: number
}

export interface SurveyNamesView {
  readonly on: YearlyDate
  /** What the day forgets the next time that it comes, as things stand now. */
  readonly next: DueView
  /** What would be forgotten at once, for the day has been this year already. */
  readonly now: DueView
  readonly version: string
}

/** `instead`: a day to look at in place of the one that is set. */
export function viewSurveyNames(
  world: DomainWorld,
  grant: Grant<'set:retention'>,
  instead: string | null,
): Promise<SurveyNamesView> {
  return inGrant(world, grant, async (tx) => {
    const { value, version } = await readOwnSetting(tx, grant, SETTING_KEY.surveyNames)
    const on = readYearlyDate(instead) ?? yearlyDateOf(value)
    const today = await readDistrictDay(tx, grant, world.now())
    const [next, last] = [nextOccurrence(on, today), lastOccurrence(on, today)]
    return {
      on,
      next: { on: next, ...(await countNamesDue(tx, grant, next)) },
      now: { on: last, ...(await countNamesDue(tx, grant, last)) },
      version,
    }
  })
}
