/** What the commands of products ask of an open installation. */

import type { LicencePreviewView } from './licence-tools.ts'

interface CatalogueView {
  readonly id: string
  readonly name: string
  readonly grades: readonly string[]
  readonly category: string
  readonly bought: number
  readonly used: number
  readonly waiting: number
  readonly grace: number
  readonly free: number
  readonly rules: number
}
export interface ProductOutcomeView {
  readonly students: readonly {
    readonly personId: string
    readonly had: string | null
    readonly has: string | null
    /** Of who waits: why. */
    readonly reason: string | null
  }[]
  readonly assigned: number
  readonly waits: number
  readonly freed: number
  readonly short: number
  /** Of a class: for whose grade it isn't made. */
  readonly leftOut: readonly { readonly personId: string; readonly grades: readonly string[] }[]
}
export interface ProductRuleView {
  readonly name: string
  readonly position: number
  readonly grades: readonly string[]
  readonly schools: readonly { readonly id: string; readonly name: string }[]
}
export type ProductListState = 'waiting' | 'over' | 'assigned' | 'grace' | 'taken_back'
interface ProductListLine {
  readonly personId: string
  readonly schools: readonly string[]
  readonly grades: readonly string[]
  readonly state: ProductListState
  readonly position: number | null
  readonly reason: string | null
  readonly byHand: boolean
  readonly handUntil: string | null
  readonly rules: readonly string[]
  readonly sinceOn: string
  readonly untilOn: string | null
}
interface ProductPlace {
  readonly districtId: string
  readonly product: string
}
interface ProductEntered {
  readonly districtId: string
  readonly id: string
  readonly name: string
  readonly grades: readonly string[]
  readonly category: string
}
export interface ProductTools {
  readonly list: (districtId: string) => Promise<readonly CatalogueView[]>
  readonly add: (o: ProductEntered) => Promise<readonly CatalogueView[]>
  readonly previewAdd: (o: ProductEntered) => Promise<LicencePreviewView>
  readonly remove: (o: ProductPlace) => Promise<readonly CatalogueView[]>
  /** All of them, each in words, too, under the head. */
  readonly students: (o: ProductPlace & { readonly state: ProductListState | null }) => Promise<{
    readonly head: readonly string[]
    readonly students: readonly { readonly student: ProductListLine; readonly cells: readonly string[] }[]
  }>
  /** People and classes by sourcedId, or by our number as `id:17`. */
  readonly assign: (
    o: ProductPlace & {
      readonly people: readonly string[]
      readonly class: string | null
      readonly give: boolean
      readonly until: string | null
      readonly dryRun: boolean
    },
  ) => Promise<ProductOutcomeView>
  readonly rules: (o: ProductPlace) => Promise<readonly ProductRuleView[]>
  readonly rule: (
    o: ProductPlace & {
      readonly name: string
      readonly becomes: {
        readonly position: number
        readonly grades: readonly string[]
        readonly schools: readonly string[]
      } | null
      readonly dryRun: boolean
    },
  ) => Promise<{ readonly preview: LicencePreviewView | null; readonly rules: readonly ProductRuleView[] | null }>
}
