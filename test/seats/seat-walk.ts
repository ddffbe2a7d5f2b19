/**
 * A district walked through at random, step by step: people come, leave, return and change roles, seats are bought, end and
 * are given back, runs are held and taken back, the clock goes on. After every step everything that must always hold is
 * checked against the walk's own books, which share no code with the rule.
 */

import type { Role } from '../../src/roster/model.ts'
import { EMPTY_LICENCE, type LedgerEntry, type LicenceState, replay } from '../../src/seats/ledger.ts'
import { type Demand, giveBack, reconcile, type UndoneSeats } from '../../src/seats/reconcile.ts'
import { ORDER_KEYS, type SeatRules } from '../../src/seats/rules.ts'
import { type Seat, SEAT_MOVES } from '../../src/seats/seat.ts'
import { KIND, NOW } from './district-model.ts'

/** How often each thing was done: a walk that never does one of them proves nothing of it. */
export type WalkCounts = Readonly<Record<Step | LedgerEntry['move'] | 'entries', number>>

const STEPS = [
  'hire',
  'leave',
  'return',
  'role change',
  'purchase',
  'shrink',
  'term begins',
  'term ends',
  'hold',
  'undo',
  'choose',
  'rules',
  'priority',
  'days pass',
] as const
type Step = (typeof STEPS)[number]
const MOVES = [...SEAT_MOVES, 'purchase', 'entries'] as const

interface Person {
  readonly id: string
  roles: readonly Role[]
  retired: boolean
  schoolIds: readonly string[]
  since: Date
}

/** One run: who its changes were about, and as what they were before. */
interface Run {
  readonly number: number
  readonly before: readonly Person[]
}

const PEOPLE = 24
const SCHOOLS = ['1', '2', '3'] as const
const DAY_MS = 86_400_000

/** Walks; throws with the step and the seed at the first thing that doesn't hold. */
export function walk(seed: number, steps: number): WalkCounts {
  const district = new Walk(seed)
  for (let step = 1; step <= steps; step += 1) {
    try {
      district.step()
      if (step % 1_000 === 0 || step === steps) district.checkLedger()
    } catch (cause) {
      throw new Error(`Seed ${seed}, step ${step} (${district.doing}): ${String(cause)}`, { cause })
    }
  }
  return district.counts
}

class Walk {
  doing: Step = 'hire'
  readonly counts = Object.fromEntries([...STEPS, ...MOVES].map((what) => [what, 0])) as Record<
    keyof WalkCounts,
    number
  >
  private readonly random: () => number
  private readonly people: readonly Person[]
  private state: LicenceState = EMPTY_LICENCE
  private checkpoint: LicenceState = EMPTY_LICENCE
  private ledger: LedgerEntry[] = []
  private now = NOW
  private rules: SeatRules = { order: [], schools: [], reserved: new Map() }
  private readonly priorities = new Map<string, number>()
  private standing = 0
  private terms: { quantity: number; from: number; to: number }[] = []
  private runs: Run[] = []
  private runCount = 0
  /** By person: the move that concerned them last, of which run, and since which entry they are here. */
  private readonly last = new Map<string, { move: string; run: number | null; place: number; graceEnd: Date | null }>()

  constructor(seed: number) {
    this.random = mulberry(seed)
    this.people = Array.from({ length: PEOPLE }, (_, index) => ({
      id: String(index + 1),
      roles: [],
      retired: false,
      schoolIds: this.workplaces(),
      since: NOW,
    }))
  }

  step(): void {
    this.doing = this.pick(STEPS)
    this.counts[this.doing] += 1
    const undone = this.happen()
    if (undone === 'nothing') return
    this.followPurchases()
    this.square(undone)
  }

  /** What a purchase by hand, a shrink and a term come to. */
  private followPurchases(): void {
    const today = this.now.getTime()
    const running = this.terms.filter(({ from, to }) => from <= today && today < to)
    const quantity = running.reduce((sum, term) => sum + term.quantity, this.standing)
    if (quantity === this.state.bought) return
    const seq = this.state.lastSeq + 1
    this.add([{ seq, at: this.now, move: 'purchase', reason: 'term_changed', personId: null, until: null, quantity }])
  }

  private happen(): UndoneSeats | null | 'nothing' {
    const person = this.pick(this.people)
    const change = this.changes(person)[this.doing]
    if (change !== undefined) this.change([person], change)
    else if (this.doing === 'undo') return this.undo()
    else if (this.doing === 'choose') return this.choose() ? null : 'nothing'
    // A held run is read and planned; nobody's roles change, so that nothing is reclaimed or given.
    else if (this.doing !== 'hold') this.settle()
    return null
  }

