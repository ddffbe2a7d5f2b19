/** States and values of students in words. */
import type { Student, StudentState } from '../../../http/contract/students.ts'
import type { Mood } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'

export function moodOf(state: StudentState): Mood {
  if (state === 'active') return 'good'
  return state === 'left' ? 'calm' : 'warn'
}

export type Field = Student['fields'][number]

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' })

/** As somebody reads it; null: there is none. */
export function shownValue({ field, value }: Pick<Field, 'field' | 'value'>): string | null {
  if (value === null) return null
  if (typeof value !== 'string') return value.length === 0 ? null : value.join(', ')
  return field === 'secondLanguage' ? (LANGUAGES.of(value) ?? value) : value
}

/** Second languages by their names, and none of them. */
export function languageChoices(
  codes: readonly string[],
): readonly { readonly value: string; readonly label: string }[] {
  const named = codes.map((value) => ({ value, label: LANGUAGES.of(value) ?? value }))
  return [
    { value: '', label: t('student.language.none') },
    ...named.toSorted((a, b) => a.label.localeCompare(b.label, 'en')),
  ]
}

/** Grades as they are typed. */
export function gradesOf(typed: string): string[] {
  return typed
    .split(',')
    .map((grade) => grade.trim())
    .filter((grade) => grade !== '')
}
