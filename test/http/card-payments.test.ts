/** Paying by card: a page of the provider, and its signed word of what came of it. Nothing else pays. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BillingArea, Checkout, InvoiceDetail, Payments } from '../../src/http/contract/invoices.ts'
import { createGuardedFetch } from '../../src/net/guarded-fetch.ts'
import { createStripeCheckout } from '../../src/net/stripe-checkout.ts'
import { inDistrict } from '../../src/store/database.ts'
import { type FakePayments, type FakeSession, openFakePayments, type SignedEvent } from '../fakes/payments/payments.ts'
import { billed, invoiceDesk, PRICES } from './billing-desk.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

const NOW_S = NOW.getTime() / 1000
let provider: FakePayments
let app: TestApp
let desk: ReturnType<typeof invoiceDesk>

beforeAll(async () => {
  provider = await openFakePayments(NOW_S)
  const fetch = createGuardedFetch({ allowPrivateNetwork: true, userAgent: 'test' })
  const stripe = createStripeCheckout({ fetch, ...provider })
  app = await openTestApp(undefined, { billing: { settings: PRICES, provider: stripe } })
  desk = invoiceDesk(app.database, { now: () => NOW })
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query('delete from licence_purchase'),
  )
})
beforeEach(() => {
  provider.mood = 'up'
})
afterAll(async () => {
  await app.close()
  await provider.close()
})

const token = () => app.bearerOf(app.alpha, 'billing')
const bill = (quantity = 100) => billed(app.database, desk, { districtId: 'alpha', quantity })
const checkout = (id: string) => app.call(`/api/v1/invoices/${id}/checkout`, { method: 'POST', token: token() })
const read = async (id: string) => (await app.call(`/api/v1/invoices/${id}`, { token: token() })).json as InvoiceDetail
const tell = ({ body, signature }: SignedEvent) =>
  app.call('/api/v1/payment-events', { method: 'POST', body, headers: { 'stripe-signature': signature } })

/** The page of the provider for the invoice. */
async function pageFor(id: string): Promise<FakeSession> {
  const answer = await checkout(id)
  expect([answer.status, answer.text]).toEqual([200, answer.text])
  const { url } = answer.json as Checkout
  const session = provider.sessions.find((one) => one.url === url)
  if (session === undefined) throw new Error('There is no such page at the provider.')
  return session
}

async function nothingPaid(id: string): Promise<void> {
  expect(await read(id)).toMatchObject({ state: 'issued', paid: 0 })
}

describe('a page of the provider', () => {
  it('asks for all that is open, in the invoice’s currency, and brings the payer back', async () => {
    const { id, name } = await bill()
    const { form } = await pageFor(id)
    expect(form).toMatchObject({
      mode: 'payment',
      client_reference_id: `alpha/${id}`,
      'line_items[0][price_data][unit_amount]': '35381',
      'line_items[0][price_data][currency]': 'usd',
      'line_items[0][price_data][product_data][name]': `Invoice ${name}`,
      'metadata[district]': 'alpha',
      'payment_intent_data[metadata][district]': 'alpha',
      success_url: `https://staffroom.example/#/invoices/${id}?card=done`,
    })
    expect((await app.call('/api/v1/billing', { token: token() })).json as BillingArea).toMatchObject({
      card: 'Stripe',
    })
    expect((await read(id)).card).toBe('Stripe')
  })

  it('is one, however often it is asked for, also at the same time', async () => {
    const { id } = await bill()
    const urls = await Promise.all(Array.from({ length: 4 }, async () => (await pageFor(id)).url))
    expect(new Set([...urls, (await pageFor(id)).url]).size).toBe(1)
  })

  it('is closed when what is open has changed, and another one asks for the rest', async () => {
    const { id, number } = await bill()
    const first = await pageFor(id)
    await desk.pay({
      districtId: 'alpha',
      number: number ?? 0,
      amount: '53.81',
      way: 'bank',
      reference: 'Part',
      on: null,
    })
    const second = await pageFor(id)
    expect(first.state).toBe('expired')
    expect(second.form['line_items[0][price_data][unit_amount]']).toBe('30000')
    expect((await tell(provider.pay(second))).status).toBe(204)
    expect(await read(id)).toMatchObject({ state: 'paid', open: 0, credit: 0 })
    expect((await checkout(id)).status).toBe(422)
  })

  it.each(['down', 'refuses', 'strange'] as const)(
    'is none where the provider is %s: it says to try again',
    async (mood) => {
      const { id } = await bill()
      provider.mood = mood
      const answer = await checkout(id)
      expect(answer.status).toBe(503)
      expect(answer.text).not.toContain(provider.secretKey)
      await nothingPaid(id)
    },
  )
})

