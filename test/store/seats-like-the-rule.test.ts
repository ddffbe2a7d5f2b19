import * as fc from 'fast-check'
import type pg from 'pg'
import { beforeAll, expect, it } from 'vitest'
import { EMPTY_LICENCE, type LicenceState, replay } from '../../src/seats/ledger.ts'
import { reconcile } from '../../src/seats/reconcile.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
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

beforeAll(async () => {
  db = database.open('sync')
  district = await makeDistrict(database.open('owner'), db, 'model')
  const keys = Array.from({ length: PEOPLE }, (_, index) => orderKeyOf(index + 1))
  const people = await district.addPeople(...keys)
  ids = keys.map((key) => people.get(key) ?? expect.fail(key))
})

const idOf = (person: number): string => ids[person - 1] ?? expect.fail(`person ${person}`)
const licence = { districtId: 'model', kind: KIND.id }

async function happen(client: pg.PoolClient, happening: Happening, now: Date): Promise<void> {
  const { what } = happening
  if (what === 'grant') await district.grant(client, idOf(happening.person), happening.role)
  if (what === 'revoke') await district.revoke(client, idOf(happening.person), happening.role)
  if (what === 'retire') await district.setStatus(client, idOf(happening.person), 'retired')
  if (what === 'restore') await district.setStatus(client, idOf(happening.person), 'active')
  if (what === 'buy')
    await setLicence(client, { ...licence, quantity: happening.quantity, actor: 'cli', kinds: [KIND], now })
}

/** The pure rule over the same happenings; a purchase is reconciled at once, as setLicence does. */
function square(state: LicenceState, model: ModelDistrict): LicenceState {
  const demand = model
    .demand()
    .map(({ personId, role, orderKey }) => ({ personId: idOf(Number(personId)), role, orderKey }))
  const retired = new Set([...model.retired].map(idOf))
  return reconcile(KIND, state, { demand, retired }, model.now).state
}

function buy(state: LicenceState, quantity: number, at: Date): LicenceState {
  if (state.bought === quantity) return state
  const entry = { seq: state.lastSeq + 1, at, quantity, personId: null, until: null } as const
  return replay([{ ...entry, move: 'purchase', reason: 'set_by_hand' }], state).state
}

class Undone extends Error {}

it('decides in the database as the pure rule does, and its ledger replays, through any 20 nights', async () => {
  await fc.assert(
    fc.asyncProperty(nights(20), async (plan) => {
      const run = inDistrict(db, { districtId: 'model', actor: 'cli' }, async (client) => {
        const model = new ModelDistrict()
        let state = EMPTY_LICENCE
        for (const night of plan) {
          for (const happening of night) {
            model.happen(happening)
            await happen(client, happening, model.now)
            if (happening.what === 'buy') state = square(buy(state, happening.quantity, model.now), model)
          }
          await reconcileSeats(client, { ...licence, runId: null, actor: 'cli', kinds: [KIND], now: model.now })
          state = square(state, model)
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
