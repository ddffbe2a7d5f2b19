/** What a licence becomes day by day from what is known today: terms of purchases, ends of grace, roles that begin and end. Pure. */

/** A purchase's quantity and its first and last day, `YYYY-MM-DD`; null: always, for good. */
export interface ForecastPurchase {
  readonly quantity: number
  readonly startsOn: string | null
  readonly endsOn: string | null
}

/** Numbers of people on one day. */
export interface ForecastMoves {
  /** Come to need a seat and have none. */
  readonly coming: number
  /** Hold one and need it no more from this day on: grace begins. */
  readonly leaving: number
  /** Wait for one and need it no more. */
  readonly withdrawing: number
  /** Whose grace ends. */
  readonly graceEnds: number
}

export interface ForecastStart {
  /** `YYYY-MM-DD`, in the district's zone. */
  readonly today: string
  /** Held by people who need it. */
  readonly held: number
  readonly waiting: number
  readonly grace: number
  readonly graceDays: number
  /** While nothing is bought nobody is said to wait, and `waiting` are those who would. */
  readonly offUnlessBought: boolean
  /** Whoever is there on the day on which the first seats are bought has one, however many there are. */
  readonly beginsWithAll?: boolean
}

/** One day on which something changes, as it is at its end. */
export interface ForecastDay {
  readonly day: string
  readonly bought: number
  readonly used: number
  readonly over: number
  readonly needed: number
  readonly waiting: number
  readonly grace: number
  /** Seats to buy so that nobody waits and none is over. */
  readonly short: number
}

const NOTHING: ForecastMoves = { coming: 0, leaving: 0, withdrawing: 0, graceEnds: 0 }

/** Today and every later day until `until` on which a figure changes, in order. */
export function forecastDays(
  start: ForecastStart,
  o: {
    readonly purchases: readonly ForecastPurchase[]
    readonly moves: ReadonlyMap<string, ForecastMoves>
    readonly until: string
  },
): readonly ForecastDay[] {
  let { held, waiting, grace } = start
  const graceEnds = new Map([...o.moves].map(([day, { graceEnds: ends }]) => [day, ends]))
  const days = new Set([start.today, ...o.moves.keys(), ...o.purchases.flatMap(turningDays)])
  const result: ForecastDay[] = []
  let wasOff = boughtOn(o.purchases, start.today) === 0
  for (let queue = sorted(days); queue.length > 0; queue = queue.slice(1)) {
    const [day = start.today] = queue
    if (day < start.today || day > o.until) continue
    const { coming, leaving, withdrawing } = o.moves.get(day) ?? NOTHING
    const left = Math.min(held, leaving)
    const end = addDays(day, start.graceDays)
    graceEnds.set(end, (graceEnds.get(end) ?? 0) + left)
    if (left > 0 && !queue.includes(end)) queue = sorted(new Set([...queue, end]))
    const freed = Math.min(grace + left, graceEnds.get(day) ?? 0)
    held -= left
    grace += left - freed
    waiting += coming - Math.min(waiting, withdrawing)
    const bought = boughtOn(o.purchases, day)
    const begins = start.beginsWithAll === true && wasOff && bought > 0
    const admitted = begins ? waiting : Math.min(Math.max(0, bought - held - grace), waiting)
    wasOff = bought === 0
    held += admitted
    waiting -= admitted
    const isOff = start.offUnlessBought && bought === 0
    result.push(figures(day, { bought, held, waiting: isOff ? 0 : waiting, grace }))
  }
  return result.filter((day, index) => index === 0 || !isSame(day, result[index - 1]))
}

function figures(
  day: string,
  { bought, held, waiting, grace }: Readonly<Record<'bought' | 'held' | 'waiting' | 'grace', number>>,
): ForecastDay {
  const used = held + grace
  const over = Math.max(0, used - bought)
  return {
    day,
    bought,
    used,
    over,
    needed: held + waiting,
    waiting,
    grace,
    short: Math.max(0, used + waiting - bought),
  }
}

function isSame(a: ForecastDay, b: ForecastDay | undefined): boolean {
  return b !== undefined && a.bought === b.bought && a.used === b.used && a.waiting === b.waiting && a.grace === b.grace
}

/** What the purchases of which `day` is a day make together. */
export function boughtOn(purchases: readonly ForecastPurchase[], day: string): number {
  return purchases
    .filter(({ startsOn, endsOn }) => (startsOn === null || startsOn <= day) && (endsOn === null || endsOn >= day))
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

/** What is bought from today on as one number after the other, each with its first and last day. */
export function stepsOf(purchases: readonly ForecastPurchase[], today: string): readonly ForecastPurchase[] {
  const days = sorted(new Set([today, ...purchases.flatMap(turningDays).filter((day) => day > today)]))
  return days.map((day, index) => {
    const next = days[index + 1]
    return { quantity: boughtOn(purchases, day), startsOn: day, endsOn: next === undefined ? null : addDays(next, -1) }
  })
}

function turningDays({ startsOn, endsOn }: ForecastPurchase): readonly string[] {
  return [...(startsOn === null ? [] : [startsOn]), ...(endsOn === null ? [] : [addDays(endsOn, 1)])]
}

/** The date so many days later. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

function sorted(days: ReadonlySet<string>): string[] {
  return [...days].toSorted()
}
