/** Reads a package from its first row to the evidence at its end, as the events of the connector contract. */

import type { FeedEvent, FeedIo } from '../../src/feed/connector.ts'
import { CsvFile, type LineMemory } from '../../src/feed/csv-file.ts'
import { type FileCopy, judgeEnd } from '../../src/roster/file-end.ts'
import { flatten } from '../../src/feed/flat.ts'
import { TailFile } from '../../src/feed/last-record.ts'
import { Fingerprinter } from '../../src/feed/fingerprint.ts'
import { personReader, rolesInRow } from '../../src/feed/oneroster/people.ts'
import type { RolesOf } from '../../src/feed/oneroster/people.ts'
import {
  changeReader,
  classReader,
  courseReader,
  enrolmentReader,
  orgReader,
  termReader,
} from '../../src/feed/oneroster/records.ts'
import type { RecordReader } from '../../src/feed/oneroster/records.ts'
import { asFailure } from '../../src/feed/read-failure.ts'
import { RowReader } from '../../src/feed/row-reader.ts'
import { Failure } from '../../src/roster/failure.ts'
import type { Diagnostic } from '../../src/roster/diagnostic.ts'
import { TABLES } from '../../src/roster/model.ts'
import type { RosterRecord } from '../../src/roster/model.ts'
import { openRoster } from './client.ts'
import type { OpenFile, OpenRoster } from './client.ts'
import type { OneRosterCsvConfig } from './config.ts'
import { findPackage } from './fetch.ts'
import { isCut, proveTable } from './ends.ts'
import type { FileEnd, Seen } from './ends.ts'
import { TABLE_OF } from './files.ts'
import type { RosterFile } from './files.ts'
import { personColumns, roleRowReader } from './person-columns.ts'
import { RoleBook } from './roles.ts'
import { EXPECTED_END, TableRows } from './table-rows.ts'

/** Everything that `Connector.read` promises. Throws `Failure` only. */
export async function* readRoster(config: OneRosterCsvConfig, io: FeedIo): AsyncGenerator<FeedEvent> {
  try {
    const found = await findPackage(config, io)
    try {
      if (found.unchangedSince !== null) yield { type: 'unchanged', since: found.unchangedSince }
      yield* readPackage(found.path, io)
      await found.settle()
      if (found.bookmark !== null) yield { type: 'bookmark', bookmark: found.bookmark }
    } finally {
      await found.release()
    }
  } catch (error) {
    throw asFailure(error, io.signal)
  }
}

async function* readPackage(path: string, io: FeedIo): AsyncGenerator<FeedEvent> {
  const roster = await openRoster(path, io)
  try {
    yield* new RosterReading(roster, io).events()
  } finally {
    await roster.package.close()
  }
}

class RosterReading {
  readonly #roster: OpenRoster
  readonly #io: FeedIo
  readonly #deadlineMs: number
  readonly #ends = new Map<RosterFile, FileEnd>()
  readonly #roles = new RoleBook()
  readonly #copies: RosterCopy[] = []
  /** Whether the role row that stood last the time before was met again; true where none is known. */
  #lastRoleSeen: boolean
  #bytesBefore = 0

  constructor(roster: OpenRoster, io: FeedIo) {
    this.#roster = roster
    this.#io = io
    this.#lastRoleSeen = !io.fileEnds.has('roles.csv')
    this.#deadlineMs = io.now().getTime() + io.limits.elapsedMsMax
  }

