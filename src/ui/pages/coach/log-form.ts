/** The quick log as values: where it starts, what is wrong with it, what is sent and what is kept as a draft. */
import type {
  Interaction,
  InteractionDraft,
  InteractionType,
  InteractionWithNotes,
  LogInteractionBody,
} from '../../../http/contract/coaching.ts'
import type { Named } from '../../../http/contract/shapes.ts'
import type { FieldProblems } from '../../api-failure.ts'
import { t } from '../../translate.ts'

export interface LogForm {
  readonly educatorIds: readonly string[]
  readonly date: string
  readonly minutes: string
  readonly typeId: string
  readonly schoolId: string
  readonly notes: string
  readonly tagIds: readonly string[]
  readonly otherSchoolIds: readonly string[]
  readonly nextStepText: string
  readonly nextStepDueOn: string
  /** Empty: in no coaching cycle. */
  readonly cycleId: string
}

export type LogField = keyof LogForm

/** The order on the page: the first field with a problem gets the focus. */
export const LOG_FIELDS: readonly LogField[] = [
  'educatorIds',
  'minutes',
  'date',
  'typeId',
  'schoolId',
  'cycleId',
  'notes',
  'nextStepText',
  'nextStepDueOn',
  'tagIds',
  'otherSchoolIds',
]

/** What most interactions have none of. */
const MORE_FIELDS = ['nextStepText', 'nextStepDueOn', 'tagIds', 'otherSchoolIds'] as const satisfies readonly LogField[]

const MINUTES_MAX = 1440
const MINUTES_USUAL = '30'
const NOTES_MAX = 20_000
const NEXT_STEP_MAX = 1000

interface Beginnings {
  readonly draft: InteractionDraft | null
  /** My latest interaction: its values are likely the next one's. */
  readonly last: Interaction | undefined
  readonly types: readonly InteractionType[]
  readonly schools: readonly Named[]
  /** `YYYY-MM-DD` in the district's zone. */
  readonly today: string
}

/** The form as it opens: the draft where there is one, else last used values; never a type or school that is gone. */
export function beginForm({ draft, last, types, schools, today }: Beginnings): LogForm {
  const typeIds = types.map((type) => type.id)
  const schoolIds = schools.map((school) => school.id)
  const kept = draft ?? {}
  return {
    educatorIds: kept.educatorIds ?? [],
    date: kept.date ?? today,
    minutes: String(kept.minutes ?? last?.minutes ?? MINUTES_USUAL),
    typeId: firstOf([kept.typeId, last?.type.id, typeIds[0]], typeIds),
    schoolId: firstOf([kept.schoolId, last?.school.id, only(schoolIds)], schoolIds),
    notes: kept.notes ?? '',
    tagIds: kept.tagIds ?? [],
    otherSchoolIds: kept.otherSchoolIds ?? [],
    nextStepText: kept.nextStepText ?? '',
    nextStepDueOn: kept.nextStepDueOn ?? '',
    cycleId: kept.cycleId ?? '',
  }
}

/** A form as it was kept, also what was emptied in it. */
export function formKept(draft: InteractionDraft): LogForm {
  return {
    educatorIds: draft.educatorIds ?? [],
    date: draft.date ?? '',
    minutes: String(draft.minutes ?? ''),
    typeId: draft.typeId ?? '',
    schoolId: draft.schoolId ?? '',
    notes: draft.notes ?? '',
    tagIds: draft.tagIds ?? [],
    otherSchoolIds: draft.otherSchoolIds ?? [],
    nextStepText: draft.nextStepText ?? '',
    nextStepDueOn: draft.nextStepDueOn ?? '',
    cycleId: draft.cycleId ?? '',
  }
}

/** An interaction that is to be put right, as it stands. */
export function formOf(interaction: InteractionWithNotes): LogForm {
  return {
    educatorIds: interaction.educators.map(({ id }) => id),
    date: interaction.date,
    minutes: String(interaction.minutes),
    typeId: interaction.type.id,
    schoolId: interaction.school.id,
    notes: interaction.notes ?? '',
    tagIds: interaction.tags.map(({ id }) => id),
    otherSchoolIds: interaction.otherSchools.map(({ id }) => id),
    nextStepText: interaction.nextStepText ?? '',
    nextStepDueOn: interaction.nextStep?.dueOn ?? '',
    cycleId: interaction.cycle?.id ?? '',
  }
}

/** The form for the next one: the same place, time and type; never the same people or words. */
export function formAfter(form: LogForm): LogForm {
  return {
    ...form,
    educatorIds: [],
    notes: '',
    tagIds: [],
    otherSchoolIds: [],
    nextStepText: '',
    nextStepDueOn: '',
    cycleId: '',
  }
}