describe('the provider’s word', () => {
  it('pays the invoice: once, however often and in however many copies it is told at once', async () => {
    const { id } = await bill()
    const event = provider.pay(await pageFor(id))
    const answers = await Promise.all(Array.from({ length: 6 }, () => tell(event)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 204))
    expect(await read(id)).toMatchObject({ state: 'paid', paid: 35_381, open: 0, credit: 0 })
    const { items } = (await app.call('/api/v1/payments', { token: token() })).json as Payments
    expect(items.filter(({ invoice }) => invoice.id === id)).toHaveLength(1)
    const again = JSON.parse(event.body) as { id: string }
    expect((await tell(provider.sign({ ...again, id: 'evt_another' }))).status).toBe(204)
    expect(await read(id)).toMatchObject({ paid: 35_381, credit: 0 })
    const audit = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query<{ actor: string }>("select actor from audit_entry where action = 'payment.card' and object = $1", [
        `invoice:${id}`,
      ]),
    )
    expect(audit.rows).toEqual([{ actor: 'payment-provider' }])
  })

  it('is refused without its signature, with another’s, over another body, and when it is old or from the future', async () => {
    const { id } = await bill()
    const session = await pageFor(id)
    const event = provider.pay(session)
    const said = JSON.parse(event.body) as Record<string, unknown>
    const wrong: readonly SignedEvent[] = [
      { ...event, signature: '' },
      { ...event, signature: 'v1=abc' },
      { ...event, signature: event.signature.replace('v1=', 'v0=') },
      { ...event, body: event.body.replace('35381', '1') },
      provider.sign(said, { secret: 'whsec_other' }),
      provider.sign(said, { timeS: NOW_S - 301 }),
      provider.sign(said, { timeS: NOW_S + 301 }),
    ]
    for (const one of wrong) expect((await tell(one)).status).toBe(400)
    await nothingPaid(id)
    expect((await tell(provider.sign(said, { timeS: NOW_S - 299 }))).status).toBe(204)
    expect((await read(id)).state).toBe('paid')
  })

  it.each([
    ['another amount', { amount_total: 100 }],
    ['another currency', { currency: 'jpy' }],
    ['no amount', { amount_total: null }],
  ])('of %s pays nothing, and is there for the seller to look into', async (_what, over) => {
    const { id } = await bill()
    const answer = await tell(provider.pay(await pageFor(id), over))
    expect(answer.status).toBe(204)
    await nothingPaid(id)
    expect((await read(id)).history.map(({ what }) => what)).toContain('odd')
    expect((await desk.payments('alpha')).odd.map(({ invoiceId }) => invoiceId)).toContain(id)
  })

  it('that the money has not come yet pays nothing; that it has come does', async () => {
    const { id } = await bill()
    const session = await pageFor(id)
    expect((await tell(provider.pay(session, { payment_status: 'unpaid' }))).status).toBe(204)
    await nothingPaid(id)
    const { data } = JSON.parse(provider.pay(session).body) as { data: unknown }
    const late = { id: 'evt_late', type: 'checkout.session.async_payment_succeeded', data }
    expect((await tell(provider.sign(late))).status).toBe(204)
    expect((await read(id)).state).toBe('paid')
  })

  it('of a page that nobody opened, of another district, or of what is no event, pays nothing', async () => {
    const { id } = await bill()
    const session = await pageFor(id)
    for (const over of [
      { id: 'cs_unknown' },
      { metadata: { district: 'beta', invoice: id } },
      { metadata: { district: 'nowhere' } },
      { metadata: { district: "x'; drop table invoice --" } },
      { metadata: null },
    ])
      expect((await tell(provider.pay(session, over))).status).toBe(204)
    for (const nothing of ['[]', '{', '{}', '{"id":"e","type":"x"}', 'null']) {
      const { signature } = provider.sign(nothing)
      expect((await tell({ body: nothing, signature })).status).toBe(400)
    }
    await nothingPaid(id)
  })

  it('is refused where it is larger than any event', async () => {
    const large = provider.sign({ id: 'evt', type: 'x', data: { object: { much: 'x'.repeat(300_000) } } })
    expect((await tell(large)).status).toBe(413)
  })

  it('of what went back is noted as far as it is new, in whatever order it is told', async () => {
    const { id } = await bill()
    const session = await pageFor(id)
    const early = provider.refund(session, 100)
    // Told before the payment: it is to be told again.
    expect((await tell(early)).status).toBe(409)
    await tell(provider.pay(session))
    for (const event of [
      provider.refund(session, 5000),
      provider.refund(session, 2000),
      provider.refund(session, 5000),
    ])
      expect((await tell(event)).status).toBe(204)
    expect(await read(id)).toMatchObject({ paid: 30_381, open: 5000, state: 'part_paid' })
    expect((await tell(provider.refund(session, 99_999))).status).toBe(204)
    expect(await read(id)).toMatchObject({ paid: 30_381 })
    // What is open again can be paid again, on a page of its own.
    expect((await pageFor(id)).id).not.toBe(session.id)
  })
})