  /** What happens to one person. */
  private changes(person: Person): Partial<Record<Step, () => void>> {
    return {
      hire: () => this.employ(person),
      leave: () => {
        if (this.random() < 0.5) person.retired = true
        else person.roles = []
      },
      return: () => {
        person.retired = false
        if (person.roles.length === 0) this.employ(person)
      },
      'role change': () => {
        person.roles = this.pick([
          ['coach'],
          ['district_admin'],
          ['teacher'],
          ['coach', 'district_admin'],
          ['principal'],
        ])
        person.schoolIds = this.workplaces()
      },
    }
  }

  /** What changes no person. */
  private settle(): void {
    if (this.doing === 'purchase') this.standing = this.standing + this.below(5)
    if (this.doing === 'shrink') this.standing = Math.max(0, this.standing - this.below(8))
    if (this.standing > 14) this.standing = this.below(14)
    const today = this.now.getTime()
    if (this.doing === 'term begins')
      this.terms.push({
        quantity: this.below(4) + 1,
        from: today + this.below(4) * DAY_MS,
        to: today + this.below(9) * DAY_MS,
      })
    if (this.doing === 'term ends') this.terms = this.terms.filter(({ to }) => to > today).slice(1)
    if (this.doing === 'days pass') this.now = new Date(today + (this.below(6) + 1) * DAY_MS)
    if (this.doing === 'priority') {
      const { id } = this.pick(this.people)
      if (this.random() < 0.4) this.priorities.delete(id)
      else this.priorities.set(id, this.below(5) + 1)
    }
    if (this.doing !== 'rules') return
    const keys = ORDER_KEYS.filter(() => this.random() < 0.4).toSorted(() => this.random() - 0.5)
    const reserved = SCHOOLS.filter(() => this.random() < 0.3).map((id) => [id, this.below(4) + 1] as const)
    this.rules = { order: keys, schools: SCHOOLS.filter(() => this.random() < 0.7), reserved: new Map(reserved) }
  }

  /** One school, of two people in five several; of few none. */
  private workplaces(): readonly string[] {
    const several = SCHOOLS.filter(() => this.random() < 0.5)
    return this.random() < 0.4 ? several : [this.pick(SCHOOLS)]
  }

  private employ(person: Person): void {
    person.retired = false
    person.roles = [this.random() < 0.8 ? 'coach' : 'district_admin']
    person.since = new Date(this.now.getTime() - this.below(1000) * DAY_MS)
  }

  private change(people: readonly Person[], how: () => void): void {
    this.runCount += 1
    this.runs = [...this.runs.slice(-5), { number: this.runCount, before: people.map((one) => ({ ...one })) }]
    how()
  }

  /** Takes the last run back that can be; its changes first. */
  private undo(): UndoneSeats | 'nothing' {
    const run = this.runs.pop()
    if (run === undefined) return 'nothing'
    for (const before of run.before) Object.assign(this.people[Number(before.id) - 1] ?? {}, before)
    const gave = new Map<string, Date | null>()
    const took = new Map<string, number>()
    for (const [id, { move, run: of, place, graceEnd }] of this.last) {
      if (of !== run.number) continue
      if (['assign', 'wait', 'return'].includes(move)) gave.set(id, move === 'return' ? graceEnd : null)
      else took.set(id, place)
    }
    this.runCount += 1
    return { gave, took }
  }

  /** An administrator chooses who gives a seat back, where more are used than bought. */
  private choose(): boolean {
    this.followPurchases()
    const { bought, tallies, seats } = this.state
    const holders = [...seats.values()].filter(({ state }) => state === 'assigned' || state === 'over')
    if (tallies.used <= bought || holders.length === 0) return false
    const seat = this.pick(holders)
    this.add([giveBack({ kind: KIND, now: this.now, licence: this.state }, seat.personId)])
    return true
  }

  private square(undone: UndoneSeats | null): void {
    const before = this.state
    const demand = this.demand()
    const need = {
      demand,
      retired: new Set(this.people.filter(({ retired }) => retired).map(({ id }) => id)),
      rules: this.rules,
      priorities: this.priorities,
      ...(undone === null ? {} : { undone }),
    }
    const { entries } = reconcile(KIND, before, need, this.now)
    this.add(entries)
    const again = reconcile(KIND, this.state, need, this.now)
    must(again.entries.length === 0, 'has nothing to do the second time')
    this.checkStep(before, entries, undone)
  }

  private demand(): readonly Demand[] {
    return this.people
      .filter(({ retired }) => !retired)
      .flatMap(({ id, roles, schoolIds, since }) => {
        const grants = roles.map((role) => ({ personId: id, role, orderKey: `s${(Number(id) * 7) % 10}`, since }))
        return schoolIds.length === 0
          ? grants
          : grants.flatMap((grant) => schoolIds.map((schoolId) => ({ ...grant, schoolId })))
      })
  }

