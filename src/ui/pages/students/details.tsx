/** What is known of a student, field by field with its owner; edited as one, as far as the fields are open. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { EditStudentBody, Student, StudentField } from '../../../http/contract/students.ts'
import { ApiFailure } from '../../api-failure.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { putStudent, showStudentAgain, studentOptionsQuery } from './queries.ts'
import { StudentInputs } from './student-inputs.tsx'
import { type Field, gradesOf, shownValue } from './student-words.ts'

const ORDER: readonly StudentField[] = [
  'givenName',
  'familyName',
  'preferredGivenName',
  'preferredFamilyName',
  'email',
  'number',
  'grades',
  'secondLanguage',
]

export function StudentDetails({ student }: { readonly student: Student }) {
  const [editing, setEditing] = useState(false)
  const isOpen = student.fields.some((field) => field.isOpen)
  return (
    <Card
      title={t('student.details')}
      says={t(student.isFed ? 'student.details.says.fed' : 'student.details.says.hand')}
      actions={
        isOpen && !editing ? (
          <Button variant="default" onClick={() => setEditing(true)}>
            {t('student.edit')}
          </Button>
        ) : null
      }
    >
      {editing ? (
        <EditForm student={student} done={() => setEditing(false)} />
      ) : (
        <ul className="plain-list fields">
          {student.fields.map((field) => (
            <li key={field.field}>
              <div className="field-says">
                <span className="field-name">{t(`student.field.${field.field}`)}</span>
                <span className="field-value">{shownValue(field) ?? t('table.none')}</span>
                {field.owner === 'hand' ? null : (
                  <span className="dim">{t(field.isOpen ? `student.owner.${field.owner}` : 'student.locked')}</span>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function EditForm({ student, done }: { readonly student: Student; readonly done: () => void }) {
  const { send } = useReader()
  const form = useTextFields(ORDER)
  const open = student.fields.filter((field) => field.isOpen)
  const languages = useQuery(studentOptionsQuery(send)).data?.languages ?? []
  // Of what is being edited, whatever is asked for anew meanwhile.
  const [seen] = useState(student)
  const opened = useEffectEvent(() => {
    for (const field of open) form.set(field.field, typedValue(field))
    if (open[0] !== undefined) form.focus(open[0].field)
  })
  useEffect(() => opened(), [])
  const saving = useSaving(student.id, done, (problems) => form.show(problems))
  const submit = () => {
    const problems = Object.fromEntries(
      open
        .filter(({ field }) => (field === 'givenName' || field === 'familyName') && form.valueOf(field).trim() === '')
        .map(({ field }) => [field, t('students.needed')]),
    )
    if (form.show(problems) && !saving.isPending) saving.mutate(bodyOf(open, form.valueOf, seen.version))
  }
  return (
    <Form submit={submit} aria-label={t('student.details')}>
      <div className="number-fields">
        <StudentInputs fields={open.map(({ field }) => field)} form={form} languages={languages} />
      </div>
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {t('student.save')}
        </Button>
        <Button variant="default" onClick={done}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

function typedValue({ value }: Field): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : value.join(', ')
}

function bodyOf(open: readonly Field[], valueOf: (field: StudentField) => string, version: string): EditStudentBody {
  const edits = open.map(({ field }): readonly [string, string | string[] | null] => {
    const typed = valueOf(field).trim()
    if (field === 'grades') return [field, gradesOf(typed)]
    return [field, typed === '' ? null : typed]
  })
  return { ...Object.fromEntries(edits), version }
}

function useSaving(studentId: string, done: () => void, show: (problems: Readonly<Record<string, string>>) => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: EditStudentBody) => send('PUT /api/v1/students/{studentId}', { params: { studentId }, body }),
    onSuccess: (changed) => {
      putStudent(queries, changed)
      done()
    },
    // Somebody else was quicker: the page shows what is there now, and what was typed stays.
    onError: (failure) => {
      if (failure instanceof ApiFailure) show(failure.fields)
      showStudentAgain(queries, studentId, failure)
    },
  })
}
