/** `staffroom invoice issue|discard|list|show|credit|import`: what a district is billed, by whoever sells. */

import type { Command } from 'commander'
import { readJsonFile } from '../json-file.ts'
import { type Outcome, UsageError } from '../outcome.ts'
import { type Cell, formatCount, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { InvoiceSheet, InvoiceSheetLine } from './invoice-tools.ts'
import { checkId, checkNumber, describePayments, DISTRICT, numberIn, ORDER_NUMBER } from './invoice-words.ts'
import { addLicence } from './licence.ts'
import { addPayment } from './payment.ts'

interface DistrictOptions {
  readonly district: string
}
interface IssueOptions extends DistrictOptions {
  readonly billTo?: string
  readonly order?: string
  readonly dueDays?: string
  readonly draft?: true
  readonly fromDraft?: string
  readonly dryRun?: true
}

/** What was bought, billed and paid: `licence`, `invoice` and `payment`. */
export function addBought(program: Command, shell: Shell): void {
  addLicence(program, shell)
  addInvoice(program, shell)
  addPayment(program, shell)
}

function addInvoice(program: Command, shell: Shell): void {
  const invoice = program
    .command('invoice')
    .description('what a district is billed: of its licences at the prices of STAFFROOM_BILLING, or brought along')
  addIssue(invoice, shell)
  addDiscard(invoice, shell)
  addReading(invoice, shell)
  addCredit(invoice, shell)
  addImport(invoice, shell)
}

function addIssue(invoice: Command, shell: Shell): void {
  const issue = invoice
    .command('issue')
    .description('bill what was bought and stands on no invoice yet; what is issued is never changed again')
    .requiredOption(...DISTRICT)
    .option('--bill-to <text>', 'whom it goes to; without it, as the last one')
    .option('--order <number>', 'the district’s purchase order, where it gave one')
    .option('--due-days <n>', 'days until it is due; without it, as it is set up')
    .option('--draft', 'keep it as a draft, without a number, that the district doesn’t see')
    .option('--from-draft <id>', 'issue this draft')
    .option('--dry-run', 'say what it would bill, and change nothing')
  shell.actInside<IssueOptions>(
    issue,
    async (_task, installation, { options }) => {
      const { invoices } = installation
      const districtId = await resolveDistrict(installation, options.district)
      if (options.dryRun === true) return describePreview(await invoices.preview(districtId))
      const dueDays = options.dueDays === undefined ? null : Number(options.dueDays)
      const { fromDraft, billTo = null, order: orderNumber = null, draft = false } = options
      const made =
        fromDraft === undefined
          ? await invoices.bill({ districtId, billTo, orderNumber, dueDays, draft })
          : await invoices.issue({ districtId, id: fromDraft, dueDays })
      const says = made.number === null ? 'kept as a draft' : `issued, due on ${made.dueOn ?? ''}`
      return { data: made, lines: [`${made.name}: ${made.told.total}, ${says}.`] }
    },
    ({ options }) => checkIssue(options),
  )
}

/** @throws UsageError */
function checkIssue({ dueDays, fromDraft, billTo, order, draft }: IssueOptions): void {
  if (dueDays !== undefined && !/^\d{1,3}$/.test(dueDays))
    throw new UsageError('--due-days takes a whole number of days.')
  if (dueDays !== undefined && draft === true)
    throw new UsageError('A draft is not due yet: give --due-days along with --from-draft, when you issue it.')
  if (billTo !== undefined && (billTo.trim() === '' || billTo.length > 500))
    throw new UsageError('--bill-to takes 1 to 500 characters.')
  if (order !== undefined && !ORDER_NUMBER.test(order))
    throw new UsageError(
      '--order takes 1 to 60 letters, digits, spaces or . _ / # - and begins with a letter or digit, as PO-7.',
    )
  if (fromDraft !== undefined) checkId(fromDraft)
  if (fromDraft !== undefined && (billTo ?? order ?? draft) !== undefined)
    throw new UsageError('--from-draft issues the draft as it is: leave --bill-to, --order and --draft out.')
}

function addDiscard(invoice: Command, shell: Shell): void {
  const discard = invoice
    .command('discard')
    .description('throw a draft away; what was issued is taken back by "invoice credit"')
    .argument('<draft>', 'its id')
    .requiredOption(...DISTRICT)
  shell.actInside<DistrictOptions>(
    discard,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const [id = ''] = args
      await installation.invoices.discard({ districtId, id })
      return { data: { discarded: id }, lines: [`Draft ${id} is gone.`] }
    },
    ({ args }) => checkId(args[0] ?? ''),
  )
}

