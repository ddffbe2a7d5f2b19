/** Registering by hand: what to enter in the LMS, and what the LMS shows then. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LtiSetup, RegistrationBody } from '../../../http/contract/lti.ts'
import { Card } from '../../parts/card.tsx'
import { CopyLine } from '../../parts/copy-line.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { t, word } from '../../translate.ts'
import { addressesOf } from './known.ts'
import type { ProductChoice } from './known.ts'
import { useChange } from './queries.ts'

export function Addresses({ tool }: Pick<LtiSetup, 'tool'>) {
  return (
    <Card title={t('platforms.addresses')} says={t('platforms.addresses.says')}>
      <div className="stack">
        <CopyLine label={t('platforms.address.login')} value={tool.loginUrl} />
        <CopyLine label={t('platforms.address.launch')} value={tool.launchUrl} />
        <CopyLine label={t('platforms.address.jwks')} value={tool.jwksUrl} />
        <CopyLine label={t('platforms.address.domain')} value={tool.domain} />
        <CopyLine label={t('platforms.address.canvas')} value={tool.canvasUrl} />
      </div>
    </Card>
  )
}

const PRODUCTS: readonly ProductChoice[] = ['canvas', 'schoology', 'moodle', 'other']
const FIELDS = ['issuer', 'clientId', 'authUrl', 'tokenUrl', 'jwksUrl', 'deploymentId'] as const
const REQUIRED = ['issuer', 'clientId', 'authUrl', 'tokenUrl', 'jwksUrl'] as const

export function ByHand() {
  const { product, choose, form, fillSite, submit, adding } = useRegistering()
  return (
    <Card title={t('platforms.add')} says={t('platforms.add.says')}>
      <form
        noValidate
        className="stack"
        aria-label={t('platforms.add')}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <NativeSelect
          label={t('platforms.product')}
          value={product}
          data={PRODUCTS.map((one) => ({ value: one, label: labelOf(one) }))}
          onChange={(change) => choose(change.currentTarget.value)}
        />
        {product === 'moodle' ? (
          <TextInput
            label={t('platforms.site')}
            description={t('platforms.site.says')}
            onChange={(change) => fillSite(change.currentTarget.value)}
          />
        ) : null}
        {FIELDS.map((field) => (
          <TextInput
            key={field}
            label={word('platforms.field', field)}
            description={field === 'deploymentId' ? t('platforms.field.deploymentId.says') : undefined}
            {...form.bind(field)}
          />
        ))}
        <div className="row">
          <Button type="submit" loading={adding.isPending}>
            {t('platforms.add.submit')}
          </Button>
        </div>
        <Quietly>{adding.isSuccess ? <Note mood="good">{t('platforms.added')}</Note> : null}</Quietly>
        {adding.error === null ? null : <FailureNote failure={adding.error} />}
      </form>
    </Card>
  )
}

function useRegistering() {
  const [product, setProduct] = useState<ProductChoice>('schoology')
  const form = useTextFields(FIELDS)
  const [isFilled, setFilled] = useState(false)
  const adding = useChange((send, body: RegistrationBody) => send('POST /api/v1/lti/registrations', { body }))
  const fill = (chosen: ProductChoice, site: string) => {
    for (const [field, value] of Object.entries(addressesOf(chosen, site)))
      form.set(field as (typeof FIELDS)[number], value)
  }
  if (!isFilled) {
    setFilled(true)
    fill(product, '')
  }
  const submit = () => {
    const wrong = REQUIRED.flatMap((field) => {
      const value = form.valueOf(field).trim()
      if (value === '') return [[field, t('platforms.field.missing')] as const]
      const isAddress = field === 'clientId' || field === 'issuer' || /^https?:\/\//.test(value)
      return isAddress ? [] : [[field, t('platforms.field.address')] as const]
    })
    if (!form.show(Object.fromEntries(wrong)) || adding.isPending) return
    const [issuer, clientId, authUrl, tokenUrl, jwksUrl, deploymentId] = FIELDS.map((field) =>
      form.valueOf(field).trim(),
    )
    adding.mutate({
      issuer: issuer ?? '',
      clientId: clientId ?? '',
      authUrl: authUrl ?? '',
      tokenUrl: tokenUrl ?? '',
      jwksUrl: jwksUrl ?? '',
      product: product === 'other' ? null : product,
      deploymentId: deploymentId === undefined || deploymentId === '' ? null : deploymentId,
    })
  }
  const choose = (value: string) => {
    const chosen = PRODUCTS.find((one) => one === value) ?? 'other'
    setProduct(chosen)
    fill(chosen, '')
  }
  return { product, choose, form, fillSite: (site: string) => fill(product, site), submit, adding }
}

function labelOf(product: ProductChoice): string {
  return product === 'other' ? t('platforms.other') : word('product', product)
}
