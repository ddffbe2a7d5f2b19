/** Which students have a product: those to whom somebody gave it, and those whom a rule of the district names. Pure. */

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

/** What the rules look at of one student. */
export interface ProductStudent {
  readonly grades: readonly string[]
  /** Where they are a student. */
  readonly schoolIds: readonly string[]
  /** Somebody gave it to them by hand, or took it back though a rule gives it; null: neither. */
  readonly byHand: 'given' | 'taken_back' | null
}

/** By hand goes before every rule. */
export const RANK_BY_HAND = 0

/**
 * Whether a student needs a seat of the product, and how many places before others they come among those who come at the
 * same moment; null: they need none. What a hand did wins over every rule.
 */
export function productRank(student: ProductStudent, rules: readonly ProductRule[]): number | null {
  if (student.byHand === 'given') return RANK_BY_HAND
  if (student.byHand === 'taken_back') return null
  const positions = rulesFor(student, rules).map(({ position }) => position)
  return positions.length === 0 ? null : Math.min(...positions)
}

/** The rules that name the student, the first first. */
export function rulesFor(
  student: Omit<ProductStudent, 'byHand'>,
  rules: readonly ProductRule[],
): readonly ProductRule[] {
  return rules
    .filter(
      ({ grades, schoolIds }) =>
        (grades.length === 0 || overlaps(grades, student.grades)) &&
        (schoolIds.length === 0 || overlaps(schoolIds, student.schoolIds)),
    )
    .toSorted((a, b) => a.position - b.position || (a.name < b.name ? -1 : 1))
}

/** Why a student who is still one needs the product no more. */
export function productLeaveReason({ byHand }: Pick<ProductStudent, 'byHand'>): LeaveReason {
  return byHand === 'taken_back' ? 'unassigned' : 'rule_left'
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
