/** The inputs of a student's fields, for making one and for editing one. */
import { NativeSelect, TextInput } from '@mantine/core'
import type { StudentField } from '../../../http/contract/students.ts'
import type { useTextFields } from '../../parts/text-fields.ts'
import { t } from '../../translate.ts'
import { languageChoices } from './student-words.ts'

const MAX: Readonly<Partial<Record<StudentField, number>>> = { email: 254, number: 64, grades: 200 }

interface Props {
  readonly fields: readonly StudentField[]
  readonly form: Pick<ReturnType<typeof useTextFields<StudentField>>, 'bind' | 'valueOf' | 'set'>
  /** Second languages on offer. */
  readonly languages: readonly string[]
}

export function StudentInputs({ fields, form, languages }: Props) {
  return fields.map((field) =>
    field === 'secondLanguage' ? (
      <NativeSelect
        key={field}
        label={t('student.field.secondLanguage')}
        data={[...languageChoices(languages)]}
        value={form.valueOf(field)}
        onChange={(change) => form.set(field, change.currentTarget.value)}
      />
    ) : (
      <TextInput
        key={field}
        label={t(`student.field.${field}`)}
        type={field === 'email' ? 'email' : 'text'}
        maxLength={MAX[field] ?? 120}
        autoComplete="off"
        {...(field === 'grades' ? { description: t('student.grades.says') } : {})}
        {...form.bind(field)}
      />
    ),
  )
}
