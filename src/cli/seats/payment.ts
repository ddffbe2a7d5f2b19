/** `staffroom payment add|refund|list`: money that came by bank or cheque, and went back; cards are told by the provider. */

import type { Command } from 'commander'
import { UsageError } from '../outcome.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import { checkId, checkNumber, describePayments, DISTRICT, numberIn } from './invoice-words.ts'
import type { InvoiceSheet } from './invoice-tools.ts'

interface DistrictOptions {
  readonly district: string
}
interface AddOptions extends DistrictOptions {
  readonly amount: string
  readonly way: string
  readonly reference: string
  readonly on?: string
}

const WAYS = ['bank', 'cheque', 'other'] as const

export function addPayment(program: Command, shell: Shell): void {
  const payment = program.command('payment').description('money of invoices: noted when it has come, never before')
  addAdd(payment, shell)
  addRefund(payment, shell)
  const list = payment
    .command('list')
    .description('payments and refunds, the latest first, and what the provider told that doesn’t fit')
    .requiredOption(...DISTRICT)
  shell.actInside<DistrictOptions>(list, async (_task, installation, { options }) => {
    const found = await installation.invoices.payments(await resolveDistrict(installation, options.district))
    const odd = found.odd.map(
      ({ event, type, outcome }) =>
        `Look into ${event} (${type}) at the payment provider: ${ODD[outcome] ?? outcome}. Nothing was noted.`,
    )
    const lines = found.payments.length === 0 ? ['Nothing was paid yet.'] : describePayments(found.payments)
    return { data: found, lines: [...lines, ...odd] }
  })
}

const ODD: Readonly<Record<string, string>> = {
  amount_differs: 'another amount than was asked for',
  currency_differs: 'another currency than the invoice has',
  unknown: 'for a page of payment that isn’t known here',
}

function addAdd(payment: Command, shell: Shell): void {
  const add = payment
    .command('add')
    .description('note money that has come; what is above the invoice stands as paid too much')
    .argument('<invoice>', 'its number, as 3 or demo-0003')
    .requiredOption(...DISTRICT)
    .requiredOption('--amount <amount>', 'as 1250.00, in the currency of the invoice')
    .requiredOption('--way <way>', WAYS.join(', '))
    .requiredOption('--reference <text>', 'what the bank calls it, or the number of the cheque')
    .option('--on <day>', 'the day it came, as 2026-11-02; without it, today')
  shell.actInside<AddOptions>(
    add,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const { amount, reference, on = null } = options
      const number = numberIn(args[0] ?? '', districtId)
      const way = wayIn(options.way)
      return told(await installation.invoices.pay({ districtId, number, amount, way, reference, on }))
    },
    ({ args, options }) => {
      checkNumber(args[0] ?? '')
      wayIn(options.way)
      checkReference(options.reference)
    },
  )
}

interface RefundOptions extends DistrictOptions {
  readonly amount: string
  readonly reference: string
  readonly on?: string
}

function addRefund(payment: Command, shell: Shell): void {
  const refund = payment
    .command('refund')
    .description('note money that went back; of cards the provider tells it by itself')
    .argument('<payment>', 'its id, as "payment list" shows it')
    .requiredOption(...DISTRICT)
    .requiredOption('--amount <amount>', 'as 1250.00')
    .requiredOption('--reference <text>', 'what the bank calls it')
    .option('--on <day>', 'the day it went, as 2026-11-02; without it, today')
  shell.actInside<RefundOptions>(
    refund,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const { amount, reference, on = null } = options
      const paymentId = args[0] ?? ''
      return told(await installation.invoices.refund({ districtId, paymentId, amount, reference, on }))
    },
    ({ args, options }) => {
      checkId(args[0] ?? '')
      checkReference(options.reference)
    },
  )
}

function told(invoice: InvoiceSheet) {
  const { name, state, open, credit, told: words } = invoice
  const more = credit > 0 ? `, ${words.credit} paid too much` : ''
  const left = open > 0 ? `, ${words.open} still to be paid` : more
  return { data: invoice, lines: [`${name} is ${state.replace('_', ' ')}${left}.`] }
}

function wayIn(typed: string): (typeof WAYS)[number] {
  const way = WAYS.find((one) => one === typed)
  if (way === undefined) throw new UsageError(`--way takes one of ${WAYS.join(', ')}. Cards are told by the provider.`)
  return way
}

function checkReference(reference: string): void {
  if (reference.trim() === '' || reference.length > 255) throw new UsageError('--reference takes 1 to 255 characters.')
}
