/** Made-up years for `moving-district.ts`: classes of the roster, rules, and what happens season by season. */

import fc from 'fast-check'
import type { RuleWords } from '../../src/community/community-rule.ts'
import { anySheet, type Sheet, sheetsOfClass } from './masking-adversary.ts'

export const PEOPLE = ['ana', 'ben', 'eva', 'dan', 'lea', 'max', 'zoe', 'kim']
const CLASSES = 8
export const COURSES = ['maths', 'art']
export const GRADES = ['05', '06']
export const SCHOOLS = ['1', '2']

/** Numbers choose: a class, a person, a community or a value, each modulo how many there are. */
export type Move = readonly [
  kind: 'course' | 'grade' | 'school' | 'leads' | 'away' | 'takeOut' | 'stayOut' | 'putIn' | 'endRule',
  a: number,
  b: number,
]
export interface Season {
  readonly before: readonly Move[]
  /** While cycles are under way: after this, those close that are early. */
  readonly during: readonly Move[]
  /** Between the early and the late ones. */
  readonly between: readonly Move[]
  readonly cycles: readonly { readonly sheets: readonly Sheet[]; readonly late: boolean }[]
  /** Reports no longer wait for the late ones. */
  readonly impatient: boolean
}
export interface MovingYear {
  readonly classes: readonly {
    readonly course: number
    readonly grade: number
    readonly school: number
    /** Null: somebody of their own. */
    readonly leads: readonly number[] | null
  }[]
  readonly rules: readonly RuleWords[]
  readonly seasons: readonly Season[]
}

/** Classes that are large enough, and now and then any. */
const manySheets = fc.oneof(
  // Of two groups that are alike large, so that breakdowns are made.
  {
    weight: 4,
    arbitrary: fc.array(fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 1 }), fc.nat({ max: 1 })), {
      minLength: 16,
      maxLength: 30,
    }),
  },
  { weight: 3, arbitrary: fc.array(anySheet, { minLength: 8, maxLength: 30, size: 'max' }) },
  { weight: 1, arbitrary: sheetsOfClass },
)
/** The first of three, or another, the last of which is nothing. */
const mostlyFirst = fc.constantFrom(0, 0, 0, 1, 1, 2)
const small = fc.nat({ max: 11 })
const move: fc.Arbitrary<Move> = fc.tuple(
  fc.constantFrom('course', 'grade', 'school', 'leads', 'away', 'takeOut', 'stayOut', 'putIn', 'endRule'),
  small,
  small,
)
const moves = fc.array(move, { maxLength: 4 })
const seldom = (values: readonly string[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant(values) })
const rule: fc.Arbitrary<RuleWords> = fc
  .record({
    sameCourse: fc.boolean(),
    sameGrade: fc.boolean(),
    sameSchool: fc.boolean(),
    schoolIds: seldom(['1']),
    grades: seldom(['05']),
    courses: seldom(['maths']),
  })
  .filter(({ sameCourse, sameGrade, sameSchool }) => sameCourse || sameGrade || sameSchool)
export const anyMovingYear: fc.Arbitrary<MovingYear> = fc.record({
  classes: fc.array(
    fc.record({
      course: mostlyFirst,
      grade: mostlyFirst,
      school: fc.nat({ max: 1 }),
      leads: fc.oneof(
        { weight: 3, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1, maxLength: 2 }) },
      ),
    }),
    { minLength: 5, maxLength: CLASSES },
  ),
  rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
  seasons: fc.array(
    fc.record({
      before: moves,
      during: moves,
      between: moves,
      cycles: fc.array(fc.record({ sheets: manySheets, late: fc.boolean() }), {
        minLength: CLASSES,
        maxLength: CLASSES,
      }),
      impatient: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})
