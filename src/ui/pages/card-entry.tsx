/** A student starts with the code of their start card, typed or brought by the square on it. */
import '../styles/take-part.css'
import { Button, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ApiFailure } from '../api-failure.ts'
import { Letter } from '../frame/letters.tsx'
import { usePageHeading } from '../frame/router.tsx'
import { Form } from '../parts/form.tsx'
import { FailureNote } from '../parts/notes.tsx'
import { useTextFields } from '../parts/text-fields.ts'
import { useSession } from '../session/context.tsx'
import { t } from '../translate.ts'

/** `code`: what the address has said already; empty: nothing. Nothing is sent before the student presses the button. */
export function CardEntry({ code }: { readonly code: string }) {
  const session = useSession()
  const heading = usePageHeading(t('card-entry.title'))
  const form = useTextFields(['code'], { code: shown(code) })
  const entering = useMutation({
    mutationFn: (typed: string) => session.beginByCard(typed),
    onError: (failure) => form.show(failure instanceof ApiFailure ? failure.fields : {}),
  })
  const submit = () => {
    const typed = form.valueOf('code').trim()
    const isWhole = form.show(typed.replaceAll(/[\s–-]/gu, '').length === 14 ? {} : { code: t('card-entry.problem') })
    if (isWhole && !entering.isPending) entering.mutate(typed)
  }
  return (
    <Letter>
      <div className="stack">
        <Title ref={heading} tabIndex={-1} order={1}>
          {t('card-entry.title')}
        </Title>
        <p>{t('card-entry.says')}</p>
        <Form submit={submit} aria-label={t('card-entry.title')}>
          <TextInput
            className="code-input"
            label={t('card-entry.code')}
            description={t('card-entry.example')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            {...form.bind('code')}
          />
          {entering.error === null || form.hasProblems ? null : <FailureNote failure={entering.error} />}
          <Button type="submit" size="md" loading={entering.isPending}>
            {t('card-entry.go')}
          </Button>
        </Form>
        <p className="quiet-line">{t('card-entry.shared')}</p>
        <a href="/">{t('card-entry.other')}</a>
      </div>
    </Letter>
  )
}

/** With its hyphens, as it is printed. */
function shown(code: string): string {
  const signs = code.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()
  return signs.length === 14 ? `${signs.slice(0, 6)}-${signs.slice(6, 10)}-${signs.slice(10)}` : code.slice(0, 40)
}
