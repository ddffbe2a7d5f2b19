/** Invoices that the seller's own accounting made, as they are brought along in a file. Pure. */

import { type Static, Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import { type Amounts, type InvoiceLine, isSound } from './invoice.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const Amount = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })

const InvoiceFile = Type.Object(
  {
    invoices: Type.Array(
      Type.Object(
        {
          number: Words(60),
          currency: Type.String({ pattern: '^[A-Z]{3}$' }),
          issuedOn: Day,
          dueOn: Day,
          seller: Words(1000),
          billTo: Words(500),
          remittance: Type.Optional(Words(1000)),
          purchaseOrder: Type.Optional(Words(60)),
          taxName: Type.Optional(Words(60)),
          tax: Type.Optional(Amount),
          total: Amount,
          lines: Type.Array(
            Type.Object(
              {
                description: Words(200),
                quantity: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
                unitPrice: Amount,
                kind: Type.Optional(Words(130)),
                purchase: Type.Optional(Words(63)),
                startsOn: Type.Optional(Day),
                endsOn: Type.Optional(Day),
              },
              { additionalProperties: false },
            ),
            { minItems: 1, maxItems: 500 },
          ),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  { additionalProperties: false },
)
type FileInvoice = Static<typeof InvoiceFile>['invoices'][number]

/** One of them, with its lines as they are kept. */
export interface ImportedInvoice extends Amounts {
  readonly number: string
  readonly currency: string
  readonly issuedOn: string
  readonly dueOn: string
  readonly seller: string
  readonly billTo: string
  readonly remittance: string
  readonly purchaseOrder: string | null
  readonly taxName: string | null
  readonly lines: readonly InvoiceLine[]
}

const validate = new Ajv({ allErrors: true, strict: false }).compile<Static<typeof InvoiceFile>>(InvoiceFile)

/** What stands in the file, or all that is wrong with it, each with its place and never with its value. */
export function readInvoiceFile(
  value: unknown,
): { readonly invoices: readonly ImportedInvoice[] } | { readonly faults: readonly string[] } {
  if (!validate(value))
    return {
      faults: (validate.errors ?? []).map(({ instancePath, message, keyword, params }) => {
        const at = instancePath.replace(/^\//, '') || 'the file'
        if (keyword === 'additionalProperties')
          return `${at}: "${String(params['additionalProperty'])}" is not known here`
        return `${at}: ${message ?? 'not understood'}`
      }),
    }
  const invoices = value.invoices.map(importedOf)
  const faults = invoices.flatMap((one, index) => faultsOf(one, value.invoices, index))
  return faults.length > 0 ? { faults } : { invoices }
}

function importedOf(one: FileInvoice): ImportedInvoice {
  const lines = one.lines.map(({ kind = null, purchase = null, startsOn = null, endsOn = null, ...line }) => {
    const amount = line.quantity * line.unitPrice
    return { ...line, kind, purchase, startsOn, endsOn, amount }
  })
  const { tax = 0, taxName = null, remittance = '', purchaseOrder = null, ...rest } = one
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0)
  return { ...rest, tax, taxName: taxName ?? (tax > 0 ? 'Tax' : null), remittance, purchaseOrder, subtotal, lines }
}

function faultsOf(one: ImportedInvoice, all: readonly FileInvoice[], index: number): readonly string[] {
  const at = `invoices/${index}`
  const days = [one.issuedOn, one.dueOn, ...one.lines.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn])]
  return [
    ...(one.subtotal + one.tax === one.total && isSound(one)
      ? []
      : [`${at}/total: lines and tax add up to something else`]),
    ...(days.every((day) => day === null || isDay(day)) ? [] : [`${at}: a day that is none`]),
    ...(one.dueOn < one.issuedOn ? [`${at}/dueOn: before the day of issue`] : []),
    ...(Intl.supportedValuesOf('currency').includes(one.currency) ? [] : [`${at}/currency: no currency of ISO 4217`]),
    ...(all.findIndex(({ number }) => number === one.number) === index ? [] : [`${at}/number: stands twice`]),
    ...one.lines.flatMap(({ kind, purchase }, line) =>
      purchase !== null && kind === null ? [`${at}/lines/${line}/purchase: name its kind, too`] : [],
    ),
  ]
}

/** Whether there is such a day. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
