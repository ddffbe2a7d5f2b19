/**
 * A payment provider over HTTP, as Stripe Checkout is: sessions by form and secret key, once per idempotency key; what was
 * paid and refunded as signed events. It signs by its own reading of the rules.
 */

import { createHmac, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeSession {
  readonly id: string
  readonly url: string
  readonly form: Readonly<Record<string, string>>
  /** In seconds. */
  readonly expiresAt: number
  state: 'open' | 'complete' | 'expired'
}

/** An event as it is sent. */
export interface SignedEvent {
  readonly body: string
  readonly signature: string
}

export interface FakePayments {
  readonly apiUrl: string
  readonly secretKey: string
  readonly webhookSecret: string
  readonly sessions: FakeSession[]
  /** `down`: the connection ends; `refuses`: 500; `opens none`: 500 to new pages alone; `strange`: a page that is none. */
  mood: 'up' | 'down' | 'refuses' | 'opens none' | 'strange'
  /** Of the present, in seconds. */
  nowS: number
  /** Somebody typed a card in; `over` makes the event say something else. */
  pay(session: FakeSession, over?: Readonly<Record<string, unknown>>): SignedEvent
  /** So much in all went back of a session's payment. */
  refund(session: FakeSession, amountRefunded: number): SignedEvent
  sign(event: unknown, over?: { readonly timeS?: number; readonly secret?: string }): SignedEvent
  close(): Promise<void>
}

export async function openFakePayments(nowS: number): Promise<FakePayments> {
  const [secretKey, webhookSecret] = [
    `sk_test_${randomBytes(12).toString('hex')}`,
    `whsec_${randomBytes(12).toString('hex')}`,
  ]
  const sessions: FakeSession[] = []
  const kept = new Map<string, Kept>()
  const fake = { mood: 'up' as FakePayments['mood'], nowS }
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (fake.mood === 'down') request.socket.destroy()
      else if (fake.mood === 'refuses')
        reply(response, ...once(kept, { key: request.headers['idempotency-key'], body }, () => [500, {}]))
      else if (fake.mood === 'strange') reply(response, 200, { id: 'cs_1', url: 'data:text/html,pay', expires_at: 1 })
      else if (request.headers.authorization !== `Bearer ${secretKey}`)
        reply(response, 401, { error: { message: 'key' } })
      else serve(request, response, body)
    })
  })
  const serve = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    const [, named, expires] = /^\/v1\/checkout\/sessions\/([^/]+?)(\/expire)?$/.exec(request.url ?? '') ?? []
    if (named !== undefined && expires !== undefined && request.method === 'POST')
      reply(response, ...expire(sessions, named))
    else if (named !== undefined && request.method === 'GET') reply(response, ...show(sessions, named))
    else if (request.url === '/v1/checkout/sessions' && request.method === 'POST')
      reply(response, ...once(kept, { key: String(request.headers['idempotency-key']), body }, () => make(body)))
    else reply(response, 404, {})
  }
  const make = (body: string): Answer => {
    if (fake.mood === 'opens none') return [500, { error: { message: 'no' } }]
    const form = Object.fromEntries(new URLSearchParams(body))
    const expiresAt = Number(form['expires_at'] ?? fake.nowS + DAY_S)
    if (!(expiresAt >= fake.nowS + DAY_S / 48 && expiresAt <= fake.nowS + DAY_S))
      return [400, { error: { message: 'expires_at must be between 30 minutes and 24 hours from now' } }]
    const id = `cs_test_${sessions.length + 1}`
    const session: FakeSession = { id, url: `${apiUrl}/pay/${id}`, form, expiresAt, state: 'open' }
    sessions.push(session)
    return [200, { id, url: session.url, expires_at: expiresAt }]
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sign: FakePayments['sign'] = (event, over = {}) => {
    const body = JSON.stringify(event)
    const time = over.timeS ?? fake.nowS
    const hash = createHmac('sha256', over.secret ?? webhookSecret)
      .update(`${time}.${body}`)
      .digest('hex')
    return { body, signature: `t=${time},v1=${hash},v0=none` }
  }
  const metadataOf = ({ form }: FakeSession) => ({
    district: form['metadata[district]'],
    invoice: form['metadata[invoice]'],
  })
  return {
    apiUrl,
    secretKey,
    webhookSecret,
    sessions,
    sign,
    get mood() {
      return fake.mood
    },
    set mood(mood) {
      fake.mood = mood
    },
    get nowS() {
      return fake.nowS
    },
    set nowS(seconds) {
      fake.nowS = seconds
    },
    pay: (session, over = {}) => {
      session.state = 'complete'
      const object = {
        id: session.id,
        payment_status: 'paid',
        payment_intent: `pi_${session.id}`,
        amount_total: Number(session.form['line_items[0][price_data][unit_amount]']),
        currency: session.form['line_items[0][price_data][currency]'],
        metadata: metadataOf(session),
        ...over,
      }
      const type = 'checkout.session.completed'
      return sign({ id: `evt_paid_${session.id}`, type, created: fake.nowS, data: { object } })
    },
    refund: (session, amountRefunded) => {
      const currency = session.form['line_items[0][price_data][currency]']
      const object = {
        payment_intent: `pi_${session.id}`,
        amount_refunded: amountRefunded,
        currency,
        metadata: metadataOf(session),
      }
      const id = `evt_back_${session.id}_${amountRefunded}`
      return sign({ id, type: 'charge.refunded', created: fake.nowS, data: { object } })
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

const DAY_S = 86_400

type Answer = readonly [number, unknown]
interface Kept {
  readonly body: string
  readonly answer: Answer
}

/** What was answered to a key is answered again, also where it was 500; a key is of one request. */
function once(
  kept: Map<string, Kept>,
  { key, body }: { readonly key: string | readonly string[] | undefined; readonly body: string },
  answer: () => Answer,
): Answer {
  if (typeof key !== 'string') return answer()
  const before = kept.get(key)
  if (before !== undefined)
    return before.body === body ? before.answer : [400, { error: { type: 'idempotency_error' } }]
  const given = answer()
  kept.set(key, { body, answer: given })
  return given
}

function show(sessions: readonly FakeSession[], id: string): Answer {
  const session = sessions.find((one) => one.id === id)
  return session === undefined ? [404, {}] : [200, { id, status: session.state }]
}

/** Only what is open can be closed. */
function expire(sessions: readonly FakeSession[], id: string): Answer {
  const session = sessions.find((one) => one.id === id)
  if (session?.state !== 'open') return [400, { error: { message: 'not open' } }]
  session.state = 'expired'
  return [200, { id }]
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
