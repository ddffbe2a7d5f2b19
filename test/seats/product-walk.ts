/**
 * The seats of one product walked through at random: students come, leave, return and change grade and school; somebody
 * gives the product, for good or until a day, and takes it back; rules are set and removed; it is made for other grades; seats are bought and end; the clock goes on. After every
 * step everything that must always hold is checked against the walk's own books, which share no code with the rule.
 */

import { EMPTY_LICENCE, type LedgerEntry, type LicenceState, replay } from '../../src/seats/ledger.ts'
import {
  handOn,
  productLeaveReason,
  productRank,
  type ProductRule,
  type ProductStudent,
} from '../../src/seats/product.ts'
import { type LeaveReason, reconcile } from '../../src/seats/reconcile.ts'
import { seatKinds, type SeatKind, withProductKinds } from '../../src/seats/kind.ts'
import { NOW } from './district-model.ts'

const STEPS = [
  'enrol',
  'leave',
  'return',
  'grade',
  'give',
  'take back',
  'rule',
  'made for',
  'purchase',
  'days pass',
] as const
type Step = (typeof STEPS)[number]
/** How often each thing was done, and how often each move and reason was written. */
export type ProductWalkCounts = Readonly<Record<string, number>>

const STUDENTS = 24
const GRADES = ['03', '04', '05'] as const
const SCHOOLS = ['1', '2', '3'] as const
const DAY_MS = 86_400_000
const SHARED = { id: 'product-seats', title: 'Product seats', counts: 'products', graceDays: 5, overDays: 7 } as const

type KnownHand = Parameters<typeof handOn>[0]

interface Student {
  readonly id: string
  isStudent: boolean
  retired: boolean
  /** Empty: the roster knows none. */
  grade: string
  schoolId: string
  hand: KnownHand | null
}

/** Walks; throws with the step and the seed at the first thing that doesn't hold. */
export function walkProduct(seed: number, steps: number): ProductWalkCounts {
  const walk = new ProductWalk(seed)
  for (let step = 1; step <= steps; step += 1) {
    try {
      walk.step()
    } catch (cause) {
      throw new Error(`Seed ${seed}, step ${step} (${walk.doing}): ${String(cause)}`, { cause })
    }
  }
  return walk.counts
}

class ProductWalk {
  doing: Step = 'enrol'
  readonly counts: Record<string, number> = {}
  private readonly random: () => number
  private readonly kind: SeatKind
  private readonly students: readonly Student[]
  private rules: ProductRule[] = []
  private madeFor: readonly string[] = []
  private state: LicenceState = EMPTY_LICENCE
  private checkpoint: LicenceState = EMPTY_LICENCE
  private ledger: LedgerEntry[] = []
  private bought = 0
  private now = NOW
  /** Who had a seat before the night and needed it. */
  private holders: ReadonlySet<string> = new Set()

  constructor(seed: number) {
    this.random = mulberry(seed)
    this.students = Array.from({ length: STUDENTS }, (_, index) => ({
      id: String(index + 1),
      isStudent: false,
      retired: false,
      grade: this.pick(GRADES),
      schoolId: this.pick(SCHOOLS),
      hand: null,
    }))
    const [kind] = seatKinds(withProductKinds([SHARED], [{ id: 'reading', name: 'Reading' }]))
    this.kind = kind ?? fail('no kind')
  }

  step(): void {
    // Several things in one night, so that hands and several rules bring students at the same moment.
    for (let left = this.below(5); left >= 0; left -= 1) {
      this.doing = this.pick(STEPS)
      this.count(this.doing)
      this.happen(this.pick(this.students))
    }
    this.square()
  }

