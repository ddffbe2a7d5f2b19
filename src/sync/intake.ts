/** Intake: a feed's events into the staging of a run, roles mapped on the way, in constant memory. */

import { type Bookmark, isBookmark } from '../roster/bookmark.ts'
import type { Connector, FeedEvent, TableMode } from '../feed/connector.ts'
import type { FileCopy } from '../roster/file-end.ts'
import { type CompleteTable, type IncompleteTable, isAllRead, isComplete } from '../roster/complete-table.ts'
import { Failure } from '../roster/failure.ts'
import { type FeedRow, type PersonRecord, TABLES, type Table, forEachTable } from '../roster/model.ts'
import type { OrgNode } from '../roster/org-tree.ts'
import { type CompiledRoleMap, mapRoles } from '../roster/role-map.ts'
import { asksNothing, fitsNumberRules, type NumberRules, numberWords } from '../roster/student-number.ts'
import type { RunConnection } from '../store/sync/run-connection.ts'
import { type StagedGrant, stageGrants, stageRows, stageWithheld } from '../store/sync/stage.ts'
import type { TablesRead } from '../store/sync/source-table.ts'
import { stageMarks } from '../store/sync/stage-delta.ts'
import { type SourceMemory, createOrgFilter, refuseUnfounded } from './source-memory.ts'
import { type Findings, note, quarantine } from './diagnostics.ts'
import { type RowMemory, roleBasisOf } from './row-memory.ts'
import type { RunProgress } from './world.ts'

export interface IntakeOptions {
  readonly connection: RunConnection
  readonly connector: Connector
  readonly config: unknown
  readonly io: Parameters<Connector['read']>[1]
  readonly roleMap: CompiledRoleMap
  /** Of Staffroom. */
  readonly version: string
  /** The orgs that are in the roster now; those of the feed are put over them. */
  readonly orgs: Map<string, OrgNode>
  readonly memory: SourceMemory
  /** What the district asks of student numbers: said of those that are otherwise, who are taken in all the same. */
  readonly studentNumbers: NumberRules
  /** The date in the district's zone. */
  readonly today: string
  readonly findings: Findings
  readonly rowMemory: RowMemory
  readonly onProgress: (progress: RunProgress) => void
}

export interface Intake {
  /** How each table came; a table without an entry did not come at all. */
  readonly modes: ReadonlyMap<Table, TableMode>
  readonly memory: SourceMemory
  /** The files of each table that don't prove their own end. */
  readonly copies: ReadonlyMap<Table, readonly FileCopy[]>
  readonly received: Readonly<Record<Table, number>>
  /** What the connector said of each table's end; a table without an entry was not in the feed at all. */
  readonly evidence: ReadonlyMap<Table, CompleteTable | IncompleteTable>
  /** The file that a table's rows came from, for the diagnostics of the set. */
  readonly files: ReadonlyMap<Table, string>
  /** Active people to whom no rule gave a role. */
  readonly unmapped: number
  /** Rows that were sent on to be compared. */
  readonly staged: Readonly<Record<Table, number>>
  /** By what people were given roles; null: none came. */
  readonly roleBasis: string | null
  /** What the connector left for its next read. */
  readonly bookmark: Bookmark | null
  /** Since when the feed is the same, as it says of itself; null: it doesn't. */
  readonly unchangedSince: Date | null
}

interface Tally {
  readonly copies: Map<Table, readonly FileCopy[]>
  readonly modes: Map<Table, TableMode>
  readonly memory: SourceMemory
  /** Whether a row of orgs.csv says something newer than what is known of the org. */
  readonly counts: (row: FeedRow) => boolean
  readonly received: Record<Table, number>
  readonly evidence: Map<Table, CompleteTable | IncompleteTable>
  readonly files: Map<Table, string>
  /** What the roster knew of the orgs that the feed has named so far. */
  readonly orgsBefore: Map<string, OrgNode | null>
  unmapped: number
  readonly staged: Record<Table, number>
  roleBasis: string | null
  bookmark: Bookmark | null
  unchangedSince: Date | null
  rows: number
}

/**
 * Reads the feed to its end.
 * @throws Failure what the connector throws; BASELINE_MISSING for a delta with nothing to stand on; FEED_ORDER where
 * people come before orgs, rows before the beginning of their table, or two bookmarks (a bug of the connector)
 */
