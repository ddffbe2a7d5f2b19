/**
 * Stripe Checkout (docs.stripe.com/api/checkout/sessions, docs.stripe.com/webhooks#verify-manually): a session is made here,
 * the card is typed in at Stripe, and a signed event says that it was paid.
 */

import { createHmac, timingSafeEqual } from 'node:crypto'
import { Failure } from '../roster/failure.ts'
import { FetchRefusal } from './guarded-request.ts'
import type { GuardedFetch } from './guarded-fetch.ts'

export interface StripeOptions {
  readonly fetch: GuardedFetch
  /** Origin, without a slash at its end. */
  readonly apiUrl: string
  readonly secretKey: string
  readonly webhookSecret: string
}

const TOLERANCE_S = 300

/** Amounts in the smallest unit of the currency. */
interface WantedSession {
  readonly districtId: string
  readonly invoiceId: string
  /** What the payer reads. */
  readonly title: string
  readonly amount: number
  /** ISO 4217, in capitals. */
  readonly currency: string
  readonly expiresAt: Date
  readonly returnUrl: string
  /** Asked twice with the same, Stripe makes one session. */
  readonly key: string
}

/** What an event says, as far as we go by it. */
interface StripeEvent {
  /** By what was given along with the session; null: not of ours. */
  readonly districtId: string | null
  readonly told: Told
}
interface Told {
  readonly event: string
  readonly type: string
  readonly madeAt: Date | null
  readonly says: 'paid' | 'refunded' | null
  readonly checkout: string | null
  readonly payment: string | null
  readonly amount: number
  readonly currency: string
}

/** Stripe, or what answers as it does. */
export function createStripeCheckout(options: StripeOptions) {
  return {
    name: 'Stripe',
    decimalsOf,
    open: (wanted: WantedSession) => openSession(options, wanted),
    close: (reference: string) => closeSession(options, `/v1/checkout/sessions/${encodeURIComponent(reference)}`),
    read: (sent: SignedBody) => (isSigned(sent, options.webhookSecret) ? readEvent(sent.body) : null),
  }
}

// docs.stripe.com/currencies: of these it counts whole ones; the others it counts in hundredths, those of thousandths in tens.
const WHOLE = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ')
const IN_TENS = 'BHD JOD KWD OMR TND'.split(' ')

function decimalsOf(currency: string): number | null {
  if (IN_TENS.includes(currency)) return null
  return WHOLE.includes(currency) ? 0 : 2
}

async function openSession(options: StripeOptions, wanted: WantedSession) {
  const { districtId, invoiceId, returnUrl, key } = wanted
  const given = await ask(options, {
    path: '/v1/checkout/sessions',
    key,
    form: [
      ['mode', 'payment'],
      ['payment_method_types[0]', 'card'],
      ['client_reference_id', `${districtId}/${invoiceId}`],
      ['success_url', `${returnUrl}?card=done`],
      ['cancel_url', `${returnUrl}?card=left`],
      ['line_items[0][quantity]', '1'],
      ['line_items[0][price_data][currency]', wanted.currency.toLowerCase()],
      ['line_items[0][price_data][unit_amount]', String(wanted.amount)],
      ['line_items[0][price_data][product_data][name]', wanted.title],
      ['expires_at', String(Math.floor(wanted.expiresAt.getTime() / 1000))],
      ['metadata[district]', districtId],
      ['metadata[invoice]', invoiceId],
      // What is told of a refund has these.
      ['payment_intent_data[metadata][district]', districtId],
      ['payment_intent_data[metadata][invoice]', invoiceId],
    ],
  })
  const answer = readAnswer(given)
  const [reference, url, expires] = [answer['id'], answer['url'], answer['expires_at']]
  if (typeof reference !== 'string' || typeof url !== 'string' || typeof expires !== 'number' || !isWeb(url))
    throw refuse('answered with no page to pay on')
  return { reference, url, expiresAt: new Date(expires * 1000) }
}

/** Stripe answers 400 to closing what isn't open: then its state says whether it was closed before, or paid. */
async function closeSession(options: StripeOptions, path: string): Promise<'closed' | 'paid'> {
  const { status } = await ask(options, { path: `${path}/expire`, form: [] })
  if (status === 200) return 'closed'
  if (status !== 400) throw refuse(`answered ${status}`)
  const state = readAnswer(await ask(options, { path }))['status']
  if (state === 'expired') return 'closed'
  if (state === 'complete') return 'paid'
  throw refuse('doesn’t close a page that it made')
}

