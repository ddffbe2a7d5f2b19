/** What an operator does with licences at the command line. */

import { type DistrictClient, inDistrict } from '../../store/database.ts'
import { forecastLicences } from '../../store/seats/licence-forecast.ts'
import { FIRST_PEOPLE, lookAtPage, previewLicence } from '../../store/seats/licence-preview.ts'
import { listPurchases } from '../../store/seats/licence-purchase.ts'
import { previewCapacity, setCapacity } from '../../store/seats/educator-capacity.ts'
import { enterPurchase, type LicenceLine, reconcileSeats, setLicence, showLicences } from '../../store/seats/seats.ts'
import { endGrace } from '../../store/seats/end-grace.ts'
import type { SyncWorld } from '../../sync/world.ts'
import { bindLedger, seatOf, type SeatOf } from './ledger.ts'

interface LicenceChange {
  readonly districtId: string
  readonly kind: string
  readonly quantity: number
  /** None: the quantity is the total bought. */
  readonly purchase?: {
    readonly name: string
    readonly startsOn: string | null
    readonly endsOn: string | null
    /** Whether one of that name is to be changed; otherwise it is to be a new one. */
    readonly replaces: boolean
  }
}

type CapacityChange = Pick<Parameters<typeof setCapacity>[1], 'districtId' | 'rule'>

const FIRST = lookAtPage(FIRST_PEOPLE)

/** Bound to one installation. */
export function bindLicences(world: SyncWorld) {
  const { db, now } = world
  const kinds = world.settings.licenceKinds
  const inside = <T>(districtId: string, work: (client: DistrictClient) => Promise<T>): Promise<T> =>
    inDistrict(db, { districtId, actor: 'cli' }, work)
  const show = (client: DistrictClient, districtId: string) =>
    showLicences(client, { districtId, kinds }).then(({ licences }) => licences)
  const change = (client: DistrictClient, { purchase, ...o }: LicenceChange): Promise<LicenceLine> => {
    const cause = { ...o, actor: 'cli', kinds, now: now() }
    if (purchase === undefined) return setLicence(client, cause)
    const { replaces, ...named } = purchase
    return enterPurchase(client, { ...cause, ...named, step: replaces ? 'change' : 'enter' })
  }
  return {
    kinds: kinds.filter(({ counts }) => counts !== 'derived').map(({ id }) => id),
    derived: kinds.filter(({ counts }) => counts === 'derived').map(({ id }) => id),
    set: (o: LicenceChange) =>
      inside(o.districtId, async (client) => {
        await change(client, o)
        return show(client, o.districtId)
      }),
    preview: (o: LicenceChange) =>
      inside(o.districtId, (client) => previewLicence(client, { ...o, kinds, now: now() }, () => change(client, o))),
    capacity: ({ districtId, rule }: CapacityChange) =>
      inside(districtId, async (client) => {
        await setCapacity(client, { districtId, rule, actor: 'cli', kinds, now: now() })
        return show(client, districtId)
      }),
    previewCapacity: (o: CapacityChange) =>
      inside(o.districtId, (client) => previewCapacity(client, { ...o, actor: 'cli', kinds, now: now(), look: FIRST })),
    show: (districtId: string) => inside(districtId, (client) => show(client, districtId)),
    ...bindLedger(world),
    release: (o: SeatOf) =>
      inside(o.districtId, async (client) => {
        await endGrace(client, await seatOf(client, world, o))
        return show(client, o.districtId)
      }),
    purchases: (districtId: string) =>
      inside(districtId, (client) => listPurchases(client, { districtId, now: now() })),
    reconcile: (districtId: string) =>
      inside(districtId, async (client) => {
        await reconcileSeats(client, { districtId, runId: null, actor: 'cli', kinds, now: now() })
        return show(client, districtId)
      }),
    forecast: (o: { readonly districtId: string; readonly until: string | null }) =>
      inside(o.districtId, (client) =>
        forecastLicences(client, { ...o, defaultRoleMap: world.settings.defaultRoleMap, kinds, now: now() }),
      ),
  }
}