export async function takeIn(options: IntakeOptions): Promise<Intake> {
  const tally: Tally = {
    copies: new Map(),
    modes: new Map(),
    memory: options.memory,
    counts: createOrgFilter(options.memory),
    received: forEachTable(() => 0),
    evidence: new Map(),
    files: new Map(),
    orgsBefore: new Map(),
    unmapped: 0,
    staged: forEachTable(() => 0),
    roleBasis: null,
    bookmark: null,
    unchangedSince: null,
    rows: 0,
  }
  const io = { ...options.io, known: (table: Table) => options.rowMemory.open(table, () => basisOf(options, tally)) }
  // The next batch is parsed while the last one travels; at most one is under way, because one connection carries it.
  let sending: Promise<void> = Promise.resolve()
  try {
    for await (const event of options.connector.read(options.config, io)) {
      options.io.signal.throwIfAborted()
      await sending
      sending = handleEvent(event, options, tally)
      sending.catch(() => undefined)
    }
  } finally {
    await sending
  }
  return tally
}

async function handleEvent(event: FeedEvent, options: IntakeOptions, tally: Tally): Promise<void> {
  switch (event.type) {
    case 'table-begin':
      refuseUnfounded(event.table, event.mode, options.memory)
      tally.modes.set(event.table, event.mode)
      return
    case 'rows':
      return takeRows(event, options, tally)
    case 'diagnostics':
      for (const diagnostic of event.diagnostics) note(options.findings, diagnostic)
      return
    case 'progress':
      options.onProgress({
        stage: 'reading',
        table: event.table,
        rows: tally.rows,
        bytesRead: event.bytesRead,
        bytesTotal: event.bytesTotal,
      })
      return
    case 'table-end':
      tally.evidence.set(event.evidence.table, event.evidence)
      if (event.copies !== undefined) tally.copies.set(event.evidence.table, event.copies)
      return
    case 'bookmark':
      if (tally.bookmark !== null || !isBookmark(event.bookmark))
        throw new Failure('FEED_ORDER', 'bug', 'The connector left two bookmarks, or one that cannot be kept.')
      tally.bookmark = event.bookmark
      return
    case 'unchanged':
      tally.unchangedSince = event.since
  }
}

async function takeRows(
  event: Extract<FeedEvent, { type: 'rows' }>,
  options: IntakeOptions,
  tally: Tally,
): Promise<void> {
  const { table, quarantined } = event
  const mode = tally.modes.get(table)
  if (mode === undefined || (mode === 'delta' && event.rows.some(({ modifiedAt }) => modifiedAt === undefined)))
    throw new Failure('FEED_ORDER', 'bug', `The connector sent ${table} without saying how, or changes without dates.`)
  tally.received[table] += event.rowsReceived
  tally.rows += event.rowsReceived
  tally.staged[table] += event.rows.length
  const file = event.rows[0]?.at.file ?? quarantined[0]?.file ?? event.file
  if (file !== undefined && !tally.files.has(table)) tally.files.set(table, file)
  if (table === 'orgs') {
    if (tally.received.people > 0 || options.rowMemory.used.has('people'))
      throw new Failure('FEED_ORDER', 'bug', 'The connector sent people before orgs; roles cannot be mapped that way.')
    for (const row of event.rows) if (tally.counts(row)) noteOrg(row, options.orgs, tally.orgsBefore)
  }
  for (const row of quarantined) quarantine(options.findings, row)
  const { rows, grants } = table === 'people' ? mapPeople(event.rows, options, tally) : { rows: event.rows, grants: [] }
  await stageRows(options.connection, table, rows)
  if (mode === 'delta') await stageMarks(options.connection, table, rows)
  await stageGrants(options.connection, grants)
  const withheld = quarantined.flatMap(({ sourcedId }) => (sourcedId === null ? [] : [{ table, sourcedId }]))
  await stageWithheld(options.connection, withheld)
}

/** By what roles are made: it can be said once all orgs are there. */
function basisOf(options: IntakeOptions, tally: Tally): string {
  tally.roleBasis ??= roleBasisOf(options.roleMap, options.orgs, askedOf(options))
  return tally.roleBasis
}

/**
 * Puts an org of the feed over the one of the roster. Of rows that contradict each other none is taken, so roles are
 * mapped by what the roster knew before. Of a delta's rows the newer one is right.
 */
function noteOrg(
  { record: org, modifiedAt }: FeedRow,
  orgs: Map<string, OrgNode>,
  before: Map<string, OrgNode | null>,
): void {
  if (org.table !== 'orgs') return
  if (modifiedAt !== undefined) before.delete(org.sourcedId)
  const { sourcedId, type, parentSourcedId } = org
  const known = orgs.get(sourcedId) ?? null
  const said = org.status === 'gone' ? null : { sourcedId, type, parentSourcedId }
  const earlier = before.get(sourcedId)
  if (earlier === undefined) before.set(sourcedId, known)
  const taken = earlier === undefined || isSameNode(known, said) ? said : earlier
  if (taken === null) orgs.delete(sourcedId)
  else orgs.set(sourcedId, taken)
}

