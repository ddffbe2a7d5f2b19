/** What the commands can change of coaching: the district's words, caseloads, educators. Never an interaction, which is a coach's own. */

export type WordList = 'types' | 'phases' | 'focuses' | 'scales'

export interface WordEntry {
  readonly id: string | null
  readonly name: string
  readonly active: boolean
  readonly levels: readonly string[]
}

interface KeptWord {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly levels: readonly string[]
  /** Whether a cycle names it. */
  readonly used: boolean
}

interface Tag {
  readonly id: string
  readonly name: string
  readonly isActive: boolean
}

export interface CoachingWords {
  readonly types: readonly { readonly id: string; readonly name: string; readonly isActive: boolean }[]
  readonly lists: Readonly<Record<Exclude<WordList, 'types'>, { readonly items: readonly KeptWord[] }>>
  readonly tags: readonly Tag[]
}

export interface SettingsTools {
  readonly read: (districtId: string) => Promise<CoachingWords>
  /** The whole list, in its order; an entry without id is the one of that name, or a new one. */
  readonly set: (districtId: string, list: WordList, typed: readonly WordEntry[]) => Promise<void>
  readonly addTag: (districtId: string, name: string) => Promise<Tag>
  /** Of this name, or this number as `id:17`; what is left out stays. */
  readonly changeTag: (
    districtId: string,
    named: string,
    change: { readonly name?: string; readonly isActive?: boolean },
  ) => Promise<Tag>
}

export interface RuleEntry {
  /** Its sourcedId, or our number as `id:17`; null: whichever. */
  readonly school: string | null
  readonly grade: string | null
  readonly subject: string | null
  readonly feedRole: string | null
  readonly isFirstYear: boolean
}

interface CaseloadAt {
  readonly districtId: string
  readonly caseloadId: string
}

/** Each answers the caseload's number. People by sourcedId, e-mail address, or `id:17`. */
export interface CaseloadTools {
  readonly make: (o: {
    readonly districtId: string
    readonly coach: string
    readonly name: string
    readonly rules: readonly RuleEntry[]
  }) => Promise<string>
  /** What is left out stays. */
  readonly change: (
    at: CaseloadAt,
    change: { readonly name?: string; readonly rules?: readonly RuleEntry[]; readonly isArchived?: boolean },
  ) => Promise<string>
  readonly place: (
    at: CaseloadAt,
    o: {
      readonly educators: readonly string[]
      readonly place: 'in' | 'out' | 'rules'
      /** YYYY-MM-DD; null: from today on, for good. `until` is the first day after. */
      readonly from: string | null
      readonly until: string | null
    },
  ) => Promise<string>
}

/** Each answers the educator's number. */
export interface EducatorTools {
  readonly add: (o: {
    readonly districtId: string
    readonly school: string
    readonly givenName: string
    readonly familyName: string
    readonly email: string | null
    readonly despite: boolean
  }) => Promise<{ readonly personId: string; readonly isWaiting: boolean }>
  readonly setActive: (districtId: string, typed: string, active: boolean) => Promise<string>
}
