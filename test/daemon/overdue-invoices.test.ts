/** Invoices that are overdue: whom it is told, once, and to nobody else. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openInvoiceDesk } from '../../src/actions/seats/invoice-desk.ts'
import type { ChoreWorld } from '../../src/daemon/chores.ts'
import { inDistrict } from '../../src/store/database.ts'
import { writeNoticeSettings } from '../../src/sync/notice-settings.ts'
import { type FakeSmtp, startSmtp } from '../fakes/smtp/smtp.ts'
import { PRICES } from '../http/billing-desk.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { smallDistrict } from '../support/literal-feed.ts'
import { type Clock, doNow, noticeWorld } from './notice-world.ts'

const DAY = 24 * 3_600_000
let smtp: FakeSmtp
let world: ChoreWorld
let clock: Clock = { now: new Date('2026-11-24T18:00:00Z') }
const bench = useSyncBench({ now: () => clock.now })

beforeEach(async () => {
  smtp = await startSmtp()
  clock = { now: new Date('2026-11-24T18:00:00Z') }
  world = noticeWorld(bench.world.db, { clock, smtpUrl: smtp.url })
  const { districtId } = bench
  await inDistrict(bench.world.db, { districtId, actor: 'test' }, (client) =>
    writeNoticeSettings(client, districtId, {
      emails: ['it@alder.example.org'],
      digest: false,
      digestHour: 6,
      webhook: null,
    }),
  )
  bench.feed.current = { records: smallDistrict(5) }
  await bench.sync()
})
afterEach(() => smtp.close())

const asOwner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(bench.database.open('owner'), { districtId: bench.districtId, actor: 'test' }, (client) =>
    client.query(statement, [bench.districtId, ...values]),
  )
const later = (ms: number) => {
  clock.now = new Date(clock.now.getTime() + ms)
}
const desk = () =>
  openInvoiceDesk({
    database: bench.world.db,
    now: () => clock.now,
    licenceKinds: world.licenceKinds,
    openBilling: () => PRICES,
  })
const lookAndPost = async () => {
  await doNow(world, bench.districtId, 'look')
  await doNow(world, bench.districtId, 'post')
}
const bill = async () => {
  await asOwner(
    `insert into licence_purchase (district_id, kind, name, quantity, entered_at, entered_by)
     values ($1, 'coaching-seats', 'PO 1', 2, now(), 'test')`,
  )
  return desk().bill({ districtId: bench.districtId, billTo: null, orderNumber: null, dueDays: 10, draft: false })
}
const openOnes = async () => {
  const { rows } = await asOwner(
    "select key from notice where district_id = $1 and kind = 'invoice_overdue' and resolved_at is null",
  )
  return rows as readonly unknown[]
}

describe('an invoice', () => {
  it('is told of once, to the billing address alone, from the day after it was due until it is settled', async () => {
    await asOwner(
      `insert into rule_setting (district_id, school_id, rule, value, locked, set_by, set_at)
       values ($1, 0, 'billingEmail', '"bills@alder.example.org"', false, 'test', now())`,
    )
    const invoice = await bill()
    later(10 * DAY)
    await lookAndPost()
    expect([smtp.mails.length, (await openOnes()).length]).toEqual([0, 0])
    later(DAY)
    for (let i = 0; i < 3; i += 1) await lookAndPost()
    expect(smtp.mails.map(({ to }) => to)).toEqual([['bills@alder.example.org']])
    const [mail] = smtp.mails
    expect(smtp.header(mail, 'Subject')).toContain(`Invoice ${invoice.name} is overdue`)
    expect(mail?.source).toContain(`/#/invoices/${invoice.id}`)
    expect(mail?.source).not.toContain('316')
    const { number } = invoice
    await desk().pay({
      districtId: bench.districtId,
      number: number ?? 0,
      amount: '316.63',
      way: 'bank',
      reference: 'T',
      on: null,
    })
    await lookAndPost()
    expect(await openOnes()).toEqual([])
    expect(smtp.mails).toHaveLength(1)
  })

  it('goes to whoever is the billing office where no address is named, and never to IT', async () => {
    await asOwner(
      `with p as (insert into person (district_id, given_name, family_name) values ($1, 'Bill', 'Office') returning id),
       g as (insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         select $1, id, 'billing_only', 'district', 0, 'manual' from p)
       insert into account (district_id, person_id, email, password_hash)
         select $1, id, 'Office@alder.example.org', 'x' from p`,
    )
    await bill()
    later(11 * DAY)
    await lookAndPost()
    expect(smtp.mails.map(({ to }) => to)).toEqual([['office@alder.example.org']])
  })

  it('that came along overdue is told of a day later, so that what was paid of it can be noted before', async () => {
    const import_ = (number: string) => {
      const lines = [{ description: 'Seats', quantity: 1, unitPrice: 150 }]
      const days = { issuedOn: '2020-10-01', dueOn: '2020-10-31' }
      const one = { number, currency: 'USD', ...days, seller: 'S', billTo: 'D', total: 150, lines }
      return desk().import({ districtId: bench.districtId, content: { invoices: [one] } })
    }
    await asOwner(
      `insert into rule_setting (district_id, school_id, rule, value, locked, set_by, set_at)
       values ($1, 0, 'billingEmail', '"bills@alder.example.org"', false, 'test', now())`,
    )
    await import_('paid')
    await import_('open')
    await lookAndPost()
    expect(smtp.mails).toHaveLength(0)
    const money = { amount: '1.50', way: 'bank', reference: 'T', on: null } as const
    await desk().pay({ districtId: bench.districtId, number: 1, ...money })
    later(DAY - 60_000)
    await lookAndPost()
    expect(smtp.mails).toHaveLength(0)
    later(120_000)
    for (let i = 0; i < 2; i += 1) await lookAndPost()
    expect(smtp.mails.map((mail) => smtp.header(mail, 'Subject'))).toEqual([expect.stringContaining('0002 is overdue')])
  })

  it('is told of for as long as it is overdue, however many came after it', async () => {
    const { id, number } = await bill()
    later(11 * DAY)
    await asOwner(
      `insert into invoice (district_id, number, currency, issued_on, due_on, seller, bill_to, remittance, tax_rate_ppm,
         subtotal, tax, total, created_by, created_at)
       select $1, $2::int + n, 'USD', '2027-01-01', '2099-01-01', 'S', 'D', '', 0, 1, 0, 1, 'test', now()
       from generate_series(1, 500) n`,
      [number],
    )
    for (let i = 0; i < 2; i += 1) {
      await lookAndPost()
      expect(await openOnes()).toEqual([{ key: id }])
    }
  })

  it('that was taken back is told of no more', async () => {
    const { number } = await bill()
    later(11 * DAY)
    await lookAndPost()
    expect(await openOnes()).toHaveLength(1)
    await desk().credit({ districtId: bench.districtId, number: number ?? 0, amount: null, reason: 'A mistake' })
    await lookAndPost()
    expect([await openOnes(), smtp.mails.length]).toEqual([[], 0])
  })
})
