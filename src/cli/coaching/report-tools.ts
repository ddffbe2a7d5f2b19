/** What the commands can ask of coaching reports: always as somebody of the district would see them. */

export type ReportBy = 'month' | 'coach' | 'school' | 'type' | 'tag' | 'phase'
export type CyclesBy = 'coach' | 'school' | 'focus'

/** Who asks, whose work, and what is left out. */
export interface ReportPlace {
  readonly districtId: string
  /** Whoever asks: a sourcedId, or `id:17`, our own number. What they may not see, the command doesn't print. */
  readonly as: string
  readonly whose: 'mine' | 'all'
  /** Of their own work: with somebody of their caseloads alone. */
  readonly caseload: 'mine' | null
  /** A school's sourcedId; null: all. */
  readonly school: string | null
  /** The name of a school group; null: all. */
  readonly group: string | null
  /** A grade level that its educators teach now; null: all. Others' work by grade is for whoever reads it one by one. */
  readonly grade: string | null
}

export interface ReportSums {
  readonly key: string
  readonly name: string
  readonly interactions: number
  readonly minutes: number
  /** How many have one, where the district keeps notes private and whoever asks sees the interactions. */
  readonly notes?: number
}

export interface ReportAnswer {
  readonly from: string
  readonly to: string
  readonly rows: readonly ReportSums[]
  /** Each interaction once. */
  readonly total: { readonly interactions: number; readonly minutes: number; readonly notes?: number }
}

interface CycleCounts {
  readonly cycles: number
  readonly planned: number
  readonly onTrack: number
  readonly due: number
  readonly overdue: number
  readonly ended: number
  readonly higher: number
  readonly same: number
  readonly lower: number
}

export interface CycleAnswer {
  readonly from: string
  readonly to: string
  readonly rows: readonly (CycleCounts & { readonly key: string; readonly name: string })[]
  readonly total: CycleCounts
}

export interface NotSeenAnswer {
  readonly total: number
  readonly items: readonly {
    readonly id: string
    readonly givenName: string
    readonly familyName: string
    readonly schools: readonly { readonly name: string }[]
    readonly lastSeenOn: string | null
  }[]
}

interface Days {
  /** YYYY-MM-DD; null: the school year so far. */
  readonly from: string | null
  readonly to: string | null
}

interface OfCoach {
  /** A sourcedId, an e-mail address, or `id:17`; null: whoever logged it. */
  readonly coach: string | null
}

interface CycleFigures {
  readonly cycles: number
  readonly days: number
}

interface Figures {
  readonly interactions: number
  readonly minutes: number
}

/** What a principal reads: published months, never who or with whom. */
export interface FigureAnswer {
  /** False: the district shows principals nothing. */
  readonly isOpen: boolean
  /** Fewest educators that any figure stands for. */
  readonly minimum: number
  /** First day of the school year; null: nothing is published yet. */
  readonly year: string | null
  readonly windows: readonly (Figures & {
    readonly school: { readonly name: string }
    readonly from: string
    readonly to: string
    /** `type` null: all kinds that too few educators had. */
    readonly types: readonly (Figures & { readonly type: { readonly name: string } | null })[]
  })[]
  readonly total: Figures
  /** Coaching cycles, each once: where it ended, or where its school year did while it was open. */
  readonly cycles: {
    readonly windows: readonly (CycleFigures & {
      readonly school: { readonly name: string }
      readonly from: string
      readonly to: string
      /** Null: not to be told apart. */
      readonly ended: number | null
      readonly goesOn: number | null
    })[]
    readonly total: CycleFigures
  }
}

export interface ReportTools {
  readonly sums: (
    place: ReportPlace,
    asked: Days & OfCoach & { readonly by: ReportBy; readonly type: string | null; readonly tag: string | null },
  ) => Promise<ReportAnswer>
  readonly cycles: (place: ReportPlace, asked: Days & OfCoach & { readonly by: CyclesBy }) => Promise<CycleAnswer>
  /** `year`: the first day of a school year; null: the newest. `group`: the name of a school group. */
  readonly figures: (asked: {
    readonly districtId: string
    readonly as: string
    readonly year: string | null
    readonly school: string | null
    readonly group: string | null
  }) => Promise<FigureAnswer>
  /** The first hundred by name, and how many there are. */
  readonly notSeen: (place: ReportPlace, days: number) => Promise<NotSeenAnswer>
  /** "Who can see what about me", as educators read it. */
  readonly visibility: (districtId: string) => Promise<readonly { readonly topic: string; readonly says: string }[]>
}
