/** Finding a student of the school by name or number, and putting them into a class. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { StudentChoices } from '../../../http/contract/class-list.ts'
import { nameOf } from '../../names.ts'
import { FailureNote, Quietly } from '../../parts/notes.tsx'
import { useSettled } from '../../parts/settled.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { studentChoicesQuery } from './queries.ts'

/** As few letters as the server takes. */
const LETTERS_MIN = 2

type Choice = StudentChoices['students'][number]

interface PutStudentInProps {
  readonly classId: string
  readonly say: (words: string) => void
}

export function PutStudentIn({ classId, say }: PutStudentInProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 250)
  const asked = q.length >= LETTERS_MIN
  const found = useQuery({ ...studentChoicesQuery(send, { classId, q }), enabled: asked })
  const putting = useMutation({
    mutationFn: (student: Choice) =>
      send('POST /api/v1/classes/led/{classId}/students', { params: { classId }, body: { personId: student.id } }),
    onSuccess: (_list, student) => {
      setTyped('')
      say(t('class-list.put.done', { name: nameOf(student) }))
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['led-class'] }),
  })
  const students = asked ? (found.data?.students ?? []) : []
  return (
    <div className="stack">
      <TextInput
        className="find-student"
        type="search"
        label={t('class-list.search')}
        description={t('class-list.search.says')}
        value={typed}
        maxLength={100}
        onChange={(change) => setTyped(change.currentTarget.value)}
      />
      <Choices students={students} isBusy={putting.isPending} put={(student) => putting.mutate(student)} />
      <Quietly className="quiet-line">
        {asked && found.isSuccess && students.length === 0 ? t('class-list.found.none') : null}
      </Quietly>
      {found.isError ? <FailureNote failure={found.error} /> : null}
      {putting.error === null ? null : <FailureNote failure={putting.error} />}
    </div>
  )
}

interface ChoicesProps {
  readonly students: readonly Choice[]
  readonly isBusy: boolean
  readonly put: (student: Choice) => void
}

function Choices({ students, isBusy, put }: ChoicesProps) {
  if (students.length === 0) return null
  return (
    <ul className="plain-list member-rows" aria-label={t('class-list.found')}>
      {students.map((student) => (
        <li key={student.id} className="member-line">
          <span className="member-name">
            {nameOf(student)}
            {student.grades.length === 0 ? null : (
              <span className="dim">{t('class-list.grades', { grades: student.grades.join(', ') })}</span>
            )}
          </span>
          <Button
            size="xs"
            variant="default"
            aria-label={t('class-list.put-this', { name: nameOf(student) })}
            disabled={isBusy}
            onClick={() => put(student)}
          >
            {t('class-list.put')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
