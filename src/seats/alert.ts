/** When a licence is worth a word: nearly used up, used up, over, awaited, about to end. Pure. */

import type { LicenceUnit } from '../roster/licence-words.ts'
import { addDays, boughtOn, type ForecastPurchase } from './forecast.ts'
import type { LicenceKind } from './kind.ts'

export type LicenceAlert = 'licence_near' | 'licence_full' | 'licence_over' | 'licence_waiting'

export interface AlertLimits {
  /** From this share of what was bought on it is nearly used up. */
  readonly nearShare: number
  /** Under this share it is so no more: a licence that goes to and fro at the limit is told of once. */
  readonly calmShare: number
  /** So many days before the last day of a purchase it is told of. */
  readonly endsDays: number
  /** So many days before the seats of leavers are free again it is told of. */
  readonly reclaimDays: number
}

export interface LicenceFigures {
  readonly bought: number
  readonly used: number
  readonly waiting: number
}

/**
 * What holds of a licence, of nearly, all and over only the gravest; `open` is what was told and not resolved. Of
 * none bought none is nearly used up.
 */
export function licenceAlerts(
  licence: LicenceFigures,
  limits: Pick<AlertLimits, 'nearShare' | 'calmShare'>,
  open: readonly LicenceAlert[] = [],
): readonly LicenceAlert[] {
  const level = levelOf(licence, limits, open)
  return [...(level === null ? [] : [level]), ...(licence.waiting > 0 ? (['licence_waiting'] as const) : [])]
}

function levelOf(
  { bought, used }: LicenceFigures,
  { nearShare, calmShare }: Pick<AlertLimits, 'nearShare' | 'calmShare'>,
  open: readonly LicenceAlert[],
): LicenceAlert | null {
  if (used > bought) return 'licence_over'
  if (bought === 0) return null
  if (used === bought) return 'licence_full'
  const from = open.includes('licence_near') ? calmShare : nearShare
  return used >= bought * from ? 'licence_near' : null
}

/** From the mildest to the gravest; who waits is told of beside them. */
const STAGES: readonly LicenceAlert[] = ['licence_near', 'licence_full', 'licence_over']

/** What was told so lately isn't told again when it comes and goes. */
export const QUIET_MS = 7 * 86_400_000

/**
 * When an alert that is not open yet counts as told already, null: it is told now. A stage is told when it is worse than the one
 * that is open, or its day comes near; one that is better, or whose day has passed and the next is far, is only shown. What is so
 * again within a week isn't told again, unless all was well between.
 */
export function toldBefore(
  alert: LicenceAlert,
  o: {
    readonly open: readonly LicenceAlert[]
    readonly near: Nearness
    readonly toldAt: Date | null
    readonly now: Date
  },
): Date | null {
  if (o.near === null && o.open.includes(alert)) return o.now
  const stage = STAGES.indexOf(alert)
  const before = Math.max(-1, ...o.open.map((one) => STAGES.indexOf(one)))
  if (before > stage && stage >= 0) return o.now
  return stage >= 0 && before < 0 ? null : o.toldAt
}

/** How near a deadline or a last day is: it is told of again a week before and on the day; null: further off. */
export type Nearness = 'week' | 'day' | null

const WEEK_DAYS = 7

export function nearnessOf(daysLeft: number): Nearness {
  if (daysLeft <= 0) return 'day'
  return daysLeft <= WEEK_DAYS ? 'week' : null
}

/** The key of a notice about a day: another one, and so told again, when the day comes near. */
export function keyByDay(key: string, day: string, near: Nearness): string {
  return near === null ? key : `${key} ${day} ${near}`
}

/**
 * What is bought on the day after the last one of a purchase, where that is less than on it; null: another purchase makes up
 * for it, and nothing ends for the district. `purchases`: all of the kind.
 */
export function leftAfter(purchases: readonly ForecastPurchase[], endsOn: string): number | null {
  const left = boughtOn(purchases, addDays(endsOn, 1))
  return left < boughtOn(purchases, endsOn) ? left : null
}

const UNITS: Readonly<Record<LicenceKind['counts'], LicenceUnit>> = {
  roles: 'seats',
  derived: 'places',
  products: 'seats',
  product: 'seats',
  credits: 'credits',
}

/** What a licence counts; of a product it has no kind of its own among the installation's, and counts seats. */
export function unitOf(kinds: readonly LicenceKind[], licence: string): LicenceUnit {
  const kind = kinds.find(({ id }) => id === licence)
  return kind === undefined ? 'seats' : UNITS[kind.counts]
}
