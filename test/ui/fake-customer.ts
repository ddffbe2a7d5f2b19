/** A customer with two districts and three administrators for the fake backend. */

import type { CustomerAdmins } from '../../src/http/contract/customer-admins.ts'
import { Refused } from './fake-answers.ts'

type Admin = CustomerAdmins['administrators'][number]

export interface FakeCustomer {
  administrators: Admin[]
}

const SINCE = '2026-08-03T14:00:00Z'

export function openFakeCustomer(): FakeCustomer {
  const admin = { since: SINCE, hasSecondFactor: true, isYou: false, status: 'active' } as const
  return {
    administrators: [
      { ...admin, id: '1', name: 'Ada Lovelace-Byron', email: 'ada.lovelace-byron@riverside-education.example' },
      { ...admin, id: '2', name: 'Grace Hopper', email: 'grace@acme.example', isYou: true },
      { ...admin, id: '3', name: null, email: 'new@acme.example', status: 'invited', hasSecondFactor: false },
    ],
  }
}

interface Asked {
  readonly backend: { readonly customer: FakeCustomer }
  readonly params: Readonly<Record<string, string>>
}

function change({ backend: { customer }, params }: Asked, status: Admin['status']): FakeCustomer {
  const id = params['customerAdminId']
  const peer = customer.administrators.find((each) => each.id === id)
  if (peer === undefined) throw new Refused(404, 'not_found', 'There is no such thing here.')
  if (peer.isYou)
    throw new Refused(403, 'yourself', 'Nobody takes the way in from themself. Ask another administrator.')
  customer.administrators = customer.administrators.map((each) => (each.id === id ? { ...each, status } : each))
  return customer
}

export const customerHandlers = {
  'GET /api/v1/customer/districts': () => ({
    districts: [
      { id: 'riverside', name: 'Riverside Unified School District' },
      { id: 'bayview', name: 'Bay View Elementary School District' },
    ],
  }),
  'POST /api/v1/session/district': () => null,
  'GET /api/v1/customer/administrators': ({ backend }: Asked) => backend.customer,
  'POST /api/v1/customer/administrators/{customerAdminId}/suspension': (asked: Asked) => change(asked, 'suspended'),
  'POST /api/v1/customer/administrators/{customerAdminId}/activation': (asked: Asked) => change(asked, 'active'),
}
