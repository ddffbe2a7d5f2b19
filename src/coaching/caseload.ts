/** The rules of a caseload: what may be said of one. Pure. */

import { isCalendarDay } from './interaction.ts'

export const CASELOADS_MAX = 30
export const CASELOAD_RULES_MAX = 20
const CASELOAD_NAME_MAX = 80
/** How long what a rule goes by may be. */
const CASELOAD_WORD_MAX = { grade: 64, subject: 200, feedRole: 64 } as const

/** All that it names must hold at the same school of the coach; null: whatever it is. */
export interface CaseloadRule {
  readonly schoolId: string | null
  /** As the roster has it, of a class that they teach; with a subject, of the same class. */
  readonly grade: string | null
  /** Of a class that they teach, or of its course. */
  readonly subject: string | null
  /** As the feed calls what they are at the school. */
  readonly feedRole: string | null
  /** By the roster they are at the school only since this school year began. */
  readonly isFirstYear: boolean
}

export interface CaseloadProblem {
  readonly field: string
  readonly code: 'name_empty' | 'name_too_long' | 'rules_too_many' | 'rule_empty' | 'word_wrong' | 'school_unknown'
  readonly message: string
}

/** Everything that is wrong with it; none: it may be kept. @param schoolIds schools that its coach is assigned to */
export function checkCaseload(
  { name, rules }: { readonly name: string; readonly rules: readonly CaseloadRule[] },
  schoolIds: ReadonlySet<string>,
): readonly CaseloadProblem[] {
  return [
    ...(name.trim() === '' ? [problem('name', 'name_empty', 'Give the caseload a name.')] : []),
    ...(name.trim().length > CASELOAD_NAME_MAX
      ? [problem('name', 'name_too_long', `The name of a caseload has up to ${CASELOAD_NAME_MAX} letters.`)]
      : []),
    ...(rules.length > CASELOAD_RULES_MAX
      ? [problem('rules', 'rules_too_many', `A caseload has up to ${CASELOAD_RULES_MAX} rules.`)]
      : []),
    ...rules.flatMap(wrongWords),
    ...rules.flatMap((rule, index) => {
      const { schoolId, grade, subject, feedRole, isFirstYear } = rule
      if (schoolId !== null && !schoolIds.has(schoolId))
        return [problem(`rules/${index}`, 'school_unknown', 'Choose a school that the coach is assigned to.')]
      if (schoolId === null && grade === null && subject === null && feedRole === null && !isFirstYear)
        return [problem(`rules/${index}`, 'rule_empty', 'Say what the rule goes by: a school, a grade, a subject …')]
      return []
    }),
  ]
}

function wrongWords(rule: CaseloadRule, index: number): readonly CaseloadProblem[] {
  return (['grade', 'subject', 'feedRole'] as const).flatMap((key) => {
    const [word, max] = [rule[key], CASELOAD_WORD_MAX[key]]
    if (word === null || (word.trim() !== '' && word.length <= max)) return []
    return [problem(`rules/${index}/${key}`, 'word_wrong', `Write 1 to ${max} letters, or leave it out.`)]
  })
}

/** Whether somebody may be put into a caseload for these days; `until` is the first day after them. */
export function areDaysInOrder({ from, until }: { readonly from: string; readonly until: string | null }): boolean {
  return isCalendarDay(from) && (until === null || (isCalendarDay(until) && until > from))
}

function problem(field: string, code: CaseloadProblem['code'], message: string): CaseloadProblem {
  return { field, code, message }
}
