/** The names that a student shows under one account (001 "Identities"). */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { EditStudentBody, Student } from '../../../http/contract/students.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Pill } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { putStudent, showStudentAgain } from './queries.ts'

const NAMES_MAX = 6

export function StudentIdentities({ student }: { readonly student: Student }) {
  const [editing, setEditing] = useState(false)
  const { identities, identitiesOpen } = student
  return (
    <Card
      title={t('student.identities')}
      says={t('student.identities.says')}
      actions={
        identitiesOpen && !editing ? (
          <Button variant="default" onClick={() => setEditing(true)}>
            {t('student.identities.edit')}
          </Button>
        ) : null
      }
    >
      {editing ? (
        <NamesForm student={student} done={() => setEditing(false)} />
      ) : (
        <>
          {identities.length === 0 ? <p className="quiet-line">{t('student.identities.none')}</p> : null}
          <ul className="plain-list">
            {identities.map(({ name, isShown }) => (
              <li key={name} className="row">
                <span>{name}</span>
                {isShown ? <Pill mood="good">{t('student.identities.shown')}</Pill> : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function NamesForm({ student, done }: { readonly student: Student; readonly done: () => void }) {
  const [names, setNames] = useState(() => linesOf(student))
  const [shown, setShown] = useState(() => shownOf(student))
  const [version] = useState(student.version)
  const saving = useSaving(student.id, done)
  const submit = () => {
    const identities = names
      .map(({ key, name }) => ({ name: name.trim(), isShown: key === shown }))
      .filter(({ name }) => name !== '')
    if (!saving.isPending) saving.mutate({ identities, version })
  }
  const write = (at: string, name: string) =>
    setNames(names.map((line) => (line.key === at ? { key: at, name } : line)))
  return (
    <Form submit={submit} aria-label={t('student.identities')}>
      <div className="number-fields">
        {names.map(({ key, name }) => (
          <TextInput
            key={key}
            label={t('student.identities.name', { number: key })}
            value={name}
            maxLength={60}
            autoComplete="off"
            onChange={(change) => write(key, change.currentTarget.value)}
          />
        ))}
        <ShownSelect names={names} shown={shown} show={setShown} />
      </div>
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {t('student.save')}
        </Button>
        {names.length < NAMES_MAX ? (
          <Button variant="default" onClick={() => setNames([...names, lineAt(names.length)])}>
            {t('student.identities.more')}
          </Button>
        ) : null}
        <Button variant="default" onClick={done}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

interface Line {
  /** Where it stands, from 1. */
  readonly key: string
  readonly name: string
}

function lineAt(index: number, name = ''): Line {
  return { key: String(index + 1), name }
}

/** The names there are, and one more line where there is room. */
function linesOf({ identities }: Student): readonly Line[] {
  const lines = identities.map(({ name }, index) => lineAt(index, name))
  return lines.length < NAMES_MAX ? [...lines, lineAt(lines.length)] : lines
}

function shownOf({ identities }: Student): string {
  return String(identities.findIndex(({ isShown }) => isShown) + 1)
}

interface ShownProps {
  readonly names: readonly Line[]
  readonly shown: string
  readonly show: (key: string) => void
}

function ShownSelect({ names, shown, show }: ShownProps) {
  const choices = names
    .filter(({ name }) => name.trim() !== '')
    .map(({ key, name }) => ({ value: key, label: name.trim() }))
  return (
    <NativeSelect
      label={t('student.identities.which')}
      value={shown}
      data={[{ value: '0', label: t('student.identities.roster') }, ...choices]}
      onChange={(change) => show(change.currentTarget.value)}
    />
  )
}

function useSaving(studentId: string, done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: EditStudentBody) => send('PUT /api/v1/students/{studentId}', { params: { studentId }, body }),
    onSuccess: (changed) => {
      putStudent(queries, changed)
      done()
    },
    onError: (failure) => showStudentAgain(queries, studentId, failure),
  })
}
