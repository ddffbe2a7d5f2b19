/** The schools and classes of a student: moving between them, putting in, taking an inactive one out. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MoveStudentBody, Student } from '../../../http/contract/students.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { listStudentsAgain, putStudent, showStudentAgain, studentClassesQuery, studentOptionsQuery } from './queries.ts'

export function StudentClasses({ student }: { readonly student: Student }) {
  const { schools, classes, may, isFed } = student
  return (
    <>
      <Card title={t('student.places')}>
        <div className="stack">
          <ul className="plain-list">
            {schools.map((school) => (
              <li key={school.id}>
                {school.name} <span className="dim">{by(school.isFed)}</span>
              </li>
            ))}
          </ul>
          {classes.length === 0 ? <p className="quiet-line">{t('student.places.none')}</p> : null}
          <ul className="plain-list lines">
            {classes.map((each) => (
              <li key={each.id}>
                <div className="row">
                  <span>
                    {each.title} <span className="dim">{by(each.isFed)}</span>
                  </span>
                  {may.takeOut ? <TakeOut student={student} classId={each.id} title={each.title} /> : null}
                </div>
              </li>
            ))}
          </ul>
        </div>
      </Card>
      {may.move && !student.isStaff ? <Moves student={student} /> : null}
      {may.moveToSchool && !isFed ? <SchoolMove student={student} /> : null}
    </>
  )
}

function by(isFed: boolean): string {
  return t(isFed ? 'student.class.fed' : 'student.class.hand')
}

interface TakeOutProps {
  readonly student: Student
  readonly classId: string
  readonly title: string
}

function TakeOut({ student, classId, title }: TakeOutProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const taking = useMutation({
    mutationFn: () =>
      send('DELETE /api/v1/students/{studentId}/classes/{classId}', { params: { studentId: student.id, classId } }),
    onSuccess: () => listStudentsAgain(queries),
  })
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={taking.isPending}
        aria-label={t('student.class.take-out-of', { title })}
        onClick={() => taking.mutate()}
      >
        {t('student.class.take-out')}
      </Button>
      {taking.error === null ? null : <FailureNote failure={taking.error} />}
    </>
  )
}

interface Choice {
  readonly value: string
  readonly label: string
}

/** Into one of my classes at their schools, or from one of them into another. */
function Moves({ student }: { readonly student: Student }) {
  const { send } = useReader()
  const found = useQuery(studentClassesQuery(send))
  const schoolIds = new Set(student.schools.map(({ id }) => id))
  const mine = (found.data?.classes ?? []).filter(({ schoolId }) => schoolId !== null && schoolIds.has(schoolId))
  const held = new Set(student.classes.map(({ id }) => id))
  const into = mine.filter(({ id }) => !held.has(id)).map(({ id, title }): Choice => ({ value: id, label: title }))
  const from = mine.filter(({ id }) => held.has(id)).map(({ id, title }): Choice => ({ value: id, label: title }))
  if (into.length === 0) return null
  return (
    <>
      {from.length === 0 ? null : <ClassMove student={student} from={from} into={into} />}
      <PutIn student={student} into={into} />
    </>
  )
}

function useChange<Body>(student: Student, change: (body: Body) => Promise<Student>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (changed) => putStudent(queries, changed),
    onError: (failure) => showStudentAgain(queries, student.id, failure),
  })
}

interface ClassMoveProps {
  readonly student: Student
  readonly from: readonly Choice[]
  readonly into: readonly Choice[]
}

function ClassMove({ student, from, into }: ClassMoveProps) {
  const { send } = useReader()
  const params = { studentId: student.id }
  const [leaves, leave] = useChosen(from)
  const [joins, join] = useChosen(into)
  const moving = useChange(student, (body: MoveStudentBody) =>
    send('POST /api/v1/students/{studentId}/move', { params, body }),
  )
  return (
    <Card title={t('student.move')} says={t('student.move.says')}>
      <Form
        aria-label={t('student.move')}
        submit={() => {
          if (!moving.isPending) moving.mutate({ fromClassId: leaves, toClassId: joins })
        }}
      >
        <div className="number-fields">
          <Select label={t('student.move.from')} data={from} value={leaves} set={leave} />
          <Select label={t('student.move.to')} data={into} value={joins} set={join} />
        </div>
        <div className="row">
          <Button type="submit" variant="default" loading={moving.isPending}>
            {t('student.move.submit')}
          </Button>
        </div>
        {moving.error === null ? null : <FailureNote failure={moving.error} />}
      </Form>
    </Card>
  )
}

function PutIn({ student, into }: { readonly student: Student; readonly into: readonly Choice[] }) {
  const { send } = useReader()
  const params = { studentId: student.id }
  const [joins, join] = useChosen(into)
  const putting = useChange(student, (classId: string) =>
    send('POST /api/v1/students/{studentId}/classes', { params, body: { classId } }),
  )
  return (
    <Card title={t('student.put-in')}>
      <Form
        aria-label={t('student.put-in')}
        submit={() => {
          if (!putting.isPending) putting.mutate(joins)
        }}
      >
        <Select label={t('students.filter.class')} data={into} value={joins} set={join} />
        <div className="row">
          <Button type="submit" variant="default" loading={putting.isPending}>
            {t('student.put-in.submit')}
          </Button>
        </div>
        {putting.error === null ? null : <FailureNote failure={putting.error} />}
      </Form>
    </Card>
  )
}

/** For whom no feed knows. */
function SchoolMove({ student }: { readonly student: Student }) {
  const { send } = useReader()
  const params = { studentId: student.id }
  const held = new Set(student.schools.map(({ id }) => id))
  const all = useQuery(studentOptionsQuery(send)).data?.schools ?? []
  const others = all.filter(({ id }) => !held.has(id)).map(({ id, name }): Choice => ({ value: id, label: name }))
  const [joins, join] = useChosen(others)
  const moving = useChange(student, (toSchoolId: string) =>
    send('POST /api/v1/students/{studentId}/move', { params, body: { toSchoolId } }),
  )
  if (others.length === 0) return null
  return (
    <Card title={t('student.move-school')} says={t('student.move-school.says')}>
      <Form
        aria-label={t('student.move-school')}
        submit={() => {
          if (!moving.isPending) moving.mutate(joins)
        }}
      >
        <Select label={t('student.move-school.to')} data={others} value={joins} set={join} />
        <div className="row">
          <Button type="submit" variant="default" loading={moving.isPending}>
            {t('student.move.submit')}
          </Button>
        </div>
        {moving.error === null ? null : <FailureNote failure={moving.error} />}
      </Form>
    </Card>
  )
}

/** What is chosen of what there is now. */
function useChosen(choices: readonly Choice[]): readonly [string, (value: string) => void] {
  const [chosen, setChosen] = useState('')
  return [choices.find(({ value }) => value === chosen)?.value ?? choices[0]?.value ?? '', setChosen]
}

interface SelectProps {
  readonly label: string
  readonly data: readonly Choice[]
  readonly value: string
  readonly set: (value: string) => void
}

function Select({ label, data, value, set }: SelectProps) {
  return (
    <NativeSelect label={label} data={[...data]} value={value} onChange={(change) => set(change.currentTarget.value)} />
  )
}