  private happen(student: Student): void {
    const does: Readonly<Record<Step, () => void>> = {
      enrol: () => Object.assign(student, { isStudent: true, retired: false }),
      leave: () => Object.assign(student, this.random() < 0.5 ? { retired: true } : { isStudent: false }),
      return: () => Object.assign(student, { retired: false }),
      grade: () => Object.assign(student, { grade: this.pick([...GRADES, '']), schoolId: this.pick(SCHOOLS) }),
      give: () => this.give(student),
      'take back': () => Object.assign(student, { hand: this.random() < 0.6 ? { given: false, untilOn: null } : null }),
      rule: () => this.changeRules(),
      'made for': () => (this.madeFor = this.random() < 0.5 ? [] : GRADES.filter(() => this.random() < 0.6)),
      purchase: () => (this.bought = this.below(12)),
      'days pass': () => (this.now = new Date(this.now.getTime() + (this.below(6) + 1) * DAY_MS)),
    }
    does[this.doing]()
  }

  /** As the pages do: to nobody of another grade; for good, or until a day. */
  private give(student: Student): void {
    if (this.madeFor.length > 0 && !this.madeFor.includes(student.grade)) return
    const days = this.random() < 0.5 ? null : this.below(8)
    student.hand = { given: true, untilOn: days === null ? null : dayOf(this.now.getTime() + days * DAY_MS) }
  }

  private changeRules(): void {
    const name = this.pick(['a', 'b', 'c'])
    this.rules = this.rules.filter((rule) => rule.name !== name)
    if (this.random() < 0.4) return
    this.rules.push({
      name,
      position: this.below(3) + 1,
      grades: GRADES.filter(() => this.random() < 0.4),
      schoolIds: SCHOOLS.filter(() => this.random() < 0.4),
    })
  }

  private square(): void {
    if (this.bought !== this.state.bought) {
      const purchase = { move: 'purchase', reason: 'set_by_hand', personId: null, until: null } as const
      this.add([{ ...purchase, seq: this.state.lastSeq + 1, at: this.now, quantity: this.bought }])
    }
    const before = this.state
    const held = [...before.seats.values()].filter(({ state }) => state !== 'waiting' && state !== 'grace')
    this.holders = new Set(held.map(({ personId }) => personId))
    const need = this.need()
    const { entries } = reconcile(this.kind, before, need, this.now)
    this.add(entries)
    must(reconcile(this.kind, this.state, need, this.now).entries.length === 0, 'has nothing to do the second time')
    this.check(before, entries)
  }

  private need() {
    const reasons = new Map<string, LeaveReason>()
    const demand = this.students.flatMap((student) => {
      const [about, terms] = [this.ofRules(student), { madeFor: this.madeFor, rules: this.rules }]
      const rank = productRank(about, terms)
      if (student.isStudent) reasons.set(student.id, productLeaveReason(about, terms))
      if (student.retired || !student.isStudent || rank === null) return []
      const orderKey = orderKeyOf(student.id)
      return [{ personId: student.id, role: 'student' as const, orderKey, schoolId: student.schoolId, rank }]
    })
    const retired = new Set(this.students.filter((one) => one.retired).map(({ id }) => id))
    return { demand, retired, reasons }
  }

  private add(entries: readonly LedgerEntry[]): void {
    const { state, faults } = replay(entries, this.state)
    must(faults.length === 0, `the ledger has no fault: ${JSON.stringify(faults)}`)
    this.state = state
    this.ledger.push(...entries)
    for (const { move, reason } of entries) this.count(`${move} ${reason}`)
    if (this.ledger.length < 500) return
    const again = replay(this.ledger, this.checkpoint).state
    must(JSON.stringify(again.tallies) === JSON.stringify(state.tallies), 'the ledger replays to the state')
    must([...again.seats.keys()].join() === [...state.seats.keys()].join(), 'the ledger replays to the same people')
    this.checkpoint = again
    this.ledger = []
  }

  private check(before: LicenceState, entries: readonly LedgerEntry[]): void {
    const { tallies, seats } = this.state
    must(tallies.used <= Math.max(this.bought, before.tallies.used), 'never above what is bought')
    for (const student of this.students) {
      const seat = seats.get(student.id)
      const needs = this.placeOf(student) !== null
      if (needs && this.isUnknown(student)) this.count('kept without a grade')
      must(
        needs === (seat !== undefined && seat.state !== 'grace'),
        `student ${student.id} has what they need, no more`,
      )
      const had = before.seats.get(student.id)?.state
      if (needs && had !== undefined && had !== 'waiting')
        must(seat?.state !== 'waiting', `holder ${student.id} is not displaced`)
    }
    for (const entry of entries) this.checkReason(entry)
    this.checkOrder(before, entries)
  }

