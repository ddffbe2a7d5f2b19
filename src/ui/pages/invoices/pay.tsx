/** The ways to pay an invoice: by card at the provider's, by purchase order, by bank. */
import { Button, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { InvoiceDetail } from '../../../http/contract/invoices.ts'
import { formatMoney } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { useBillingAgain } from './queries.ts'
import { payableAt } from './words.ts'

interface PayProps {
  readonly invoice: InvoiceDetail
}

export function PayCard({ invoice }: PayProps) {
  const { open, currency, card, remittance } = invoice
  return (
    <Card title={t('invoice.pay', { amount: formatMoney(open, currency) })} says={t('invoice.pay.says')}>
      <div className="stack">
        {card === null ? null : <ByCard invoice={invoice} provider={card} />}
        <ByOrder invoice={invoice} />
        {remittance === '' ? null : (
          <section>
            <Title order={3} size="h4">
              {t('invoice.bank')}
            </Title>
            <p className="invoice-remittance">{remittance}</p>
          </section>
        )}
      </div>
    </Card>
  )
}

/** A page of theirs can't stand in a frame, and a window that opens by itself is often blocked: the reader opens it. */
function ByCard({ invoice: { id, open, currency }, provider }: PayProps & { readonly provider: string }) {
  const { send } = useReader()
  const again = useBillingAgain()
  const [isBack] = useState(() => globalThis.location.hash.includes('card=done'))
  const opening = useMutation({
    mutationFn: () => send('POST /api/v1/invoices/{invoiceId}/checkout', { params: { invoiceId: id } }),
    onError: again,
  })
  const opened = payableAt(opening.data, { open, currency })
  return (
    <section>
      <Title order={3} size="h4">
        {t('invoice.card')}
      </Title>
      {isBack ? (
        <Note mood="good">
          <p>{t('invoice.card.done', { provider })}</p>
          <Button variant="default" size="xs" onClick={() => void again()}>
            {t('invoice.card.again')}
          </Button>
        </Note>
      ) : null}
      <p>{t('invoice.card.says', { provider })}</p>
      {opening.error === null ? null : <FailureNote failure={opening.error} />}
      {opened === undefined ? (
        <Button loading={opening.isPending} onClick={() => opening.mutate()}>
          {t('invoice.card.open')}
        </Button>
      ) : (
        <p className="row">
          <Button component="a" href={opened.url} target="_blank" rel="noopener noreferrer">
            {t('invoice.card.go', { provider, amount: formatMoney(open, currency) })}
          </Button>
          <Button variant="default" onClick={() => void again()}>
            {t('invoice.card.again')}
          </Button>
        </p>
      )}
    </section>
  )
}

function ByOrder({ invoice: { id, orderNumber } }: PayProps) {
  const { send } = useReader()
  const again = useBillingAgain()
  const [typed, setTyped] = useState('')
  const [isMissing, setMissing] = useState(false)
  const giving = useMutation({
    mutationFn: (number: string) =>
      send('POST /api/v1/invoices/{invoiceId}/purchase-order', {
        params: { invoiceId: id },
        body: { orderNumber: number },
      }),
    onSuccess: () => setTyped(''),
    onSettled: again,
  })
  const submit = () => {
    setMissing(typed.trim() === '')
    if (typed.trim() !== '') giving.mutate(typed.trim())
  }
  return (
    <section>
      <Title order={3} size="h4">
        {t('invoice.order')}
      </Title>
      <p>{t('invoice.order.says')}</p>
      {orderNumber === null ? null : (
        <p className="line-main">{t('invoice.order.received', { number: orderNumber })}</p>
      )}
      <Quietly>
        {giving.isSuccess ? <Note mood="good">{t('invoice.order.given', { number: giving.variables })}</Note> : null}
      </Quietly>
      {giving.error === null ? null : <FailureNote failure={giving.error} />}
      <Form submit={submit} className="invoice-order">
        <TextInput
          label={t('invoice.order.number')}
          value={typed}
          maxLength={60}
          error={isMissing ? t('invoice.order.needed') : undefined}
          onChange={(change) => setTyped(change.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={giving.isPending}>
          {t(orderNumber === null ? 'invoice.order.give' : 'invoice.order.change')}
        </Button>
      </Form>
    </section>
  )
}
