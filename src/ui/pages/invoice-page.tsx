/** One invoice or credit note: its lines, how to pay it, what happened to it, and the PDF. */
import '../styles/invoices.css'
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { InvoiceDetail } from '../../http/contract/invoices.ts'
import { saveFile } from '../csv.ts'
import { formatDay, formatInstant, formatMoney } from '../formats.ts'
import { Card } from '../parts/card.tsx'
import { downloadIcon } from '../parts/icons.tsx'
import { FailureNote, Note, Pill, Waiting } from '../parts/notes.tsx'
import { PageFailure } from '../parts/page-failure.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { InvoiceLines } from './invoices/lines.tsx'
import { PayCard } from './invoices/pay.tsx'
import { invoiceQuery } from './invoices/queries.ts'
import { stateMood, stateWord, wayWord } from './invoices/words.ts'

export function InvoicePage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(invoiceQuery(send, id))
  if (found.isLoadingError)
    return <PageFailure title={t('invoices.title')} failure={found.error} retry={() => void found.refetch()} />
  if (found.data === undefined)
    return (
      <>
        <PageHead title={t('invoices.title')} />
        <Waiting lines={8} />
      </>
    )
  const invoice = found.data
  return (
    <>
      <PageHead
        title={t(invoice.credits === null ? 'invoice.title' : 'invoice.title.note', { name: invoice.name })}
        actions={
          <>
            <Pill mood={stateMood(invoice.state)}>{stateWord(invoice.state)}</Pill>
            <SavePdf invoice={invoice} />
            <a href={paths.invoices()}>{t('invoice.back')}</a>
          </>
        }
      />
      {invoice.credit === 0 ? null : (
        <Note mood="warn" title={`${t('invoice.credit')}: ${formatMoney(invoice.credit, invoice.currency)}`}>
          <p>{t('invoice.credit.says')}</p>
        </Note>
      )}
      {invoice.open === 0 || invoice.credits !== null ? null : <PayCard invoice={invoice} />}
      <About invoice={invoice} />
      <History invoice={invoice} />
    </>
  )
}

function About({ invoice }: { readonly invoice: InvoiceDetail }) {
  const { credits, reason, sellerNumber, issuedOn, dueOn, orderNumber } = invoice
  const issued = formatDay(issuedOn)
  return (
    <Card
      title={t('invoice.details')}
      says={credits === null ? t('invoice.days', { issued, due: formatDay(dueOn) }) : t('invoice.day', { issued })}
    >
      <div className="stack">
        {credits === null ? null : (
          <p>
            {t('invoice.takes-back')} <a href={paths.invoice(credits.id)}>{credits.name}</a>.
          </p>
        )}
        {reason === null ? null : <p>{t('invoice.why', { reason })}</p>}
        {sellerNumber === null ? null : <p>{t('invoice.seller-number', { number: sellerNumber })}</p>}
        {orderNumber === null ? null : <p>{t('invoice.order.received', { number: orderNumber })}</p>}
        <dl className="invoice-parties">
          <div>
            <dt>{t('invoice.from')}</dt>
            <dd>{invoice.seller}</dd>
          </div>
          <div>
            <dt>{t('invoice.to')}</dt>
            <dd>{invoice.billTo}</dd>
          </div>
        </dl>
        <InvoiceLines invoice={invoice} />
      </div>
    </Card>
  )
}

function SavePdf({ invoice: { id, name } }: { readonly invoice: InvoiceDetail }) {
  const { send } = useReader()
  const getting = useMutation({
    mutationFn: () => send('GET /api/v1/invoices/{invoiceId}/pdf', { params: { invoiceId: id } }),
    onSuccess: (file) => saveFile(`${name}.pdf`, file),
  })
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={downloadIcon}
        loading={getting.isPending}
        onClick={() => getting.mutate()}
      >
        {t('invoice.pdf')}
      </Button>
      {getting.error === null ? null : <FailureNote failure={getting.error} />}
    </>
  )
}

type Step = InvoiceDetail['history'][number]

function History({ invoice: { history, currency } }: { readonly invoice: InvoiceDetail }) {
  const { me } = useReader()
  const when = (at: string) => (at.includes('T') ? formatInstant(at, me.district.timezone) : formatDay(at))
  return (
    <Card title={t('invoice.history')}>
      <ul className="plain-list lines">
        {history.map((step) => (
          <li key={`${step.what} ${step.at} ${step.reference ?? ''}`}>
            <span className="line-main">{said(step, currency)}</span>
            <span className="dim">{when(step.at)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function said({ what, amount, way, reference, by }: Step, currency: string): string {
  const words = {
    amount: amount === null ? '' : formatMoney(amount, currency),
    way: way === null ? '' : wayWord(way),
    reference: reference ?? '',
  }
  if (what === 'order' && by !== null) return t('invoice.history.order.by', { reference: words.reference, by })
  return t(`invoice.history.${what}`, words)
}
