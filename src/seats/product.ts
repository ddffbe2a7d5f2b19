/** Which students have a product: those to whom somebody gave it, and those whom a rule of the district names. Pure. */

import { spellGrades } from './grade.ts'
import type { LeaveReason } from './reconcile.ts'

/** "All of grade 4 of these schools": whoever fits has the product as long as they fit. */
export interface ProductRule {
  /** What the district calls it. */
  readonly name: string
  /** Rules with a lower number get their students seats first. */
  readonly position: number
  /** None: of every grade. */
  readonly grades: readonly string[]
  /** None: of every school. */
  readonly schoolIds: readonly string[]
}

/** Somebody gave it by hand, the day has passed until which it was given, or somebody took it back though a rule gives it. */
export type ProductHand = 'given' | 'ended' | 'taken_back'

/** What the rules look at of one student. */
export interface ProductStudent {
  readonly grades: readonly string[]
  /** Where they are a student. */
  readonly schoolIds: readonly string[]
  /** Null: no hand did anything. */
  readonly byHand: ProductHand | null
  /** Has a seat of it and needed it until now: who waits for one, and whose seat is in grace, doesn't. */
  readonly holds: boolean
}

/** By what a product is given, beside hands. */
export interface ProductTerms {
  /** The grades that it is made for, in every spelling that a feed may have of them; none: all. */
  readonly madeFor: readonly string[]
  readonly rules: readonly ProductRule[]
}

/** By hand goes before every rule. */
export const RANK_BY_HAND = 0

/** Whether it is made for a student of these grades. One whose grade nobody knows is of none of them. */
export function isMadeFor({ madeFor }: Pick<ProductTerms, 'madeFor'>, grades: readonly string[]): boolean {
  return madeFor.length === 0 || overlaps(madeFor, grades)
}

/**
 * Whether a hand may give it to a student, or say anew until when: it is made for them, or they have it by hand already and the
 * roster names no grade any more: that alone is no evidence that they left theirs.
 */
export function mayBeGiven(
  { grades, byHand }: Pick<ProductStudent, 'grades' | 'byHand'>,
  terms: Pick<ProductTerms, 'madeFor'>,
): boolean {
  return isMadeFor(terms, grades) || (byHand === 'given' && grades.length === 0)
}

/** The grades of these for which it isn't made: what a rule of it can't name. */
export function unfitGrades({ madeFor }: Pick<ProductTerms, 'madeFor'>, grades: readonly string[]): readonly string[] {
  return grades.filter((grade) => !isMadeFor({ madeFor }, spellGrades([grade])))
}

/**
 * Whether a student needs a seat of the product, and how many places before others they come among those who come at the
 * same moment; null: they need none. What a hand did wins over every rule. A product that is made for grades is needed by
 * nobody else. Where a roster names no grade any more, what somebody has stays, for that alone is no evidence: what a hand gave,
 * and the seat of whom a rule may still name.
 */
export function productRank(student: ProductStudent, terms: ProductTerms): number | null {
  const { byHand } = student
  if (byHand === 'taken_back') return null
  if (byHand === 'given' && mayBeGiven(student, terms)) return RANK_BY_HAND
  const names = isKeptWithoutGrade(student) ? rulesThatMayName(student, terms) : rulesFor(student, terms)
  const positions = names.map(({ position }) => position)
  return positions.length === 0 ? null : Math.min(...positions)
}

/** Of whom no grade is known, and who has the seat by no hand: a rule gave it. */
function isKeptWithoutGrade({ grades, byHand, holds }: ProductStudent): boolean {
  return holds && byHand === null && grades.length === 0
}

/** The rules of the student's schools that name students of any grade at all. */
function rulesThatMayName({ schoolIds }: ProductStudent, { madeFor, rules }: ProductTerms): readonly ProductRule[] {
  return rules.filter(
    (rule) => isOfSchools(rule, schoolIds) && (rule.grades.length === 0 || isMadeFor({ madeFor }, rule.grades)),
  )
}

function isOfSchools(rule: ProductRule, schoolIds: readonly string[]): boolean {
  return rule.schoolIds.length === 0 || overlaps(rule.schoolIds, schoolIds)
}

/** The rules that name the student, the first first. */
export function rulesFor(
  student: Pick<ProductStudent, 'grades' | 'schoolIds'>,
  { madeFor, rules }: ProductTerms,
): readonly ProductRule[] {
  if (!isMadeFor({ madeFor }, student.grades)) return []
  return rules
    .filter(
      (rule) =>
        (rule.grades.length === 0 || overlaps(rule.grades, student.grades)) && isOfSchools(rule, student.schoolIds),
    )
    .toSorted((a, b) => a.position - b.position || (a.name < b.name ? -1 : 1))
}

/** Why a student who is still one needs the product no more. */
export function productLeaveReason(
  { byHand, grades }: Pick<ProductStudent, 'byHand' | 'grades'>,
  terms: Pick<ProductTerms, 'madeFor'>,
): LeaveReason {
  if (byHand === 'taken_back') return 'unassigned'
  if (byHand === 'ended') return 'hand_ended'
  return grades.length > 0 && !isMadeFor(terms, grades) ? 'grade_left' : 'rule_left'
}

/** What a hand that gave until a day (`YYYY-MM-DD`), or took back, is on another one. */
export function handOn(
  { given, untilOn }: { readonly given: boolean; readonly untilOn: string | null },
  day: string,
): ProductHand {
  if (!given) return 'taken_back'
  return untilOn !== null && untilOn < day ? 'ended' : 'given'
}

/** Who reaches the whole district sets any rule; who looks after schools, those that name only such. A class's teacher none. */
export function mayRule(
  reach: { readonly district: boolean; readonly schoolIds: readonly string[] },
  schoolIds: readonly string[],
): boolean {
  return reach.district || (schoolIds.length > 0 && schoolIds.every((id) => reach.schoolIds.includes(id)))
}

function overlaps(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one))
}
