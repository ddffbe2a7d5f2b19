/** One run from request to report: feed → stage → check → diff → plan → guard → apply → reconcile → report. */

import type { Connector, FeedIo } from '../feed/connector.ts'
import type { ShelfSlot } from '../feed/package-shelf.ts'
import { Failure } from '../roster/failure.ts'
import { isWholeSetDue } from '../roster/full-comparison.ts'
import { TABLES } from '../roster/model.ts'
import type { OrgNode } from '../roster/org-tree.ts'
import { inDistrict } from '../store/database.ts'
import { createRun, findRun, keepQuarantinedRows } from '../store/sync/run.ts'
import { type RunConnection, openRunConnection } from '../store/sync/run-connection.ts'
import { type Source, findSource } from '../store/sync/source.ts'
import { updateQuarantine } from '../store/sync/quarantine.ts'
import { createStage } from '../store/sync/stage.ts'
import { listConflicts } from '../store/sync/sticky-overlay.ts'
import { storeChangeSet } from '../store/sync/change-set.ts'
import { keepBookmark } from '../store/sync/bookmark.ts'
import { readOutline } from '../store/sync/district-outline.ts'
import { storeMarks } from '../store/sync/stage-delta.ts'
import { listOrgNodes } from '../store/sync/roster-orgs.ts'
import { applyPlan } from './apply.ts'
import type { Execution, OpenSource, Planned } from './execution.ts'
import { type DistrictRules, readDistrictRules } from './district-rules.ts'
import { type Intake, completeTables, takeIn } from './intake.ts'
import { leavingPeople } from './leaving.ts'
import { contextOf } from './lease.ts'
import { checkSet, makePlan, type Plan, type PlanOptions } from './plan.ts'
import { type RowMemory, openRowMemory } from './row-memory.ts'
import { readSourceMemory } from './source-memory.ts'
import type { RunReport } from './report.ts'
import { composeReport } from './report-of.ts'
import { forecastPlan } from './forecast.ts'
import { refuseWhileResting } from './pin.ts'
import { type RunOptions, carryOut, endUnstarted, move, rest } from './steps.ts'
import { reportSticky } from './sticky.ts'
import { executeUndo } from './undo.ts'
import type { SyncWorld } from './world.ts'

export interface RunRequest {
  readonly districtId: string
  readonly sourceId: string
  readonly trigger: 'manual' | 'schedule' | 'retry'
  readonly dryRun: boolean
  /** 'cli', 'schedule' or 'person:17'. */
  readonly requestedBy: string
}

export interface ExecuteOptions extends RunOptions {
  /** Read this zip or folder instead of what the source's configuration names (file connectors only). */
  readonly file?: string
  /** Of that file: whoever is not in it leaves. */
  readonly whole?: boolean
  /** Read and compare every row of the whole set, whatever is remembered of the last run. */
  readonly full?: boolean
  /** In place of a feed: records of which it was entered long before that they leave today. */
  readonly leaving?: readonly string[]
}

/**
 * Notes that a source is to be run. Returns the run's id.
 * @throws Failure SOURCE_UNKNOWN, SOURCE_RESTS
 */
export function requestRun(world: SyncWorld, request: RunRequest): Promise<string> {
  return inDistrict(world.db, { districtId: request.districtId, actor: request.requestedBy }, async (client) => {
    if ((await findSource(client, request)) === null)
      throw new Failure(
        'SOURCE_UNKNOWN',
        'operator',
        `District ${request.districtId} has no source ${request.sourceId}.`,
      )
    if (!request.dryRun) await refuseWhileResting(client, request)
    return createRun(client, { ...request, now: world.now() })
  })
}

/**
 * Runs a requested run to its resting place and returns its report: `reported`, `held`, `previewed` or `failed`.
 * What goes wrong with the feed or the database ends in the report of a failed run, not in an exception. An undo reads no
 * feed but what the run that it takes back has changed.
 * @throws Failure RUN_UNKNOWN, RUN_STATE, RUN_IN_PROGRESS: it could not be started at all
 */
export async function executeRun(world: SyncWorld, options: ExecuteOptions): Promise<RunReport> {
  const run = await inDistrict(world.db, contextOf(options), (client) => findRun(client, options))
  const undoOf = run?.undo_of ?? null
  if (run !== null && undoOf !== null) return executeUndo(world, options, { sourceId: run.source_id, undoOf })
  const source = await openSource(world, options).catch((error: unknown) => endUnstarted(world, options, error))
  return carryOut(world, { ...options, source }, runPipeline)
}