function isSameNode(one: OrgNode | null, other: OrgNode | null): boolean {
  return one?.type === other?.type && one?.parentSourcedId === other?.parentSourcedId
}

/** The people's roles, and their rows, without the fingerprint where the row is to be looked at again every time. */
function mapPeople(
  people: readonly FeedRow[],
  options: IntakeOptions,
  tally: Tally,
): { readonly rows: readonly FeedRow[]; readonly grants: readonly StagedGrant[] } {
  basisOf(options, tally)
  const grants: StagedGrant[] = []
  const rows = people.map((row) => {
    const said = mapPerson(row, options, { tally, grants })
    return said || isDated(row.record, options.today) ? { ...row, fingerprint: null } : row
  })
  return { rows, grants }
}

/** Whether some later day gives or takes a role of this person by itself. */
function isDated(person: FeedRow['record'], today: string): boolean {
  return (
    person.table === 'people' &&
    person.feedRoles.some(
      ({ beginDate, endDate }) => (beginDate !== null && beginDate > today) || (endDate !== null && endDate >= today),
    )
  )
}

/** Adds the grants of one person; true: there was something to say about them. */
function mapPerson(
  { record: person, at }: FeedRow,
  options: IntakeOptions,
  { tally, grants }: { readonly tally: Tally; readonly grants: StagedGrant[] },
): boolean {
  if (person.table !== 'people' || person.status === 'gone') return false
  const mapped = mapRoles(options.roleMap, person, options.orgs, options.today)
  for (const grant of mapped.grants) grants.push({ personSourcedId: person.sourcedId, row: at.row, ...grant })
  const place = { file: at.file, row: at.row }
  // Somebody whom the feed has switched off is to have no role, or of whom a rule says so; that is no fault of the map.
  const unmapped = mapped.grants.length === 0 && person.enabled && !mapped.roleless
  if (unmapped) {
    tally.unmapped += 1
    note(options.findings, {
      code: 'role_unmapped',
      ...place,
      field: 'role',
      expected: 'a role that a rule of the map names',
    })
  }
  if (mapped.unknownOrgs.length > 0)
    note(
      options.findings,
      {
        code: 'reference_dangling',
        ...place,
        field: 'orgSourcedIds',
        expected: 'the sourcedId of an org in orgs.csv',
      },
      mapped.unknownOrgs.length,
    )
  if (mapped.scopeless)
    note(options.findings, {
      code: 'role_scope',
      ...place,
      field: 'role',
      expected: 'a school, an org below one, or the district',
    })
  const misnumbered = mapped.grants.some(({ role }) => role === 'student') && isMisnumbered(person, options)
  if (misnumbered)
    note(options.findings, {
      code: 'student_number',
      ...place,
      field: 'identifier',
      expected: numberWords(options.studentNumbers),
    })
  return unmapped || mapped.unknownOrgs.length > 0 || mapped.scopeless || misnumbered
}

function isMisnumbered({ identifier }: PersonRecord, { studentNumbers }: IntakeOptions): boolean {
  return !fitsNumberRules(identifier ?? '', studentNumbers)
}

/** Rows that were read before are looked at again once the district asks for other student numbers. */
function askedOf({ version, studentNumbers }: IntakeOptions): string {
  return asksNothing(studentNumbers) ? version : `${version} ${JSON.stringify(studentNumbers)}`
}

/** The tables whose absence of a record is evidence. */
export function completeTables(intake: Intake): ReadonlySet<Table> {
  return new Set([...intake.evidence.values()].filter((one) => isComplete(one)).map(({ table }) => table))
}

/**
 * The tables that were read but prove nothing by absence, and why. Of changes nobody expects it, nor of tables that such a
 * feed doesn't have.
 */
export function incompleteTables(intake: Intake): readonly { readonly table: Table; readonly reason: string }[] {
  return TABLES.flatMap((table) => {
    const evidence = intake.evidence.get(table)
    if (intake.modes.get(table) === 'delta' || (evidence === undefined && !intake.modes.has(table))) return []
    if (evidence === undefined) return [{ table, reason: 'the end of the table was never reported' }]
    return isComplete(evidence) || isAllRead(evidence) ? [] : [{ table, reason: evidence.reason }]
  })
}

/** The file that a table's rows came from, or the table's own name. */
export function fileOf(intake: Pick<Intake, 'files'>, table: Table): string {
  return intake.files.get(table) ?? table
}

/** Tables that were read to an end which may be that of a cut. */
export function doubtfulTables(
  intake: Intake,
  read: TablesRead,
): readonly { readonly table: Table; readonly reason: string }[] {
  const reason = 'a file ends before the record that stood last in it the time before, as one does that was cut'
  return [...completeTables(intake)].filter((table) => !read.whole.includes(table)).map((table) => ({ table, reason }))
}
