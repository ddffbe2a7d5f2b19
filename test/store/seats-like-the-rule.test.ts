import * as fc from 'fast-check'
import type pg from 'pg'
import { beforeAll, expect, it } from 'vitest'
import { EMPTY_LICENCE, type LicenceState, replay } from '../../src/seats/ledger.ts'
import { type Demand, reconcile } from '../../src/seats/reconcile.ts'
import type { SeatRules } from '../../src/seats/rules.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { saveLicenceRules, saveReservation } from '../../src/store/seats/licence-rules.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { readSeats } from '../../src/store/seats/seat-rows.ts'
import { reconcileSeats, setLicence } from '../../src/store/seats/seats.ts'
import { type Happening, KIND, ModelDistrict, nights, orderKeyOf } from '../seats/district-model.ts'
import { useDatabase } from '../support/database.ts'
import { makeDistrict, type SeatDistrict } from './seat-district.ts'

const PEOPLE = 9
const database = useDatabase()
let db: Database
let district: SeatDistrict
/** Our id of the model's person n. */
let ids: readonly string[]
let schools: readonly string[]

beforeAll(async () => {
  db = database.open('sync')
  district = await makeDistrict(database.open('owner'), db, 'model')
  const keys = Array.from({ length: PEOPLE }, (_, index) => orderKeyOf(index + 1))
  const people = await district.addPeople(...keys)
  ids = keys.map((key) => people.get(key) ?? expect.fail(key))
  const { rows } = await district.work((client) =>
    client.query<{ id: string }>(
      `insert into org (district_id, source_id, sourced_id, name, type)
       select 'model', 'sis', s, s, 'school' from unnest(array['s1', 's2']) s returning id::text as id`,
    ),
  )
  schools = rows.map(({ id }) => id)
})

/** Every fourth person works in no school, the others in the first, the second, or both. */
function schoolsOf(person: number): readonly string[] {
  return schools.filter((_school, at) => (person & (1 << at)) !== 0)
}
const scopesOf = (person: number): readonly number[] => {
  const scopes = schoolsOf(person).map(Number)
  return scopes.length === 0 ? [0] : scopes
}

const idOf = (person: number): string => ids[person - 1] ?? expect.fail(`person ${person}`)
const licence = { districtId: 'model', kind: KIND.id }

async function happen(client: pg.PoolClient, happening: Happening, now: Date): Promise<void> {
  const { what } = happening
  if (what === 'grant' || what === 'revoke')
    for (const scope of scopesOf(happening.person))
      await district[what](client, idOf(happening.person), happening.role, scope)
  if (what === 'retire') await district.setStatus(client, idOf(happening.person), 'retired')
  if (what === 'restore') await district.setStatus(client, idOf(happening.person), 'active')
  if (what === 'buy')
    await setLicence(client, { ...licence, quantity: happening.quantity, actor: 'cli', kinds: [KIND], now })
}

/** The pure rule over the same happenings; a purchase is reconciled at once, as setLicence does. */
function square(state: LicenceState, model: ModelDistrict, rules: SeatRules): LicenceState {
  const demand = model.demand().flatMap(({ personId, role, orderKey }): Demand[] => {
    const one = { personId: idOf(Number(personId)), role, orderKey }
    const own = schoolsOf(Number(personId))
    return own.length === 0 ? [one] : own.map((schoolId) => ({ ...one, schoolId }))
  })
  const retired = new Set([...model.retired].map(idOf))
  return reconcile(KIND, state, { demand, retired, rules }, model.now).state
}

/** Seats reserved for the two schools, and whether the second comes before the first. */
const rulesOf = fc.record({
  reserved: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
  isBySchool: fc.boolean(),
})

async function setRules(
  client: pg.PoolClient,
  { reserved, isBySchool }: { readonly reserved: readonly number[]; readonly isBySchool: boolean },
): Promise<SeatRules> {
  const wanted = schools.map((schoolId, at) => ({ schoolId, quantity: reserved[at] ?? 0 }))
  for (const one of wanted) await saveReservation(client, licence, one)
  const order = isBySchool ? (['school'] as const) : []
  await saveLicenceRules(client, licence, { order: [...order], schools: schools.toReversed() })
  const kept = wanted.filter(({ quantity }) => quantity > 0)
  return {
    order,
    schools: schools.toReversed(),
    reserved: new Map(kept.map(({ schoolId, quantity }) => [schoolId, quantity])),
  }
}

/** The first purchase stands in the ledger though it be of nothing. */
function buy(
  state: LicenceState,
  { quantity, at, isFirst }: { readonly quantity: number; readonly at: Date; readonly isFirst: boolean },
): LicenceState {
  if (state.bought === quantity && !isFirst) return state
  const entry = { seq: state.lastSeq + 1, at, quantity, personId: null, until: null } as const
  return replay([{ ...entry, move: 'purchase', reason: quantity > 0 ? 'set_by_hand' : 'total_kept' }], state).state
}

class Undone extends Error {}

it('decides in the database as the pure rule does, and its ledger replays, through any 20 nights', async () => {
  await fc.assert(
    fc.asyncProperty(nights(20), rulesOf, async (plan, wanted) => {
      const run = inDistrict(db, { districtId: 'model', actor: 'cli' }, async (client) => {
        const model = new ModelDistrict()
        let state = EMPTY_LICENCE
        let isFirst = true
        const rules = await setRules(client, wanted)
        for (const night of plan) {
          for (const happening of night) {
            model.happen(happening)
            await happen(client, happening, model.now)
            if (happening.what !== 'buy') continue
            state = square(buy(state, { quantity: happening.quantity, at: model.now, isFirst }), model, rules)
            isFirst = false
          }
          await reconcileSeats(client, { ...licence, runId: null, actor: 'cli', kinds: [KIND], now: model.now })
          state = square(state, model, rules)
          const seats = [...state.seats.values()].toSorted((a, b) => a.place - b.place)
          expect(await readSeats(client, licence)).toEqual(seats)
        }
        for (const { agrees } of await replayLedger(client, 'model')) expect(agrees).toBe(true)
        throw new Undone()
      })
      await expect(run).rejects.toThrow(Undone)
    }),
    { numRuns: 40 },
  )
  // Every one of these transactions was undone, and nothing of them is left: seats and ledger go with the change that caused them.
  expect(await district.work((client) => replayLedger(client, 'model'))).toEqual([])
})
