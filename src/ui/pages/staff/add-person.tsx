/** Makes an account for one person, and shows the link with which they set a password. */
import '../../styles/checkbox.css'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AddStaffBody, StaffAdded, StaffOptions } from '../../../http/contract/staff.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { OneTimeLink } from './one-time-link.tsx'
import { PlaceFields, usePlace } from './place-fields.tsx'
import { listStaffAgain } from './queries.ts'
import { EMAIL } from './staff-words.ts'

const FROM_ROSTER: ReadonlySet<string> = new Set(['district_admin', 'school_admin', 'teacher'])

export function AddPerson({ options }: { readonly options: StaffOptions }) {
  const fromRoster = options.accountCreation === 'roster'
  const places = fromRoster ? options.roles.filter(({ role }) => !FROM_ROSTER.has(role)) : options.roles
  return (
    <Card title={t('staff.add')} says={t('staff.add.says')}>
      <div className="stack">
        {fromRoster ? (
          <Note mood="calm">{t(places.length === 0 ? 'staff.add.nothing' : 'staff.add.roster')}</Note>
        ) : null}
        {places.length === 0 ? null : <AddForm options={options} places={places} />}
      </div>
    </Card>
  )
}

interface AddFormProps {
  readonly options: StaffOptions
  readonly places: StaffOptions['roles']
}

function AddForm({ options, places }: AddFormProps) {
  const form = useTextFields(['givenName', 'familyName', 'email'])
  const chosen = usePlace(options, places)
  const [invite, setInvite] = useState(true)
  const { adding, added } = useAdding(() => {
    for (const field of ['givenName', 'familyName', 'email'] as const) form.set(field, '')
  })
  const submit = () => {
    const [givenName, familyName, email] = (['givenName', 'familyName', 'email'] as const).map((field) =>
      form.valueOf(field).trim(),
    ) as [string, string, string]
    const fine = form.show({
      ...(givenName === '' ? { givenName: t('staff.needed') } : {}),
      ...(familyName === '' ? { familyName: t('staff.needed') } : {}),
      ...(EMAIL.test(email) ? {} : { email: t('staff.email.needed') }),
    })
    if (!fine || adding.isPending || chosen.place === null) return
    adding.mutate({ givenName, familyName, email, ...chosen.place, invite })
  }
  return (
    <Form submit={submit} aria-label={t('staff.add')}>
      <div className="number-fields">
        <TextInput label={t('staff.given-name')} maxLength={120} {...form.bind('givenName')} />
        <TextInput label={t('staff.family-name')} maxLength={120} {...form.bind('familyName')} />
        <TextInput label={t('staff.email')} type="email" maxLength={254} {...form.bind('email')} />
        <PlaceFields chosen={chosen} options={options} />
      </div>
      <Checkbox
        label={t(options.sendsMail ? 'staff.invite.mail' : 'staff.invite')}
        checked={invite}
        onChange={(change) => setInvite(change.currentTarget.checked)}
      />
      <div className="row">
        <Button type="submit" loading={adding.isPending}>
          {t('staff.add.submit')}
        </Button>
      </div>
      {adding.error === null ? null : <FailureNote failure={adding.error} />}
      <Quietly>{added === null ? null : <Added {...added} />}</Quietly>
    </Form>
  )
}

interface AddedProps {
  readonly name: string
  readonly answer: StaffAdded
}

function useAdding(done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [added, setAdded] = useState<AddedProps | null>(null)
  const adding = useMutation({
    mutationFn: (body: AddStaffBody) => send('POST /api/v1/staff', { body }),
    onMutate: () => setAdded(null),
    onSuccess: (answer, { givenName, familyName }) => {
      setAdded({ name: `${givenName} ${familyName}`, answer })
      listStaffAgain(queries)
      done()
    },
  })
  return { adding, added }
}

function Added({ name, answer }: AddedProps) {
  const { personId, invitation } = answer
  return (
    <Note mood="good" title={t('staff.added', { name })}>
      {invitation === null ? null : <OneTimeLink invitation={invitation} />}
      <p>
        <a href={paths.staffPerson(personId)}>{t('staff.added.open')}</a>
      </p>
    </Note>
  )
}
