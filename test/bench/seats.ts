/**
 * P7: squaring 100,000 people's seats with their roles, once where nothing has changed and once where one in a hundred
 * did: half of them left, half came; against one grouped count of the same grants. Medians of several turns.
 */

import { readFileSync } from 'node:fs'
import type { PoolClient } from 'pg'
import { type LicenceKind, readLicenceKinds } from '../../src/seats/kind.ts'
import { type Database, globally, inDistrict, openDatabase } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { sql } from '../../src/store/sql.ts'
import { reconcileSeats, setLicence } from '../../src/store/seats/seats.ts'
import { dropDatabase } from '../support/database-server.ts'
import { type BenchServer, type Figure, freshDatabase, quantile } from './bench-server.ts'

const PEOPLE = 100_000
// Of each kind in a turn: together one in a hundred.
const MOVED = 500
const TURNS = 9
const DATABASE = 'staffroom_bench_seats'
const KIND = 'coaching-seats'
const CONTEXT = { districtId: 'seats', actor: 'bench' }

// Every grant that counts, looked at once; the reconciliation reads every seat besides.
const BASELINE = `select role, count(*) from role_grant
  where district_id = $1 and status = 'active' and role = any($2::text[]) group by role`

/** Both figures; every turn is a transaction of its own, that ends as a sync's does. */
export async function measureSeats(server: BenchServer): Promise<readonly Figure[]> {
  const url = await freshDatabase(server, DATABASE)
  const [owner, db] = [openDatabase({ url, role: 'owner' }), openDatabase({ url, role: 'sync', poolMax: 2 })]
  try {
    const kinds = [coachingSeats()]
    await plantPeople(owner, db, kinds)
    const [baseline, still, moving]: [number[], number[], number[]] = [[], [], []]
    for (let turn = 0; turn < TURNS; turn += 1) {
      baseline.push(await timed(db, (client) => client.query(BASELINE, ['seats', kinds[0]?.roles])))
      still.push(await timed(db, (client) => square(client, kinds)))
      await inDistrict(db, CONTEXT, (client) => swapHolders(client, turn))
      await owner.pool.query('analyze role_grant')
      moving.push(await timed(db, (client) => square(client, kinds)))
      await owner.pool.query('vacuum analyze seat')
      server.say(
        `P7: turn ${turn + 1}: ${[baseline, still, moving].map((of) => Math.round(of.at(-1) ?? 0)).join(', ')} ms`,
      )
    }
    return [figure('nothing changed', still, baseline), figure('1 % changed', moving, baseline)]
  } finally {
    await Promise.all([owner.close(), db.close()])
    await dropDatabase(server.url, DATABASE)
  }
}

function figure(when: string, times: readonly number[], baselines: readonly number[]): Figure {
  const [measured, baseline] = [quantile(times, 0.5), quantile(baselines, 0.5)]
  const work = `squaring 100,000 seats, ${when}`
  return { name: 'P7', work, measured, baseline, unit: 'ms', ratio: measured / baseline, must: '≤ 5' }
}

async function timed(db: Database, work: (client: PoolClient) => Promise<unknown>): Promise<number> {
  return inDistrict(db, CONTEXT, async (client) => {
    // As a run has it.
    await client.query(sql('enter_run'), [CONTEXT.districtId, CONTEXT.actor])
    const start = performance.now()
    await work(client)
    return performance.now() - start
  })
}

function square(client: PoolClient, kinds: readonly LicenceKind[]): Promise<unknown> {
  return reconcileSeats(client, { ...CONTEXT, runId: null, kinds, now: new Date() })
}

/** Some lose the role, as many who had none get it: others every turn. */
async function swapHolders(client: PoolClient, turn: number): Promise<void> {
  await client.query(
    `update role_grant set status = 'revoked', revoked_at = now()
     where district_id = 'seats' and status = 'active' and person_id in (
       select id from person where district_id = 'seats' and username::integer > $1 and username::integer <= $1 + $2)`,
    [turn * MOVED, MOVED],
  )
  await client.query(
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
     select district_id, id, 'coach', 'district', 0, 'manual' from person
     where district_id = 'seats' and username::integer > $1 and username::integer <= $1 + $2`,
    [PEOPLE + turn * MOVED, MOVED],
  )
}

/** Everybody who ever comes is a person from the start; the first 100,000 hold a seat, and a fifth more are bought. */
async function plantPeople(owner: Database, db: Database, kinds: readonly LicenceKind[]): Promise<void> {
  await globally(db, (client) =>
    createDistrict(client, { id: 'seats', name: 'Seats', timezone: 'UTC', customerId: null }),
  )
  await inDistrict(db, CONTEXT, async (client) => {
    await client.query(
      `with made as (
        insert into person (district_id, given_name, family_name, username)
        select 'seats', 'A', 'B', n::text from generate_series(1, $1::integer) n returning id, username)
       insert into person_source (district_id, source_id, sourced_id, person_id)
       select 'seats', 'sis', 'p-' || username, id from made`,
      [PEOPLE + MOVED * TURNS],
    )
    await client.query(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       select district_id, id, 'coach', 'district', 0, 'manual' from person where username::integer <= $1`,
      [PEOPLE],
    )
    await setLicence(client, { ...CONTEXT, kind: KIND, quantity: PEOPLE * 1.2, kinds, now: new Date() })
  })
  await owner.pool.query('vacuum analyze')
}

function coachingSeats(): LicenceKind & { readonly roles: readonly string[] } {
  const text = readFileSync(new URL('../../config/licence-kinds.json', import.meta.url), 'utf8')
  const outcome = readLicenceKinds(JSON.parse(text))
  const kind = 'kinds' in outcome ? outcome.kinds.find(({ id }) => id === KIND) : undefined
  if (kind?.counts !== 'roles') throw new Error(`config/licence-kinds.json has no ${KIND} that counts roles`)
  return kind
}
