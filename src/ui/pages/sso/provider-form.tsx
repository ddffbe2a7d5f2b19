/** The provider of the district's single sign-on, as it is set and may be changed. */
import '../../styles/sign-in.css'
import { Button, Checkbox, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SingleSignOn, SingleSignOnBody } from '../../../http/contract/single-sign-on.ts'
import { ApiFailure } from '../../api-failure.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

type Provider = NonNullable<SingleSignOn['provider']>
type RosterField = Provider['field']

interface ProviderFormProps {
  readonly set: Provider | null
  readonly done: (said: string) => void
}

const FIELDS = ['label', 'issuer', 'clientId', 'clientSecret', 'claim', 'requiredClaim', 'requiredValue'] as const
const NEEDED = ['label', 'issuer', 'clientId', 'claim'] as const
const ROSTER_FIELDS: readonly RosterField[] = ['email', 'sourcedId', 'identifier', 'userIds']

export function ProviderForm({ set, done }: ProviderFormProps) {
  const { form, choices, choose, saving, submit } = useProvider({ set, done })
  const says = set === null ? t('sso.field.clientSecret.says') : t('sso.field.clientSecret.kept')
  return (
    <Form submit={submit} aria-label={t('sso.provider')}>
      <TextInput
        label={t('sso.field.label')}
        description={t('sso.field.label.says')}
        maxLength={60}
        {...form.bind('label')}
      />
      <TextInput label={t('sso.field.issuer')} description={t('sso.field.issuer.says')} {...form.bind('issuer')} />
      <TextInput label={t('sso.field.clientId')} autoComplete="off" {...form.bind('clientId')} />
      <PasswordInput
        label={t('sso.field.clientSecret')}
        description={says}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('sign-in.password.show') }}
        {...form.bind('clientSecret')}
      />
      <NativeSelect
        label={t('sso.roster')}
        value={choices.field}
        data={ROSTER_FIELDS.map((field) => ({ value: field, label: t(`sso.roster.${field}`) }))}
        onChange={(change) => {
          const { value } = change.currentTarget
          choose({ field: ROSTER_FIELDS.find((field) => field === value) ?? 'email' })
        }}
      />
      <TextInput label={t('sso.field.claim')} description={t('sso.field.claim.says')} {...form.bind('claim')} />
      <TextInput
        label={t('sso.field.requiredClaim')}
        description={t('sso.field.requiredClaim.says')}
        {...form.bind('requiredClaim')}
      />
      <TextInput label={t('sso.field.requiredValue')} {...form.bind('requiredValue')} />
      <Switches choices={choices} choose={choose} />
      {saving.error === null || form.hasProblems ? null : <FailureNote failure={saving.error} />}
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {t('sso.save')}
        </Button>
      </div>
    </Form>
  )
}

type Choices = Pick<Provider, 'field' | 'isOn' | 'isListed'>

interface SwitchesProps {
  readonly choices: Choices
  readonly choose: (change: Partial<Choices>) => void
}

function Switches({ choices, choose }: SwitchesProps) {
  return (
    <>
      <Checkbox
        label={t('sso.on')}
        checked={choices.isOn}
        onChange={(change) => choose({ isOn: change.currentTarget.checked })}
      />
      <Checkbox
        label={t('sso.listed')}
        checked={choices.isListed}
        onChange={(change) => choose({ isListed: change.currentTarget.checked })}
      />
    </>
  )
}

function useProvider({ set, done }: ProviderFormProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const form = useTextFields(FIELDS, startOf(set))
  const [choices, setChoices] = useState<Choices>({
    field: set?.field ?? 'email',
    isOn: set?.isOn ?? true,
    isListed: set?.isListed ?? false,
  })
  const saving = useMutation({
    mutationFn: (body: SingleSignOnBody) => send('PUT /api/v1/settings/single-sign-on', { body }),
    onError: (failure) => form.show(failure instanceof ApiFailure ? shownAt(failure.fields) : {}),
    onSuccess: (answer, { isOn }) => {
      done(t(isOn ? 'sso.saved' : 'sso.saved.off'))
      queries.setQueryData(['sso'], answer)
    },
  })
  const submit = () => {
    const missing = NEEDED.filter((field) => form.valueOf(field).trim() === '').map((field): [string, string] => [
      field,
      t('sso.missing'),
    ])
    const [claimed, demanded] = [form.valueOf('requiredClaim').trim(), form.valueOf('requiredValue').trim()]
    if (claimed === '' && demanded !== '') missing.push(['requiredClaim', t('sso.missing')])
    if (claimed !== '' && demanded === '') missing.push(['requiredValue', t('sso.missing')])
    if (!form.show(Object.fromEntries(missing)) || saving.isPending) return
    const [label = '', issuer = '', clientId = '', clientSecret = '', claim = '', required = '', value = ''] =
      FIELDS.map((field) => form.valueOf(field).trim())
    saving.mutate({
      ...choices,
      label,
      issuer,
      clientId,
      claim,
      clientSecret: clientSecret === '' ? null : clientSecret,
      required: required === '' && value === '' ? null : { claim: required, value },
      version: set?.version ?? null,
    })
  }
  const choose = (change: Partial<Choices>) => setChoices((before) => ({ ...before, ...change }))
  return { form, choices, choose, saving, submit }
}

function startOf(set: Provider | null) {
  if (set === null) return { claim: 'email' }
  const { label, issuer, clientId, claim, required } = set
  return { label, issuer, clientId, claim, requiredClaim: required?.claim ?? '', requiredValue: required?.value ?? '' }
}

/** What is wrong with the demanded claim stands at its name. */
function shownAt(fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { required, ...others } = fields
  return required === undefined ? others : { ...others, requiredClaim: required }
}