/** Whether it has something in it that most interactions have not. */
export function hasMore(form: LogForm): boolean {
  return MORE_FIELDS.some((field) => form[field].length > 0)
}

/** Problems by the fields of the form, of what the server says of its own. */
export function problemsOf(fields: FieldProblems): FieldProblems {
  const named = Object.entries(fields).map(([field, says]) => [fieldOf(field), says] as const)
  return Object.fromEntries(named)
}

function fieldOf(field: string): string {
  if (field === 'nextStep/text') return 'nextStepText'
  if (field === 'nextStep/dueOn') return 'nextStepDueOn'
  if (field.startsWith('cycle/')) return 'cycleId'
  return field.replace(/\/.*$/, '')
}

function only(ids: readonly string[]): string | undefined {
  return ids.length === 1 ? ids[0] : undefined
}

function firstOf(wished: readonly (string | null | undefined)[], offered: readonly string[]): string {
  return wished.find((id) => typeof id === 'string' && offered.includes(id)) ?? ''
}

/** What keeps the form from being logged, by field; empty when it can be sent. */
export function checkForm(form: LogForm, today: string): FieldProblems {
  const problems: Partial<Record<LogField, string>> = {}
  if (form.educatorIds.length === 0) problems.educatorIds = t('log.problem.educators')
  if (!isDay(form.date)) problems.date = t('log.problem.date')
  else if (form.date > today) problems.date = t('log.problem.future')
  if (minutesOf(form.minutes) === null) problems.minutes = t('log.problem.minutes', { max: MINUTES_MAX })
  if (form.typeId === '') problems.typeId = t('log.problem.type')
  if (form.schoolId === '') problems.schoolId = t('log.problem.school')
  if (form.notes.length > NOTES_MAX) problems.notes = t('log.problem.notes', { max: NOTES_MAX })
  if (form.nextStepText.length > NEXT_STEP_MAX)
    problems.nextStepText = t('log.problem.next-step', { max: NEXT_STEP_MAX })
  if (form.nextStepDueOn !== '' && form.nextStepText.trim() === '')
    problems.nextStepText = t('log.problem.next-step.empty')
  if (form.nextStepDueOn !== '' && form.nextStepDueOn < form.date)
    problems.nextStepDueOn = t('log.problem.next-step.before')
  return problems
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
}

function minutesOf(text: string): number | null {
  const minutes = Number(text.trim())
  return text.trim() !== '' && Number.isInteger(minutes) && minutes >= 1 && minutes <= MINUTES_MAX ? minutes : null
}

/** The request for a form that `checkForm` found nothing wrong with. */
export function bodyOf(form: LogForm): LogInteractionBody {
  return {
    date: form.date,
    minutes: Number(form.minutes.trim()),
    typeId: form.typeId,
    schoolId: form.schoolId,
    educatorIds: [...form.educatorIds],
    otherSchoolIds: form.otherSchoolIds.filter((id) => id !== form.schoolId),
    tagIds: [...form.tagIds],
    notes: form.notes.trim() === '' ? null : form.notes,
    nextStep:
      form.nextStepText.trim() === ''
        ? null
        : { text: form.nextStepText.trim(), dueOn: form.nextStepDueOn === '' ? null : form.nextStepDueOn },
  }
}

/** The cycle that it is put into as it is logged: into the phase of its date. */
export function cycleIn({ cycleId }: LogForm): { readonly cycle: { readonly id: string } | null } {
  return { cycle: cycleId === '' ? null : { id: cycleId } }
}

/** The form as it stands, unfinished values and all. */
export function draftOf(form: LogForm): InteractionDraft {
  return {
    date: form.date === '' ? null : form.date,
    minutes: minutesOf(form.minutes),
    typeId: form.typeId === '' ? null : form.typeId,
    schoolId: form.schoolId === '' ? null : form.schoolId,
    educatorIds: [...form.educatorIds],
    otherSchoolIds: [...form.otherSchoolIds],
    tagIds: [...form.tagIds],
    notes: form.notes === '' ? null : form.notes.slice(0, NOTES_MAX),
    nextStepText: form.nextStepText === '' ? null : form.nextStepText.slice(0, NEXT_STEP_MAX),
    nextStepDueOn: form.nextStepDueOn === '' ? null : form.nextStepDueOn,
    cycleId: form.cycleId === '' ? null : form.cycleId,
  }
}

/** After tagging: an educator's only school is the place, unless the chosen one is already one of theirs. */
export function schoolAfterTagging(
  schoolId: string,
  tagged: readonly { readonly schools: readonly Named[] }[],
): string {
  const [first] = tagged
  if (first === undefined || first.schools.some((school) => school.id === schoolId)) return schoolId
  return first.schools.length === 1 ? (first.schools[0]?.id ?? schoolId) : schoolId
}
