/** What an operator does with licences at the command line. */

import { type DistrictClient, inDistrict } from '../../store/database.ts'
import { forecastLicences } from '../../store/seats/licence-forecast.ts'
import { previewLicence } from '../../store/seats/licence-preview.ts'
import { setCapacity } from '../../store/seats/educator-capacity.ts'
import { enterPurchase, type LicenceLine, reconcileSeats, setLicence, showLicences } from '../../store/seats/seats.ts'
import { endGrace } from '../../store/seats/end-grace.ts'
import { readLicenceNames } from '../../store/seats/products.ts'
import type { SyncWorld } from '../../sync/world.ts'
import { bindLicenceChanges } from './licence-changes.ts'
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

/** Bound to one installation. */
export function bindLicences(world: SyncWorld) {
  const { db, now } = world
  const kinds = world.settings.licenceKinds
  const inside = <T>(districtId: string, work: (client: DistrictClient) => Promise<T>): Promise<T> =>
    inDistrict(db, { districtId, actor: 'cli' }, work)
  const show = async (client: DistrictClient, districtId: string) => {
    const names = await readLicenceNames(client, districtId, kinds)
    const { licences } = await showLicences(client, { districtId, kinds })
    return licences.map((line) => ({ ...line, name: names[line.kind] ?? line.kind }))
  }
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
    show: (districtId: string) => inside(districtId, (client) => show(client, districtId)),
    ...bindLedger(world),
    ...bindLicenceChanges(world),
    release: (o: SeatOf) =>
      inside(o.districtId, async (client) => {
        await endGrace(client, await seatOf(client, world, o))
        return show(client, o.districtId)
      }),
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
