/** Makes a student who is in no roster, at a school. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AddStudentBody, StudentField, StudentOptions } from '../../../http/contract/students.ts'
import { ApiFailure, type FieldProblems } from '../../api-failure.ts'
import { nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { listStudentsAgain } from './queries.ts'
import { StudentInputs } from './student-inputs.tsx'
import { gradesOf } from './student-words.ts'

const FIELDS: readonly StudentField[] = ['givenName', 'familyName', 'number', 'grades', 'email', 'secondLanguage']
const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+$/u

export function AddStudent({ options }: { readonly options: StudentOptions }) {
  const form = useTextFields(FIELDS)
  const [schoolId, setSchoolId] = useState('')
  const schools = options.schools.filter(({ id }) => options.makesAt.includes(id))
  const at = schools.find(({ id }) => id === schoolId)?.id ?? schools[0]?.id ?? ''
  const clear = () => {
    for (const field of FIELDS) form.set(field, '')
  }
  const adding = useAdding(clear, (problems) => form.show(problems))
  const submit = () => {
    const body = bodyOf(at, form.valueOf, options)
    if (form.show(problemsOf(body, options)) && !adding.isPending) adding.mutate(body)
  }
  return (
    <Card title={t('students.add')} says={t('students.add.says')}>
      <Form submit={submit} aria-label={t('students.add')}>
        <div className="number-fields">
          <NativeSelect
            label={t('students.add.school')}
            data={schools.map(({ id, name }) => ({ value: id, label: name }))}
            value={at}
            onChange={(change) => setSchoolId(change.currentTarget.value)}
          />
          <StudentInputs
            fields={FIELDS.filter((field) => field !== 'secondLanguage' || options.languages.length > 0)}
            form={form}
            languages={options.languages}
          />
        </div>
        {adding.error === null ? null : <FailureNote failure={adding.error} />}
        <div className="row">
          <Button type="submit" loading={adding.isPending}>
            {t('students.add.submit')}
          </Button>
        </div>
        <Quietly>
          {adding.data === undefined ? null : (
            <Note mood="good" title={t('students.added', { name: nameOf(adding.variables) })}>
              <a href={paths.student(adding.data.personId)}>{t('students.added.open')}</a>
            </Note>
          )}
        </Quietly>
      </Form>
    </Card>
  )
}

function bodyOf(
  schoolId: string,
  valueOf: (field: StudentField) => string,
  { languages }: StudentOptions,
): AddStudentBody {
  const value = (field: StudentField) => valueOf(field).trim()
  const orNone = (field: StudentField) => (value(field) === '' ? null : value(field))
  return {
    schoolId,
    classIds: [],
    givenName: value('givenName'),
    familyName: value('familyName'),
    number: orNone('number'),
    grades: gradesOf(value('grades')),
    email: orNone('email'),
    ...(languages.length > 0 ? { secondLanguage: orNone('secondLanguage') } : {}),
  }
}

function problemsOf(body: AddStudentBody, { numberRequired }: StudentOptions): FieldProblems {
  return {
    ...(body.givenName === '' ? { givenName: t('students.needed') } : {}),
    ...(body.familyName === '' ? { familyName: t('students.needed') } : {}),
    ...(numberRequired && body.number === null ? { number: t('students.needed') } : {}),
    ...(typeof body.email === 'string' && !EMAIL.test(body.email) ? { email: t('students.email.needed') } : {}),
  }
}

function useAdding(clear: () => void, show: (problems: FieldProblems) => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: AddStudentBody) => send('POST /api/v1/students', { body }),
    onSuccess: () => {
      clear()
      listStudentsAgain(queries)
    },
    onError: (failure) => {
      if (failure instanceof ApiFailure) show(failure.fields)
    },
  })
}
