/** The operator's desk: what the commands may ask of an open installation, bound to it. */

import { FULL_DAYS } from '../../roster/full-comparison.ts'
import { type DistrictClient, globally, inDistrict } from '../../store/database.ts'
import { createDistrict, listDistricts } from '../../store/people/district.ts'
import { countRoster } from '../../store/sync/roster-counts.ts'
import { exportRoster } from '../../store/sync/roster-export.ts'
import { reconcileSeats } from '../../store/seats/seats.ts'
import type { SourcePlace } from '../../store/sync/source.ts'
import { approveRun, discardRun } from '../../sync/decide.ts'
import { requestRetry } from '../../sync/retry.ts'
import { testRoleMap } from '../../sync/role-map-trial.ts'
import { executeRun, requestRun } from '../../sync/run.ts'
import { explainPerson } from '../../sync/why.ts'
import type { RunProgress, SyncWorld } from '../../sync/world.ts'
import { findCronProblem } from '../slots.ts'
import type { ChoreWorld } from '../chores.ts'
import { type NoticesChange, setNotices, showNotices, testNotices } from './notices.ts'
import { keepApart, linkNamed, listMade, listOpenProposals, partNamed, setIdentity, showIdentity } from './identity.ts'
import { checkRoleMap, findMap, listMaps, previewMap, setRoleMap, showRoleMap } from './role-map.ts'
import { listChanges, listFaults, listSeatChanges } from './changes.ts'
import { checkGuard, setGuard, showGuard } from './guard.ts'
import { findRuns, listQuarantined, listRunMatches, listRuns, showRun, undoRun } from './runs.ts'
import { verifyAudit } from './audit.ts'
import { checkRetention, setFullComparison, setRetention, showFullComparison, showRetention } from './retention.ts'
import { bindLicences } from './licences.ts'
import { bindProducts } from './products.ts'
import { bindCommunities, bindNameDay } from './communities.ts'
import { setCustomer, showCustomer } from './customer.ts'
import { setRule, showRules } from './rules.ts'
import { setTimezone } from './schedule.ts'
import { previewUpload, type UploadOrder } from './uploads.ts'
import {
  addSource,
  checkConfig,
  checkSource,
  findPlaces,
  listSourceViews,
  pauseSource,
  previewSlots,
  setSource,
  type SourceDeskWorld,
} from './sources.ts'

/** Everything by name; each function's contract is that of the room it comes from. */
export type Desk = ReturnType<typeof openDesk>

/** Binds the functions to one installation. Holds no state. */
export function openDesk(world: SyncWorld, sources: SourceDeskWorld, notices: ChoreWorld) {
  const { db } = world
  return {
    districts: {
      create: (district: Parameters<typeof createDistrict>[1]) =>
        globally(db, (client) => createDistrict(client, district)),
      list: async () => (await globally(db, listDistricts)).map(({ id }) => id),
      setTimezone: (districtId: string, timezone: string) =>
        setTimezone(db, { districtId, timezone }, { ...clockOf(world, districtId), settings: sources.schedule }),
    },
    roleMaps: {
      check: checkRoleMap,
      set: (districtId: string, map: unknown) => setRoleMap(db, districtId, map),
      preview: (districtId: string, map: unknown) => previewMap(world, districtId, map),
      show: (districtId: string) => showRoleMap(db, districtId, world.settings.defaultRoleMap),
      history: (o: Parameters<typeof listMaps>[1]) => listMaps(db, o),
      version: (o: Parameters<typeof findMap>[1]) => findMap(db, o),
      test: (districtId: string, sourcedId: string | null) => testRoleMap(world, { districtId, sourcedId }),
    },
    identities: bindIdentities(world),
    audit: {
      verify: (wanted: Omit<Parameters<typeof verifyAudit>[1], 'now'>) =>
        verifyAudit(db, { ...wanted, now: world.now() }),
    },
    guard: bindGuard(world),
    retention: bindRetention(world, notices),
    nameDay: bindNameDay(world),
    fullComparison: bindFullComparison(world),
    communities: bindCommunities(world),
    customers: bindCustomers(world),
    rules: bindRules(world),
    sources: bindSources(world, sources),
    runs: bindRuns(world),
    licences: bindLicences(world),
    products: bindProducts(world),
    people: { why: (wanted: Parameters<typeof explainPerson>[1]) => explainPerson(world, wanted) },
    notices: {
      show: (districtId: string) => showNotices(notices, districtId),
      set: (districtId: string, change: NoticesChange) => setNotices(notices, districtId, change),
      test: (districtId: string) => testNotices(notices, districtId),
    },
    roster: {
      export: (wanted: Parameters<typeof exportRoster>[1]) => exportRoster(db, wanted),
      count: (districtId: string) => inDistrict(db, { districtId, actor: 'cli' }, countRoster),
    },
  }
}

/** Terms of licences begin and end by the district's clock. */
function clockOf({ now: read, settings }: SyncWorld, districtId: string) {
  const now = read()
  const cause = { districtId, runId: null, actor: 'cli', kinds: settings.licenceKinds, now }
  return { now, after: (client: DistrictClient) => reconcileSeats(client, cause) }
}

interface RunPlace {
  readonly districtId: string
  readonly runId: string
}

