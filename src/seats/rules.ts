/** How a district hands out seats: in which order people come to one, and which seats schools have to themselves. Pure. */

/**
 * `manual`: the number that somebody gave; `school`: the place of their school in the district's list; `seniority`:
 * who has had a role that counts for longest. Whoever has none of it comes after those who have.
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
  /** Where a role that counts is granted; null: the district, or nowhere. */
  readonly schoolId: string | null
  /** Since when they have had such a role. */
  readonly since: Date | null
  readonly priority: number | null
}

export interface RuleFacts {
  readonly rules: SeatRules
  /** Of everybody who waits or comes, by person id. */
  readonly claims: ReadonlyMap<string, Claim>
  /** By school: the seats that its people hold. */
  readonly held: ReadonlyMap<string, number>
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
      const place = rules.schools.indexOf(claim?.schoolId ?? '')
      return place < 0 ? LAST : place
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

/** What each school's people hold once holders have left it, come to it, or gone from one to another; null: no school. */
export function moveHeld(
  held: ReadonlyMap<string, number>,
  moves: readonly { readonly from: string | null; readonly to: string | null }[],
): ReadonlyMap<string, number> {
  const after = new Map(held)
  const add = (school: string | null, more: number): void => {
    if (school !== null) after.set(school, (after.get(school) ?? 0) + more)
  }
  for (const { from, to } of moves) {
    add(from, -1)
    add(to, 1)
  }
  return after
}

/** Seats as they are taken one after the other. */
export interface SeatPool {
  /** Takes a seat for somebody of that school; false where none is free for them. */
  readonly take: (personId: string) => boolean
  /** What is used after all that was taken. */
  readonly used: () => number
}

/**
 * The free seats of a licence. Somebody of a school that hasn't used what it reserved takes one of those; anybody takes
 * what neither is used nor reserved for others. However much is reserved, never more than bought.
 */
export function openPool(bought: number, usedBefore: number, facts?: RuleFacts): SeatPool {
  let used = usedBefore
  const held = new Map(facts?.held)
  const reserved: ReadonlyMap<string, number> = facts?.rules.reserved ?? new Map()
  let kept = 0
  for (const [school, quantity] of reserved) kept += Math.max(0, quantity - (held.get(school) ?? 0))
  return {
    take: (personId) => {
      if (used >= bought) return false
      const school = facts?.claims.get(personId)?.schoolId ?? null
      const hasOwn = school !== null && (held.get(school) ?? 0) < (reserved.get(school) ?? 0)
      if (!hasOwn && used + kept >= bought) return false
      used += 1
      if (hasOwn) kept -= 1
      if (school !== null) held.set(school, (held.get(school) ?? 0) + 1)
      return true
    },
    used: () => used,
  }
}
