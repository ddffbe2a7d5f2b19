/** Takes up an invitation: who it is for, a name, a password; then the app opens. */
import '../styles/sign-in.css'
import { Button, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Invitation } from '../../http/contract/session.ts'
import { ApiFailure } from '../api-failure.ts'
import type { FieldProblems } from '../api-failure.ts'
import { Letter } from '../frame/letters.tsx'
import { usePageHeading } from '../frame/router.tsx'
import { Form } from '../parts/form.tsx'
import { NewPassword, shortnessOf } from '../parts/new-password.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { useTextFields } from '../parts/text-fields.ts'
import { useSession } from '../session/context.tsx'
import { t, word } from '../translate.ts'

export function Invite({ token }: { readonly token: string }) {
  const session = useSession()
  const heading = usePageHeading(t('invite.title'))
  const found = useQuery({
    queryKey: ['invitation'],
    queryFn: () => session.lookAtInvitation(token),
    staleTime: Infinity,
    enabled: token !== '',
  })
  return (
    <Letter>
      <div className="stack">
        <Title ref={heading} tabIndex={-1} order={1}>
          {t('invite.title')}
        </Title>
        {token === '' ? <p>{t('invite.no-token')}</p> : null}
        {token !== '' && found.isPending ? <Waiting lines={4} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} /> : null}
        {found.data === undefined ? null : <Acceptance token={token} invitation={found.data} />}
      </div>
    </Letter>
  )
}

const FIELDS = ['givenName', 'familyName', 'password'] as const
type Values = Readonly<Record<(typeof FIELDS)[number], string>>

function Acceptance({ token, invitation }: { readonly token: string; readonly invitation: Invitation }) {
  const session = useSession()
  const { bind, hasProblems, show, valueOf } = useTextFields(FIELDS)
  const accepting = useMutation({
    mutationFn: (values: Values) => session.acceptInvitation({ token, ...values }),
    onError: (failure) => show(failure instanceof ApiFailure ? failure.fields : {}),
  })
  const submit = () => {
    const values = {
      givenName: valueOf('givenName').trim(),
      familyName: valueOf('familyName').trim(),
      password: valueOf('password'),
    }
    if (show(checkAcceptance(values)) && !accepting.isPending) accepting.mutate(values)
  }
  return (
    <Form submit={submit}>
      <Welcome invitation={invitation} />
      <TextInput label={t('invite.given')} autoComplete="given-name" maxLength={120} {...bind('givenName')} />
      <TextInput label={t('invite.family')} autoComplete="family-name" maxLength={120} {...bind('familyName')} />
      <NewPassword label={t('invite.password')} {...bind('password')} />
      {accepting.error === null || hasProblems ? null : <FailureNote failure={accepting.error} />}
      <Button type="submit" fullWidth loading={accepting.isPending}>
        {t('invite.submit')}
      </Button>
    </Form>
  )
}

function Welcome({ invitation }: { readonly invitation: Invitation }) {
  const role = word('role', invitation.role)
  return (
    <p>
      {invitation.districtName === null
        ? t('invite.says', { email: invitation.email, role })
        : t('invite.says-district', { email: invitation.email, role, district: invitation.districtName })}
    </p>
  )
}

function checkAcceptance(values: Values): FieldProblems {
  const shortness = shortnessOf(values.password)
  return {
    ...(values.givenName === '' ? { givenName: t('invite.given.problem') } : {}),
    ...(values.familyName === '' ? { familyName: t('invite.family.problem') } : {}),
    ...(shortness === undefined ? {} : { password: shortness }),
  }
}
