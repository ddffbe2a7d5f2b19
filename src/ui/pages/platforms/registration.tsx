/** One registered platform: what it is, its deployments, and what counts for it. */
import { Button, NativeSelect, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import type { LtiSetup, RegistrationChange } from '../../../http/contract/lti.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useReader, useSight } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { Deployments } from './deployments.tsx'
import { useChange } from './queries.ts'

type RegistrationOf = LtiSetup['registrations'][number]

export function Registration({ registration }: { readonly registration: RegistrationOf }) {
  const { issuer, clientId, product, isShared, authUrl, tokenUrl, jwksUrl } = registration
  const name = product === null ? issuer : `${word('product', product)} · ${issuer}`
  const facts = { authUrl, tokenUrl, jwksUrl } as const
  return (
    <Card title={name} says={t('platforms.client', { client: clientId })}>
      <div className="stack">
        {isShared ? <Note mood="calm">{t('platforms.shared')}</Note> : null}
        <Deployments registration={registration} />
        <dl className="platform-facts">
          {Object.entries(facts).map(([field, value]) => (
            <div key={field}>
              <dt>{word('platforms.field', field)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {isShared ? null : <Settings registration={registration} />}
      </div>
    </Card>
  )
}

const PERSON_IDS = ['sourcedId', 'identifier', 'userIds'] as const
type PersonId = (typeof PERSON_IDS)[number]
const ORIGIN = /^https?:\/\/(\*\.[a-z0-9-]+\.)?[a-z0-9.-]+(:\d+)?$/

function Settings({ registration }: { readonly registration: RegistrationOf }) {
  const { id: registrationId } = registration
  const { me } = useReader()
  const seen = useSight('PUT /api/v1/lti/registrations/{registrationId}')
  const [personId, setPersonId] = useState<PersonId>(registration.personIdField)
  const [frames, setFrames] = useState(registration.frameOrigins.join('\n'))
  const [wrong, setWrong] = useState<string | null>(null)
  const saving = useChange((send, body: RegistrationChange) =>
    send('PUT /api/v1/lti/registrations/{registrationId}', { params: { registrationId }, body, seen: seen() }),
  )
  const submit = () => {
    const frameOrigins = frames.split(/\s+/).filter((line) => line !== '')
    const isGood = frameOrigins.length > 0 && frameOrigins.every((origin) => ORIGIN.test(origin))
    setWrong(isGood ? null : t('platforms.frames.wrong'))
    if (isGood) saving.mutate({ personIdField: personId, frameOrigins })
  }
  return (
    <form
      noValidate
      className="stack"
      aria-label={`${t('platforms.settings')}: ${registration.clientId}, ${me.district.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Title order={3} size="h4">
        {t('platforms.settings')}
      </Title>
      <PersonIdSelect value={personId} choose={setPersonId} />
      <Textarea
        label={t('platforms.frames')}
        rows={3}
        value={frames}
        error={wrong}
        onChange={(change) => setFrames(change.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {t('platforms.save')}
        </Button>
      </div>
      <Quietly>{saving.isSuccess ? <Note mood="good">{t('platforms.saved')}</Note> : null}</Quietly>
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
    </form>
  )
}

interface PersonIdSelectProps {
  readonly value: PersonId
  readonly choose: (value: PersonId) => void
}

function PersonIdSelect({ value, choose }: PersonIdSelectProps) {
  return (
    <NativeSelect
      label={t('platforms.person-id')}
      description={t('platforms.person-id.says')}
      value={value}
      data={PERSON_IDS.map((one) => ({ value: one, label: word('person-id', one) }))}
      onChange={(change) => choose(PERSON_IDS.find((one) => one === change.currentTarget.value) ?? 'sourcedId')}
    />
  )
}
