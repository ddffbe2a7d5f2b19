/** The rules of logging an interaction (product.md §4.1): everything that is wrong with it, at once. */

export const MINUTES_MAX = 1440
export const NOTES_LENGTH_MAX = 20_000
export const EDUCATORS_MAX = 100
const OTHER_SCHOOLS_MAX = 20
const TAGS_MAX = 20
const NEXT_STEP_LENGTH_MAX = 1000

/** What coach and educators agreed to do next. */
export interface NextStep {
  readonly text: string
  /** YYYY-MM-DD, or null: some day. */
  readonly dueOn: string | null
}

export interface InteractionInput {
  /** YYYY-MM-DD */
  readonly date: string
  readonly minutes: number
  readonly typeId: string
  readonly schoolId: string
  /** Schools that it was for besides the one where it was. */
  readonly otherSchoolIds: readonly string[]
  readonly educatorIds: readonly string[]
  readonly tagIds: readonly string[]
  readonly notes: string | null
  readonly nextStep: NextStep | null
}

/** What a coach was typing: any of it may be missing, unfinished or wrong. */
export interface InteractionDraft {
  readonly date?: string | null
  readonly minutes?: number | null
  readonly typeId?: string | null
  readonly schoolId?: string | null
  readonly otherSchoolIds?: readonly string[]
  readonly educatorIds?: readonly string[]
  readonly tagIds?: readonly string[]
  readonly notes?: string | null
  readonly nextStepText?: string | null
  readonly nextStepDueOn?: string | null
  readonly cycleId?: string | null
  /** Of a form of a coaching cycle, whose educators are `educatorIds`. */
  readonly cycleForm?: CycleDraft
  /** Of what a form that puts something right was opened over. */
  readonly version?: string
}

interface CycleDraft {
  readonly focusId: string | null
  readonly scaleId: string | null
  readonly focus: string | null
  readonly goal: string | null
  readonly stays: readonly { readonly phaseId: string; readonly from: string }[]
  readonly ratings: readonly {
    readonly educatorId: string
    readonly start: number | null
    readonly end: number | null
  }[]
}

/** What the rules must know besides. Ids outside the coach's schools are simply not in these sets. */
export interface InteractionFacts {
  /** The district's today. */
  readonly today: string
  readonly coachId: string
  readonly typeIds: ReadonlySet<string>
  readonly schoolIds: ReadonlySet<string>
  readonly educatorIds: ReadonlySet<string>
  readonly tagIds: ReadonlySet<string>
}

export interface FieldProblem {
  readonly field: string
  readonly code:
    | 'date_invalid'
    | 'date_in_future'
    | 'minutes_out_of_range'
    | 'type_unknown'
    | 'school_unknown'
    | 'educator_missing'
    | 'educators_too_many'
    | 'educator_twice'
    | 'educator_is_coach'
    | 'educator_unknown'
    | 'notes_too_long'
    | 'school_twice'
    | 'schools_too_many'
    | 'tag_unknown'
    | 'tag_twice'
    | 'tags_too_many'
    | 'next_step_empty'
    | 'next_step_too_long'
    | 'next_step_due_invalid'
    | 'next_step_due_before'
    | 'interaction_unknown'
    | 'cycle_unknown'
    | 'cycle_of_others'
    | 'cycle_full'
    | 'phase_unknown'
  readonly message: string
}

/** Every problem of the interaction; none: it may be logged. */
export function checkInteraction(input: InteractionInput, facts: InteractionFacts): readonly FieldProblem[] {
  return [
    ...checkDate(input.date, facts.today),
    ...checkMinutes(input.minutes),
    ...(facts.typeIds.has(input.typeId)
      ? []
      : [problem('typeId', 'type_unknown', 'Choose one of the types that your district uses.')]),
    ...(facts.schoolIds.has(input.schoolId)
      ? []
      : [problem('schoolId', 'school_unknown', 'Choose one of the schools that you work with.')]),
    ...checkOtherSchools(input, facts.schoolIds),
    ...checkEducators(input.educatorIds, facts),
    ...checkTags(input.tagIds, facts.tagIds),
    ...checkNextStep(input),
    ...((input.notes?.length ?? 0) > NOTES_LENGTH_MAX
      ? [problem('notes', 'notes_too_long', `Notes can have up to ${NOTES_LENGTH_MAX} characters. Shorten them.`)]
      : []),
  ]
}

