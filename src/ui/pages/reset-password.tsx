/** Sets a new password by a mailed link; then the reader signs in with it. */
import '../styles/sign-in.css'
import { Button, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ApiFailure } from '../api-failure.ts'
import { Letter } from '../frame/letters.tsx'
import { usePageHeading } from '../frame/router.tsx'
import { Form } from '../parts/form.tsx'
import { NewPassword, shortnessOf } from '../parts/new-password.tsx'
import { FailureNote, Note } from '../parts/notes.tsx'
import { useTextFields } from '../parts/text-fields.ts'
import { useSession } from '../session/context.tsx'
import { t } from '../translate.ts'

export function ResetPassword({ token }: { readonly token: string }) {
  const session = useSession()
  const heading = usePageHeading(t('reset.title'))
  const { bind, hasProblems, show, valueOf } = useTextFields(['password'])
  const setting = useMutation({
    mutationFn: (password: string) => session.setByLink({ token, password }),
    onError: (failure) => show(failure instanceof ApiFailure ? failure.fields : {}),
  })
  const submit = () => {
    const password = valueOf('password')
    const problem = shortnessOf(password)
    if (show(problem === undefined ? {} : { password: problem }) && !setting.isPending) setting.mutate(password)
  }
  return (
    <Letter>
      <div className="stack">
        <Title ref={heading} tabIndex={-1} order={1}>
          {t('reset.title')}
        </Title>
        {token === '' ? <p>{t('reset.no-token')}</p> : null}
        {setting.isSuccess ? (
          <>
            <Note mood="good" role="alert" title={t('reset.done')}>
              <p>{t('reset.done.says')}</p>
            </Note>
            <Button fullWidth onClick={() => void session.start()}>
              {t('sign-in.title')}
            </Button>
          </>
        ) : null}
        {token === '' || setting.isSuccess ? null : (
          <Form submit={submit}>
            <p className="dim">{t('reset.says')}</p>
            <NewPassword label={t('password.new')} {...bind('password')} />
            {setting.error === null || hasProblems ? null : <FailureNote failure={setting.error} />}
            <Button type="submit" fullWidth loading={setting.isPending}>
              {t('reset.submit')}
            </Button>
          </Form>
        )}
      </div>
    </Letter>
  )
}
