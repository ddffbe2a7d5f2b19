/** What the district knows of one school, being edited. */
import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OrganisationSchool, SchoolInformationBody } from '../../../http/contract/organisation.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { putOrganisation, showOrganisationAgain } from './queries.ts'

interface SchoolFormProps {
  readonly school: OrganisationSchool
  readonly done: () => void
}

export function SchoolForm({ school, done }: SchoolFormProps) {
  const { me } = useReader()
  const [typed, setTyped] = useState(typedOf(school))
  const [problems, setProblems] = useState<Partial<typeof typed>>({})
  const saving = useSaving(school.id, done)
  const type = (field: keyof typeof typed) => (change: { currentTarget: { value: string } }) => {
    const { value } = change.currentTarget
    setTyped((before) => ({ ...before, [field]: value }))
  }
  const submit = () => {
    const found = problemsOf(typed)
    setProblems(found)
    if (Object.keys(found).length === 0 && !saving.isPending) saving.mutate({ ...sent(typed), version: school.version })
  }
  return (
    <Note mood="calm" title={t('organisation.editing', { name: school.name })}>
      <Form submit={submit} aria-label={t('organisation.editing', { name: school.name })}>
        <SchoolFields typed={typed} problems={problems} type={type} />
        {saving.error === null ? null : <FailureNote failure={saving.error} />}
        <div className="row">
          <Button type="submit" loading={saving.isPending}>
            {t('organisation.save')}
          </Button>
          <Button variant="default" onClick={done}>
            {t('cancel')}
          </Button>
          {me.may.includes('edit:feed_owned_field') ? (
            <a href={paths.school(school.id)}>{t('organisation.roster')}</a>
          ) : null}
        </div>
      </Form>
    </Note>
  )
}

interface SchoolFieldsProps {
  readonly typed: Typed
  readonly problems: Partial<Typed>
  readonly type: (field: keyof Typed) => (change: { currentTarget: { value: string } }) => void
}

function SchoolFields({ typed, problems, type }: SchoolFieldsProps) {
  return (
    <div className="number-fields">
      <Textarea
        label={t('organisation.address')}
        autosize
        minRows={2}
        maxLength={500}
        value={typed.address}
        onChange={type('address')}
      />
      <TextInput
        label={t('organisation.phone')}
        type="tel"
        maxLength={60}
        value={typed.phone}
        onChange={type('phone')}
      />
      <TextInput
        label={t('organisation.email')}
        type="email"
        maxLength={254}
        value={typed.email}
        error={problems.email}
        onChange={type('email')}
      />
      <TextInput
        label={t('organisation.website')}
        type="url"
        maxLength={300}
        value={typed.website}
        error={problems.website}
        onChange={type('website')}
      />
    </div>
  )
}

function useSaving(schoolId: string, done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: SchoolInformationBody) =>
      send('PUT /api/v1/schools/{schoolId}/information', { params: { schoolId }, body }),
    onSuccess: (changed) => {
      putOrganisation(queries, changed)
      done()
    },
    onError: (failure) => showOrganisationAgain(queries, failure),
  })
}

function typedOf({ address, phone, email, website }: OrganisationSchool) {
  return { address: address ?? '', phone: phone ?? '', email: email ?? '', website: website ?? '' }
}

type Typed = ReturnType<typeof typedOf>

function problemsOf({ email, website }: Typed): Partial<Typed> {
  const [address, site] = [email.trim(), website.trim()]
  return {
    ...(address === '' || /^[^\s@]+@[^\s@]+$/u.test(address) ? {} : { email: t('organisation.email.wrong') }),
    ...(site === '' || /^https?:\/\/\S+$/u.test(site) ? {} : { website: t('organisation.website.wrong') }),
  }
}

function sent(typed: Typed) {
  const { address, phone, email, website } = typed
  return { address: orNone(address), phone: orNone(phone), email: orNone(email), website: orNone(website) }
}

function orNone(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
