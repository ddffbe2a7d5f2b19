/** Sign-in without an LMS: e-mail and password, and a link for a new one. */
import '../styles/sign-in.css'
import { Button, PasswordInput, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ComponentProps } from 'react'
import { ApiFailure } from '../api-failure.ts'
import { Letter } from '../frame/letters.tsx'
import { usePageHeading } from '../frame/router.tsx'
import { sso } from '../messages/sso.ts'
import { Form } from '../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../parts/notes.tsx'
import { useTextFields } from '../parts/text-fields.ts'
import { WriteTo } from '../parts/write-to.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session/context.tsx'
import type { ClosedWhy } from '../session/session.ts'
import { t } from '../translate.ts'

/** `why`: what brought the reader here: the first visit, a session that ended, or their own leaving. */
interface SignInProps {
  readonly why: ClosedWhy
  /** Why single sign-on let nobody in, as the address said it; null: it wasn't tried. */
  readonly problem: string | null
}

export function SignIn({ why, problem }: SignInProps) {
  const [forgotten, setForgotten] = useState(false)
  if (forgotten) return <Forgotten back={() => setForgotten(false)} />
  return <Enter why={why} problem={problem} forget={() => setForgotten(true)} />
}

function Enter({ why, problem, forget }: SignInProps & { readonly forget: () => void }) {
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
        {problem === null ? null : (
          <Note mood="bad" role="alert" title={t('sso.problem')}>
            <p>
              {sayProblem(problem)} <code>{t('failure.code', { code: `sso_${problem}` })}</code>
            </p>
          </Note>
        )}
        {why === 'ended' ? (
          <Note mood="warn" role="alert" title={t('sign-in.ended')}>
            <p>{t('sign-in.ended.says')}</p>
          </Note>
        ) : null}
        {why === 'unconfirmed' ? (
          <Note mood="warn" role="alert" title={t('sign-in.unconfirmed')}>
            <p>{t('sign-in.unconfirmed.says')}</p>
          </Note>
        ) : null}
        {why === 'left' ? <Note mood="calm">{t('sign-in.left')}</Note> : null}
        <Providers />
        <Credentials />
        <Button variant="subtle" onClick={forget}>
          {t('sign-in.forgotten')}
        </Button>
        <a href={paths.card()}>{t('sign-in.card')}</a>
        <Support />
      </div>
    </Letter>
  )
}

/** The words of a known code; any other is one that could not be believed. */
function sayProblem(problem: string): string {
  const key = `sso.problem.${problem}`
  return isProblem(key) ? t(key) : t('sso.problem.invalid')
}

type ProblemKey = Extract<keyof typeof sso, `sso.problem.${string}`>

function isProblem(key: string): key is ProblemKey {
  return Object.hasOwn(sso, key)
}

const OFFER = { queryKey: ['sign-in'], staleTime: Infinity } as const

/** Whom to write to, where it is known whose page this is. */
function Support() {
  const session = useSession()
  const offer = useQuery({ ...OFFER, queryFn: () => session.lookAtOffer() })
  return <WriteTo addresses={offer.data?.support ?? []} says="write-to.support" />
}

/** Single sign-on of the districts that offer it to everybody; nothing where there is none, or no answer. */
function Providers() {
  const session = useSession()
  const offer = useQuery({ ...OFFER, queryFn: () => session.lookAtOffer() })
  const providers = offer.data?.providers ?? []
  if (providers.length === 0) return null
  return (
    <div className="stack">
      {providers.map(({ label, start }) => (
        <Button key={start} component="a" href={start} variant="default" fullWidth>
          {t('sso.with', { label })}
        </Button>
      ))}
      <p className="dim or-line">{t('sso.or')}</p>
    </div>
  )
}

