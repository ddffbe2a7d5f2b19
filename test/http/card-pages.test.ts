/** Pages of the payment provider that were closed, paid or refused a moment ago; and what of cards nobody notes by hand. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { authoriseBilling } from '../../src/access/billing.ts'
import { openCheckout } from '../../src/actions/seats/pay-invoice.ts'
import type { InvoiceDetail } from '../../src/http/contract/invoices.ts'
import { createGuardedFetch } from '../../src/net/guarded-fetch.ts'
import { createStripeCheckout } from '../../src/net/stripe-checkout.ts'
import type { PaymentWay } from '../../src/seats/invoice.ts'
import type { PaymentProvider } from '../../src/seats/payment-provider.ts'
import { inDistrict } from '../../src/store/database.ts'
import { insertPayment } from '../../src/store/seats/payments.ts'
import { type FakePayments, type FakeSession, openFakePayments, type SignedEvent } from '../fakes/payments/payments.ts'
import { billed, invoiceDesk, PRICES } from './billing-desk.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

const NOW_S = NOW.getTime() / 1000
let fake: FakePayments
let provider: PaymentProvider
let app: TestApp
let desk: ReturnType<typeof invoiceDesk>

beforeAll(async () => {
  fake = await openFakePayments(NOW_S)
  const fetch = createGuardedFetch({ allowPrivateNetwork: true, userAgent: 'test' })
  provider = createStripeCheckout({ fetch, ...fake })
  app = await openTestApp(undefined, { billing: { settings: PRICES, provider } })
  desk = invoiceDesk(app.database, { now: () => NOW })
  await asOwner('delete from licence_purchase')
})
beforeEach(() => {
  fake.mood = 'up'
  fake.nowS = NOW_S
})
afterAll(async () => {
  await app.close()
  await fake.close()
})

const asOwner = <Row extends object>(statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query<Row>(statement, [...values]),
  )
const bill = () => billed(app.database, desk, { districtId: 'alpha', quantity: 100 })
const tell = ({ body, signature }: SignedEvent) =>
  app.call('/api/v1/payment-events', { method: 'POST', body, headers: { 'stripe-signature': signature } })
const read = async (id: string) =>
  (await app.call(`/api/v1/invoices/${id}`, { token: app.bearerOf(app.alpha, 'billing') })).json as InvoiceDetail
const payPart = (number: number | null, amount = '53.81') =>
  desk.pay({ districtId: 'alpha', number: number ?? 0, amount, way: 'bank', reference: 'Part', on: null })

/** So many minutes later, for Staffroom and the provider. */
function openAt(minutes: number, id: string) {
  fake.nowS = NOW_S + minutes * 60
  const world = {
    ...app.world,
    now: () => new Date(fake.nowS * 1000),
    provider,
    publicUrl: 'https://staffroom.example',
  }
  const roles = [{ role: 'billing_only', scopeType: 'district', scopeId: 'alpha' }] as const
  const principal = { districtId: 'alpha', personId: app.alpha.people.billing, customerId: null, roles }
  return openCheckout(world, authoriseBilling(principal, 'manage:payment'), id)
}

async function pageAt(minutes: number, id: string): Promise<FakeSession> {
  const opened = await openAt(minutes, id)
  const session = fake.sessions.find(({ url }) => 'url' in opened && url === opened.url)
  if (session === undefined) throw new Error('There is no such page at the provider.')
  return session
}

const imported = (currency: string) => {
  const lines = [{ description: 'Seats', quantity: 2, unitPrice: 150 }]
  const days = { issuedOn: '2026-11-01', dueOn: '2026-12-01' }
  const one = { number: `In ${currency}`, currency, ...days, seller: 'S', billTo: 'D', total: 300, lines }
  return desk.import({ districtId: 'alpha', content: { invoices: [one] } })
}

