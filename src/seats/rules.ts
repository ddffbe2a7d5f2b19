/** How a district hands out seats: in which order people come to one, and which seats schools have to themselves. Pure. */

/**
 * `manual`: the number that somebody gave; `school`: the place of their school in the district's list; `seniority`:
 * who has had a role that counts for longest, whichever and wherever, without a real gap. Whoever has none of it comes after those who have.
 */
export const ORDER_KEYS = ['manual', 'school', 'seniority'] as const
export type OrderKey = (typeof ORDER_KEYS)[number]

export interface SeatRules {
  /** Compared one after the other; between equals, and where it is empty, whoever came first goes first. */
  readonly order: readonly OrderKey[]
  /** School ids in the district's order. */
  readonly schools: readonly string[]
  /** By school id: seats that only people of that school get. What is left is for everybody. */
  readonly reserved: ReadonlyMap<string, number>
}

export const PLAIN_RULES: SeatRules = { order: [], schools: [], reserved: new Map() }

/** What the rules look at of one person. */
export interface Claim {
  /** The schools where a role that counts is granted; none: the district, or nowhere. */
  readonly schoolIds: readonly string[]
  /** Since when they have had such a role without a real gap. */
  readonly since: Date | null
  readonly priority: number | null
}

/** So many seats held by people who need them and have a role that counts at these schools. */
export interface HeldSeats {
  readonly schoolIds: readonly string[]
  readonly count: number
}

export interface RuleFacts {
  readonly rules: SeatRules
  /** Of everybody who waits or comes, by person id. */
  readonly claims: ReadonlyMap<string, Claim>
  /** Holders of a school that has seats reserved; of others it doesn't matter. */
  readonly held: readonly HeldSeats[]
}

/** True where the order and the pool are those of every district that has set nothing. */
export function isPlain({ order, reserved }: SeatRules): boolean {
  return order.length === 0 && reserved.size === 0
}

/** Puts people into the order of the rules; equals stay as they are given. */
export function byRules<T extends { readonly personId: string }>(
  people: readonly T[],
  { rules, claims }: Pick<RuleFacts, 'rules' | 'claims'>,
): readonly T[] {
  if (rules.order.length === 0) return people
  const keys = new Map(people.map(({ personId }) => [personId, keysOf(rules, claims.get(personId))]))
  return people.toSorted((a, b) => compareKeys(keys.get(a.personId) ?? [], keys.get(b.personId) ?? []))
}

const LAST = Number.POSITIVE_INFINITY

function keysOf(rules: SeatRules, claim: Claim | undefined): readonly number[] {
  const keyOf: Readonly<Record<OrderKey, () => number>> = {
    manual: () => claim?.priority ?? LAST,
    school: () => {
      const places = (claim?.schoolIds ?? []).map((id) => rules.schools.indexOf(id)).filter((place) => place >= 0)
      return Math.min(LAST, ...places)
    },
    seniority: () => claim?.since?.getTime() ?? LAST,
  }
  return rules.order.map((key) => keyOf[key]())
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((key, index) => key !== b[index])
  if (at < 0) return 0
  return (a[at] ?? LAST) < (b[at] ?? LAST) ? -1 : 1
}

/** Seats as they are taken one after the other. */
export interface SeatPool {
  /** Takes a seat for this person; false where none is free for them. */
  readonly take: (personId: string) => boolean
  /** Lets a seat come free that nobody in need holds. */
  readonly free: () => void
  /** What is used after all that was taken and came free. */
  readonly used: () => number
}

/**
 * The free seats of a licence. Somebody of a school that hasn't used what it reserved takes one of those; anybody takes
 * what neither is used nor reserved for others. However much is reserved, never more than bought.
 */
export function openPool(bought: number, usedBefore: number, facts?: RuleFacts): SeatPool {
  let used = usedBefore
  const reserves = openReserves(facts)
  return {
    take: (personId) => {
      if (used >= bought) return false
      const hasOwn = reserves.fill(facts?.claims.get(personId)?.schoolIds ?? [])
      if (!hasOwn && used + reserves.unused() >= bought) return false
      used += 1
      return true
    },
    free: () => {
      used -= 1
    },
    used: () => used,
  }
}

interface Reserves {
  /** Lets somebody of these schools count for a reserved seat; false where none is left for them. */
  readonly fill: (schoolIds: readonly string[]) => boolean
  /** How many are kept for people who aren't there. */
  readonly unused: () => number
}

/**
 * Everybody fills one reserved seat at most, and as many are filled as can be: who works at two schools counts for the first
 * by number that has one left, and for the other as soon as somebody comes who can only be of the first (Kuhn's matching).
 */
function openReserves(facts: RuleFacts | undefined): Reserves {
  const reserved = facts?.rules.reserved ?? new Map<string, number>()
  let unused = [...reserved.values()].reduce((sum, quantity) => sum + quantity, 0)
  /** By school: those who count for its reserved seats, each as the schools that are theirs. */
  const filled = new Map<string, (readonly string[])[]>([...reserved.keys()].map((school) => [school, []]))
  const place = (schoolIds: readonly string[], tried: Set<string>): boolean =>
    schoolIds.some((school) => {
      const here = filled.get(school)
      if (here === undefined || tried.has(school)) return false
      tried.add(school)
      if (here.length < (reserved.get(school) ?? 0)) return here.push(schoolIds) > 0
      const moved = here.findIndex((others) => place(others, tried))
      if (moved >= 0) here[moved] = schoolIds
      return moved >= 0
    })
  const fill = (schoolIds: readonly string[]): boolean => {
    const isFilled = place(schoolIds, new Set())
    if (isFilled) unused -= 1
    return isFilled
  }
  for (const { schoolIds, count } of facts?.held ?? []) for (let one = 0; one < count && fill(schoolIds); one += 1);
  return { fill, unused: () => unused }
}

/** How many of these people reserved seats are left for, and how many nobody fills then. */
export function fillReserved(
  facts: RuleFacts,
  personIds: readonly string[],
): { readonly filling: number; readonly unused: number } {
  const reserves = openReserves(facts)
  const filling = personIds.filter((id) => reserves.fill(facts.claims.get(id)?.schoolIds ?? [])).length
  return { filling, unused: reserves.unused() }
}