function isWeb(url: string): boolean {
  return /^https?:$/.test(URL.parse(url)?.protocol ?? '')
}

/** Without a form it only reads. @throws Failure PAYMENT_PROVIDER where there is no answer */
async function ask(
  { fetch, apiUrl, secretKey }: StripeOptions,
  {
    path,
    form,
    key,
  }: { readonly path: string; readonly form?: readonly (readonly [string, string])[]; readonly key?: string },
): Promise<Answered> {
  const headers = {
    authorization: `Bearer ${secretKey}`,
    ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  }
  const body = new URLSearchParams(form?.map(([name, value]) => [name, value])).toString()
  const sent = form === undefined ? { headers } : { method: 'POST' as const, headers, body }
  return fetch(`${apiUrl}${path}`, sent).catch((cause: unknown) => {
    if (cause instanceof FetchRefusal) throw refuse(`can’t be reached (${cause.code})`, cause)
    throw cause
  })
}

interface Answered {
  readonly status: number
  readonly body: Buffer
}

function readAnswer({ status, body }: Answered): Readonly<Record<string, unknown>> {
  if (status !== 200) throw refuse(`answered ${status}`)
  const read = objectIn(body)
  if (read === null) throw refuse('answered with what can’t be read')
  return read
}

function refuse(what: string, cause?: unknown): Failure {
  return new Failure('PAYMENT_PROVIDER', 'retry', `The payment provider ${what}. Nothing was paid.`, { cause })
}

interface SignedBody {
  readonly body: Buffer
  /** The header `Stripe-Signature`. */
  readonly signature: string | null
  readonly now: Date
}

/** `t=…,v1=…`: one of the signatures is of this time and body, and the time is now. */
function isSigned({ body, signature, now }: SignedBody, secret: string): boolean {
  const parts = (signature ?? '').split(',').map((part) => part.split('=', 2))
  const time = parts.find(([name]) => name === 't')?.[1] ?? ''
  if (!/^\d{1,12}$/.test(time) || Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE_S) return false
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest()
  return parts.some(([name, value = '']) => {
    const given = Buffer.from(/^[0-9a-f]{64}$/.test(value) ? value : '', 'hex')
    return name === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
}

const PAID: ReadonlySet<string> = new Set(['checkout.session.completed', 'checkout.session.async_payment_succeeded'])

/** Null where it is no event at all. */
function readEvent(body: Buffer): StripeEvent | null {
  const event = objectIn(body)
  const [id, type] = [text(event?.['id']), text(event?.['type'])]
  const object = objectOf(objectOf(event?.['data'])?.['object'])
  if (id === null || type === null || object === null) return null
  const districtId = text(objectOf(object['metadata'])?.['district'])
  const about = {
    event: id,
    type,
    madeAt: instantOf(event?.['created']),
    currency: (text(object['currency']) ?? '').toUpperCase(),
    payment: text(object['payment_intent']),
  }
  return { districtId, told: toldOf(about, object) }
}

function toldOf(
  about: Pick<Told, 'event' | 'type' | 'madeAt' | 'currency' | 'payment'>,
  object: Readonly<Record<string, unknown>>,
): Told {
  // A session is complete before money that takes days has come.
  if (PAID.has(about.type) && object['payment_status'] === 'paid')
    return { ...about, says: 'paid', checkout: text(object['id']), amount: amountOf(object['amount_total']) }
  if (about.type === 'charge.refunded')
    return { ...about, says: 'refunded', checkout: null, amount: amountOf(object['amount_refunded']) }
  return { ...about, says: null, checkout: null, amount: 0 }
}

/** Of seconds. */
function instantOf(value: unknown): Date | null {
  return typeof value === 'number' && value > 0 && value < 1e11 ? new Date(value * 1000) : null
}

function amountOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0
}

/** Ids as the provider gives them. */
function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= 255 ? value : null
}

function objectIn(bytes: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    return objectOf(JSON.parse(bytes.toString('utf8')))
  } catch {
    return null
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null
}
