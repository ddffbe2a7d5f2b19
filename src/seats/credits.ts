/** Which purchase the credits that were allotted lie with: a term that has ended keeps its own. Pure. */

import type { ForecastPurchase } from './forecast.ts'

export interface CreditPurchase extends ForecastPurchase {
  readonly name: string
  readonly isRunning: boolean
}

/** What was allotted on a day of the district, `YYYY-MM-DD`. */
export interface AllottedDay {
  readonly day: string
  readonly quantity: number
}

export interface BookedCredits {
  /** Of the purchases that run. */
  readonly bought: number
  /** What was allotted and lies with them: never more than bought. */
  readonly used: number
  /** What was allotted and lies with each purchase, by its name, whether it runs or not. */
  readonly usedOf: ReadonlyMap<string, number>
}

/**
 * Books every day's credits, in the order of the days, to the purchases that ran on it, the one that ends first before the
 * others. What none of them covers (fewer were entered since) lies with none, and is no debt of a later one.
 */
export function bookCredits(purchases: readonly CreditPurchase[], days: readonly AllottedDay[]): BookedCredits {
  const accounts = purchases
    .map((purchase) => ({ purchase, left: purchase.quantity }))
    .toSorted((a, b) => compareEnds(a.purchase, b.purchase))
  for (const { day, quantity } of days) {
    let open = quantity
    for (const account of accounts) {
      if (!runsOn(account.purchase, day)) continue
      const taken = Math.min(open, account.left)
      account.left -= taken
      open -= taken
    }
  }
  const running = accounts.filter(({ purchase }) => purchase.isRunning)
  const bought = running.reduce((sum, { purchase }) => sum + purchase.quantity, 0)
  const usedOf = new Map(accounts.map(({ purchase, left }) => [purchase.name, purchase.quantity - left]))
  return { bought, used: bought - running.reduce((sum, { left }) => sum + left, 0), usedOf }
}

function runsOn({ startsOn, endsOn }: CreditPurchase, day: string): boolean {
  return (startsOn === null || startsOn <= day) && (endsOn === null || endsOn >= day)
}

/** Without an end comes last; between equals the order in which they are given. */
function compareEnds({ endsOn: a }: CreditPurchase, { endsOn: b }: CreditPurchase): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b ? -1 : 1
}
