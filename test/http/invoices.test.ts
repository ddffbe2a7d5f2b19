/** Invoices over the API: who sees and pays them, and what nobody may do. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BillingArea, InvoiceDetail, Invoices, Payments } from '../../src/http/contract/invoices.ts'
import type { Me } from '../../src/http/contract/session.ts'
import { inDistrict } from '../../src/store/database.ts'
import { billed, buyMore, invoiceDesk, PRICES } from './billing-desk.ts'
import { PERSON_NAMES, type PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'
import { getDocumentProxy, extractText } from 'unpdf'

let app: TestApp
let desk: ReturnType<typeof invoiceDesk>
const clock = { now: NOW }

beforeAll(async () => {
  app = await openTestApp()
  desk = invoiceDesk(app.database, { now: () => clock.now })
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query('delete from licence_purchase'),
  )
})
afterAll(() => app.close())

const call = (path: string, name: PersonName, body?: unknown) =>
  app.call(`/api/v1${path}`, { token: app.bearerOf(app.alpha, name), ...(body === undefined ? {} : { body }) })
const read = async <Body>(path: string, name: PersonName = 'billing') => (await call(path, name)).json as Body
const bill = (quantity: number, districtId = 'alpha') => billed(app.database, desk, { districtId, quantity })
const order = (id: string, orderNumber: string, name: PersonName = 'billing') =>
  call(`/invoices/${id}/purchase-order`, name, { orderNumber })

describe('who looks after the district’s money', () => {
  const MAY: ReadonlySet<PersonName> = new Set(['billing', 'districtAdmin'])

  it('is the billing office and the district’s administrators: everybody else is refused everything of it', async () => {
    const invoice = await bill(10)
    const paths = ['/billing', '/invoices', '/invoices/export', '/payments', '/payments/export']
    const one = [`/invoices/${invoice.id}`, `/invoices/${invoice.id}/pdf`]
    for (const name of PERSON_NAMES.filter((each) => each !== 'retiredTeacher')) {
      const expected = MAY.has(name) ? 200 : 403
      const answers = await Promise.all([...paths, ...one].map((path) => call(path, name)))
      expect([name, answers.map(({ status }) => status)]).toEqual([name, answers.map(() => expected)])
      if (expected === 200) continue
      expect([name, (await order(invoice.id, 'PO 1', name)).status]).toEqual([name, 403])
      expect([name, (await call(`/invoices/${invoice.id}/checkout`, name, {})).status]).toEqual([name, 403])
    }
    expect((await read<InvoiceDetail>(`/invoices/${invoice.id}`)).orderNumber).toBeNull()
  })

  it('sees nothing of another district: its invoice is not there, byte for byte', async () => {
    await buyMore(app.database, { districtId: 'beta', quantity: 5 })
    const other = await desk.bill({ districtId: 'beta', billTo: null, orderNumber: null, dueDays: null, draft: false })
    const nothing = await call('/invoices/999999999', 'billing')
    expect(nothing.status).toBe(404)
    for (const path of [`/invoices/${other.id}`, `/invoices/${other.id}/pdf`]) {
      const answer = await call(path, 'billing')
      expect([answer.status, answer.text]).toEqual([nothing.status, nothing.text])
    }
    expect((await order(other.id, 'PO 1')).status).toBe(404)
    expect((await call(`/invoices/${other.id}/checkout`, 'billing', {})).status).toBe(404)
    const { items } = await read<Invoices>('/invoices')
    expect(items.every(({ name }) => name.startsWith('alpha-'))).toBe(true)
  })

  it('“A Billing Access Only account can log in to manage payments and view past invoices.”', async () => {
    const me = await read<Me>('/me')
    expect([me.home, me.seat]).toEqual(['invoices', null])
    expect(me.may).toEqual(expect.arrayContaining(['sign_in:billing_area', 'manage:payment', 'view:invoice']))
    const invoice = await bill(100)
    expect((await read<Invoices>('/invoices')).items.map(({ id }) => id)).toContain(invoice.id)
    expect((await order(invoice.id, 'PO-2026-118')).status).toBe(204)
    await desk.pay({
      districtId: 'alpha',
      number: invoice.number ?? 0,
      amount: '353.81',
      way: 'bank',
      reference: 'T1',
      on: null,
    })
    const past = await read<InvoiceDetail>(`/invoices/${invoice.id}`)
    expect(past).toMatchObject({ state: 'paid', open: 0, orderNumber: 'PO-2026-118', total: 35_381 })
    expect((await read<Payments>('/payments')).items[0]).toMatchObject({ amount: 35_381, way: 'bank', isRefund: false })
    for (const path of ['/coaching/interactions', '/sync/status', '/staff', '/students', '/audit'])
      expect([path, (await call(path, 'billing')).status]).not.toEqual([path, 200])
  })
})

describe('an invoice', () => {
  it('has the lines, the tax rounded once, the days, and what happened to it', async () => {
    const { id, name } = await bill(7)
    const invoice = await read<InvoiceDetail>(`/invoices/${id}`)
    // 7 × 3.33 = 23.31, of which 6.25 % are 1.456875.
    expect(invoice).toMatchObject({
      name,
      state: 'issued',
      issuedOn: '2026-11-22',
      dueOn: '2026-12-22',
      subtotal: 2331,
      tax: 146,
      total: 2477,
      open: 2477,
      credit: 0,
      card: null,
      billTo: 'District alpha',
    })
    expect(invoice.lines).toEqual([
      { description: 'Export credits', quantity: 7, unitPrice: 333, amount: 2331, startsOn: null, endsOn: null },
    ])
    expect(invoice.history.map(({ what, at }) => [what, at])).toEqual([['issued', '2026-11-22']])
  })

  it('takes the number of an order, another one after it, and is paid by neither', async () => {
    const { id } = await bill(3)
    for (const wrong of ['', ' ', '=1+1', '\u0007', 'x'.repeat(61)]) {
      const answer = await order(id, wrong)
      expect([wrong, answer.status === 400 || answer.status === 422]).toEqual([wrong, true])
    }
    expect((await order(id, 'PO 7')).status).toBe(204)
    expect((await order(id, 'PO 7')).status).toBe(204)
    expect((await order(id, 'PO 8', 'districtAdmin')).status).toBe(204)
    const invoice = await read<InvoiceDetail>(`/invoices/${id}`)
    expect(invoice).toMatchObject({ orderNumber: 'PO 8', state: 'issued', open: invoice.total, paid: 0 })
    expect(invoice.history.map(({ what, reference }) => [what, reference])).toEqual([
      ['order', 'PO 8'],
      ['order', 'PO 7'],
      ['issued', null],
    ])
    expect(invoice.history[0]?.by).toContain('Director')
    const audit = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query<{ actor: string }>(
        "select actor from audit_entry where action = 'invoice.purchase_order' and object = $1 order by id",
        [`invoice:${id}`],
      ),
    )
    const { billing, districtAdmin } = app.alpha.people
    expect(audit.rows.map(({ actor }) => actor)).toEqual([`person:${billing}`, `person:${districtAdmin}`])
  })

  it('that is settled or taken back takes no order and no card', async () => {
    const { id, number } = await bill(2)
    await desk.credit({ districtId: 'alpha', number: number ?? 0, amount: null, reason: 'A mistake' })
    expect((await order(id, 'PO 9')).status).toBe(422)
    expect(await read<InvoiceDetail>(`/invoices/${id}`)).toMatchObject({ state: 'cancelled', open: 0, credit: 0 })
    const { items } = await read<Invoices>('/invoices')
    const note = items.find(({ credits }) => credits?.id === id)
    expect(note).toMatchObject({ state: 'credit_note', open: 0 })
    expect((await order(note?.id ?? '', 'PO 9')).status).toBe(404)
  })

  it('is overdue the day after it was due, by the district’s clock', async () => {
    const { id } = await bill(2)
    const stateAt = async (now: string) => {
      const asked = { ...app.world, now: () => new Date(now) }
      const { viewInvoice } = await import('../../src/views/seats/invoices.ts')
      const { authorise } = await import('../../src/access/authorise.ts')
      const roles = [{ role: 'billing_only', scopeType: 'district', scopeId: 'alpha' }] as const
      const principal = { districtId: 'alpha', personId: app.alpha.people.billing, customerId: null, roles }
      const grant = authorise(principal, 'view:invoice')
      return (await viewInvoice(asked, grant, { invoiceId: id, settings: null, provider: null }))?.state
    }
    expect(await stateAt('2026-12-22T23:00:00Z')).toBe('issued')
    expect(await stateAt('2026-12-23T12:00:00Z')).toBe('overdue')
  })

  it('that is a draft is the seller’s alone', async () => {
    await buyMore(app.database, { districtId: 'alpha', quantity: 2 })
    const draft = await desk.bill({ districtId: 'alpha', billTo: null, orderNumber: null, dueDays: null, draft: true })
    expect((await call(`/invoices/${draft.id}`, 'districtAdmin')).status).toBe(404)
    expect((await read<Invoices>('/invoices')).items.map(({ id }) => id)).not.toContain(draft.id)
    await desk.discard({ districtId: 'alpha', id: draft.id })
    await expect(desk.discard({ districtId: 'alpha', id: draft.id })).rejects.toThrow('There is no draft')
  })

  it('that was a draft is due as the seller’s prices have it, where no days are named', async () => {
    const settings = { ...PRICES, dueDays: 10 }
    const other = invoiceDesk(app.database, { now: () => clock.now, settings })
    await buyMore(app.database, { districtId: 'alpha', quantity: 2 })
    const draft = await other.bill({ districtId: 'alpha', billTo: null, orderNumber: null, dueDays: null, draft: true })
    const issued = await other.issue({ districtId: 'alpha', id: draft.id, dueDays: null })
    expect([issued.issuedOn, issued.dueOn]).toEqual(['2026-11-22', '2026-12-02'])
  })

  it('that is brought along is numbered by its day, in whatever order the file has it', async () => {
    const lines = [{ description: 'Seats', quantity: 1, unitPrice: 300 }]
    const one = (number: string, issuedOn: string) => {
      const who = { seller: 'S', billTo: 'D', currency: 'USD' }
      return { number, issuedOn, dueOn: '2026-12-01', ...who, total: 300, lines }
    }
    const invoices = [one('B', '2026-11-05'), one('C', '2026-11-20'), one('A', '2026-10-02')]
    const { taken } = await desk.import({ districtId: 'beta', content: { invoices } })
    expect(taken.map(({ sellerNumber }) => sellerNumber)).toEqual(['A', 'B', 'C'])
    expect(taken.map(({ number }) => number)).toEqual([0, 1, 2].map((more) => (taken[0]?.number ?? 0) + more))
  })

  it('can’t be paid by card where no provider is set up, and says so', async () => {
    const { id } = await bill(2)
    const answer = await call(`/invoices/${id}/checkout`, 'billing', {})
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Cards aren’t taken here.')
    expect((await app.call('/api/v1/payment-events', { method: 'POST', body: {} })).status).toBe(404)
    expect(await read<BillingArea>('/billing')).toMatchObject({ card: null, hasPrices: false })
  })
})

describe('more invoices and payments than a list shows', () => {
  it('count in what is owed, and are all in the files and in what the seller reads', async () => {
    const money = { districtId: 'beta', kind: 'export-credits', quantity: 1000 }
    const first = await billed(app.database, desk, money)
    const asOwner = (statement: string) =>
      inDistrict(app.database.open('owner'), { districtId: 'beta', actor: 'test' }, (client) =>
        client.query(statement, [first.id]),
      )
    await asOwner(
      `insert into invoice (district_id, number, currency, issued_on, due_on, seller, bill_to, remittance, tax_rate_ppm,
         subtotal, tax, total, created_by, created_at)
       select district_id, number + n, currency, '2027-01-01', '2099-01-01', 'S', 'D', '', 0, 100, 0, 100, 'test', now()
       from invoice, generate_series(1, 501) n where id = $1`,
    )
    await asOwner(
      `insert into payment (district_id, invoice_id, way, amount, currency, paid_on, reference, noted_by, noted_at)
       select district_id, id, 'bank', 1, currency, '2026-11-22', 'Part ' || n, 'test', now()
       from invoice, generate_series(1, 1001) n where id = $1`,
    )
    const token = app.bearerOf(app.beta, 'billing')
    const get = async (path: string) => app.call(`/api/v1${path}`, { token })
    const listed = await desk.list('beta')
    const owed = listed.invoices.reduce((sum, { open }) => sum + open, 0)
    expect(owed).toBeGreaterThan(50_100)
    expect(((await get('/billing')).json as BillingArea).sums).toEqual([
      { currency: 'USD', open: owed, overdue: 0, credit: 0 },
    ])
    expect(listed.invoices).toHaveLength(listed.total)
    expect((await desk.payments('beta')).payments).toHaveLength(1001)
    expect((await get('/invoices/export')).text.trim().split('\n')).toHaveLength(listed.total + 1)
    expect((await get('/payments/export')).text.trim().split('\n')).toHaveLength(1002)
    expect(((await get('/invoices')).json as Invoices).items).toHaveLength(500)
    expect(((await get('/payments')).json as Payments).items).toHaveLength(1000)
  })
})

describe('the files', () => {
  it('are a PDF with every figure of the page, and tables that no spreadsheet takes for formulas', async () => {
    const { id, name } = await bill(7)
    await order(id, 'PO 77')
    const response = await fetch(`${app.address}/api/v1/invoices/${id}/pdf`, {
      headers: { authorization: `Bearer ${app.bearerOf(app.alpha, 'billing')}` },
    })
    expect(response.headers.get('content-type')).toBe('application/pdf')
    const pdf = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()))
    const { text } = await extractText(pdf, { mergePages: true })
    for (const words of [
      `Invoice ${name}`,
      'Seller & Sons',
      '$23.31',
      '$1.46',
      '$24.77',
      'Sales tax (6.25 %)',
      'PO 77',
      'account 42',
    ])
      expect(text).toContain(words)
    await desk.pay({
      districtId: 'alpha',
      number: Number(name.slice(-4)),
      amount: '24.77',
      way: 'cheque',
      reference: '=HYPERLINK(1)',
      on: null,
    })
    const payments = (await call('/payments/export', 'billing')).text
    expect(payments).toContain("'=HYPERLINK(1)")
    const invoices = (await call('/invoices/export', 'districtAdmin')).text
    expect(invoices).toContain(`${name},,paid,2026-11-22,2026-12-22,USD,24.77,24.77,0.00,0.00,0.00,PO 77,`)
  })
})