/** Whether it is a day of the calendar, written YYYY-MM-DD. */
export function isCalendarDay(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false
  const time = Date.parse(`${date}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(date)
}

function checkDate(date: string, today: string): readonly FieldProblem[] {
  if (!isCalendarDay(date)) return [problem('date', 'date_invalid', 'Give the date as a day of the calendar.')]
  if (date > today) return [problem('date', 'date_in_future', 'An interaction is logged on its day or afterwards.')]
  return []
}

function checkMinutes(minutes: number): readonly FieldProblem[] {
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= MINUTES_MAX) return []
  return [problem('minutes', 'minutes_out_of_range', `Give the time in whole minutes, 1 to ${MINUTES_MAX}.`)]
}

function checkEducators(ids: readonly string[], facts: InteractionFacts): readonly FieldProblem[] {
  if (ids.length === 0) return [problem('educatorIds', 'educator_missing', 'Tag at least one educator.')]
  if (ids.length > EDUCATORS_MAX)
    return [problem('educatorIds', 'educators_too_many', `Tag up to ${EDUCATORS_MAX} educators.`)]
  return ids.flatMap((id, index) => {
    const field = `educatorIds/${index}`
    if (ids.indexOf(id) < index) return [problem(field, 'educator_twice', 'This educator is tagged twice.')]
    if (id === facts.coachId)
      return [problem(field, 'educator_is_coach', 'Nobody keeps a coaching record about themself: tag others.')]
    if (!facts.educatorIds.has(id))
      return [problem(field, 'educator_unknown', 'Tag educators of the schools that you work with.')]
    return []
  })
}

function checkOtherSchools(
  { schoolId, otherSchoolIds: ids }: InteractionInput,
  known: ReadonlySet<string>,
): readonly FieldProblem[] {
  if (ids.length > OTHER_SCHOOLS_MAX)
    return [problem('otherSchoolIds', 'schools_too_many', `Name up to ${OTHER_SCHOOLS_MAX} further schools.`)]
  return ids.flatMap((id, index) => {
    const field = `otherSchoolIds/${index}`
    if (id === schoolId || ids.indexOf(id) < index) return [problem(field, 'school_twice', 'Name each school once.')]
    return known.has(id) ? [] : [problem(field, 'school_unknown', 'Choose schools that you work with.')]
  })
}

function checkTags(ids: readonly string[], known: ReadonlySet<string>): readonly FieldProblem[] {
  if (ids.length > TAGS_MAX) return [problem('tagIds', 'tags_too_many', `Give up to ${TAGS_MAX} tags.`)]
  return ids.flatMap((id, index) => {
    const field = `tagIds/${index}`
    if (ids.indexOf(id) < index) return [problem(field, 'tag_twice', 'Give each tag once.')]
    return known.has(id) ? [] : [problem(field, 'tag_unknown', 'Choose tags that your district uses.')]
  })
}

function checkNextStep({ date, nextStep }: InteractionInput): readonly FieldProblem[] {
  if (nextStep === null) return []
  const { text, dueOn } = nextStep
  const problems: FieldProblem[] = []
  if (text.trim() === '')
    problems.push(problem('nextStep/text', 'next_step_empty', 'Say what the next step is, or take its date away.'))
  if (text.length > NEXT_STEP_LENGTH_MAX)
    problems.push(
      problem('nextStep/text', 'next_step_too_long', `A next step can have up to ${NEXT_STEP_LENGTH_MAX} characters.`),
    )
  if (dueOn !== null && !isCalendarDay(dueOn))
    problems.push(problem('nextStep/dueOn', 'next_step_due_invalid', 'Give the due date as a day of the calendar.'))
  else if (dueOn !== null && dueOn < date)
    problems.push(problem('nextStep/dueOn', 'next_step_due_before', 'A next step is due after the interaction.'))
  return problems
}

function problem(field: string, code: FieldProblem['code'], message: string): FieldProblem {
  return { field, code, message }
}
