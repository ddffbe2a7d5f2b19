/** What the commands of communities and classes ask of an open installation. */

import type { ClassOrders, CommunityOrders } from './order-tools.ts'
import type { QuestionSetTools } from './question-set-tools.ts'
import type { RuleDesk } from './rule-tools.ts'
import type { CycleStateWord, PlannedCycleLine, SurveyTools } from './survey-tools.ts'

export interface CommunityLine {
  readonly id: string
  readonly name: string
  readonly archived: boolean
  readonly leads: readonly string[]
  readonly members: number
  readonly classes: readonly { readonly id: string; readonly title: string }[]
}
export interface ClassLine {
  readonly id: string
  readonly title: string
  /** Null: it was made by hand. */
  readonly sourceId: string | null
  readonly sourcedId: string
  readonly school: string | null
  readonly leads: readonly string[]
  readonly students: number
  readonly putIn: number
  readonly communities: readonly string[]
}
interface CyclesAsked {
  readonly classId: string | null
  readonly communityId: string | null
  readonly state: CycleStateWord | null
  readonly limit: number
}
interface CommunityTools {
  readonly cycles: (districtId: string, of: CyclesAsked) => Promise<readonly PlannedCycleLine[]>
  readonly list: (districtId: string, id: string | null) => Promise<readonly CommunityLine[]>
  readonly classes: (
    districtId: string,
    of: { readonly school: string | null; readonly id: string | null; readonly limit: number },
  ) => Promise<readonly ClassLine[]>
}

/** Of an open installation. */
export interface CommunityRoom {
  readonly communities: CommunityTools
  readonly communityOrders: CommunityOrders
  readonly classOrders: ClassOrders
  readonly communityRules: RuleDesk
  readonly questionSets: QuestionSetTools
  readonly surveys: SurveyTools
}
