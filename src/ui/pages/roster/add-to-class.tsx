/** Puts somebody into a class by hand: found by name, with a role. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListedPerson } from '../../../http/contract/roster.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useSettled } from '../../parts/settled.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { peopleQuery, readAgain } from './queries.ts'

type Role = 'student' | 'teacher'

export function AddToClass({ classId }: { readonly classId: string }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState('')
  const [role, setRole] = useState<Role>('student')
  const q = useSettled(typed.trim(), 200)
  const found = useQuery({ ...peopleQuery(send, q), enabled: q !== '' })
  const people = q === '' ? [] : (found.data?.items ?? [])
  const person = people.find(({ id }) => id === chosen) ?? people[0]
  const adding = useMutation({
    mutationFn: (personId: string) =>
      send('POST /api/v1/classes/{classId}/enrolments', { params: { classId }, body: { personId, role } }),
    onSettled: () => readAgain(queries),
  })
  return (
    <Form
      submit={() => {
        if (person !== undefined && !adding.isPending) adding.mutate(person.id)
      }}
    >
      <div className="add-line">
        <TextInput
          type="search"
          label={t('add-to-class.search')}
          value={typed}
          maxLength={100}
          onChange={(change) => setTyped(change.currentTarget.value)}
        />
        <Choices {...{ people, personId: person?.id ?? '', setChosen, role, setRole }} />
        <Button type="submit" disabled={person === undefined} loading={adding.isPending}>
          {t('add-to-class.submit')}
        </Button>
      </div>
      <Quietly>
        {q !== '' && found.isSuccess && people.length === 0 ? <Note mood="calm">{t('add-to-class.none')}</Note> : null}
        {adding.isSuccess && person !== undefined ? (
          <Note mood="good">{t('add-to-class.done', { name: nameOf(person) })}</Note>
        ) : null}
      </Quietly>
      {adding.error === null ? null : <FailureNote failure={adding.error} />}
    </Form>
  )
}

interface ChoicesProps {
  readonly people: readonly ListedPerson[]
  readonly personId: string
  readonly setChosen: (id: string) => void
  readonly role: Role
  readonly setRole: (role: Role) => void
}

function Choices({ people, personId, setChosen, role, setRole }: ChoicesProps) {
  return (
    <>
      <NativeSelect
        label={t('add-to-class.person')}
        disabled={people.length === 0}
        value={personId}
        data={people.map((one) => ({ value: one.id, label: sortNameOf(one) }))}
        onChange={(change) => setChosen(change.currentTarget.value)}
      />
      <NativeSelect
        label={t('add-to-class.role')}
        value={role}
        data={[
          { value: 'student', label: t('lines.role.student') },
          { value: 'teacher', label: t('lines.role.teacher') },
        ]}
        onChange={(change) => setRole(change.currentTarget.value === 'teacher' ? 'teacher' : 'student')}
      />
    </>
  )
}
