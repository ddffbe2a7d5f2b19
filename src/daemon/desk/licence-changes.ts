/** What an operator changes of a licence at the command line beside its numbers: each can be looked at before it is done. */

import { Failure } from '../../roster/failure.ts'
import { type DistrictClient, inDistrict } from '../../store/database.ts'
import { needNamedIds } from '../../store/people/named-ids.ts'
import { previewCapacity } from '../../store/seats/educator-capacity.ts'
import { listPurchases } from '../../store/seats/licence-purchase.ts'
import { FIRST_PEOPLE, lookAtPage, previewLicence } from '../../store/seats/licence-preview.ts'
import {
  listReservedSchools,
  saveLicenceRules,
  savePriority,
  saveReservation,
} from '../../store/seats/licence-rules.ts'
import { listSeatKinds } from '../../store/seats/products.ts'
import { noteLicence } from '../../store/seats/seat-audit.ts'
import { readTerms } from '../../store/seats/seat-rules.ts'
import { enterPurchase, reconcileSeats, yieldSeat } from '../../store/seats/seats.ts'
import type { SyncWorld } from '../../sync/world.ts'
import { seatOf } from './ledger.ts'

/** Schools and people by sourcedId, or by our number as `id:17`. */
type Step =
  /** A purchase is taken out, as if it had never been entered. */
  | { readonly does: 'remove'; readonly purchase: string }
  /** So many seats are kept for people of a school; 0: none. */
  | { readonly does: 'reserve'; readonly school: string; readonly quantity: number }
  /** What is named is set, what isn't stays; `standard`: all as the installation has it. */
  | {
      readonly does: 'order'
      readonly standard: boolean
      readonly rules: Pick<Parameters<typeof saveLicenceRules>[2], 'order' | 'graceDays' | 'overDays'>
      readonly schools: readonly string[] | null
    }
  /** A number in the order by hand; null: none. */
  | { readonly does: 'number'; readonly person: string; readonly number: number | null }
  /** Of a licence that is over: this holder gives the seat back and waits. */
  | { readonly does: 'yield'; readonly person: string }
  /** Nothing is changed but what follows from the roster and the day. */
  | { readonly does: 'reconcile' }

interface Change {
  readonly districtId: string
  readonly kind: string
  readonly step: Step
}

const ACTOR = 'cli'

/** Bound to one installation. */
export function bindLicenceChanges(world: SyncWorld) {
  const { db, now, settings } = world
  const inside = <T>(districtId: string, work: (client: DistrictClient) => Promise<T>): Promise<T> =>
    inDistrict(db, { districtId, actor: ACTOR }, work)
  return {
    change: (o: Change): Promise<void> => inside(o.districtId, (client) => carryOut(client, world, o)),
    previewChange: (o: Change) =>
      inside(o.districtId, (client) => {
        const about = { districtId: o.districtId, kind: o.kind, kinds: settings.licenceKinds, now: now() }
        return previewLicence(client, about, () => carryOut(client, world, o))
      }),
    purchases: (districtId: string) =>
      inside(districtId, (client) => listPurchases(client, { districtId, now: now() })),
    previewCapacity: ({ districtId, rule }: Pick<Parameters<typeof previewCapacity>[1], 'districtId' | 'rule'>) =>
      inside(districtId, (client) =>
        previewCapacity(client, {
          districtId,
          rule,
          actor: ACTOR,
          kinds: settings.licenceKinds,
          now: now(),
          look: lookAtPage(FIRST_PEOPLE),
        }),
      ),
    /** Of every licence whose seats people hold. */
    previewReconcile: (districtId: string) =>
      inside(districtId, async (client) => {
        const kinds = await listSeatKinds(client, districtId, settings.licenceKinds)
        const previews = []
        for (const { id: kind } of kinds) {
          const about = { districtId, kind, kinds: settings.licenceKinds, now: now() }
          const square = () => carryOut(client, world, { districtId, kind, step: { does: 'reconcile' } })
          previews.push(await previewLicence(client, about, square))
        }
        return previews
      }),
    order: ({ districtId, kind }: Pick<Change, 'districtId' | 'kind'>) =>
      inside(districtId, async (client) => {
        await needSeats(client, world, { districtId, kind })
        const { rules } = await readTerms(client, { districtId, kind }, { now: now() })
        const schools = await listReservedSchools(client, { districtId, kind })
        return { rules, schools }
      }),
  }
}