  async *events(): AsyncGenerator<FeedEvent> {
    yield* said(this.#roster.diagnostics)
    yield* this.#beginnings()
    for (const file of this.#roster.files.values()) {
      yield* this.#readFile(file)
      yield* said(this.#lateDiagnostics(file.name))
    }
    yield* said(this.#cutFiles())
    await this.#roster.package.verifyUnchanged()
    for (const table of TABLES) {
      yield {
        type: 'table-end',
        evidence: proveTable(table, this.#roster, this.#seen()),
        copies: this.#copies.filter(({ file }) => TABLE_OF[file] === table),
      }
    }
  }

  /** How each table of the package comes; the users' file speaks for the people. */
  *#beginnings(): Generator<FeedEvent> {
    for (const { name, delta } of this.#roster.files.values())
      if (name !== 'roles.csv') yield { type: 'table-begin', table: TABLE_OF[name], mode: delta ? 'delta' : 'bulk' }
  }

  async *#readFile(open: OpenFile): AsyncGenerator<FeedEvent> {
    // A file of a zip proves its end itself.
    const tail = open.file.copy === undefined ? null : new TailFile(open.file, this.#io.limits)
    const csv = new CsvFile(tail?.file ?? open.file, this.#io)
    const row = new RowReader(open.name, open.header, this.#io.limits)
    const memory = await this.#memoryOf(open)
    const rows = new TableRows(open, row, {
      readChange: open.delta ? changeReader(row, this.#io.now()) : null,
      read: this.#recordReader(open, row),
      onQuarantined: (sourcedId) => {
        if (open.name === 'roles.csv' && sourcedId !== null) this.#roles.markDamaged(sourcedId)
      },
      looksCut: () => this.#othersAreTerminated(),
      known: memory?.known ?? null,
    })
    for await (const piece of csv.pieces(memory)) {
      rows.pass(piece.known)
      for (const each of piece.rows) {
        rows.take(each)
        if (rows.waiting >= this.#io.limits.batchRows) yield* rows.flush()
      }
      this.#checkDeadline()
      yield {
        type: 'progress',
        table: TABLE_OF[open.name],
        bytesRead: this.#bytesBefore + piece.bytesRead,
        bytesTotal: this.#roster.bytesTotal,
      }
    }
    yield* rows.flush()
    this.#bytesBefore += open.file.size
    if (csv.end !== null) this.#ends.set(open.name, { ...csv.end, ...rows.counts() })
    this.#noteCopy(open, tail)
    yield* said(this.#fileDiagnostics(open.name))
  }

  /**
   * By what the rows of a file are known again; null: of this file they are not. A person of OneRoster 1.2 stands in two
   * files, and the row in users.csv doesn't show that the roles are the same.
   */
  async #memoryOf(open: OpenFile): Promise<LineMemory | null> {
    const isKept = REMEMBERED.has(open.name) || (open.name === 'users.csv' && this.#roster.version === '1.1')
    if (!isKept || !open.wholeSet) return null
    const { rowBytesMax, fieldBytesMax, listItemsMax } = this.#io.limits
    const { width, at, metadata } = open.header
    const limits = [rowBytesMax, fieldBytesMax, listItemsMax]
    const meaning = [this.#io.version, open.name, this.#roster.version, width, [...at], metadata, limits]
    const known = (await this.#io.known?.(TABLE_OF[open.name])) ?? null
    return { prints: new Fingerprinter(JSON.stringify(meaning)), known }
  }

  #recordReader(open: OpenFile, row: RowReader): () => RosterRecord | null {
    if (open.name === 'roles.csv') return this.#roleTaker(row)
    if (open.name === 'users.csv') {
      const rolesOf = this.#roster.version === '1.1' ? rolesInRow(row) : this.#rolesInBook(row)
      return personReader(row, { rolesOf, ...personColumns(row, open.header) })
    }
    return READERS[open.name](row)
  }

  /** Keeps each role row for its user; a faulty one makes the user's roles uncertain. */
  #roleTaker(row: RowReader): () => null {
    const read = roleRowReader(row)
    const lastRole = this.#io.fileEnds.get('roles.csv')?.last
    const columns = LAST_ROLE.map((name) => row.column(name))
    return () => {
      const { userSourcedId, gone, role } = read()
      if (
        lastRole?.startsWith(`${userSourcedId} `) === true &&
        columns.map((each) => row.raw(each)).join(' ') === lastRole
      )
        this.#lastRoleSeen = true
      if (row.faults.length === 0 && !gone) this.#roles.add(userSourcedId, role, row.row)
      return null
    }
  }

  #rolesInBook(row: RowReader): RolesOf {
    const doubtful = this.#rolesDoubtful()
    return (sourcedId) => {
      const known = this.#roles.take(sourcedId)
      // The faulty role row is in quarantine and stands for the person.
      if (known?.damaged === true) return null
      if (known === null || known.feedRoles.length === 0) {
        const code = 'person_without_role'
        if (doubtful)
          row.fault(code, null, 'a row in roles.csv, which could not be read whole: nobody loses a role by that')
        else row.info(code, null, 'a row in roles.csv')
        return []
      }
      for (const extra of known.extraPrimaryRows) {
        row.infoAt('role_multiple_primary', { file: 'roles.csv', row: extra }, 'one primary role at each organisation')
      }
      return known.feedRoles
    }
  }

  /**
   * Whether role rows may be missing from what was read of roles.csv. A file that looks cut ends the run: a
   * person's second role may be in the part that is lost, and a role that isn't seen would be taken away.
   */
  #rolesDoubtful(): boolean {
    const end = this.#ends.get('roles.csv')
    if (end === undefined) return true
    if (isCut(end, this.#othersAreTerminated())) {
      throw new Failure(
        'FILE_CUT',
        'retry',
        'roles.csv breaks off: its last row is not whole, or lacks the line break that the other files end with. Roles of people may be missing from it. Nothing was changed. If an upload is still going on, the next try will pass; otherwise export it again.',
      )
    }
    return end.rowsRead === 0 || end.rowsUnidentified > 0 || this.#rolesMayBeCut()
  }

  /** Whether roles.csv ends before the row that stood last in it the time before. */
  #rolesMayBeCut(): boolean {
    const copy = this.#copies.find(({ file }) => file === 'roles.csv')
    if (copy === undefined) return false
    const known = this.#io.fileEnds.get('roles.csv')
    const sameEnd = copy.last !== null && copy.last === known?.doubted?.last
    return judgeEnd(known, copy, { lastSeen: this.#lastRoleSeen, sameEnd }).doubtful
  }

  #seen(): Seen {
    return { ends: this.#ends, terminated: this.#othersAreTerminated(), rolesMayBeCut: this.#rolesMayBeCut() }
  }

  /** How a file ended that doesn't prove its end itself. */
  #noteCopy({ name, file, header }: OpenFile, tail: TailFile | null): void {
    if (file.copy === undefined || tail === null) return
    const fields = tail.lastFields(header.width)
    const at = (column: string): string => (fields?.[header.at.get(column) ?? -1] ?? '').trim()
    const id = name === 'roles.csv' ? LAST_ROLE.map(at).join(' ') : at('sourcedId')
    const last = fields === null || id.trim() === '' ? null : flatten(id)
    this.#copies.push({ file: name, copy: file.copy, last, lastSeen: name === 'roles.csv' ? this.#lastRoleSeen : null })
  }

  /** Whether this exporter ends its files with a line break, as far as has been seen: the manifest comes first. */
  #othersAreTerminated(): boolean {
    return this.#roster.manifestTerminated || [...this.#ends.values()].some((end) => end.finalNewline)
  }

  #checkDeadline(): void {
    if (this.#io.now().getTime() <= this.#deadlineMs) return
    throw new Failure(
      'READ_TOO_LONG',
      'operator',
      `Reading the package took longer than ${Math.round(this.#io.limits.elapsedMsMax / 60_000)} minutes. Nothing was changed. If that is how long it takes, raise elapsedMsMax in config/limits.json.`,
    )
  }

  #fileDiagnostics(name: RosterFile): Diagnostic[] {
    const end = this.#ends.get(name)
    const diagnostics: Diagnostic[] = []
    if (end?.rowsRead === 0) diagnostics.push(about('file_without_rows', name, 'at least one row'))
    if (end?.encoding === 'windows-1252') diagnostics.push(about('file_encoding', name, 'UTF-8'))
    return diagnostics
  }

  /** Roles of people that users.csv doesn't have, once users.csv has been read. */
  *#lateRows(): Generator<Diagnostic> {
    for (const row of this.#roles.untakenRows()) {
      yield {
        code: 'role_without_person',
        file: 'roles.csv',
        row,
        field: 'userSourcedId',
        expected: 'a user of users.csv',
      }
    }
  }

  #lateDiagnostics(name: RosterFile): Diagnostic[] {
    // A delta leaves out most users; that their roles are there is no fault.
    const all = this.#roster.files.get('users.csv')?.delta === false
    return name === 'users.csv' && this.#roster.version === '1.2' && all ? [...this.#lateRows()] : []
  }

  #cutFiles(): Diagnostic[] {
    return [...this.#ends]
      .filter(([, end]) => isCut(end, this.#othersAreTerminated()))
      .map(([name]) => about('file_cut', name, EXPECTED_END))
  }
}

interface RosterCopy extends FileCopy {
  readonly file: RosterFile
}

/** Files whose rows are known again by themselves. */
const REMEMBERED = new Set<RosterFile>(['classes.csv', 'enrollments.csv'])
const LAST_ROLE = ['userSourcedId', 'orgSourcedId', 'role', 'roleType']

const READERS: Readonly<Record<Exclude<RosterFile, 'users.csv' | 'roles.csv'>, (row: RowReader) => RecordReader>> = {
  'orgs.csv': orgReader,
  'academicSessions.csv': termReader,
  'courses.csv': courseReader,
  'classes.csv': classReader,
  'enrollments.csv': enrolmentReader,
}

function* said(diagnostics: readonly Diagnostic[]): Generator<FeedEvent> {
  if (diagnostics.length > 0) yield { type: 'diagnostics', diagnostics }
}

function about(code: Diagnostic['code'], file: string, expected: string): Diagnostic {
  return { code, file, row: null, field: null, expected }
}