  private add(entries: readonly LedgerEntry[]): void {
    const { state, faults } = replay(entries, this.state)
    must(faults.length === 0, `the ledger has no fault: ${JSON.stringify(faults)}`)
    this.state = state
    this.ledger.push(...entries)
    this.counts.entries += entries.length
    for (const entry of entries) {
      this.counts[entry.move] += 1
      if (entry.personId === null || entry.move === 'over' || entry.move === 'keep') continue
      const known = this.last.get(entry.personId)
      const isNew = known === undefined || ['release', 'withdraw'].includes(known.move)
      const run = entry.move === 'yield' ? null : this.runCount
      const graceEnd = entry.move === 'leave' ? entry.until : (known?.graceEnd ?? null)
      this.last.set(entry.personId, { move: entry.move, run, place: isNew ? entry.seq : known.place, graceEnd })
    }
  }

  private checkStep(before: LicenceState, entries: readonly LedgerEntry[], undone: UndoneSeats | null): void {
    const { bought, ceiling, tallies, seats } = this.state
    const all = [...seats.values()]
    const count = (state: Seat['state']): number => all.filter((seat) => seat.state === state).length
    must(tallies.used <= Math.max(bought, before.tallies.used) && tallies.used <= ceiling, 'never over what is bought')
    must(tallies.used === all.length - count('waiting') && tallies.waiting === count('waiting'), 'tallies are a count')
    must(tallies.grace === count('grace') && tallies.markedOver === count('over'), 'tallies are a count')
    const needing = new Set(
      this.people
        .filter(({ retired, roles }) => !retired && (roles.includes('coach') || roles.includes('district_admin')))
        .map(({ id }) => id),
    )
    const inNeed = all.filter(({ state }) => state !== 'grace').map(({ personId }) => personId)
    must(inNeed.length === needing.size && inNeed.every((id) => needing.has(id)), 'everybody in need counts, once')
    for (const seat of before.seats.values())
      if (seat.state !== 'waiting' && needing.has(seat.personId))
        must(seats.get(seat.personId)?.state !== 'waiting', `holder ${seat.personId} is not displaced`)
    must(tallies.markedOver === Math.max(0, held(tallies) - bought), 'as many are marked over as are not covered')
    this.checkWaits(entries)
    this.checkReserved(before, entries)
    if (undone === null) this.checkOrder(before, entries)
  }

  /** Nobody waits for whom a seat is free, and every reason that was written is true. */
  private checkWaits(entries: readonly LedgerEntry[]): void {
    const { bought, tallies, seats } = this.state
    const { kept, isOwn } = this.reservedBy(this.state)
    for (const { personId, state } of seats.values()) {
      if (state !== 'waiting' || tallies.used >= bought) continue
      must(!isOwn(personId), 'a school’s own seats are for it')
      must(tallies.used + kept >= bought, 'nobody waits while a seat of the pool is free')
    }
    const isTrue: Readonly<Record<string, boolean>> = {
      none_bought: bought === 0,
      held_in_grace: bought > 0 && tallies.grace > 0 && held(tallies) < bought,
      over_bought: bought > 0 && tallies.used > bought,
      all_in_use: bought > 0 && tallies.used === bought,
      reserved_elsewhere: tallies.used < bought && kept > 0,
    }
    for (const { move, reason } of entries) if (move === 'wait') must(isTrue[reason] === true, `the reason ${reason}`)
    this.checkPlaces(entries)
  }

  /** As many as will come free wait for a seat in grace: without reservations, the first of the queue, and nobody else. */
  private checkPlaces(entries: readonly LedgerEntry[]): void {
    const { bought, tallies, seats } = this.state
    const coming = Math.min(tallies.grace, Math.max(0, bought - held(tallies)))
    const told = entries.filter(({ move, reason }) => move === 'wait' && reason === 'held_in_grace')
    must(told.length <= coming, 'no more wait for a seat in grace than come free')
    if (this.rules.reserved.size > 0 || !entries.some(({ move }) => move === 'wait')) return
    const queue = [...seats.values()]
      .filter(({ state }) => state === 'waiting')
      .map(({ personId }) => ({ personId, rank: this.rank(personId, this.state) }))
      .toSorted((a, b) => {
        const at = a.rank.findIndex((key, index) => key !== b.rank[index])
        return (a.rank[at] ?? 0) < (b.rank[at] ?? 0) ? -1 : 1
      })
      .map(({ personId }) => personId)
    for (const { move, reason, personId } of entries)
      if (move === 'wait')
        must((reason === 'held_in_grace') === queue.indexOf(personId) < coming, `the place of ${personId}`)
  }