async function runPipeline(execution: Execution): Promise<RunReport> {
  const { world, lease } = execution
  if (!lease.dryRun) await inDistrict(world.db, contextOf(lease), (client) => refuseWhileResting(client, lease))
  const connection = await openRunConnection(world.db, contextOf(lease), lease.signal)
  let rowMemory: RowMemory | null = null
  try {
    const rules = await connection.inDistrict((client) =>
      readDistrictRules(client, lease.districtId, { settings: world.settings, now: world.now() }),
    )
    rowMemory = openRowMemory(world, lease, { ...execution.source, today: rules.today })
    await createStage(connection)
    const orgs = await listOrgNodes(connection, execution.source.sourceId)
    const reading = { connection, rules, orgs, rowMemory }
    const intake = await readFeed(execution, reading)
    logUnchanged(execution, intake)
    await move(execution, {
      from: ['reading'],
      to: 'staged',
      files: Object.fromEntries(intake.files),
      finished: false,
    })
    await world.onStage?.('staged')
    const plan = await planRun(execution, { ...reading, intake })
    await move(execution, { from: ['staged'], to: 'planned', planHash: plan.hash, finished: false })
    await world.onStage?.('planned')
    return await settleRun(execution, connection, { intake, plan, guard: rules, rowMemory })
  } finally {
    await connection.release()
    await rowMemory?.close()
  }
}

function logUnchanged({ world, lease, source }: Execution, { unchangedSince }: Intake): void {
  if (unchangedSince === null) return
  const run = { district: lease.districtId, source: source.sourceId, run: lease.runId }
  world.log.info('feed.unchanged', { ...run, since: unchangedSince.toISOString() })
}

interface Reading {
  readonly connection: RunConnection
  readonly rules: DistrictRules
  readonly orgs: Map<string, OrgNode>
  readonly rowMemory: RowMemory
}

async function readFeed(execution: Execution, reading: Reading): Promise<Intake> {
  const { world, source } = execution
  const memory = await readSourceMemory(reading.connection, source.sourceId)
  const known = TABLES.map((table) => memory.tables.get(table)?.fullAt ?? null)
  const fileEnds = new Map([...memory.tables.values()].flatMap((table) => Object.entries(table.fileEnds)))
  const wholeSetWanted = source.full || isWholeSetDue(known, { now: world.now(), daysMax: reading.rules.fullDaysMax })
  return takeIn({
    connection: reading.connection,
    connector: source.connector,
    config: source.config,
    io: ioOf(execution, {
      wholeSetWanted,
      bookmark: source.bookmark,
      ...(source.shelf === null ? {} : { shelf: source.shelf }),
      fileEnds,
      ...outlineFor(execution, reading),
    }),
    roleMap: reading.rules.roleMap,
    version: world.version,
    orgs: reading.orgs,
    memory,
    studentNumbers: reading.rules.studentNumbers,
    today: reading.rules.today,
    findings: execution.findings,
    rowMemory: reading.rowMemory,
    onProgress: execution.onProgress,
  })
}

/** What a list of people may ask of its district. */
function outlineFor({ source }: Execution, { connection, rules }: Reading): Pick<FeedIo, 'district'> {
  if (source.connector.usesDistrict !== true) return {}
  const place = { districtId: connection.districtId, sourceId: source.sourceId }
  const { today } = rules
  return {
    district: async () => ({ today, ...(await connection.inDistrict((client) => readOutline(client, place))) }),
  }
}

function ioOf(
  { world, lease }: Execution,
  asked: Pick<FeedIo, 'wholeSetWanted' | 'bookmark' | 'shelf' | 'fileEnds' | 'district'>,
): FeedIo {
  const { now, reach, version, settings } = world
  return { ...asked, signal: lease.signal, limits: settings.feedLimits, now, reach, version }
}

async function planRun(execution: Execution, reading: Reading & { readonly intake: Intake }): Promise<Plan> {
  execution.onProgress({ stage: 'comparing', table: null, rows: 0, bytesRead: 0, bytesTotal: null })
  const { lease, source, findings } = execution
  const options = {
    connection: reading.connection,
    sourceId: source.sourceId,
    hasBaseline: source.hasBaseline,
    intake: reading.intake,
    rowMemory: reading.rowMemory,
    orgs: reading.orgs,
    findings,
    guard: reading.rules.guard,
    identity: reading.rules.identity,
    today: reading.rules.today,
    now: execution.world.now(),
    fullDaysMax: reading.rules.fullDaysMax,
  }
  const plan = await options.connection.together(async () => {
    await checkSet(options)
    return makePlan(options)
  })
  lease.signal.throwIfAborted()
  await inDistrict(execution.world.db, contextOf(lease), (client) =>
    keepQuarantinedRows(client, lease, findings.quarantined),
  )
  if (!lease.dryRun && source.foreseen !== true) await keepQuarantine(execution, options, plan)
  return plan
}