interface SyncOrder {
  readonly dryRun: boolean
  readonly full: boolean
  /** Read this instead of what the source is configured for. */
  readonly file: string | null
  /** Of a list: whoever is not in it leaves. */
  readonly whole?: boolean
  readonly signal: AbortSignal
  readonly onProgress: (progress: RunProgress) => void
}

function bindSources(world: SyncWorld, sources: SourceDeskWorld) {
  return {
    connectors: [...sources.connectors.values()].map(({ name, title }) => ({ name, title })),
    find: (wanted: Parameters<typeof findPlaces>[1]) => findPlaces(sources, wanted),
    checkConfig: (connector: string, config: unknown) => checkConfig(sources, connector, config),
    checkSchedule: findCronProblem,
    add: (source: Parameters<typeof addSource>[1]) => addSource(sources, source),
    list: (districtId: string | null) => listSourceViews(sources, districtId),
    set: (place: SourcePlace, change: Parameters<typeof setSource>[2]) => setSource(sources, place, change),
    pause: (place: SourcePlace, paused: boolean) => pauseSource(sources, place, paused),
    faults: (place: SourcePlace) => listFaults(world.db, place),
    check: (place: SourcePlace, o: { readonly signal: AbortSignal }) => checkSource(sources, place, o.signal),
    previewUpload: (place: SourcePlace, order: UploadOrder) => previewUpload(world, place, order),
    preview: (place: SourcePlace, count: number) => previewSlots(sources, place, count),
    sync: async (place: SourcePlace, { dryRun, full, file, whole = false, signal, onProgress }: SyncOrder) => {
      const { districtId } = place
      const runId = await requestRun(world, { ...place, trigger: 'manual', dryRun, requestedBy: 'cli' })
      const options = { districtId, runId, full, signal, onProgress }
      return executeRun(world, file === null ? options : { ...options, file, whole })
    },
  }
}

function bindRuns(world: SyncWorld) {
  const { db } = world
  return {
    find: (wanted: Parameters<typeof findRuns>[1]) => findRuns(db, wanted),
    list: (wanted: Parameters<typeof listRuns>[1]) => listRuns(db, wanted),
    show: (run: RunPlace) => showRun(db, run),
    changes: (run: RunPlace) => listChanges(db, run),
    seats: (run: RunPlace) => listSeatChanges(db, run),
    quarantined: (run: RunPlace) => listQuarantined(db, run),
    matches: (run: RunPlace) => listRunMatches(db, run),
    approve: (
      run: RunPlace,
      o: { readonly additionsOnly: boolean; readonly match: boolean; readonly signal: AbortSignal },
    ) => approveRun(world, { ...run, ...o, by: 'cli' }),
    discard: (run: RunPlace) => discardRun(world, { ...run, by: 'cli' }),
    undo: (run: RunPlace, o: Parameters<typeof undoRun>[2]) => undoRun(world, run, o),
    retry: async (run: RunPlace, o: Pick<SyncOrder, 'signal' | 'onProgress'>) => {
      const runId = await requestRetry(world, { ...run, requestedBy: 'cli' })
      return executeRun(world, { districtId: run.districtId, runId, ...o })
    },
  }
}

function bindCustomers({ db }: SyncWorld) {
  return {
    show: (id: string) => showCustomer(db, id),
    set: (id: string, isStrict: boolean) => setCustomer(db, id, isStrict),
  }
}

function bindRules({ db, now }: SyncWorld) {
  return {
    show: (place: Parameters<typeof showRules>[1]) => showRules(db, place),
    set: (place: Parameters<typeof showRules>[1], change: Parameters<typeof setRule>[2]) =>
      setRule(db, place, change, now()),
  }
}

function bindGuard({ db, settings }: SyncWorld) {
  const defaults = settings.guard
  return {
    check: checkGuard,
    set: (districtId: string, limits: unknown) => setGuard(db, districtId, { limits, defaults }),
    show: (districtId: string) => showGuard(db, districtId, defaults),
  }
}

function bindRetention({ db }: SyncWorld, { retention: defaults }: Pick<ChoreWorld, 'retention'>) {
  return {
    check: (times: unknown) => checkRetention(times, defaults),
    set: (districtId: string, times: unknown) => setRetention(db, districtId, { times, defaults }),
    show: (districtId: string) => showRetention(db, districtId, defaults),
  }
}

function bindFullComparison({ db, settings }: SyncWorld) {
  const defaults = settings.fullComparison
  return {
    ...FULL_DAYS,
    set: (districtId: string, days: number | null) => setFullComparison(db, districtId, { days, defaults }),
    show: (districtId: string) => showFullComparison(db, districtId, defaults),
  }
}

function bindIdentities(world: SyncWorld) {
  const { db } = world
  return {
    show: (districtId: string) => showIdentity(db, districtId),
    set: (districtId: string, policy: Parameters<typeof setIdentity>[2]) => setIdentity(db, districtId, policy),
    proposals: (districtId: string) => listOpenProposals(db, districtId),
    keepApart: (wanted: Parameters<typeof keepApart>[1]) => keepApart(world, wanted),
    link: (wanted: Parameters<typeof linkNamed>[1]) => linkNamed(world, wanted),
    merges: (districtId: string) => listMade(db, districtId),
    part: (wanted: Parameters<typeof partNamed>[1]) => partNamed(world, wanted),
  }
}