describe('the same money twice', () => {
  it('by card and by bank at the same moment is kept, and shown as paid too much', async () => {
    const { id, number } = await bill()
    const event = provider.pay(await pageFor(id))
    const hand = { districtId: 'alpha', number: number ?? 0, amount: '353.81', way: 'bank', on: null } as const
    await Promise.all([tell(event), desk.pay({ ...hand, reference: 'Same day' })])
    expect(await read(id)).toMatchObject({ state: 'paid', paid: 70_762, open: 0, credit: 35_381 })
    await expect(desk.pay({ ...hand, reference: 'Same day' })).rejects.toThrow('is noted already')
    const { payments } = await desk.show('alpha', number ?? 0)
    const bank = payments.find(({ way }) => way === 'bank')?.id ?? ''
    const back = { districtId: 'alpha', paymentId: bank, reference: 'Back', on: null }
    await expect(desk.refund({ ...back, amount: '353.82' })).rejects.toThrow('No more can go back')
    const both = await Promise.allSettled([
      desk.refund({ ...back, amount: '353.81' }),
      desk.refund({ ...back, amount: '353.81', reference: 'Back 2' }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await read(id)).toMatchObject({ paid: 35_381, open: 0, credit: 0 })
  })
})

describe('the provider’s secrets', () => {
  it('stand in no answer, no log line and no row', async () => {
    const { id } = await bill()
    await tell(provider.pay(await pageFor(id)))
    const rows = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query<{ text: string }>(
        'select jsonb_build_array((select jsonb_agg(c) from payment_checkout c), (select jsonb_agg(e) from payment_event e), (select jsonb_agg(p) from payment p))::text as text',
      ),
    )
    const all = [JSON.stringify(await read(id)), ...app.logLines, rows.rows[0]?.text ?? ''].join('\n')
    expect(all).not.toContain(provider.secretKey)
    expect(all).not.toContain(provider.webhookSecret)
  })
})
