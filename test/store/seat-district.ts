/** A district for the tests of seats: its people come from the owner, all else goes through a runtime role. */

import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { expect } from 'vitest'
import type { Role } from '../../src/roster/model.ts'
import type { SeatCounts } from '../../src/seats/counts.ts'
import { type LicenceKind, readLicenceKinds } from '../../src/seats/kind.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { type LicenceLine, reconcileSeats, setLicence } from '../../src/store/seats/seats.ts'

export const NOW = new Date('2026-11-22T02:00:00Z')
export const days = (count: number): Date => new Date(NOW.getTime() + count * 86_400_000)

/** The kinds that ship. */
export function shippedKinds(): readonly LicenceKind[] {
  const text = readFileSync(new URL('../../config/licence-kinds.json', import.meta.url), 'utf8')
  const outcome = readLicenceKinds(JSON.parse(text))
  if ('faults' in outcome) expect.fail(outcome.faults.join('\n'))
  return outcome.kinds
}

export interface SeatDistrict {
  readonly id: string
  work<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  /** Adds people with these sourcedIds; the map says their ids. */
  addPeople(...sourcedIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  grant(client: pg.PoolClient, personId: string, role: Role, scopeId?: number): Promise<void>
  revoke(client: pg.PoolClient, personId: string, role: Role, scopeId?: number): Promise<void>
  setStatus(client: pg.PoolClient, personId: string, status: 'active' | 'retired'): Promise<void>
  reconcile(now?: Date): Promise<Record<string, SeatCounts>>
  buy(quantity: number, kind?: string, now?: Date): Promise<LicenceLine>
  /** sourcedIds of the people in this state, in the order of their places. */
  inState(state: string, kind?: string): Promise<readonly string[]>
}

/** Makes the district; `db` is opened with the runtime role that works in it. */
export async function makeDistrict(owner: Database, db: Database, id: string): Promise<SeatDistrict> {
  await owner.pool.query("insert into district (id, name, timezone) values ($1, 'Test', 'UTC')", [id])
  const kinds = shippedKinds()
  const context = { districtId: id, actor: 'cli' }
  const work = <T>(job: (client: pg.PoolClient) => Promise<T>): Promise<T> => inDistrict(db, context, job)
  return {
    id,
    work,
    addPeople: (...sourcedIds) => inDistrict(owner, context, (client) => addPeople(client, id, sourcedIds)),
    async grant(client, personId, role, scopeId = 0) {
      const scopeType = scopeId === 0 ? 'district' : 'school'
      await client.query(
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         values ($1, $2, $3, $4, $5, 'manual') on conflict do nothing`,
        [id, personId, role, scopeType, scopeId],
      )
    },
    async revoke(client, personId, role, scopeId = 0) {
      await client.query(
        `update role_grant set status = 'revoked', revoked_at = now()
         where district_id = $1 and person_id = $2 and role = $3 and scope_id = $4 and status = 'active'`,
        [id, personId, role, scopeId],
      )
    },
    async setStatus(client, personId, status) {
      await client.query('update person set status = $3 where district_id = $1 and id = $2', [id, personId, status])
    },
    reconcile: (now = NOW) =>
      work((client) => reconcileSeats(client, { districtId: id, runId: null, actor: 'cli', kinds, now })),
    buy: (quantity, kind = 'coaching-seats', now = NOW) =>
      work((client) => setLicence(client, { districtId: id, kind, quantity, actor: 'cli', kinds, now })),
    async inState(state, kind = 'coaching-seats') {
      const { rows } = await work((client) =>
        client.query<{ sourced_id: string }>(
          `select ps.sourced_id from seat s join person_source ps using (district_id, person_id)
           where s.district_id = $1 and s.kind = $2 and s.state = $3 order by s.place`,
          [id, kind, state],
        ),
      )
      return rows.map(({ sourced_id }) => sourced_id)
    },
  }
}

async function addPeople(
  client: pg.PoolClient,
  districtId: string,
  sourcedIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const sourcedId of sourcedIds) {
    const { rows } = await client.query<{ id: string }>(
      "insert into person (district_id, given_name, family_name) values ($1, 'A', 'B') returning id",
      [districtId],
    )
    const personId = rows[0]?.id ?? expect.fail('no person')
    await client.query(
      "insert into person_source (district_id, source_id, sourced_id, person_id) values ($1, 'sis', $2, $3)",
      [districtId, sourcedId, personId],
    )
    ids.set(sourcedId, personId)
  }
  return ids
}
