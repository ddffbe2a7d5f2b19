/** What the seller has set up for invoices: who sells, in which currency, at which prices, with which tax and way to pay. Pure. */

import { type Static, Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'

/** Of one unit and one invoice, in the smallest unit of the currency. */
export const AMOUNT_MAX = 1_000_000_000_000

const Words = (description: string, maxLength = 200) => Type.String({ minLength: 1, maxLength, description })
/** A secret stands in the environment; the file names it. */
const Named = (description: string) => Type.String({ pattern: '^\\$\\{[A-Z][A-Z0-9_]{0,99}\\}$', description })

export const BillingSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217, as USD.' }),
    seller: Type.Object(
      {
        name: Words('Who sells, as it stands on the invoice.'),
        address: Words('With line ends.', 500),
        email: Words('Where questions go.'),
        taxId: Type.Optional(Words('The number that the tax office knows the seller by.')),
      },
      { additionalProperties: false },
    ),
    remittance: Type.Optional(Words('How to pay by bank or cheque, in words; it stands on every invoice.', 1000)),
    dueDays: Type.Integer({ minimum: 0, maximum: 365, description: 'From the day of issue to the day it is due.' }),
    tax: Type.Optional(
      Type.Object(
        {
          name: Words('As it stands on the invoice.', 60),
          ratePpm: Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Millionths: 62500 are 6.25 %.' }),
        },
        { additionalProperties: false },
      ),
    ),
    prices: Type.Array(
      Type.Object(
        {
          kind: Type.String({
            pattern: '^[a-z0-9][a-z0-9-]{0,62}(:[a-z0-9][a-z0-9-]{0,62})?$',
            description: 'A kind of licence; product-seats is every product that has no price of its own.',
          }),
          unitPrice: Type.Integer({
            minimum: 0,
            maximum: 1_000_000_000,
            description: 'Of one for its term, in the smallest unit of the currency: 4900 are 49.00 USD.',
          }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 500 },
    ),
    provider: Type.Optional(
      Type.Object(
        {
          kind: Type.Literal('stripe', { description: 'Stripe Checkout, or what answers as it does.' }),
          apiUrl: Type.Optional(
            Type.String({ pattern: '^https?://[^\\s?#@]+$', description: 'Default: https://api.stripe.com' }),
          ),
          secretKey: Named('The variable that has the key, as ${STRIPE_SECRET_KEY}.'),
          webhookSecret: Named('The variable that has the secret of the webhook, as ${STRIPE_WEBHOOK_SECRET}.'),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, title: 'Invoices and payments' },
)
export type BillingSettings = Readonly<Static<typeof BillingSchema>>

const validate = new Ajv({ allErrors: true, strict: false }).compile<BillingSettings>(BillingSchema)

/** What stands in the file, or every fault of it; never a value of it. */
export function readBilling(
  value: unknown,
): { readonly settings: BillingSettings } | { readonly faults: readonly string[] } {
  if (!validate(value))
    return {
      faults: (validate.errors ?? []).map(({ instancePath, message, keyword, params }) => {
        const at = instancePath.replace(/^\//, '') || 'the file'
        return keyword === 'additionalProperties'
          ? `${at}: "${String(params['additionalProperty'])}" is not known here`
          : `${at}: ${message ?? 'not understood'}`
      }),
    }
  const faults = findContradictions(value)
  return faults.length === 0 ? { settings: value } : { faults }
}

function findContradictions({ currency, prices }: BillingSettings): readonly string[] {
  const doubled = prices.filter(({ kind }, index) => prices.findIndex((one) => one.kind === kind) !== index)
  return [
    ...(Intl.supportedValuesOf('currency').includes(currency) ? [] : ['currency: no currency of ISO 4217']),
    ...doubled.map(({ kind }) => `prices: "${kind}" stands twice`),
  ]
}

/** Of one unit for its term; null: none is set up. A product without a price of its own has that of its kind. */
export function priceOf({ prices }: Pick<BillingSettings, 'prices'>, kind: string): number | null {
  const find = (id: string) => prices.find((one) => one.kind === id)?.unitPrice
  return find(kind) ?? find(kind.replace(/:.*$/, '')) ?? null
}

/** How many decimal places the currency has: 2 of USD, 0 of JPY. */
export function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** `1234500, USD` → `$12,345.00`. */
export function formatMoney(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency })
  return format.format(amount / 10 ** decimalsOf(currency)).replaceAll('\u00a0', ' ')
}

/** The bare figure for a file: `12345.00`. */
export function decimalOf(amount: number, currency: string): string {
  return (amount / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency))
}

/** `12345.00` → 1234500; null: it is no amount of that currency, or too large. */
export function readAmount(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency)
  const [, whole = '', part = ''] = /^(\d{1,12})(?:\.(\d{1,4}))?$/.exec(text.trim()) ?? []
  if (whole === '' || part.length > decimals) return null
  const amount = Number(whole) * 10 ** decimals + Number(part.padEnd(decimals, '0') || '0')
  return amount <= AMOUNT_MAX ? amount : null
}