describe('a page', () => {
  it('is open for about an hour', async () => {
    const { id } = await bill()
    const minutes = ((await pageAt(3, id)).expiresAt - fake.nowS) / 60
    expect([minutes > 30, minutes <= 75]).toEqual([true, true])
  })

  it('that ends in a moment is not offered again, one that is open longer is', async () => {
    const { id } = await bill()
    const first = await pageAt(0, id)
    const minutes = (first.expiresAt - NOW_S) / 60
    expect(await pageAt(minutes - 6, id)).toBe(first)
    expect(await pageAt(minutes - 4, id)).not.toBe(first)
  })

  it('that was made after a card had paid is used again as any other', async () => {
    const { id } = await bill()
    const paid = fake.pay(await pageAt(0, id))
    fake.nowS = NOW_S
    expect((await tell(paid)).status).toBe(204)
    const back = fake.refund(fake.sessions.at(-1) ?? expect.fail('no page'), 1000)
    expect((await tell(back)).status).toBe(204)
    const second = await pageAt(20, id)
    expect(second.form['line_items[0][price_data][unit_amount]']).toBe('1000')
    expect(await pageAt(31, id)).toBe(second)
  })

  it('that was closed when the next one failed is in nobody’s way', async () => {
    const { id, number } = await bill()
    const first = await pageAt(0, id)
    await payPart(number)
    fake.mood = 'opens none'
    await expect(openAt(1, id)).rejects.toThrow('The payment provider answered 500')
    expect(first.state).toBe('expired')
    fake.mood = 'up'
    const second = await pageAt(12, id)
    expect(second.form['line_items[0][price_data][unit_amount]']).toBe('30000')
  })

  it('that the provider refused once is refused for minutes and not for a day', async () => {
    const { id } = await bill()
    fake.mood = 'refuses'
    await expect(openAt(0, id)).rejects.toThrow('The payment provider answered 500')
    fake.mood = 'up'
    expect((await pageAt(11, id)).state).toBe('open')
  })

  it('that was paid a moment ago is not followed by another one', async () => {
    const { id, number } = await bill()
    const first = await pageAt(0, id)
    const event = fake.pay(first)
    await payPart(number)
    const pages = fake.sessions.length
    const answer = await openAt(1, id)
    expect(answer).toMatchObject({ says: 'It was paid a moment ago. Look again in a minute.' })
    expect(fake.sessions).toHaveLength(pages)
    fake.nowS = NOW_S
    expect((await tell(event)).status).toBe(204)
    expect(await read(id)).toMatchObject({ state: 'paid', credit: 5381 })
  })

  it('is not offered in a currency whose amounts the provider counts otherwise', async () => {
    for (const [currency, card] of [
      ['HUF', null],
      ['ISK', null],
      ['KWD', null],
      ['JPY', 'Stripe'],
      ['EUR', 'Stripe'],
    ] as const) {
      const id = (await imported(currency)).taken[0]?.id ?? ''
      expect([currency, (await read(id)).card]).toEqual([currency, card])
      const opened = await openAt(0, id)
      expect([currency, 'problem' in opened ? opened.problem : null]).toEqual([
        currency,
        card === null ? 'card_not_offered' : null,
      ])
    }
  })
})

describe('money of a card', () => {
  it('is sent back at the provider and never noted by hand, so that what it tells next counts whole', async () => {
    const { id, number } = await bill()
    const session = await pageAt(0, id)
    await tell(fake.pay(session))
    const { payments } = await desk.show('alpha', number ?? 0)
    const paymentId = payments[0]?.id ?? ''
    await expect(
      desk.refund({ districtId: 'alpha', paymentId, amount: '50.00', reference: 'By hand', on: null }),
    ).rejects.toThrow('What goes back of a card is sent back at the payment provider, which tells it by itself.')
    expect((await tell(fake.refund(session, 5000))).status).toBe(204)
    expect(await read(id)).toMatchObject({ paid: 30_381, open: 5000 })
    const { rows } = await asOwner<{ detail: object }>(
      "select detail from audit_entry where action like 'payment.%' and object = $1",
      [`invoice:${id}`],
    )
    expect(rows.length).toBeGreaterThan(2)
    expect(JSON.stringify(rows)).not.toMatch(/amount|5000|35381/)
  })

  it('that went back of a payment nobody knows is told again for an hour, then kept to be looked into', async () => {
    const { id } = await bill()
    const early = fake.refund(await pageAt(0, id), 100)
    expect((await tell(early)).status).toBe(409)
    const event = JSON.parse(early.body) as { id: string }
    expect((await tell(fake.sign({ ...event, created: NOW_S - 3500 }))).status).toBe(409)
    expect((await tell(fake.sign({ ...event, created: NOW_S - 3700 }))).status).toBe(204)
    const odd = (await desk.payments('alpha')).odd.find((one) => one.event === event.id)
    expect(odd).toMatchObject({ type: 'charge.refunded', outcome: 'unknown' })
    expect(await read(id)).toMatchObject({ paid: 0 })
  })

  it('is all that pages may note: the database refuses them every other', async () => {
    const { id } = await bill()
    const insert = (way: PaymentWay, actor: string) =>
      inDistrict(app.database.open('web'), { districtId: 'alpha', actor }, (client) => {
        const money = { invoiceId: id, refundsId: null, amount: 1, currency: 'USD', paidOn: null }
        return insertPayment(client, { districtId: 'alpha', actor, now: NOW }, { ...money, way, reference: `${way} 1` })
      })
    for (const way of ['bank', 'cheque', 'other'] as const)
      await expect(insert(way, 'payment-provider')).rejects.toThrow('row-level security')
    await expect(insert('card', 'person:1')).rejects.toThrow('row-level security')
    expect(await insert('card', 'payment-provider')).not.toBeNull()
  })
})
