/** Who calls the API in the tests about people: anybody of the planted district, and its customer's administrator. */

import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'

export type Caller = PersonName | 'customerAdmin'

/** Bearers of the district alpha by name. */
export function callersOf(app: TestApp): (who: Caller) => string {
  const customerToken = app.bearerFor({
    districtId: 'alpha',
    personId: null,
    customerId: 'acme',
    customerAdminId: '1',
    roles: [{ role: 'customer_admin', scopeType: 'customer', scopeId: 'acme' }],
  })
  return (who) => (who === 'customerAdmin' ? customerToken : app.bearerOf(app.alpha, who))
}

/** The status of a refusal and its code; of what was done, no code. */
export function codeOf({ status, json }: Answer): readonly [number, string | undefined] {
  return [status, (json as { readonly error?: { readonly code: string } } | null)?.error?.code]
}

/** Sets where accounts of teachers and administrators of the district alpha come from. */
export async function makeAccountsBy(app: TestApp, mode: 'manual' | 'roster'): Promise<void> {
  const token = app.bearerOf(app.alpha, 'districtAdmin')
  const { json } = await app.call('/api/v1/rules', { token })
  const { rules } = json as { readonly rules: readonly { readonly name: string; readonly version: string }[] }
  const version = rules.find(({ name }) => name === 'accountCreation')?.version
  const body = { value: mode, locked: false, version }
  const { status, text } = await app.call('/api/v1/rules/accountCreation', { method: 'PUT', token, body })
  if (status !== 200) throw new Error(`The rule was not set: ${text}`)
}