async function carryOut(client: DistrictClient, world: SyncWorld, { step, ...place }: Change): Promise<void> {
  if (step.does === 'remove') return remove(client, world, { ...place, name: step.purchase })
  if (step.does === 'yield') return giveBack(client, world, { ...place, person: step.person })
  if (step.does !== 'reconcile') await needSeats(client, world, place)
  if (step.does === 'reserve') await reserve(client, place, step)
  if (step.does === 'order') await setOrder(client, world, { ...place, step })
  if (step.does === 'number') {
    const { personId } = await seatOf(client, world, { ...place, person: step.person })
    if (!(await savePriority(client, place, { personId, priority: step.number })) && step.number !== null)
      throw refused('LICENCE_SEAT_UNKNOWN', 'They neither hold nor await a seat of this licence.')
    await noteLicence(client, {
      ...place,
      action: 'licence.priority',
      detail: { personId, priority: step.number ?? 0 },
    })
  }
  await reconcileSeats(client, { ...causeOf(world, place), runId: null })
}

interface Place {
  readonly districtId: string
  readonly kind: string
}

async function remove(client: DistrictClient, world: SyncWorld, o: Place & { readonly name: string }): Promise<void> {
  const known = await listPurchases(client, { districtId: o.districtId, kind: o.kind, now: world.now() })
  const purchase = known.find(({ name }) => name === o.name)
  if (purchase === undefined)
    throw refused(
      'LICENCE_PURCHASE_UNKNOWN',
      `There is no purchase "${o.name}" of it. "staffroom licence show" has them.`,
    )
  await enterPurchase(client, { ...causeOf(world, o), ...purchase, step: 'remove' })
}

async function giveBack(client: DistrictClient, world: SyncWorld, o: Place & { readonly person: string }) {
  const seat = await seatOf(client, world, o)
  const problem = await yieldSeat(client, seat)
  if (problem === 'not_over')
    throw refused('LICENCE_NOT_OVER', 'No more seats are used than were bought. Nobody has to give one back.')
  if (problem === 'no_holder') throw refused('LICENCE_SEAT_UNKNOWN', 'They hold no seat of this licence.')
  const { districtId, kind, personId } = seat
  await noteLicence(client, { districtId, kind, action: 'licence.yield', detail: { personId } })
}

async function reserve(
  client: DistrictClient,
  place: Place,
  { school, quantity }: Extract<Step, { does: 'reserve' }>,
): Promise<void> {
  const [schoolId = ''] = await schoolIds(client, place, [school])
  if (!(await saveReservation(client, place, { schoolId, quantity })))
    throw refused('LICENCE_SCHOOL_UNKNOWN', `"${school}" is no school of the district.`)
  await noteLicence(client, { ...place, action: 'licence.reserve', detail: { schoolId, quantity } })
}

async function setOrder(
  client: DistrictClient,
  world: SyncWorld,
  { step, ...place }: Place & { readonly step: Extract<Step, { does: 'order' }> },
): Promise<void> {
  const { rules } = await readTerms(client, place, { now: world.now() })
  const before = step.standard ? {} : rules
  const schools = step.schools === null ? {} : { schools: [...(await schoolIds(client, place, step.schools))] }
  await saveLicenceRules(client, place, { ...before, ...step.rules, ...schools })
}

function noSchool(message: string): Failure {
  return refused('LICENCE_SCHOOL_UNKNOWN', message)
}

function schoolIds(client: DistrictClient, { districtId }: Place, names: readonly string[]) {
  return needNamedIds(client, districtId, { refused: noSchool, table: 'orgs', names })
}

/** @throws Failure LICENCE_KIND_UNKNOWN (operator): its seats are given out in no order */
async function needSeats(client: DistrictClient, { settings }: SyncWorld, { districtId, kind }: Place): Promise<void> {
  const kinds = await listSeatKinds(client, districtId, settings.licenceKinds)
  if (kinds.some(({ id, isOrdered }) => id === kind && isOrdered)) return
  throw refused('LICENCE_KIND_UNKNOWN', 'There is no such licence whose seats are given out in an order.')
}

function causeOf({ settings, now }: SyncWorld, { districtId, kind }: Place) {
  return { districtId, kind, actor: ACTOR, kinds: settings.licenceKinds, now: now() }
}

function refused(code: string, message: string): Failure {
  return new Failure(code, 'operator', message)
}
