/** What the commands can ask of a district's own settings: guard limits, retention, complete exports. */

/** What is wrong with a file that was given, and where in it. */
type Problems = readonly { readonly path: string; readonly says: string }[]

export interface GuardView {
  readonly own: Readonly<Record<string, number>>
  readonly effective: Readonly<Record<string, number>>
  readonly meanings: Readonly<Record<string, string>>
}
export interface GuardTools {
  readonly check: (limits: unknown) => Problems
  readonly set: (districtId: string, limits: unknown) => Promise<GuardView>
  readonly show: (districtId: string) => Promise<GuardView>
}
export interface RetentionView extends GuardView {
  readonly daysMin: number
  readonly daysMax: number
}
export interface RetentionTools {
  readonly check: (times: unknown) => Problems
  readonly set: (districtId: string, times: unknown) => Promise<RetentionView>
  readonly show: (districtId: string) => Promise<RetentionView>
}
interface NamesDue {
  readonly day: string
  readonly cycles: number
  readonly participations: number
}
export interface NameDayView {
  /** `MM-DD` */
  readonly on: string
  readonly setBy: 'district' | 'default'
  readonly next: NamesDue
  readonly now: NamesDue
}
export interface NameDayTools {
  readonly isDay: (typed: string) => boolean
  /** `instead`: a day to look at in place of the one that is set. */
  readonly show: (districtId: string, instead: string | null) => Promise<NameDayView>
  readonly set: (districtId: string, on: string) => Promise<NameDayView>
}
export interface FullComparisonView {
  readonly days: number
  readonly setBy: 'district' | 'default'
}
export interface FullComparisonTools {
  readonly min: number
  readonly max: number
  /** Null: back to the default. */
  readonly set: (districtId: string, days: number | null) => Promise<FullComparisonView>
  readonly show: (districtId: string) => Promise<FullComparisonView>
}

export interface CustomerView {
  readonly id: string
  readonly name: string
  readonly districts: readonly string[]
  readonly readsChartStrictly: boolean
}
export interface CustomerAdminLine {
  readonly id: string
  readonly email: string
  readonly name: string | null
  readonly status: 'invited' | 'active' | 'suspended' | 'removed'
  readonly since: Date
  readonly hasSecondFactor: boolean
}
interface CustomerAdminTools {
  readonly list: (customerId: string) => Promise<readonly CustomerAdminLine[]>
  /** `who`: an e-mail address, or `id:4`. `active`: how many can sign in now. */
  readonly change: (
    customerId: string,
    who: string,
    step: 'suspend' | 'activate' | 'remove',
  ) => Promise<{ readonly admin: CustomerAdminLine; readonly active: number }>
}

export interface CustomerTools {
  readonly show: (id: string) => Promise<CustomerView>
  readonly set: (id: string, isStrict: boolean) => Promise<CustomerView>
  readonly admins: CustomerAdminTools
}

export interface RuleLine {
  readonly name: string
  readonly value: boolean | number | string | readonly string[]
  readonly from: 'standard' | 'district' | 'school'
  readonly locked: boolean
  readonly says: string
}
interface RulePlace {
  readonly districtId: string
  /** A school's sourcedId; null: the district. */
  readonly school: string | null
}
export interface RuleTools {
  readonly show: (place: RulePlace) => Promise<readonly RuleLine[]>
  /** `value` null: back to what counts without it; `locked` undefined: as it was. */
  readonly set: (
    place: RulePlace,
    change: { readonly rule: string; readonly value: unknown; readonly locked: boolean | undefined },
  ) => Promise<readonly RuleLine[]>
}
