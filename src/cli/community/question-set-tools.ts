/** What the commands of question sets ask of an open installation. */

import type { QuestionChange, SetFault } from '../../community/own-question-set.ts'
import type { QuestionSet } from '../../community/question-set.ts'

export interface SetLine extends Pick<QuestionSet, 'id' | 'title' | 'minutes' | 'languages'> {
  readonly origin: 'own' | 'staffroom'
  readonly version: number | null
  readonly retiredAt: Date | null
  readonly isDefault: boolean
  readonly questions: number
  readonly uses: { readonly planned: number; readonly begun: number; readonly communities: number }
}
export interface SetFile {
  readonly file: QuestionSet
  readonly origin: 'own' | 'staffroom'
  readonly retiredAt: Date | null
  readonly versions: readonly { readonly version: number; readonly appliesFrom: string; readonly addedAt: Date }[]
}
export interface SetAdded {
  readonly id: string
  readonly outcome: 'added' | 'new_version' | 'same'
  readonly version: number
  readonly appliesFrom: string
}
interface Named {
  readonly districtId: string
  readonly setId: string
}
interface Given {
  readonly districtId: string
  /** Parsed JSON. */
  readonly file: unknown
}
export interface QuestionSetTools {
  readonly list: (districtId: string) => Promise<readonly SetLine[]>
  readonly show: (asked: Named & { readonly version: number | null }) => Promise<SetFile>
  readonly check: (given: Given) => Promise<{
    readonly faults: readonly SetFault[]
    readonly found: {
      readonly set: QuestionSet
      readonly version: number
      readonly changes: readonly { readonly question: string; readonly change: QuestionChange }[]
    } | null
  }>
  readonly add: (given: Given) => Promise<SetAdded | { readonly faults: readonly SetFault[] }>
  readonly retire: (asked: Named & { readonly retired: boolean }) => Promise<void>
  readonly makeDefault: (asked: Named) => Promise<void>
}
