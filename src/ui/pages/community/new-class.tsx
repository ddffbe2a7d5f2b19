/** Making a class that is in no roster: a teacher theirs, an administrator one for a teacher. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { NewClassBody } from '../../../http/contract/class-by-hand.ts'
import type { Named } from '../../../http/contract/shapes.ts'
import { ApiFailure } from '../../api-failure.ts'
import { sortNameOf } from '../../names.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useSettled } from '../../parts/settled.ts'
import { useTextFields } from '../../parts/text-fields.ts'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

interface NewClassProps {
  /** Where it may be; the first is chosen. */
  readonly schools: readonly Named[]
  /** For a teacher who is found by name; else for whoever makes it. */
  readonly forTeacher: boolean
  /** The page of a class for whoever makes it. */
  readonly pathOf: (classId: string) => string
}

export function NewClass(props: NewClassProps) {
  const [isOpen, setOpen] = useState(false)
  const [made, setMade] = useState<{ readonly id: string; readonly title: string } | null>(null)
  return (
    <div className="stack">
      <Quietly>
        {made === null ? null : (
          <Note mood="good" title={t('new-class.made', { title: made.title })}>
            <a href={props.pathOf(made.id)}>{t('new-class.made.open')}</a>
          </Note>
        )}
      </Quietly>
      {isOpen ? (
        <ClassForm
          {...props}
          close={() => setOpen(false)}
          made={(id, title) => {
            setMade({ id, title })
            setOpen(false)
          }}
        />
      ) : (
        <div>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('new-class')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface ClassFormProps extends NewClassProps {
  readonly close: () => void
  readonly made: (id: string, title: string) => void
}

function ClassForm({ schools, forTeacher, close, made }: ClassFormProps) {
  const { bind, hasProblems, show, valueOf } = useTextFields(['title', 'classCode'])
  const [schoolId, setSchool] = useState(schools[0]?.id ?? '')
  const [teacherId, setTeacher] = useState('')
  const making = useMaking({ made, failed: (failure) => show(failure instanceof ApiFailure ? failure.fields : {}) })
  const submit = () => {
    const [title, classCode] = [valueOf('title').trim(), valueOf('classCode').trim()]
    const isComplete = show(title === '' ? { title: t('new-class.missing') } : {})
    if (!isComplete || making.isPending || (forTeacher && teacherId === '')) return
    making.mutate({
      schoolId,
      title,
      ...(classCode === '' ? {} : { classCode }),
      ...(forTeacher ? { teacherId } : {}),
    })
  }
  return (
    <Form className="stack find-student" submit={submit} aria-label={t('new-class')}>
      <p className="quiet-line">{t('new-class.says')}</p>
      <TextInput label={t('new-class.title')} maxLength={200} autoComplete="off" {...bind('title')} />
      <TextInput label={t('new-class.code')} maxLength={64} autoComplete="off" {...bind('classCode')} />
      {schools.length < 2 ? null : (
        <NativeSelect
          label={t('new-class.school')}
          value={schoolId}
          data={schools.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(change) => setSchool(change.currentTarget.value)}
        />
      )}
      {forTeacher ? <TeacherSelect schoolId={schoolId} choose={setTeacher} /> : null}
      <div className="row">
        <Button type="submit" loading={making.isPending} disabled={forTeacher && teacherId === ''}>
          {t('new-class.submit')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
      {making.error === null || hasProblems ? null : <FailureNote failure={making.error} />}
    </Form>
  )
}

interface Making {
  readonly made: (id: string, title: string) => void
  readonly failed: (failure: Error) => void
}

function useMaking({ made, failed }: Making) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: NewClassBody) => send('POST /api/v1/classes', { body }),
    onSuccess: ({ classId }, { title }) => {
      made(classId, title)
      void queries.invalidateQueries({ queryKey: ['led-classes'] })
      void queries.invalidateQueries({ queryKey: ['schools'] })
    },
    onError: failed,
  })
}

function TeacherSelect({ schoolId, choose }: { readonly schoolId: string; readonly choose: (id: string) => void }) {
  const { send } = useReader()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState('')
  const q = useSettled(typed.trim(), 250)
  const found = useQuery({
    queryKey: ['staff', 'of-school', schoolId, q],
    queryFn: ({ signal }) => send('GET /api/v1/staff', { query: { schoolId, q, role: 'teacher' }, signal }),
  })
  const people = found.data?.items ?? []
  const select = (id: string) => {
    setChosen(id)
    choose(id)
  }
  return (
    <>
      <TextInput
        type="search"
        label={t('new-class.teacher.find')}
        value={typed}
        maxLength={100}
        onChange={(change) => setTyped(change.currentTarget.value)}
      />
      <NativeSelect
        label={t('new-class.teacher')}
        value={chosen}
        data={[{ value: '', label: '–' }, ...people.map((one) => ({ value: one.id, label: sortNameOf(one) }))]}
        onChange={(change) => select(change.currentTarget.value)}
      />
      {found.isError ? <FailureNote failure={found.error} /> : null}
    </>
  )
}

/** Where a teacher makes one: at the schools of classes that they lead. */
export function NewClassOfMine({ schools }: { readonly schools: readonly Named[] }) {
  const { me } = useReader()
  if (!me.may.includes('create:class') || schools.length === 0) return null
  if (!me.roles.some(({ role }) => role === 'teacher')) return null
  return <NewClass schools={schools} forTeacher={false} pathOf={paths.ledClass} />
}
