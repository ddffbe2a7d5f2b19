/** Invoices and payments by the command line: what the seller does. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { PRICES } from '../http/billing-desk.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
const home = makeHome()
const at = (name: string): string => join(home, name)
const write = (name: string, content: unknown) => {
  writeFileSync(at(name), JSON.stringify(content))
  return at(name)
}
const invoice = (...words: readonly string[]) => staffroom.json('invoice', ...words, '--district', 'east')
const payment = (...words: readonly string[]) => staffroom.json('payment', ...words, '--district', 'east')
const buy = (quantity: number) =>
  staffroom.run('licence', 'set', '--district', 'east', '--kind', 'coaching-seats', '--quantity', String(quantity))
const saidIn = ({ data }: { readonly data: unknown }) => (data as { error: { code: string; message: string } }).error

beforeAll(async () => {
  const file = write('billing.json', PRICES)
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home, STAFFROOM_BILLING: file })
  await staffroom.run('district', 'create', '--id', 'east', '--name', 'East', '--timezone', 'America/Chicago')
})

describe('invoices', () => {
  test('are made of what was bought and not billed yet, each with the next number', async () => {
    expect(saidIn(await invoice('issue')).code).toBe('INVOICE_NOTHING')
    await buy(3)
    const looked = await invoice('issue', '--dry-run')
    expect(looked.data).toMatchObject({ lines: [{ quantity: 3, amount: 44_700 }], unpriced: [] })
    const first = await invoice('issue', '--order', 'PO-7', '--bill-to', 'East, accounts payable', '--due-days', '10')
    expect(first.data).toMatchObject({
      name: 'east-0001',
      state: 'issued',
      total: 47_494,
      purchaseOrder: 'PO-7',
      billTo: 'East, accounts payable',
    })
    expect(saidIn(await invoice('issue')).code).toBe('INVOICE_NOTHING')
    await buy(5)
    const draft = (await invoice('issue', '--draft')).data as { id: string; number: null }
    expect(draft.number).toBeNull()
    expect(saidIn(await invoice('issue')).code).toBe('INVOICE_NOTHING')
    const issued = await invoice('issue', '--from-draft', draft.id)
    expect(issued.data).toMatchObject({ name: 'east-0002', total: 31_663, billTo: 'East, accounts payable' })
    expect(saidIn(await invoice('discard', draft.id)).code).toBe('INVOICE_UNKNOWN')
  })

  test('are paid by what has come, and never twice by the same', async () => {
    const pay = (amount: string, reference: string, way = 'bank') =>
      payment('add', 'east-0001', '--amount', amount, '--way', way, '--reference', reference)
    expect((await pay('100.00', 'T1')).data).toMatchObject({ state: 'part_paid', open: 37_494 })
    expect(saidIn(await pay('100.00', 'T1')).code).toBe('PAYMENT_REFUSED')
    for (const wrong of ['0', '-5', '1.005', 'much']) expect(saidIn(await pay(wrong, 'T2')).code).toBe('PAYMENT_AMOUNT')
    expect((await pay('1', 'T2', 'card')).code).toBe(2)
    expect((await pay('400.00', 'T2', 'cheque')).data).toMatchObject({ state: 'paid', open: 0, credit: 2506 })
    const { data } = await payment('list')
    const { payments } = data as { payments: readonly { id: string; reference: string }[] }
    const cheque = payments.find(({ reference }) => reference === 'T2')?.id ?? ''
    const back = await payment('refund', cheque, '--amount', '25.06', '--reference', 'B1')
    expect(back.data).toMatchObject({ state: 'paid', open: 0, credit: 0 })
    expect(saidIn(await payment('refund', '999', '--amount', '1', '--reference', 'B2')).code).toBe('PAYMENT_UNKNOWN')
  })

  test('are taken back by a credit note, in part and whole, and what was bought can be billed again', async () => {
    const credit = (...more: readonly string[]) => invoice('credit', '2', '--reason', 'Billed twice', ...more)
    expect((await credit('--amount', '100.00')).data).toMatchObject({
      name: 'east-0003',
      takesBack: 'east-0002',
      total: 10_000,
    })
    expect(saidIn(await credit('--amount', '400')).code).toBe('INVOICE_CREDIT')
    expect((await credit()).data).toMatchObject({ name: 'east-0004', total: 21_663 })
    expect(saidIn(await credit()).code).toBe('INVOICE_CREDIT')
    expect(saidIn(await invoice('credit', '3', '--reason', 'x')).code).toBe('INVOICE_CREDIT')
    expect((await invoice('show', '2')).data).toMatchObject({ invoice: { state: 'cancelled', open: 0, credit: 0 } })
    expect((await invoice('issue')).data).toMatchObject({ name: 'east-0005', total: 31_663 })
    const { data } = await invoice('list')
    const { invoices } = data as { invoices: readonly { number: number }[] }
    expect(invoices.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1])
  })

  test('of another district are not this one’s, whatever is to be done with them', async () => {
    const before = await invoice('list')
    const money = ['--amount', '1.00', '--way', 'bank', '--reference', 'Elsewhere']
    for (const answer of [
      await payment('add', 'springfield-0005', ...money),
      await invoice('credit', 'springfield-0005', '--reason', 'Elsewhere'),
      await invoice('show', 'east-north-0005'),
    ]) {
      expect(answer.code).toBe(2)
      expect(saidIn(answer).message).toMatch(/-0005 is no invoice of east. Nothing was done.$/)
    }
    expect((await invoice('list')).data).toEqual(before.data)
    expect((await invoice('show', 'east-0005')).data).toMatchObject({ invoice: { number: 5 } })
  })

  test('are told what is wrong with what is typed, before anything is done', async () => {
    await buy(9)
    for (const [wrong, says] of [
      [['--bill-to', ' '], '--bill-to'],
      [['--bill-to', 'x'.repeat(501)], '--bill-to'],
      [['--order', '=1+1'], '--order'],
      [['--order', 'x'.repeat(61)], '--order'],
      [['--draft', '--due-days', '10'], '--due-days'],
    ] as const) {
      const answer = await invoice('issue', ...wrong)
      expect([wrong, answer.code]).toEqual([wrong, 2])
      expect(saidIn(answer).message).toContain(says)
    }
    const paid = ['payment', 'add', '5', '--amount', '1', '--way', 'bank', '--reference', 'Early'] as const
    const early = await staffroom.json(...paid, '--district', 'east', '--on', '2999-01-01')
    expect(saidIn(early)).toMatchObject({ code: 'PAYMENT_DAY' })
    expect(saidIn(early).message).toContain('has not come yet')
    expect((await invoice('issue', '--dry-run')).data).toMatchObject({ lines: [{ quantity: 4 }] })
    await buy(5)
  })

  test('of another accounting come along whole or not at all, and the same ones once', async () => {
    const one = {
      number: 'S-1',
      currency: 'EUR',
      issuedOn: '2020-10-01',
      dueOn: '2020-10-31',
      seller: 'Seller',
      billTo: 'East',
      total: 300,
      lines: [{ description: 'Seats', quantity: 2, unitPrice: 150 }],
    }
    const bring = (...invoices: readonly object[]) => invoice('import', '--file', write('invoices.json', { invoices }))
    expect(saidIn(await bring(one, { ...one, number: 'S-2', total: 1 })).message).toContain('invoices/1/total')
    expect((await bring(one)).data).toMatchObject({
      taken: [{ name: 'east-0006', sellerNumber: 'S-1', state: 'overdue' }],
    })
    expect((await bring(one)).data).toEqual({ taken: [], known: ['S-1'] })
    const other = { ...one, total: 450, lines: [{ description: 'Seats', quantity: 3, unitPrice: 150 }] }
    expect(saidIn(await bring({ ...one, number: 'S-3' }, other)).code).toBe('INVOICE_DIFFERS')
    expect((await invoice('list')).data).toMatchObject({ total: 6 })
  })

  test('that were brought along bill their purchase, also where it has a first day and they name none', async () => {
    const set = ['licence', 'set', '--district', 'east', '--kind', 'export-credits', '--quantity', '40'] as const
    expect((await staffroom.run(...set, '--purchase', 'PO 40', '--from', '2026-08-01')).code).toBe(0)
    expect((await invoice('issue', '--dry-run')).data).toMatchObject({ lines: [{ quantity: 40 }] })
    const line = { kind: 'export-credits', purchase: 'PO 40', description: 'Exports', quantity: 40, unitPrice: 10 }
    const about = { number: 'S-40', currency: 'USD', issuedOn: '2026-08-01', dueOn: '2026-08-31', total: 400 }
    const one = { ...about, seller: 'Seller', billTo: 'East', lines: [line] }
    expect((await invoice('import', '--file', write('named.json', { invoices: [one] }))).code).toBe(0)
    expect((await invoice('issue', '--dry-run')).data).toMatchObject({ lines: [] })
  })

  test('are never changed once they are issued, whoever tries', async () => {
    const owner = database.open('owner')
    const run = (statement: string) =>
      owner.pool.query(`begin; select set_config('app.district_id', 'east', true); ${statement}; commit`)
    for (const statement of [
      'update invoice set total = total, bill_to = $$me$$ where number = 1',
      'delete from invoice where number = 1',
      'update invoice_line set quantity = 1, amount = unit_price',
      'delete from invoice_line',
      `insert into invoice_line (district_id, invoice_id, position, description, quantity, unit_price, amount)
       select district_id, id, 99, 'More', 1, 1, 1 from invoice where number = 1`,
    ])
      await expect(run(statement)).rejects.toThrow('never changed')
    for (const statement of ['update payment set amount = 1', 'delete from payment', 'delete from payment_event']) {
      const client = await database.open('sync').pool.connect()
      await expect(client.query(statement)).rejects.toThrow('permission denied')
      client.release()
    }
  })

  test('need prices, and say what to do without; a file that is wrong is told of without a word of it', async () => {
    const without = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home })
    const none = await without.json('invoice', 'issue', '--district', 'east')
    expect(saidIn(none).message).toContain('STAFFROOM_BILLING')
    const file = write('wrong.json', {
      ...PRICES,
      provider: { kind: 'stripe', secretKey: 'sk_live_SECRET', webhookSecret: '${X}' },
    })
    const wrong = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home, STAFFROOM_BILLING: file })
    const said = saidIn(await wrong.json('invoice', 'issue', '--district', 'east'))
    expect(said.message).toContain('provider/secretKey')
    expect(said.message).not.toContain('SECRET')
  })
})
