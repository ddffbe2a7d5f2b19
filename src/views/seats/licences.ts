/** One licence as its page shows it: figures, purchases, rules, schools, people by state, the ledger, the time before and to come. */

import type { Grant } from '../../access/grant.ts'
import { type CapacityRule, type LicenceKind, type SeatKind, seatKinds } from '../../seats/kind.ts'
import { capacityRuleOf, type LicenceRules, withRules } from '../../seats/licence-rules.ts'
import { SEAT_FILE_HEAD, seatFileCells } from '../../seats/seat-file.ts'
import type { SeatState } from '../../seats/seat.ts'
import type { DistrictClient } from '../../store/database.ts'
import { forecastLicences } from '../../store/seats/licence-forecast.ts'
import { type HistoryDay, listLicenceDays } from '../../store/seats/licence-history.ts'
import { readCredits } from '../../store/seats/credit-books.ts'
import { listPurchases, type Purchase } from '../../store/seats/licence-purchase.ts'
import { countSeatsHere, listReservedSchools, type ReservedSchool } from '../../store/seats/licence-rules.ts'
import type { PageRequest } from '../../store/page.ts'
import { districtKinds } from '../../store/seats/products.ts'
import { type LedgerLine, listLedgerOf } from '../../store/seats/ledger-list.ts'
import {
  listSeatFile,
  listSeatPeople,
  readComingFree,
  readShort,
  type SeatPerson,
  type SeatReach,
} from '../../store/seats/seat-people.ts'
import { countSchoolSeats, readTerms } from '../../store/seats/seat-rules.ts'
import { type LicencePlace, readLicence } from '../../store/seats/seat-rows.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'
import { mayNamePeople } from './ledger-files.ts'
import { asFarAsShown, namesActors } from './seats-shown.ts'
import { wordsOf } from './name-words.ts'

type View = Grant<'view:licence_state'>

export interface LicenceDetailView {
  readonly kind: string
  readonly name: string
  /** What it counts: people's seats, credits, the products of the district together, or students' seats of one of them. */
  readonly counts: 'seats' | 'credits' | 'products' | 'product'
  readonly bought: number | null
  readonly used: number
  readonly over: number | null
  readonly needed: number | null
  readonly waiting: number
  readonly grace: number
  readonly short: number | null
  /** How many of those who wait get a seat in grace, the last of them by that day, if nobody comes back; null: none. */
  readonly comesFree: { readonly count: number; readonly by: string } | null
  readonly district: DistrictPart | null
}

interface DistrictPart {
  readonly purchases: readonly (Omit<Purchase, 'kind' | 'enteredAt'> & {
    /** Of credits: what was given out of it; null: of what is given out and comes back. */
    readonly used: number | null
  })[]
  readonly rules: {
    readonly order: readonly ('manual' | 'school' | 'seniority')[]
    /** School ids in the district's order. */
    readonly schools: readonly string[]
    readonly graceDays: number
    readonly overDays: number
    /** What the district has set itself; null: it is the installation's. */
    readonly ownGraceDays: number | null
    readonly ownOverDays: number | null
    readonly isOwn: boolean
  }
  readonly schools: readonly (ReservedSchool & {
    readonly held: number
    readonly waiting: number
    /** The place in the order by school. */
    readonly rank: number | null
  })[]
  readonly roles: readonly string[]
  /** Null: bought by itself; a null rule: there is no limit. */
  readonly capacity: { readonly from: string; readonly rule: CapacityRule | null } | null
}

function shownRules(kind: SeatKind, own: LicenceRules): DistrictPart['rules'] {
  const { graceDays, overDays } = withRules(kind, own)
  return {
    order: own.order ?? [],
    schools: own.schools ?? [],
    graceDays,
    overDays,
    ownGraceDays: own.graceDays ?? null,
    ownOverDays: own.overDays ?? null,
    isOwn: Object.keys(own).length > 0,
  }
}

function shownRule(own: LicenceRules, standard: CapacityRule): CapacityRule | null {
  const { perSeat, tiers } = capacityRuleOf(own, standard)
  if (tiers !== undefined) return { tiers }
  return perSeat === undefined ? null : { perSeat }
}

