/** What the commands of licences ask of an open installation. */

import type { SeatCounts } from '../../seats/counts.ts'

export interface LicenceLine extends Omit<SeatCounts, 'released'> {
  readonly kind: string
}
/** With what people call it: of a product, the product's name. */
export interface NamedLicenceLine extends LicenceLine {
  readonly name: string
}
export interface PurchaseLine {
  readonly kind: string
  readonly name: string
  readonly quantity: number
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly term: 'ahead' | 'running' | 'ended'
}
export interface LicenceChange {
  readonly districtId: string
  readonly kind: string
  readonly quantity: number
  /** None: the quantity is the total bought. */
  readonly purchase?: Pick<PurchaseLine, 'name' | 'startsOn' | 'endsOn'> & {
    /** Whether one of that name is to be changed; otherwise it is to be a new one. */
    readonly replaces: boolean
  }
}
export interface LicenceLedgerLine {
  readonly kind: string
  readonly seq: number
  readonly at: string
  readonly move: string
  readonly person: { readonly id: string } | null
  readonly reason: string
  readonly until: string | null
  readonly quantity: number | null
  readonly purchase: string | null
  readonly runId: string | null
  readonly actor: string
}
export interface LicencePreviewView extends LicenceLine {
  readonly short: number
  readonly moves: readonly LicenceLedgerLine[]
  readonly moveCount: number
  readonly moveCounts: readonly { readonly move: string; readonly count: number }[]
  readonly waitingPeople: readonly {
    readonly position: number | null
    readonly person: { readonly id: string }
    readonly reason: string | null
  }[]
}
export interface LicenceForecastView {
  readonly kind: string
  readonly until: string
  readonly days: readonly (Omit<LicenceLine, 'kind'> & { readonly day: string; readonly short: number })[]
}
export type SeatListState = 'waiting' | 'assigned' | 'over' | 'grace'
export interface SeatListLine {
  readonly personId: string
  readonly schools: readonly string[]
  readonly roles: readonly string[]
  readonly state: SeatListState
  readonly position: number | null
  readonly reason: string | null
  readonly sinceOn: string
  readonly untilOn: string | null
}
/** Neither given: the installation's own rule again. */
export interface CapacityChange {
  readonly districtId: string
  readonly rule: { readonly perSeat?: number; readonly tiers?: readonly { seats: number; educators: number }[] }
}
interface SeatOf {
  readonly districtId: string
  readonly kind: string
  readonly person: string
}
/** Schools and people by sourcedId, or by our number as `id:17`. */
export type LicenceStep =
  | { readonly does: 'remove'; readonly purchase: string }
  | { readonly does: 'reserve'; readonly school: string; readonly quantity: number }
  | {
      readonly does: 'order'
      /** What is not named is as the installation has it; else it stays. */
      readonly standard: boolean
      readonly rules: {
        readonly order?: ('manual' | 'school' | 'seniority')[]
        readonly graceDays?: number
        readonly overDays?: number
      }
      readonly schools: readonly string[] | null
    }
  | { readonly does: 'number'; readonly person: string; readonly number: number | null }
  | { readonly does: 'yield'; readonly person: string }
export interface LicenceStepOf {
  readonly districtId: string
  readonly kind: string
  readonly step: LicenceStep
}
export interface LicenceOrderView {
  /** What the district has set itself; what is left out is the installation's. */
  readonly rules: {
    readonly order?: readonly string[]
    readonly schools?: readonly string[]
    readonly graceDays?: number
    readonly overDays?: number
  }
  readonly schools: readonly { readonly id: string; readonly name: string; readonly reserved: number }[]
}
export interface LicenceTools {
  readonly kinds: readonly string[]
  /** Those that follow from another and are never bought themselves. */
  readonly derived: readonly string[]
  readonly seats: (o: {
    readonly districtId: string
    readonly kind: string
    readonly state: SeatListState | null
  }) => Promise<{
    readonly head: readonly string[]
    /** Each in words, too, under that head. */
    readonly seats: readonly { readonly seat: SeatListLine; readonly cells: readonly string[] }[]
  }>
  readonly set: (o: LicenceChange) => Promise<readonly NamedLicenceLine[]>
  readonly preview: (o: LicenceChange) => Promise<LicencePreviewView>
  readonly show: (districtId: string) => Promise<readonly NamedLicenceLine[]>
  readonly purchases: (districtId: string) => Promise<readonly PurchaseLine[]>
  /** `person`: a sourcedId, or our number as `id:17`. */
  readonly release: (o: SeatOf) => Promise<readonly NamedLicenceLine[]>
  readonly previewRelease: (o: SeatOf) => Promise<LicencePreviewView>
  readonly capacity: (o: CapacityChange) => Promise<readonly NamedLicenceLine[]>
  readonly previewCapacity: (o: CapacityChange) => Promise<LicencePreviewView>
  readonly reconcile: (districtId: string) => Promise<readonly NamedLicenceLine[]>
  /** Of every licence whose seats people hold. */
  readonly previewReconcile: (districtId: string) => Promise<readonly LicencePreviewView[]>
  readonly change: (o: LicenceStepOf) => Promise<void>
  readonly previewChange: (o: LicenceStepOf) => Promise<LicencePreviewView>
  readonly order: (o: Omit<LicenceStepOf, 'step'>) => Promise<LicenceOrderView>
  readonly ledger: (o: {
    readonly districtId: string
    readonly kind: string | null
    readonly limit: number
  }) => Promise<{ readonly entries: readonly LicenceLedgerLine[]; readonly total: number }>
  /** All of it, by licence, the newest entries first, some thousand at a time. */
  readonly wholeLedger: (o: {
    readonly districtId: string
    readonly kind: string | null
  }) => AsyncIterable<readonly LicenceLedgerLine[]>
  readonly forecast: (o: {
    readonly districtId: string
    readonly until: string | null
  }) => Promise<readonly LicenceForecastView[]>
}
