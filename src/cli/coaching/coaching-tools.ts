/** What the commands can ask of coaching: lists as somebody of the district would see them, and hand-overs. */

import type { LogTools } from './log-tools.ts'
import type { ReportTools } from './report-tools.ts'
import type { CaseloadTools, EducatorTools, SettingsTools } from './word-tools.ts'

interface Person {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
}
interface Named {
  readonly id: string
  readonly name: string
}

export interface AskedAs {
  readonly districtId: string
  /** Whose eyes: a sourcedId, an e-mail address, or `id:17`. */
  readonly as: string
}

export interface AskedList extends AskedAs {
  readonly mine: boolean
  readonly page: number
  readonly limit: number
}

/** What interactions are found by; null: whatever it is. */
export interface AskedInteractions extends AskedList {
  /** Days, YYYY-MM-DD. */
  readonly from: string | null
  readonly to: string | null
  /** A sourcedId, an e-mail address, or `id:17`. */
  readonly coach: string | null
  readonly educator: string | null
  /** The id of a kind. */
  readonly type: string | null
  /** A tag's name. */
  readonly tag: string | null
  /** A school's sourcedId. */
  readonly school: string | null
}

export type CycleStanding = 'planned' | 'on_track' | 'due' | 'overdue'
export interface AskedCycles extends AskedList {
  readonly state: 'open' | 'ended' | 'all'
  /** Of this coach alone; null: of everybody. */
  readonly coach: string | null
  /** Open ones that stand there; null: wherever. */
  readonly standing: CycleStanding | null
}

interface Listed<Item> {
  readonly items: readonly Item[]
  readonly total: number
}

export interface InteractionLine {
  readonly id: string
  readonly date: string
  readonly minutes: number
  readonly type: Named
  readonly school: Named
  readonly coach: Person
  readonly educators: readonly Person[]
}

export interface CycleLine {
  readonly id: string
  readonly coach: Person
  readonly educators: readonly Person[]
  readonly focus: Named | null
  readonly phase: Named
  readonly standing: string
  readonly dueOn: string | null
  readonly startedOn: string
  readonly endedOn: string | null
}

export interface EducatorLine extends Person {
  readonly schools: readonly Named[]
  readonly lastContactOn: string | null
  readonly inCycle: boolean
}

/** What of the educator database is asked for; null or an empty text: whatever it is. */
export interface AskedEducators extends Omit<AskedList, 'mine'> {
  readonly q: string
  readonly state: 'active' | 'waiting' | 'inactive'
  /** A school's sourcedId. */
  readonly school: string | null
  /** The name of a group of schools. */
  readonly group: string | null
  readonly grade: string | null
  readonly subject: string | null
  readonly notSeenDays: number | null
  /** The name of a tag. */
  readonly tag: string | null
  readonly cycle: 'open' | 'none' | null
  /** `mine`, `none`, or a caseload's number. */
  readonly caseload: string | null
}

/** Who opened what somebody wrote, and why; never what was written. */
export interface NoteOpeningLine {
  readonly id: string
  /** The interaction's day, or the cycle's first. */
  readonly date: string
  readonly interactionId: string | null
  readonly cycleId: string | null
  /** Null: no person of the roster. */
  readonly by: string | null
  readonly reason: string
  /** ISO 8601, UTC. */
  readonly at: string
}

export interface CaseloadLine {
  readonly id: string
  readonly name: string
  readonly isArchived: boolean
  readonly educators: number
}

export interface CaseloadShown extends CaseloadLine {
  readonly people: readonly (Person & {
    readonly isHere: boolean
    readonly origin: 'rule' | 'hand' | 'out'
    readonly from: string | null
    readonly until: string | null
  })[]
}

export interface AskedHandovers {
  readonly districtId: string
  /** Parts of names; empty: whatever they are. */
  readonly q: string
  readonly page: number
  readonly limit: number
}

export interface ProposalLine {
  readonly educator: Person
  readonly from: Person
  readonly schools: readonly Named[]
  readonly cycles: number
  readonly steps: number
  readonly caseloads: number
  readonly coaches: readonly (Person & { readonly waits: boolean })[]
}

export interface DecisionLine {
  readonly id: string
  readonly educator: Person
  readonly from: Person
  /** Null: left as it was. */
  readonly to: Person | null
  readonly at: string
  readonly isUndone: boolean
}

/** An interaction that a coach has told of. */
export interface LogOrder extends AskedAs {
  /** YYYY-MM-DD */
  readonly date: string
  readonly minutes: number
  /** The id of a kind. */
  readonly type: string
  /** A school's sourcedId. */
  readonly school: string
  /** Each a sourcedId, an e-mail address, or `id:17`. */
  readonly educators: readonly string[]
  /** Names of tags. */
  readonly tags: readonly string[]
  readonly notes: string | null
  /** The number of a cycle of theirs. */
  readonly cycle: string | null
}

export interface CycleStart extends AskedAs {
  readonly educators: readonly string[]
  readonly focus: string | null
  readonly goal: string | null
  readonly phase: string
  readonly from: string
}

/** In the name of `as`, who is a coach; each answers a number. */
interface CoachOrders {
  readonly log: (order: LogOrder) => Promise<string>
  readonly start: (order: CycleStart) => Promise<string>
  readonly move: (
    order: AskedAs & { readonly cycle: string; readonly phase: string; readonly from: string },
  ) => Promise<string>
  /** `endedOn` null: it is open again. */
  readonly end: (order: AskedAs & { readonly cycle: string; readonly endedOn: string | null }) => Promise<string>
}

export interface CoachingTools extends CoachOrders {
  readonly interactions: (asked: AskedInteractions) => Promise<Listed<InteractionLine>>
  readonly cycles: (asked: AskedCycles) => Promise<Listed<CycleLine>>
  readonly educators: (asked: AskedEducators) => Promise<Listed<EducatorLine>>
  /** Of what whoever is named wrote, the newest first. */
  readonly noteOpenings: (asked: Omit<AskedList, 'mine'>) => Promise<Listed<NoteOpeningLine>>
  /** Of the coach; null: their own. */
  readonly caseloads: (asked: AskedAs & { readonly coach: string | null }) => Promise<readonly CaseloadLine[]>
  readonly coaches: (asked: AskedAs) => Promise<{
    readonly coaches: readonly (Person & { readonly caseloads: number; readonly educators: number })[]
    readonly inNone: number
  }>
  readonly caseload: (asked: AskedAs & { readonly id: string }) => Promise<CaseloadShown>
  readonly handovers: (asked: AskedHandovers) => Promise<Listed<ProposalLine>>
  /** The latest first. */
  readonly decided: (asked: AskedHandovers) => Promise<Listed<DecisionLine>>
  /** The decision's number. `to` null: it stays as it is. */
  readonly decide: (order: {
    readonly districtId: string
    readonly educator: string
    readonly from: string
    readonly to: string | null
  }) => Promise<string>
  readonly undo: (districtId: string, handoverId: string) => Promise<string>
}

/** What an installation has of coaching. */
export interface CoachingRoom {
  readonly reports: ReportTools
  readonly logs: LogTools
  readonly coaching: CoachingTools
  readonly coachingWords: SettingsTools
  readonly caseloads: CaseloadTools
  readonly educators: EducatorTools
}