/** Null: there is no such kind. Who looks after schools sees what their people hold, and no more. */
export async function viewLicence(world: DomainWorld, asked: View, kindId: string): Promise<LicenceDetailView | null> {
  const grant = await asFarAsShown(world, asked)
  return inGrantDirect(world, grant, async (client) => {
    const kinds = await districtKinds(client, grant.principal.districtId, world.settings.licenceKinds)
    const known = kinds.find(({ id }) => id === kindId)
    const kind = findSeatKind(kinds, kindId)
    if (known === undefined || (kind === null && !grant.scope.district)) return null
    const place = { districtId: grant.principal.districtId, kind: kindId }
    const counts = known.counts === 'roles' || known.counts === 'derived' ? 'seats' : known.counts
    const named = { kind: kindId, name: known.title, counts } as const
    if (!grant.scope.district) {
      const here = await countSeatsHere(client, place, grant.scope)
      return { ...named, ...here, bought: null, over: null, needed: null, short: null, comesFree: null, district: null }
    }
    if (counts === 'credits') {
      const { usedOf, ...books } = await readCredits(client, { districtId: place.districtId, now: world.now() })
      const none = { waiting: 0, grace: 0, over: null, needed: null, short: null, comesFree: null }
      return {
        ...named,
        ...books,
        ...none,
        district: await readDistrictPart(client, place, { kind, now: world.now(), usedOf }),
      }
    }
    const licence = await readLicence(client, place)
    const { bought = 0, tallies = { used: 0, waiting: 0, grace: 0 } } = licence ?? {}
    const { used, waiting, grace } = tallies
    const figures = { bought, used, waiting, grace, over: Math.max(0, used - bought), needed: used - grace + waiting }
    const now = world.now()
    const short =
      kind === null
        ? Math.max(0, used - bought)
        : await readShort(client, place, { kind, now, licence: { bought, used, waiting } })
    const comesFree = kind === null ? null : await readComingFree(client, place, { kind, now, licence: tallies })
    return { ...named, ...figures, short, comesFree, district: await readDistrictPart(client, place, { kind, now }) }
  })
}

/** Of what is given out by hand. */
const NO_SEATS_HERE: Omit<DistrictPart, 'purchases'> = {
  rules: {
    order: [],
    schools: [],
    graceDays: 0,
    overDays: 0,
    ownGraceDays: null,
    ownOverDays: null,
    isOwn: false,
  },
  schools: [],
  roles: [],
  capacity: null,
}

async function readDistrictPart(
  client: DistrictClient,
  place: { readonly districtId: string; readonly kind: string },
  {
    kind,
    now,
    usedOf,
  }: {
    readonly kind: SeatKind | null
    readonly now: Date
    /** Of credits: what was allotted of each purchase. */
    readonly usedOf?: ReadonlyMap<string, number>
  },
): Promise<DistrictPart> {
  const listed = await listPurchases(client, { ...place, now })
  const purchases = listed.map(({ name, quantity, startsOn, endsOn, term, daysLeft }) => ({
    name,
    quantity,
    startsOn,
    endsOn,
    term,
    daysLeft,
    used: usedOf === undefined ? null : (usedOf.get(name) ?? 0),
  }))
  if (kind === null) return { ...NO_SEATS_HERE, purchases }
  const { rules } = await readTerms(client, place, { now, kind })
  const used = new Map((await countSchoolSeats(client, place, kind)).map((school) => [school.schoolId, school]))
  const schools = await listReservedSchools(client, place)
  return {
    purchases,
    rules: shownRules(kind, rules),
    schools: schools.map((school) => {
      const rank = rules.schools?.indexOf(school.id) ?? -1
      const { held = 0, waiting = 0 } = used.get(school.id) ?? {}
      return { ...school, held, waiting, rank: rank < 0 ? null : rank }
    }),
    roles: kind.roles,
    capacity:
      kind.capacity === undefined ? null : { from: kind.capacity.from, rule: shownRule(rules, kind.capacity.rule) },
  }
}

interface SeatsAsked {
  readonly kind: string
  /** Null: in whatever state. */
  readonly state: SeatState | null
}

