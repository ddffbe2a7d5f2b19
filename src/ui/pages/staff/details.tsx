/** Names and address, edited as one where no feed owns them. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { EditStaffBody, StaffPerson } from '../../../http/contract/staff.ts'
import type { FieldProblems } from '../../api-failure.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { putStaff, showStaffAgain } from './queries.ts'
import { EMAIL } from './staff-words.ts'

const FIELDS = ['givenName', 'familyName', 'preferredGivenName', 'preferredFamilyName', 'email'] as const
const LABELS = {
  givenName: t('staff.given-name'),
  familyName: t('staff.family-name'),
  preferredGivenName: t('staff.preferred-given-name'),
  preferredFamilyName: t('staff.preferred-family-name'),
  email: t('staff.email'),
}

export function StaffDetails({ person }: { readonly person: StaffPerson }) {
  const [editing, setEditing] = useState(false)
  return (
    <Card
      title={t('staff.details')}
      {...(person.isFed ? { says: t('staff.details.fed') } : {})}
      actions={
        person.may.edit && !editing ? (
          <Button variant="default" onClick={() => setEditing(true)}>
            {t('staff.edit')}
          </Button>
        ) : null
      }
    >
      {editing ? <EditForm person={person} done={() => setEditing(false)} /> : <Shown person={person} />}
    </Card>
  )
}

function Shown({ person }: { readonly person: StaffPerson }) {
  return (
    <ul className="plain-list fields">
      {FIELDS.map((field) => (
        <li key={field}>
          <div className="field-says">
            <span className="field-name">{LABELS[field]}</span>
            <span className="field-value">{person[field] ?? t('table.none')}</span>
          </div>
        </li>
      ))}
    </ul>
  )
}

function EditForm({ person, done }: { readonly person: StaffPerson; readonly done: () => void }) {
  const form = useTextFields(FIELDS)
  const opened = useEffectEvent(() => {
    for (const field of FIELDS) form.set(field, person[field] ?? '')
    form.focus('givenName')
  })
  useEffect(() => opened(), [])
  // Of what is being edited, whatever is asked for anew meanwhile.
  const [version] = useState(person.version)
  const saving = useSaving(person.id, done)
  const submit = () => {
    const typed = { ...typedIn(form.valueOf), version }
    if (form.show(problemsOf(typed)) && !saving.isPending) saving.mutate(typed)
  }
  return (
    <Form submit={submit}>
      <div className="number-fields">
        {FIELDS.map((field) => (
          <TextInput
            key={field}
            label={LABELS[field]}
            type={field === 'email' ? 'email' : 'text'}
            maxLength={field === 'email' ? 254 : 120}
            {...form.bind(field)}
          />
        ))}
      </div>
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {t('staff.save')}
        </Button>
        <Button variant="default" onClick={done}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

function typedIn(valueOf: (field: (typeof FIELDS)[number]) => string): Omit<EditStaffBody, 'version'> {
  const value = (field: (typeof FIELDS)[number]) => valueOf(field).trim()
  const orNone = (field: (typeof FIELDS)[number]) => (value(field) === '' ? null : value(field))
  return {
    givenName: value('givenName'),
    familyName: value('familyName'),
    preferredGivenName: orNone('preferredGivenName'),
    preferredFamilyName: orNone('preferredFamilyName'),
    email: orNone('email'),
  }
}

function problemsOf({ givenName, familyName, email }: EditStaffBody): FieldProblems {
  return {
    ...(givenName === '' ? { givenName: t('staff.needed') } : {}),
    ...(familyName === '' ? { familyName: t('staff.needed') } : {}),
    ...(email === null || EMAIL.test(email) ? {} : { email: t('staff.email.needed') }),
  }
}

function useSaving(personId: string, done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: EditStaffBody) => send('PUT /api/v1/staff/{personId}', { params: { personId }, body }),
    onSuccess: (changed) => {
      putStaff(queries, changed)
      done()
    },
    // Somebody else was quicker: the page shows what is there now, and what was typed stays.
    onError: (failure) => showStaffAgain(queries, personId, failure),
  })
}
