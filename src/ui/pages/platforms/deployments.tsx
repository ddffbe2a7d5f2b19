/** The deployments of a registration: those that wait are bound, others are switched, each with what its check found. */
import { Button, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import type { Finding, LtiSetup } from '../../../http/contract/lti.ts'
import { formatInstant } from '../../formats.ts'
import { FailureNote, Note, Pill } from '../../parts/notes.tsx'
import type { Mood } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { useChange } from './queries.ts'

type RegistrationOf = LtiSetup['registrations'][number]
type Deployment = RegistrationOf['deployments'][number]

const MOODS: Readonly<Record<Deployment['status'], Mood>> = { pending: 'warn', active: 'good', inactive: 'calm' }
const FINDING_MOODS: Readonly<Record<Finding['state'], Mood>> = { ok: 'good', warning: 'warn', wrong: 'bad' }

export function Deployments({ registration }: { readonly registration: RegistrationOf }) {
  const { me } = useReader()
  const mayBind = me.may.includes('bind:lti_deployment')
  return (
    <section className="stack" aria-label={`${t('platforms.deployments')}: ${registration.clientId}`}>
      <Title order={3} size="h4">
        {t('platforms.deployments')}
      </Title>
      {registration.deployments.length === 0 ? <p className="quiet-line">{t('platforms.no-deployment')}</p> : null}
      <ul className="plain-list fields">
        {registration.deployments.map((deployment) => (
          <li key={deployment.id} className="deployment">
            <div className="row">
              <span className="deployment-name">{deployment.deploymentId}</span>
              <Pill mood={MOODS[deployment.status]}>{word('deployment', deployment.status)}</Pill>
            </div>
            {deployment.status === 'active' && !deployment.isConfirmed ? (
              <Unconfirmed deployment={deployment} jwksUrl={registration.jwksUrl} />
            ) : null}
            {mayBind ? <Switch deployment={deployment} jwksUrl={registration.jwksUrl} /> : null}
            {deployment.status === 'pending' ? null : <Checked deployment={deployment} />}
          </li>
        ))}
      </ul>
      {mayBind && !registration.isShared ? <NameDeployment registrationId={registration.id} /> : null}
    </section>
  )
}

interface DeploymentProps {
  readonly deployment: Deployment
  /** Where the keys lie that prove what the platform says. */
  readonly jwksUrl: string
}

const hostOf = (address: string) => URL.parse(address)?.host ?? address

function Switch({ deployment, jwksUrl }: DeploymentProps) {
  const { status } = deployment
  if (status === 'pending') return <Waits deployment={deployment} jwksUrl={jwksUrl} />
  return <OnOff deployment={deployment} isOn={status === 'active'} />
}

function Waits({ deployment, jwksUrl }: DeploymentProps) {
  const { id: deploymentId, deploymentId: name } = deployment
  const { me } = useReader()
  const binding = useChange<null>((send) =>
    send('POST /api/v1/lti/deployments/{deploymentId}/binding', { params: { deploymentId } }),
  )
  const district = me.district.name
  return (
    <>
      <p className="quiet-line">{t('platforms.bind.says', { host: hostOf(jwksUrl) })}</p>
      <div className="row">
        <Button
          size="xs"
          loading={binding.isPending}
          aria-label={t('platforms.bind-this', { deployment: name, district })}
          onClick={() => binding.mutate(null)}
        >
          {t('platforms.bind', { district })}
        </Button>
      </div>
      {binding.error === null ? null : <FailureNote failure={binding.error} />}
    </>
  )
}

/** Who connected it may not speak for everybody: an administrator of the district looks at it, and confirms it when sure. */
function Unconfirmed({ deployment, jwksUrl }: DeploymentProps) {
  const { id: deploymentId, deploymentId: name } = deployment
  const { me } = useReader()
  const [isAsking, setAsking] = useState(false)
  const confirming = useChange<null>((send) =>
    send('POST /api/v1/lti/deployments/{deploymentId}/confirmation', { params: { deploymentId } }),
  )
  const host = hostOf(jwksUrl)
  if (!me.may.includes('confirm:lti_deployment')) return <Note mood="warn">{t('platforms.unconfirmed')}</Note>
  return (
    <Note mood="warn">
      <div className="stack">
        <p>{isAsking ? t('platforms.confirm.sure', { host }) : t('platforms.unconfirmed')}</p>
        <div className="row">
          {isAsking ? (
            <>
              <Button size="xs" loading={confirming.isPending} onClick={() => confirming.mutate(null)}>
                {t('platforms.confirm.yes')}
              </Button>
              <Button size="xs" variant="default" onClick={() => setAsking(false)}>
                {t('cancel')}
              </Button>
            </>
          ) : (
            <Button
              size="xs"
              aria-label={t('platforms.confirm-this', { deployment: name })}
              onClick={() => setAsking(true)}
            >
              {t('platforms.confirm')}
            </Button>
          )}
        </div>
        {confirming.error === null ? null : <FailureNote failure={confirming.error} />}
      </div>
    </Note>
  )
}

function OnOff({ deployment, isOn }: { readonly deployment: Deployment; readonly isOn: boolean }) {
  const { id: deploymentId, deploymentId: name } = deployment
  const [isAsking, setAsking] = useState(false)
  const switching = useChange((send, wanted: boolean) =>
    send('PUT /api/v1/lti/deployments/{deploymentId}/state', { params: { deploymentId }, body: { isOn: wanted } }),
  )
  const label = isOn
    ? t('platforms.switch-off-this', { deployment: name })
    : t('platforms.switch-on-this', { deployment: name })
  return (
    <>
      <div className="row">
        {isOn && isAsking ? (
          <SureOff
            isBusy={switching.isPending}
            yes={() => switching.mutate(false, { onSuccess: () => setAsking(false) })}
            no={() => setAsking(false)}
          />
        ) : (
          <Button
            size="xs"
            variant="default"
            loading={switching.isPending}
            aria-label={label}
            onClick={() => (isOn ? setAsking(true) : switching.mutate(true))}
          >
            {t(isOn ? 'platforms.switch-off' : 'platforms.switch-on')}
          </Button>
        )}
      </div>
      {switching.error === null ? null : <FailureNote failure={switching.error} />}
    </>
  )
}

interface SureOffProps {
  readonly isBusy: boolean
  readonly yes: () => void
  readonly no: () => void
}

function SureOff({ isBusy, yes, no }: SureOffProps) {
  return (
    <>
      <span>{t('platforms.switch-off.sure')}</span>
      <Button size="xs" color="red" loading={isBusy} onClick={yes}>
        {t('platforms.switch-off.yes')}
      </Button>
      <Button size="xs" variant="default" onClick={no}>
        {t('cancel')}
      </Button>
    </>
  )
}

function Checked({ deployment }: { readonly deployment: Deployment }) {
  const { me } = useReader()
  const { checked, deploymentId } = deployment
  if (checked === null) return <p className="quiet-line">{t('platforms.unchecked')}</p>
  return (
    <>
      <p className="quiet-line">{t('platforms.checked', { at: formatInstant(checked.at, me.district.timezone) })}</p>
      <ul className="plain-list findings-list" aria-label={`${t('platforms.checked', { at: '' })}: ${deploymentId}`}>
        {checked.findings.map((finding) => (
          <li key={finding.code}>
            <Pill mood={FINDING_MOODS[finding.state]}>{word('finding', finding.state)}</Pill>
            <div>
              <p>{finding.says}</p>
              {finding.remedy === null ? null : <p className="quiet-line">{finding.remedy}</p>}
            </div>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('platforms.ticket')}</summary>
        <p className="quiet-line">{t('platforms.ticket.says')}</p>
        <pre className="ticket">{checked.ticket}</pre>
      </details>
    </>
  )
}

function NameDeployment({ registrationId }: { readonly registrationId: string }) {
  const form = useTextFields(['deploymentId'])
  const naming = useChange((send, deploymentId: string) =>
    send('POST /api/v1/lti/registrations/{registrationId}/deployments', {
      params: { registrationId },
      body: { deploymentId },
    }),
  )
  const submit = () => {
    const typed = form.valueOf('deploymentId').trim()
    if (!form.show(typed === '' ? { deploymentId: t('platforms.field.missing') } : {}) || naming.isPending) return
    naming.mutate(typed, { onSuccess: () => form.set('deploymentId', '') })
  }
  return (
    <form
      noValidate
      className="name-line"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextInput label={t('platforms.name')} {...form.bind('deploymentId')} />
      <Button type="submit" variant="default" loading={naming.isPending}>
        {t('platforms.name.submit')}
      </Button>
      {naming.error === null ? null : <FailureNote failure={naming.error} />}
    </form>
  )
}