  private checkReason({ move, personId, reason }: LedgerEntry): void {
    const student = this.students.find(({ id }) => id === personId)
    if (student === undefined) return
    if (reason === 'person_retired') must(student.retired, 'who retired has')
    if (reason === 'role_lost') must(!student.isStudent && !student.retired, 'who is no student is none')
    const { hand } = student
    if (reason === 'unassigned') must(hand?.given === false && move !== 'leave', 'taken back keeps no grace')
    if (reason === 'hand_ended') must(this.hasEnded(student) && this.placeOf(student) === null, 'the day has passed')
    if (reason === 'grade_left')
      must(student.grade !== '' && !this.madeFor.includes(student.grade) && this.madeFor.length > 0, 'of another grade')
    if (reason === 'rule_left') must(this.placeOf(student) === null && hand === null, 'no rule names them')
  }

  /** Among those who came at this step, who is given it by hand goes first, then by the rules, then by sourcedId. */
  private checkOrder(before: LicenceState, entries: readonly LedgerEntry[]): void {
    const came = entries.filter(({ personId }) => personId !== null && !before.seats.has(personId))
    const places = came.flatMap(({ move, personId }) => {
      const student = this.students.find(({ id }) => id === personId)
      return student === undefined ? [] : [{ move, key: [this.placeOf(student) ?? 0, orderKeyOf(student.id)] as const }]
    })
    for (const move of ['assign', 'wait']) {
      const of = places.filter((one) => one.move === move)
      for (const [index, { key }] of of.entries()) {
        const last = of[index - 1]?.key
        if (last === undefined) continue
        must(last[0] < key[0] || (last[0] === key[0] && last[1] < key[1]), 'who comes first by the rules')
      }
    }
    const firstWait = came.findIndex(({ move }) => move === 'wait')
    must(firstWait < 0 || came.slice(firstWait).every(({ move }) => move === 'wait'), 'nobody is passed over')
  }

  /** Written apart from the rule: the place in the order of those who need it, or null. */
  private placeOf(student: Student): number | null {
    const { isStudent, retired, hand, grade, schoolId } = student
    if (!isStudent || retired || hand?.given === false) return null
    const isFor = this.madeFor.length === 0 || this.madeFor.includes(grade)
    if (hand !== null && !this.hasEnded(student) && (isFor || grade === '')) return 0
    let first: number | null = null
    for (const rule of this.rules) {
      const reached = GRADES.filter(
        (each) =>
          (rule.grades.length === 0 || rule.grades.includes(each)) &&
          (this.madeFor.length === 0 || this.madeFor.includes(each)),
      )
      // Of somebody without a grade it is unknown which of these they are of.
      const isNamed = isFor && (rule.grades.length === 0 || rule.grades.includes(grade))
      if (!isNamed && !(this.isUnknown(student) && reached.length > 0)) continue
      if (rule.schoolIds.length > 0 && !rule.schoolIds.includes(schoolId)) continue
      if (first === null || rule.position < first) first = rule.position
    }
    return first
  }

  private isUnknown({ id, grade, hand }: Student): boolean {
    return grade === '' && hand === null && this.holders.has(id)
  }

  private hasEnded({ hand }: Student): boolean {
    return hand !== null && hand.untilOn !== null && Date.parse(`${hand.untilOn}T24:00Z`) <= this.now.getTime()
  }

  private ofRules({ id, grade, schoolId, hand }: Student): ProductStudent {
    const byHand = hand === null ? null : handOn(hand, dayOf(this.now.getTime()))
    return { grades: grade === '' ? [] : [grade], schoolIds: [schoolId], byHand, holds: this.holders.has(id) }
  }

  private count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit)
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] ?? fail('nothing to pick from')
  }
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

function orderKeyOf(id: string): string {
  return `s${(Number(id) * 7) % 25}`
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