  /** How many seats are kept for people who don't hold one, and for whom one of them is. */
  private reservedBy(at: LicenceState) {
    const holders = [...at.seats.values()].filter(({ state }) => state === 'assigned' || state === 'over')
    const schools = holders.map(({ personId }) => this.person(personId).schoolIds)
    const filled = this.filledBy(schools)
    const reserved = [...this.rules.reserved.values()].reduce((sum, quantity) => sum + quantity, 0)
    return {
      kept: reserved - filled,
      isOwn: (id: string) => this.filledBy([...schools, this.person(id).schoolIds]) > filled,
    }
  }

  /**
   * How many reserved seats people of these schools can fill, each one at most: by the theorem of Kőnig the least that any
   * choice of schools leaves, of the people with one of them and the seats of the others.
   */
  private filledBy(people: readonly (readonly string[])[]): number {
    const choices = Array.from({ length: 2 ** SCHOOLS.length }, (_, bits) =>
      SCHOOLS.filter((_school, at) => (bits & (2 ** at)) !== 0),
    )
    return Math.min(
      ...choices.map((chosen) => {
        const others = SCHOOLS.filter((school) => !chosen.includes(school))
        const seats = others.reduce((sum, school) => sum + (this.rules.reserved.get(school) ?? 0), 0)
        return seats + people.filter((schools) => chosen.some((school) => schools.includes(school))).length
      }),
    )
  }

  /** Nobody takes a seat that another school has reserved and not used. */
  private checkReserved(before: LicenceState, entries: readonly LedgerEntry[]): void {
    let at = before
    for (const entry of entries) {
      if (entry.move === 'assign') {
        const { kept, isOwn } = this.reservedBy(at)
        must(isOwn(entry.personId) || at.tallies.used + kept < at.bought, 'a seat that is reserved goes to nobody else')
      }
      at = replay([entry], at).state
    }
  }

  /** Of two for whom the same seats were free, the one before got it. */
  private checkOrder(before: LicenceState, entries: readonly LedgerEntry[]): void {
    const assigned = entries.flatMap(({ move, personId }) => (move === 'assign' ? [personId] : []))
    const waiting = [...this.state.seats.values()].filter(({ state }) => state === 'waiting')
    const places = waiting.toSorted((a, b) => a.place - b.place).map(({ personId }) => personId)
    const old = [...before.seats.values()].filter(({ state }) => state === 'waiting')
    const oldPlaces = old.toSorted((a, b) => a.place - b.place).map(({ personId }) => personId)
    const stayed = oldPlaces.filter((id) => places.includes(id))
    must(places.slice(0, stayed.length).join() === stayed.join(), 'who waits keeps the place')
    for (const first of assigned)
      for (const { personId: other } of waiting) {
        const schools = [first, other].map((id) => this.person(id).schoolIds.join())
        if (this.rules.reserved.size > 0 && schools[0] !== schools[1]) continue
        const [a, b] = [this.rank(first, before), this.rank(other, before)]
        const at = a.findIndex((key, index) => key !== b[index])
        must(at < 0 || (a[at] ?? 0) < (b[at] ?? 0), `${first} came before ${other} by the rules`)
      }
  }

  private person(id: string): Person {
    return this.people[Number(id) - 1] ?? fail(`no person ${id}`)
  }

  private rank(id: string, before: LicenceState): readonly number[] {
    const { schoolIds, since } = this.person(id)
    const seat = before.seats.get(id)
    const place = this.rules.schools.findIndex((school) => schoolIds.includes(school))
    const keys = {
      manual: this.priorities.get(id) ?? Infinity,
      school: place < 0 ? Infinity : place,
      seniority: since.getTime(),
    }
    return [...this.rules.order.map((key) => keys[key]), seat?.state === 'waiting' ? seat.place : Infinity]
  }

  /** The entries since the last time this was asked add up to the state. */
  checkLedger(): void {
    const { state, faults } = replay(this.ledger, this.checkpoint)
    must(faults.length === 0 && same(state, this.state), 'the ledger replays to the state')
    this.ledger = []
    this.checkpoint = this.state
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit)
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] ?? fail('nothing to pick from')
  }
}

function held({ used, grace }: LicenceState['tallies']): number {
  return used - grace
}

function same(a: LicenceState, b: LicenceState): boolean {
  return textOf(a) === textOf(b)
}

function textOf({ seats, ...figures }: LicenceState): string {
  return JSON.stringify([figures, [...seats.values()].toSorted((a, b) => a.place - b.place)])
}

function must(holds: boolean, what: string): void {
  if (!holds) fail(what)
}

function fail(what: string): never {
  throw new Error(what)
}

/** Numbers from 0 to 1 from a seed, the same everywhere (mulberry32). */
function mulberry(seed: number): () => number {
  let at = seed >>> 0
  return () => {
    at = (at + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(at ^ (at >>> 15), at | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