/** Null: there is no such kind, or it is a product's, whose students only those see who give it. `q`: words that a name must all contain. */
export async function viewSeats(
  world: DomainWorld,
  asked: View,
  o: PageRequest & SeatsAsked & { readonly q: string },
): Promise<PageView<SeatPerson> | null> {
  const { page, pageSize } = o
  const words = wordsOf(o.q)
  const found = await readSeatsOf(world, asked, o, (client, place, of) =>
    listSeatPeople(client, place, { ...of, page, pageSize, words, ...(o.sort === undefined ? {} : { sort: o.sort }) }),
  )
  return found === null ? null : { ...found, page, pageSize }
}

/** All of them with their head, as cells of a file. Null: as above. */
export async function viewSeatFile(
  world: DomainWorld,
  asked: View,
  o: SeatsAsked,
): Promise<readonly (readonly string[])[] | null> {
  const lines = await readSeatsOf(world, asked, o, listSeatFile)
  if (lines === null) return null
  const rows = lines.map((line) => [line.familyName, line.givenName, `id:${line.personId}`, ...seatFileCells(line)])
  return [['family name', 'given name', 'person', ...SEAT_FILE_HEAD], ...rows]
}

async function readSeatsOf<T>(
  world: DomainWorld,
  asked: View,
  o: SeatsAsked,
  read: (
    client: DistrictClient,
    place: LicencePlace,
    of: { kind: SeatKind; states: readonly SeatState[]; reach: SeatReach; now: Date },
  ) => Promise<T>,
): Promise<T | null> {
  const grant = await asFarAsShown(world, asked)
  const kind = findSeatKind(world.settings.licenceKinds, o.kind)
  if (kind === null) return null
  const states = o.state === null ? (['waiting', 'assigned', 'over', 'grace'] as const) : [o.state]
  const place = { districtId: grant.principal.districtId, kind: o.kind }
  return inGrantDirect(world, grant, (client) =>
    read(client, place, { kind, states, reach: grant.scope, now: world.now() }),
  )
}

/** The ledger, the newest entries first. */
export async function viewLedger(
  world: DomainWorld,
  asked: Grant<'view:ledger'>,
  { kind, ...request }: PageRequest & { readonly kind: string },
): Promise<PageView<LedgerLine>> {
  const grant = await asFarAsShown(world, asked)
  const { page, pageSize } = request
  const place = { districtId: grant.principal.districtId, kind }
  const found = await inGrantDirect(world, grant, (client) =>
    listLedgerOf(client, place, { ...request, namesActors: namesActors(grant.principal) }),
  )
  if (mayNamePeople(grant, kind)) return { ...found, page, pageSize }
  return { items: found.items.map((line) => ({ ...line, person: null })), total: found.total, page, pageSize }
}

export interface LicenceHistoryView {
  readonly days: readonly HistoryDay[]
  readonly forecast: readonly (HistoryDay & { readonly short: number })[]
}

/** How the licence was, by the ledger, and what is known of the time until the end of the term. Of the district only. */
export async function viewLicenceHistory(
  world: DomainWorld,
  asked: View,
  kindId: string,
): Promise<LicenceHistoryView | null> {
  const grant = await asFarAsShown(world, asked)
  if (!grant.scope.district) return null
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const all = await districtKinds(client, districtId, world.settings.licenceKinds)
    const kind = all.find(({ id }) => id === kindId)
    if (findSeatKind(all, kindId) === null || kind === undefined) return null
    const days = await listLicenceDays(client, { districtId, kind: kindId })
    const { defaultRoleMap } = world.settings
    const o = { districtId, until: null, kinds: [kind], defaultRoleMap, now: world.now() }
    const forecasts = await forecastLicences(client, o)
    const ahead = forecasts.flatMap((forecast) => forecast.days)
    return {
      days,
      forecast: ahead.map(({ day, bought, used, waiting, short }) => ({ day, bought, used, waiting, short })),
    }
  })
}

function findSeatKind(kinds: readonly LicenceKind[], id: string): SeatKind | null {
  return seatKinds(kinds).find((kind) => kind.id === id) ?? null
}
