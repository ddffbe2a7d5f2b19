/** Makes accounts for several teachers of a school at once: all of them, or none. */
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiFailure } from '../../api-failure.ts'
import type { AddTeachersBody, StaffOptions, TeachersAdded } from '../../../http/contract/staff.ts'
import { saveCsv, toCsv } from '../../csv.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { listStaffAgain } from './queries.ts'
import { readTeachers, TEACHERS_MAX } from './teacher-lines.ts'

export function AddTeachers({ schools }: Pick<StaffOptions, 'schools'>) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [school, setSchool] = useState(schools[0]?.id ?? '')
  const adding = useAdding(() => setTyped(''))
  const submit = () => {
    const read = readTeachers(typed)
    setProblem('wrong' in read ? wrongWords(read.wrong) : null)
    if (!('wrong' in read) && !adding.isPending) adding.mutate({ schoolId: school, teachers: [...read.teachers] })
  }
  return (
    <Card title={t('staff.bulk')} says={t('staff.bulk.says')}>
      <Form submit={submit} aria-label={t('staff.bulk')}>
        <NativeSelect
          label={t('staff.bulk.school')}
          data={schools.map(({ id, name }) => ({ value: id, label: name }))}
          value={school}
          onChange={(change) => setSchool(change.currentTarget.value)}
        />
        <Textarea
          label={t('staff.bulk.people')}
          placeholder={t('staff.bulk.example')}
          autosize
          minRows={4}
          maxRows={12}
          value={typed}
          error={problem}
          onChange={(change) => setTyped(change.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" loading={adding.isPending}>
            {t('staff.bulk.submit')}
          </Button>
        </div>
        {adding.error === null ? null : <Faults failure={adding.error} />}
        <Quietly>{adding.data === undefined ? null : <Added added={adding.data} />}</Quietly>
      </Form>
    </Card>
  )
}

function useAdding(done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: AddTeachersBody) => send('POST /api/v1/staff/teachers', { body }),
    onSuccess: () => {
      listStaffAgain(queries)
      done()
    },
  })
}

function wrongWords(wrong: number | 'empty' | 'many'): string {
  if (wrong === 'empty') return t('staff.bulk.empty')
  return wrong === 'many' ? t('staff.bulk.many', { max: TEACHERS_MAX }) : t('staff.bulk.line', { line: wrong })
}

/** What is wrong, line by line. */
function Faults({ failure }: { readonly failure: unknown }) {
  const fields = failure instanceof ApiFailure ? Object.entries(failure.fields) : []
  return (
    <>
      <FailureNote failure={failure} />
      {fields.length === 0 ? null : (
        <ul>
          {fields.map(([field, says]) => (
            <li key={field}>{t('staff.bulk.fault', { line: Number(field.split('/')[1] ?? 0) + 1, says })}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function Added({ added }: { readonly added: TeachersAdded }) {
  const { me } = useReader()
  const { teachers } = added
  const until = formatInstant(teachers[0]?.invitation.expiresAt ?? '', me.district.timezone)
  const save = () =>
    saveCsv(
      'invitations.csv',
      toCsv(
        [t('staff.email'), t('staff.link')],
        teachers.map(({ email, invitation }) => [email, invitation.url ?? '']),
      ),
    )
  return (
    <Note mood="good" title={t('staff.bulk.added', { count: teachers.length })}>
      {teachers.some(({ invitation }) => invitation.url !== null) ? (
        <>
          <p>{t('staff.bulk.links.says', { until })}</p>
          <div className="row">
            <Button variant="default" onClick={save}>
              {t('staff.bulk.links')}
            </Button>
          </div>
        </>
      ) : (
        <p>{t('staff.bulk.mailed', { until })}</p>
      )}
    </Note>
  )
}
