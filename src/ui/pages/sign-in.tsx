/** Sign-in without an LMS: e-mail and password. */
import '../styles/sign-in.css'
import { Button, PasswordInput, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ApiFailure } from '../api-failure.ts'
import { Letter } from '../frame/letters.tsx'
import { usePageHeading } from '../frame/router.tsx'
import { Form } from '../parts/form.tsx'
import { FailureNote, Note } from '../parts/notes.tsx'
import { useTextFields } from '../parts/text-fields.ts'
import { useSession } from '../session/context.tsx'
import { t } from '../translate.ts'

/** `why`: what brought the reader here: the first visit, a session that ended, or their own leaving. */
export function SignIn({ why }: { readonly why: 'new' | 'ended' | 'left' }) {
  const heading = usePageHeading(t('sign-in.title'))
  return (
    <Letter>
      <div className="stack">
        <div>
          <Title ref={heading} tabIndex={-1} order={1}>
            {t('sign-in.title')}
          </Title>
          <p className="dim">{t('sign-in.says')}</p>
        </div>
        {why === 'ended' ? (
          <Note mood="warn" role="alert" title={t('sign-in.ended')}>
            <p>{t('sign-in.ended.says')}</p>
          </Note>
        ) : null}
        {why === 'left' ? <Note mood="calm">{t('sign-in.left')}</Note> : null}
        <Credentials />
        <p className="quiet-line">{t('sign-in.help')}</p>
      </div>
    </Letter>
  )
}

function Credentials() {
  const session = useSession()
  const { bind, focus, show, valueOf } = useTextFields(['email', 'password'])
  const entering = useMutation({
    mutationFn: () => session.signIn({ email: valueOf('email').trim(), password: valueOf('password') }),
    onError: () => focus('password'),
  })
  const submit = () => {
    const complete = show({
      ...(valueOf('email').trim() === '' ? { email: t('sign-in.email.problem') } : {}),
      ...(valueOf('password') === '' ? { password: t('sign-in.password.problem') } : {}),
    })
    if (complete && !entering.isPending) entering.mutate()
  }
  return (
    <Form submit={submit}>
      <TextInput type="email" autoComplete="username" label={t('sign-in.email')} {...bind('email')} />
      <PasswordInput
        autoComplete="current-password"
        label={t('sign-in.password')}
        visibilityToggleButtonProps={{ 'aria-label': t('sign-in.password.show') }}
        {...bind('password')}
      />
      <Refusal failure={entering.error} />
      <Button type="submit" fullWidth loading={entering.isPending}>
        {t('sign-in.submit')}
      </Button>
    </Form>
  )
}

/** One sentence for wrong e-mail and wrong password alike: nobody learns here who has an account. */
function Refusal({ failure }: { readonly failure: unknown }) {
  if (failure === null) return null
  if (!(failure instanceof ApiFailure) || failure.status !== 401) return <FailureNote failure={failure} />
  return (
    <Note mood="bad" role="alert" title={t('sign-in.refused')}>
      <p>
        {t('sign-in.refused.says')} <code>{t('failure.code', { code: failure.code })}</code>
      </p>
    </Note>
  )
}
