/** One's own second factor: set up with an app, kept with recovery codes, taken off again. */
import '../../styles/sign-in.css'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Enrolment } from '../../../http/contract/second-factor.ts'
import { ApiFailure } from '../../api-failure.ts'
import { Card } from '../../parts/card.tsx'
import { CopyLine } from '../../parts/copy-line.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { ownFactorQuery } from './queries.ts'

/** Nothing for who signs in without a password. `kept`: it was set up, and the recovery codes were kept. */
export function OwnFactor({ kept }: { readonly kept?: () => void }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const found = useQuery(ownFactorQuery(send))
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [removed, setRemoved] = useState(false)
  const reread = () => queries.invalidateQueries({ queryKey: ['sessions', 'factor'] })
  if (found.data === undefined || found.data.state === 'impossible') return null
  const confirmed = (given: readonly string[]) => {
    setCodes(given)
    setEnrolment(null)
    void reread()
  }
  return (
    <Card title={t('factor.title')} says={t('factor.says')}>
      <Quietly>{removed ? <Note mood="good">{t('factor.removed')}</Note> : null}</Quietly>
      {codes === null ? null : (
        <Codes
          codes={codes}
          kept={() => {
            setCodes(null)
            kept?.()
          }}
        />
      )}
      {found.data.state === 'on' && codes === null ? (
        <On
          codesLeft={found.data.codesLeft}
          done={() => {
            setRemoved(true)
            void reread()
          }}
        />
      ) : null}
      {found.data.state === 'off' && enrolment === null ? <Off begun={setEnrolment} /> : null}
      {enrolment === null ? null : <Confirm enrolment={enrolment} confirmed={confirmed} />}
    </Card>
  )
}

function Codes({ codes, kept }: { readonly codes: readonly string[]; readonly kept: () => void }) {
  return (
    <Note mood="warn" role="alert" title={t('factor.codes')}>
      <p>{t('factor.codes.says')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={kept}>
        {t('factor.kept')}
      </Button>
    </Note>
  )
}

function Off({ begun }: { readonly begun: (enrolment: Enrolment) => void }) {
  const { send } = useReader()
  const { bind, hasProblems, show, valueOf } = useTextFields(['password'])
  const enrolling = useMutation({
    mutationFn: (password: string) => send('POST /api/v1/session/second-factor/enrolment', { body: { password } }),
    onError: (failure) => show(failure instanceof ApiFailure ? failure.fields : {}),
    onSuccess: begun,
  })
  const submit = () => {
    const password = valueOf('password')
    const complete = show(password === '' ? { password: t('factor.password.problem') } : {})
    if (complete && !enrolling.isPending) enrolling.mutate(password)
  }
  return (
    <Form submit={submit} className="stack narrow-form">
      <p>{t('factor.off')}</p>
      <PasswordInput
        label={t('factor.password')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('sign-in.password.show') }}
        {...bind('password')}
      />
      {enrolling.error === null || hasProblems ? null : <FailureNote failure={enrolling.error} />}
      <div>
        <Button type="submit" loading={enrolling.isPending}>
          {t('factor.begin')}
        </Button>
      </div>
    </Form>
  )
}

interface ConfirmProps {
  readonly enrolment: Enrolment
  readonly confirmed: (codes: readonly string[]) => void
}

function Confirm({ enrolment, confirmed }: ConfirmProps) {
  const { send } = useReader()
  const { bind, hasProblems, show, valueOf } = useTextFields(['code'])
  const confirming = useMutation({
    mutationFn: (code: string) => send('POST /api/v1/session/second-factor/confirmation', { body: { code } }),
    onError: (failure) => show(failure instanceof ApiFailure ? failure.fields : {}),
    onSuccess: ({ recoveryCodes }) => confirmed(recoveryCodes),
  })
  const submit = () => {
    const code = valueOf('code').replaceAll(/\s/g, '')
    const complete = show(/^\d{6}$/.test(code) ? {} : { code: t('factor.code.problem') })
    if (complete && !confirming.isPending) confirming.mutate(code)
  }
  return (
    <Form submit={submit} className="stack narrow-form">
      <p>{t('factor.scan')}</p>
      <img className="qr" alt={t('factor.qr')} src={drawn(enrolment.qr)} />
      <CopyLine label={t('factor.key')} value={enrolment.secret} />
      <TextInput label={t('factor.code')} inputMode="numeric" autoComplete="one-time-code" {...bind('code')} />
      {confirming.error === null || hasProblems ? null : <FailureNote failure={confirming.error} />}
      <div>
        <Button type="submit" loading={confirming.isPending}>
          {t('factor.confirm')}
        </Button>
      </div>
    </Form>
  )
}

/** The picture, with the white margin that cameras need. */
function drawn({ size, path }: Enrolment['qr']): string {
  const view = `-4 -4 ${size + 8} ${size + 8}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" shape-rendering="crispEdges"><rect x="-4" y="-4" width="100%" height="100%" fill="#fff"/><path d="${path}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

function On({ codesLeft, done }: { readonly codesLeft: number; readonly done: () => void }) {
  const { send } = useReader()
  const { bind, hasProblems, show, valueOf } = useTextFields(['password', 'code'])
  const removing = useMutation({
    mutationFn: (body: { readonly password: string; readonly code: string }) =>
      send('POST /api/v1/session/second-factor/removal', { body }),
    onError: (failure) => show(failure instanceof ApiFailure ? failure.fields : {}),
    onSuccess: done,
  })
  const submit = () => {
    const body = { password: valueOf('password'), code: valueOf('code').trim() }
    const complete = show({
      ...(body.password === '' ? { password: t('factor.password.problem') } : {}),
      ...(body.code.length < 6 ? { code: t('factor.code.problem') } : {}),
    })
    if (complete && !removing.isPending) removing.mutate(body)
  }
  return (
    <Form submit={submit} className="stack narrow-form">
      <p>{t('factor.on', { count: codesLeft })}</p>
      <PasswordInput
        label={t('factor.password')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('sign-in.password.show') }}
        {...bind('password')}
      />
      <TextInput label={t('factor.code-or-recovery')} autoComplete="one-time-code" {...bind('code')} />
      {removing.error === null || hasProblems ? null : <FailureNote failure={removing.error} />}
      <div>
        <Button type="submit" variant="default" loading={removing.isPending}>
          {t('factor.remove')}
        </Button>
      </div>
    </Form>
  )
}
