/** Who asks: everybody of the planted district, its customer's administrator and a launch that matched nobody. */

import { randomBytes } from 'node:crypto'
import { inDistrict } from '../../../src/store/database.ts'
import type { Role } from '../../../src/roster/model.ts'
import type { Database } from '../../../src/store/database.ts'
import { hashToken } from '../../../src/store/signin/session.ts'
import type { Asker, Held } from '../../access/oracle.ts'
import { PERSON_NAMES } from '../school-district.ts'
import type { TestApp } from '../test-app.ts'

export interface Somebody {
  readonly name: string
  /** As the second reading of the permission files knows them. */
  readonly asker: Asker
  readonly token: string
}

/** People who are there and may come in. */
const NAMES = PERSON_NAMES.filter((name) => name !== 'retiredTeacher')

/** Opens a session for each of them: a launch's, and a password's for the customer's administrator. */
export async function gatherAskers(app: TestApp): Promise<readonly Somebody[]> {
  const { alpha } = app
  const owner = app.database.open('owner')
  const people = await Promise.all(
    NAMES.map(async (name): Promise<Somebody> => {
      const personId = alpha.people[name]
      const held = await heldBy(owner, personId)
      const token = await openSession(owner, { personId })
      return { name, token, asker: { ...NOBODY, person: personId, held } }
    }),
  )
  const customerAdminId = await plantCustomerAdmin(owner)
  const customer: Somebody = {
    name: 'customerAdmin',
    token: await openSession(owner, { customerAdminId }),
    asker: { ...NOBODY, customer: 'acme', held: [{ role: 'customer_admin', at: 'customer', id: 'acme' }] },
  }
  const unmatched: Somebody = {
    name: 'unmatched',
    token: await openSession(owner, {}),
    asker: NOBODY,
  }
  const support: Somebody = {
    name: 'support',
    token: await openSession(owner, { supportAccessId: await plantSupport(owner) }),
    asker: { ...NOBODY, support: true },
  }
  return [...people, customer, unmatched, support]
}

const NOBODY: Asker = { district: 'alpha', person: null, customer: null, held: [], strict: false, educator: false }

async function openSession(
  owner: Database,
  who: { readonly personId?: string; readonly customerAdminId?: string; readonly supportAccessId?: string },
): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const { personId = null, customerAdminId = null, supportAccessId = null } = who
  const customerId = customerAdminId === null ? null : 'acme'
  const elsewhere = supportAccessId === null ? 'launch' : 'support'
  const kind = customerId === null ? elsewhere : 'password'
  await owner.pool.query(
    `insert into session (token_hash, kind, district_id, person_id, customer_id, customer_admin_id, support_access_id,
       idle_expires_at, expires_at)
     values ($1, $2, 'alpha', $3, $4, $5, $6, '2999-01-01', '2999-01-01')`,
    [hashToken(token), kind, personId, customerId, customerAdminId, supportAccessId],
  )
  return token
}

interface RoleRow {
  role: Role
  scope_type: Held['at']
  scope_id: string
  taught: boolean
}

/** Read from the tables by hand, not by the product's own statement. */
async function heldBy(owner: Database, personId: string): Promise<readonly Held[]> {
  return inDistrict(owner, { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<RoleRow>(
      `select r.role, r.scope_type, case r.scope_type when 'district' then 'alpha' else r.scope_id::text end as scope_id,
         exists (select from enrolment e where e.district_id = 'alpha' and e.person_id = $1 and e.class_id = r.scope_id
           and e.role = 'teacher' and e.status = 'active' and r.role = 'class_lead') as taught
       from person_role r where r.district_id = 'alpha' and r.person_id = $1`,
      [personId],
    )
    return rows.map(({ role, scope_type, scope_id, taught }) => ({
      role,
      at: scope_type,
      id: scope_id,
      teaches: taught,
    }))
  })
}

async function plantSupport(owner: Database): Promise<string> {
  return inDistrict(owner, { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into support_access (district_id, reason, who, opened_by, opened_at, expires_at, link_hash, link_expires_at)
       values ('alpha', 'To ask every route', 'The matrix', 'cli', '2020-01-01', '2999-01-01', 'x', '2999-01-01')
       returning id::text`,
    )
    return rows[0]?.id ?? ''
  })
}

async function plantCustomerAdmin(owner: Database): Promise<string> {
  const { rows } = await owner.pool.query<{ id: string }>(
    `insert into customer_admin (customer_id, email, name, password_hash, status)
     values ('acme', 'chief@acme.example', 'Chief', 'x', 'active') returning id::text`,
  )
  return rows[0]?.id ?? ''
}