/** The same words whether the address has an account or not. */
function Forgotten({ back }: { readonly back: () => void }) {
  const session = useSession()
  const heading = usePageHeading(t('forgotten.title'))
  const { bind, show, valueOf } = useTextFields(['email'])
  const asking = useMutation({ mutationFn: (email: string) => session.askReset(email) })
  const submit = () => {
    const email = valueOf('email').trim()
    const complete = show(/^[^\s@]+@[^\s@]+$/.test(email) ? {} : { email: t('sign-in.email.problem') })
    if (complete && !asking.isPending) asking.mutate(email)
  }
  return (
    <Letter>
      <div className="stack">
        <div>
          <Title ref={heading} tabIndex={-1} order={1}>
            {t('forgotten.title')}
          </Title>
          <p className="dim">{t('forgotten.says')}</p>
        </div>
        <Quietly>
          {asking.isSuccess ? (
            <Note mood="good" title={t('forgotten.done')}>
              <p>{t('forgotten.done.says', { email: asking.variables })}</p>
            </Note>
          ) : null}
        </Quietly>
        {asking.isSuccess ? null : (
          <Form submit={submit}>
            <TextInput type="email" autoComplete="username" label={t('sign-in.email')} {...bind('email')} />
            {asking.error === null ? null : <FailureNote failure={asking.error} />}
            <Button type="submit" fullWidth loading={asking.isPending}>
              {t('forgotten.submit')}
            </Button>
          </Form>
        )}
        <Button variant="subtle" onClick={back}>
          {t('forgotten.back')}
        </Button>
      </div>
    </Letter>
  )
}

function Credentials() {
  const session = useSession()
  const { bind, focus, show, valueOf } = useTextFields(['email', 'password', 'code'])
  const [needsCode, setNeedsCode] = useState(false)
  const entering = useMutation({
    mutationFn: () => {
      const code = valueOf('code').trim()
      const credentials = { email: valueOf('email').trim(), password: valueOf('password') }
      return session.signIn(needsCode ? { ...credentials, secondFactor: code } : credentials)
    },
    onError: (failure) => {
      if (isAskedForCode(failure)) setNeedsCode(true)
      else focus(needsCode ? 'code' : 'password')
    },
  })
  const submit = () => {
    const complete = show({
      ...(valueOf('email').trim() === '' ? { email: t('sign-in.email.problem') } : {}),
      ...(valueOf('password') === '' ? { password: t('sign-in.password.problem') } : {}),
      ...(needsCode && valueOf('code').trim().length < 6 ? { code: t('factor.code.problem') } : {}),
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
      {needsCode ? (
        <>
          <Note mood="calm" role="alert" title={t('factor.needed')}>
            <p>{t('factor.needed.says')}</p>
          </Note>
          <CodeField {...bind('code')} />
        </>
      ) : null}
      <Refusal failure={isAskedForCode(entering.error) ? null : entering.error} />
      <Button type="submit" fullWidth loading={entering.isPending}>
        {t('sign-in.submit')}
      </Button>
    </Form>
  )
}

/** It takes the focus when it appears: the reader has just pressed Enter in the password. */
function CodeField(field: ComponentProps<typeof TextInput>) {
  const place = useRef<HTMLDivElement | null>(null)
  useEffect(() => {
    place.current?.querySelector('input')?.focus()
  }, [])
  return (
    <div ref={place}>
      <TextInput autoComplete="one-time-code" label={t('factor.code-or-recovery')} {...field} />
    </div>
  )
}

/** The password was right; the account wants a code besides. */
function isAskedForCode(failure: unknown): boolean {
  return failure instanceof ApiFailure && failure.code === 'second_factor_needed'
}

/** One sentence for wrong e-mail and wrong password alike: nobody learns here who has an account. */
function Refusal({ failure }: { readonly failure: unknown }) {
  if (failure === null) return null
  if (failure instanceof ApiFailure && failure.code === 'second_factor_wrong')
    return (
      <Note mood="bad" role="alert">
        <p>{failure.message}</p>
      </Note>
    )
  if (!(failure instanceof ApiFailure) || failure.status !== 401) return <FailureNote failure={failure} />
  return (
    <Note mood="bad" role="alert" title={t('sign-in.refused')}>
      <p>
        {t('sign-in.refused.says')} <code>{t('failure.code', { code: failure.code })}</code>
      </p>
    </Note>
  )
}
