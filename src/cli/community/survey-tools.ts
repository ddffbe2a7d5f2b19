/** What the commands of surveys ask of an open installation. */

export interface SurveyAsked {
  readonly districtId: string
  /** Whose eyes and hands: a sourcedId, an e-mail address, or `id:17`. */
  readonly as: string
}
export interface CycleDaysLine {
  readonly id: string
  readonly startsOn: string
  readonly endsOn: string
  readonly extendedTo: string | null
  readonly questionSet: string
}
export interface PlannedCycleLine extends CycleDaysLine {
  readonly classId: string
  readonly classTitle: string
  readonly state: CycleStateWord
}
export type CycleStateWord = 'planned' | 'open' | 'late' | 'closed'

export interface SurveyScheduleShown {
  readonly cycles: readonly (CycleDaysLine & {
    readonly state: CycleStateWord
    readonly completed: number
    readonly expected: number
  })[]
  readonly target: number
}
export interface SurveyPlanWords {
  readonly questionSet: string | null
  readonly startsOn: string
  readonly endsOn: string
  readonly lateDays: number
  readonly everyWeeks: number
  readonly cycles: number
}
export interface CommunityPlanShown {
  readonly name: string
  readonly plan: SurveyPlanWords | null
  readonly questionSets: readonly { readonly id: string }[]
  readonly classes: readonly { readonly id: string; readonly title: string }[]
}
export interface CodeShown {
  readonly code: string | null
  readonly since: Date | null
  readonly codeLocked: boolean
  readonly listLocked: boolean
}
interface ShareShown {
  readonly percent: number
  readonly bound: 'at_most' | 'at_least' | null
}
export interface CommunityReportShown {
  readonly title: string
  readonly target: number
  readonly sets: readonly {
    readonly title: Readonly<Record<string, string>>
    readonly measures: readonly { readonly id: string; readonly title: Readonly<Record<string, string>> }[]
    readonly cycles: readonly {
      readonly number: number
      /** Of classes that answered longer than the others of this cycle. */
      readonly isLater: boolean
      /** What was asked then, where that has changed since. */
      readonly asked: {
        readonly measures: readonly { readonly id: string; readonly title: Readonly<Record<string, string>> }[]
      } | null
      readonly startsOn: string
      readonly endsOn: string
      readonly classes: number
      readonly completed: number
      readonly expected: number
      readonly measures: readonly {
        readonly measure: string
        readonly share: ShareShown | null
        readonly points: number | null
      }[]
      /** true of some: the cycle is told in steps of ten. */
      readonly questions: readonly { readonly coarse: boolean }[]
    }[]
    readonly mondays: readonly {
      readonly monday: string
      readonly classes: number
      readonly completed: number
      readonly expected: number
    }[]
  }[]
}
export interface BulkLineShown {
  readonly id: string
  readonly title: string
  readonly outcome: 'same' | 'changes' | 'refused'
  readonly reasons: readonly string[]
}
type OfCommunity = SurveyAsked & { readonly communityId: string }
type OfClass = SurveyAsked & { readonly classId: string }

export interface SurveyTools {
  readonly schedule: (asked: OfClass) => Promise<SurveyScheduleShown>
  readonly add: (
    asked: OfClass & {
      readonly cycle: Omit<CycleDaysLine, 'id' | 'questionSet'> & { readonly questionSet: string | null }
    },
  ) => Promise<readonly CycleDaysLine[]>
  readonly change: (
    asked: SurveyAsked & {
      readonly change:
        | { readonly kind: 'close' | 'remove'; readonly id: string }
        | {
            readonly kind: 'extend'
            readonly id: string
            readonly endsOn: string | null
            readonly extendedTo: string | null
          }
    },
  ) => Promise<readonly CycleDaysLine[]>
  readonly plan: (asked: OfCommunity) => Promise<CommunityPlanShown>
  readonly setDefault: (asked: OfCommunity & { readonly plan: SurveyPlanWords | null }) => Promise<void>
  readonly extendAll: (
    asked: OfCommunity & {
      readonly classIds: readonly string[]
      readonly endsOn: string | null
      readonly extendedTo: string | null
      readonly apply: boolean
    },
  ) => Promise<readonly BulkLineShown[]>
  readonly code: (asked: OfClass) => Promise<CodeShown>
  readonly lockCode: (asked: OfClass & { readonly locked: boolean }) => Promise<void>
  readonly renewCode: (asked: OfClass) => Promise<void>
  readonly report: (asked: OfCommunity) => Promise<CommunityReportShown>
  readonly reports: (asked: SurveyAsked) => Promise<readonly (CommunityReportShown & { readonly id: string })[]>
  /** The same report as a file, as the page gives it. */
  readonly reportFile: (asked: OfCommunity & { readonly as: string; readonly format: 'csv' | 'pdf' }) => Promise<Buffer>
  readonly reportsFile: (asked: SurveyAsked & { readonly format: 'csv' | 'pdf' }) => Promise<Buffer>
}