/** A preview leaves the quarantine of its source as it is, like everything else. */
function keepQuarantine({ world, lease, findings }: Execution, options: PlanOptions, plan: Plan): Promise<void> {
  const { connection, sourceId, intake } = options
  const applies = plan.holdReasons.length === 0
  return updateQuarantine(connection, {
    runId: lease.runId,
    sourceId,
    now: world.now(),
    // What only follows from a plan that nobody has agreed to is not wrong with the source.
    rows: applies ? findings.quarantined : findings.own,
    read: new Set(TABLES.filter((table) => intake.received[table] > 0 || intake.evidence.has(table))),
    complete: completeTables(intake),
    remembered: new Set(options.rowMemory.used.keys()),
    closes: applies,
  })
}

/** Preview, hold or apply. A plan that changes what was there is kept with its run; a first roster is its own record. */
async function settleRun(execution: Execution, connection: RunConnection, planned: Planned): Promise<RunReport> {
  const { world, lease, source } = execution
  const { plan } = planned
  const held = plan.holdReasons.length > 0 && source.foreseen !== true
  const rests = lease.dryRun || held
  if (rests || !source.isFirst) await storeChangeSet(connection, { id: lease.runId, sourceId: source.sourceId })
  if (!rests) return applyPlan(execution, connection, planned)
  const state = lease.dryRun ? 'previewed' : 'held'
  if (state === 'held') {
    await storeMarks(connection, lease.runId)
    await connection.inDistrict((client) => keepBookmark(client, lease, planned.intake.bookmark))
  }
  const { seats, ...people } = await forecastPlan(connection, { runId: lease.runId, sourceId: source.sourceId, world })
  const conflicts = await connection.inDistrict((client) =>
    listConflicts(client, { districtId: lease.districtId, sourceId: source.sourceId }),
  )
  const report = {
    ...composeReport(execution, planned, { state, seats, finishedAt: world.now() }),
    ...people,
    ...reportSticky({ conflicts, superseded: [] }),
  }
  await rest(execution, { from: ['planned'], to: state, report, hold: report.hold, finished: true })
  world.log.info(`run.${state}`, { district: lease.districtId, source: source.sourceId, run: lease.runId })
  return report
}

async function openSource(world: SyncWorld, options: ExecuteOptions): Promise<OpenSource> {
  const { districtId, runId } = options
  const { source, dryRun } = await inDistrict(world.db, contextOf(options), async (client) => {
    const run = await findRun(client, options)
    const found = run === null ? null : await findSource(client, { districtId, sourceId: run.source_id })
    return { source: found, dryRun: run?.dry_run === true }
  })
  if (source === null)
    throw new Failure('RUN_UNKNOWN', 'operator', `There is no run ${runId} in district ${districtId}.`)
  const connector =
    options.leaving === undefined ? world.connectors.get(source.connector) : leavingPeople(options.leaving)
  if (connector === undefined)
    throw new Failure(
      'CONNECTOR_UNKNOWN',
      'operator',
      `Source ${source.id} wants the connector ${source.connector}, which this installation doesn't have. It has: ${[...world.connectors.keys()].join(', ')}.`,
    )
  const config = options.leaving === undefined ? configOf(world, options, { source, connector }) : {}
  return {
    sourceId: source.id,
    connector,
    config,
    hasBaseline: source.baselineRunId !== null,
    isFirst: source.isFirst,
    memory: source.memory,
    bookmark: options.file === undefined ? source.bookmark : null,
    shelf: slotOf(world, options, { source, dryRun }),
    full: options.full === true,
    ...(options.leaving === undefined ? {} : { foreseen: true }),
  }
}

/** A full read fetches anew, whatever is kept; a preview keeps nothing; what was given by hand is no feed to ask. */
function slotOf(
  { shelf, log }: SyncWorld,
  { districtId, runId, file, leaving, full }: ExecuteOptions,
  { source, dryRun }: { readonly source: Source; readonly dryRun: boolean },
): ShelfSlot | null {
  if (shelf === undefined || file !== undefined || leaving !== undefined) return null
  const place = { districtId, sourceId: source.id, config: source.config }
  const onTrouble = (code: string): void =>
    log.warn('package.trouble', { district: districtId, source: source.id, run: runId, code })
  return shelf.slot(place, { finds: full !== true, keeps: !dryRun, onTrouble })
}

function configOf(
  world: SyncWorld,
  { districtId, file, whole }: ExecuteOptions,
  { source, connector }: { readonly source: Source; readonly connector: Connector },
): unknown {
  if (file === undefined) return world.openConfig(source.config, { districtId, sourceId: source.id })
  return configOfFile(connector, file, whole === true)
}

/** The configuration that reads a file given by hand; what the source's own needs (a key in the environment) it doesn't. */
function configOfFile({ readFile }: Connector, file: string, whole: boolean): unknown {
  if (readFile !== undefined) return readFile(file, { whole })
  throw new Failure('FILE_NOT_TAKEN', 'operator', 'This source does not read files, so none can be given to it.')
}
