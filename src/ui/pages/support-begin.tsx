/** Takes up the one-time link of a support access. */
import '../styles/sign-in.css'
import { Button, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Letter } from '../frame/letters.tsx'
import { usePageHeading } from '../frame/router.tsx'
import { FailureNote } from '../parts/notes.tsx'
import { useSession } from '../session/context.tsx'
import { t } from '../translate.ts'

export function SupportBegin({ token }: { readonly token: string }) {
  const session = useSession()
  const heading = usePageHeading(t('support.begin.title'))
  const beginning = useMutation({ mutationFn: () => session.beginSupport(token) })
  return (
    <Letter>
      <div className="stack">
        <Title ref={heading} tabIndex={-1} order={1}>
          {t('support.begin.title')}
        </Title>
        <p>{t(token === '' ? 'support.begin.no-token' : 'support.begin.says')}</p>
        {beginning.error === null ? null : <FailureNote failure={beginning.error} />}
        {token === '' ? null : (
          <Button fullWidth loading={beginning.isPending} onClick={() => beginning.mutate()}>
            {t('support.begin.submit')}
          </Button>
        )}
      </div>
    </Letter>
  )
}