function addReading(invoice: Command, shell: Shell): void {
  const list = invoice
    .command('list')
    .description('invoices, credit notes and drafts, the latest first')
    .requiredOption(...DISTRICT)
  shell.actInside<DistrictOptions>(list, async (_task, installation, { options }) => {
    const found = await installation.invoices.list(await resolveDistrict(installation, options.district))
    return { data: found, lines: listLines(found) }
  })
  const show = invoice
    .command('show')
    .description('one invoice with its lines and payments')
    .argument('<number>', 'as 3 or demo-0003')
    .requiredOption(...DISTRICT)
  shell.actInside<DistrictOptions>(
    show,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const found = await installation.invoices.show(districtId, numberIn(args[0] ?? '', districtId))
      const { invoice: one, lines, payments } = found
      return {
        data: found,
        lines: [
          ...listLines({ invoices: [one], total: 1 }),
          '',
          ...formatTable(['what', 'quantity', 'amount'], lines.map(lineCells)),
          '',
          ...(payments.length === 0 ? ['Nothing was paid yet.'] : describePayments(payments)),
        ],
      }
    },
    ({ args }) => checkNumber(args[0] ?? ''),
  )
}

interface CreditOptions extends DistrictOptions {
  readonly reason: string
  readonly amount?: string
}

function addCredit(invoice: Command, shell: Shell): void {
  const credit = invoice
    .command('credit')
    .description('take an invoice back, whole or in part, by a credit note')
    .argument('<number>', 'as 3 or demo-0003')
    .requiredOption(...DISTRICT)
    .requiredOption('--reason <text>', 'why; it stands on the credit note')
    .option('--amount <amount>', 'a part, as 1250.00; without it, all that is left')
  shell.actInside<CreditOptions>(
    credit,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const { reason, amount = null } = options
      const number = numberIn(args[0] ?? '', districtId)
      const note = await installation.invoices.credit({ districtId, number, amount, reason })
      return {
        data: note,
        lines: [`Credit note ${note.name}: ${note.told.total} of ${note.takesBack ?? ''} taken back.`],
      }
    },
    ({ args, options }) => {
      checkNumber(args[0] ?? '')
      if (options.reason.trim() === '' || options.reason.length > 500)
        throw new UsageError('--reason takes 1 to 500 characters.')
    },
  )
}

interface ImportOptions extends DistrictOptions {
  readonly file: string
}

function addImport(invoice: Command, shell: Shell): void {
  const bring = invoice
    .command('import')
    .description('bring invoices of your own accounting along, issued as they were; all of the file or nothing')
    .requiredOption(...DISTRICT)
    .requiredOption('--file <file>', 'JSON, as docs/district-it.md shows it')
  shell.actInside<ImportOptions>(bring, async (_task, installation, { options }) => {
    const content = await readJsonFile(options.file)
    const districtId = await resolveDistrict(installation, options.district)
    const result = await installation.invoices.import({ districtId, content })
    const { taken, known } = result
    return {
      data: result,
      lines: [
        `Taken: ${formatCount(taken.length)}. There already: ${formatCount(known.length)}.`,
        ...(taken.length === 0 ? [] : listLines({ invoices: taken, total: taken.length })),
      ],
    }
  })
}

const HEAD = ['number', 'state', 'issued', 'due', 'total', 'open', 'paid too much', 'order', 'seller’s number']

function listLines({
  invoices,
  total,
}: {
  readonly invoices: readonly InvoiceSheet[]
  readonly total: number
}): readonly string[] {
  if (invoices.length === 0) return ['No invoices yet. Make one with "staffroom invoice issue", or bring them along.']
  const rows = invoices.map((one): readonly Cell[] => [
    one.name,
    one.takesBack === null ? one.state.replace('_', ' ') : `takes back ${one.takesBack}`,
    one.issuedOn,
    one.dueOn,
    one.told.total,
    one.open === 0 ? null : one.told.open,
    one.credit === 0 ? null : one.told.credit,
    one.purchaseOrder,
    one.sellerNumber,
  ])
  const cut = invoices.length < total ? ['', `${formatCount(invoices.length)} of ${formatCount(total)} are shown.`] : []
  return [...formatTable(HEAD, rows), ...cut]
}

function describePreview(preview: {
  readonly lines: readonly InvoiceSheetLine[]
  readonly unpriced: readonly string[]
}): Outcome {
  const { lines, unpriced } = preview
  return {
    data: preview,
    lines: [
      ...(lines.length === 0
        ? ['Nothing would be billed.']
        : formatTable(['what', 'quantity', 'amount'], lines.map(lineCells))),
      ...unpriced.map((kind) => `No price: ${kind}.`),
    ],
  }
}

function lineCells({ description, purchase, quantity, told }: InvoiceSheetLine): readonly Cell[] {
  return [purchase === null ? description : `${description} (${purchase})`, quantity, told]
}
