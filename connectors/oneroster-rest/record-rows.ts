/** Reads the rows of one collection back from the disk as canonical records, good and quarantined ones apart. */

import type { FeedEvent, FeedIo } from '../../src/feed/connector.ts'
import type { CsvRow } from '../../src/feed/csv-rows.ts'
import { BROKEN_CHARACTER } from '../../src/feed/encoding.ts'
import { flatten } from '../../src/feed/flat.ts'
import { isIdentifier } from '../../src/feed/identifiers.ts'
import { sortRoles } from '../../src/feed/oneroster/feed-roles.ts'
import { feedRoleReader, personReader, rolesInRow } from '../../src/feed/oneroster/people.ts'
import type { PersonParts } from '../../src/feed/oneroster/people.ts'
import {
  changeReader,
  classReader,
  courseReader,
  enrolmentReader,
  orgReader,
  termReader,
} from '../../src/feed/oneroster/records.ts'
import { RowReader } from '../../src/feed/row-reader.ts'
import type { QuarantinedRow } from '../../src/roster/diagnostic.ts'
import type { FeedRole, FeedRow, RosterRecord, Table } from '../../src/roster/model.ts'
import { columnsOf, ROLE_COLUMNS, SEPARATOR } from './cells.ts'
import type { KeptRow, RosterCollection } from './cells.ts'

const SAYING_GONE: ReadonlySet<string> = new Set(['sourcedId', 'status', 'dateLastModified'])
const READERS = {
  orgs: orgReader,
  academicSessions: termReader,
  courses: courseReader,
  classes: classReader,
  enrollments: enrolmentReader,
} as const

/** One collection's rows: `take` each, `flush` when enough are `waiting`. */
export class RecordRows {
  readonly #table: Table
  readonly #row: RowReader
  readonly #read: () => RosterRecord | null
  readonly #readChange: (() => string) | null
  readonly #limits: FeedIo['limits']
  #current: KeptRow = { cells: [] }
  #rows: FeedRow[] = []
  #quarantined: QuarantinedRow[] = []
  #received = 0
  /** Rows of which nobody can say whom they are about. */
  unidentified = 0

  constructor(
    collection: RosterCollection,
    table: Table,
    { io, delta }: { readonly io: FeedIo; readonly delta: boolean },
  ) {
    this.#table = table
    this.#limits = io.limits
    this.#row = new RowReader(collection, headerOf(columnsOf(collection)), io.limits, SEPARATOR)
    this.#readChange = delta ? changeReader(this.#row, io.now()) : null
    this.#read =
      collection === 'users' || collection === 'students' || collection === 'teachers'
        ? personReader(this.#row, this.#personParts())
        : READERS[collection](this.#row)
  }

  get waiting(): number {
    return this.#received
  }

  /** `number`: the place of the row in its collection, from 1. */
  take(kept: KeptRow, number: number): void {
    this.#current = kept
    this.#received += 1
    const row: CsvRow = {
      row: number,
      fields: kept.cells,
      faults: faultsOf(kept, this.#limits),
      fingerprint: null,
      terminated: true,
    }
    this.#row.begin(row)
    for (const [field, expected] of kept.odd ?? []) this.#row.info('value_type', field, expected)
    const record = this.#read()
    const modifiedAt = this.#readChange?.()
    // Who is deleted needs no name any more: providers leave the rest of such an object blank.
    if (record?.status === 'gone') this.#row.forgive(SAYING_GONE)
    if (record !== null && this.#row.faults.length === 0)
      this.#rows.push({
        record,
        at: { file: this.#row.file, row: number },
        ...(modifiedAt === undefined ? {} : { modifiedAt }),
      })
    else this.#quarantine(kept, number)
  }

  /** What waits, as events. */
  *flush(): Generator<FeedEvent> {
    const infos = this.#row.takeInfos()
    if (infos.length > 0) yield { type: 'diagnostics', diagnostics: infos }
    const [rows, quarantined, rowsReceived] = [this.#rows, this.#quarantined, this.#received]
    this.#rows = []
    this.#quarantined = []
    this.#received = 0
    if (rowsReceived > 0)
      yield { type: 'rows', table: this.#table, rows, quarantined, rowsReceived, file: this.#row.file }
  }

  #quarantine({ cells }: KeptRow, number: number): void {
    const id = (cells[0] ?? '').trim()
    const sourcedId = isIdentifier(id) ? flatten(id) : null
    if (sourcedId === null) this.unidentified += 1
    this.#quarantined.push({
      table: this.#table,
      file: this.#row.file,
      row: number,
      sourcedId,
      diagnostics: this.#row.faults,
    })
  }

  #personParts(): PersonParts {
    const inRow = rolesInRow(this.#row)
    const inList = this.#rolesInList()
    return {
      // What the object has counts, whichever version the source is said to be.
      rolesOf: (id) => (this.#current.roles === undefined && this.#isOf11() ? inRow(id) : inList()),
      userIds: () => (this.#current.userIds ?? []).map(([type, identifier]) => ({ type, identifier })),
      metadata: () => Object.fromEntries(this.#current.metadata ?? []),
    }
  }

  #isOf11(): boolean {
    return this.#row.raw(this.#row.column('role')) !== ''
  }

  #rolesInList(): () => readonly FeedRole[] {
    const row = this.#row
    const each = new RowReader(row.file, headerOf(ROLE_COLUMNS), this.#limits, SEPARATOR)
    const read = feedRoleReader(each)
    return () => {
      const roles = (this.#current.roles ?? []).map((fields) => {
        each.begin({ row: row.row, fields, faults: null, fingerprint: null, terminated: true })
        const role = read()
        for (const { code, field, expected } of each.faults) row.fault(code, `roles.${field ?? ''}`, expected)
        for (const { code, field, expected } of each.takeInfos()) row.info(code, `roles.${field ?? ''}`, expected)
        return role
      })
      if (roles.length === 0) row.info('person_without_role', 'roles', 'at least one role')
      if (hasTwoPrimary(roles)) row.info('role_multiple_primary', 'roles', 'one primary role at each organisation')
      return sortRoles(roles.map((role) => ({ ...role, orgSourcedId: flatten(role.orgSourcedId) })))
    }
  }
}

function hasTwoPrimary(roles: readonly FeedRole[]): boolean {
  const primary = roles.filter(({ roleType }) => roleType === 'primary')
  return primary.some((one, index) =>
    primary.slice(index + 1).some((other) => other.orgSourcedId === one.orgSourcedId && other.role !== one.role),
  )
}

/** What the reader of files finds in the bytes of a row, found in an object. */
function faultsOf(kept: KeptRow, limits: FeedIo['limits']): CsvRow['faults'] {
  const faults: NonNullable<CsvRow['faults']>[number][] = []
  let length = 0
  for (const [column, cell] of kept.cells.entries()) {
    length += cell.length
    if (isBroken(cell)) faults.push({ code: 'row_character', column })
    if (cell.length > limits.fieldBytesMax) faults.push({ code: 'row_too_long', column })
  }
  const rest = [kept.roles ?? [], kept.userIds ?? [], kept.metadata ?? []].flat(2)
  if (rest.some(isBroken)) faults.push({ code: 'row_character', column: null })
  if (length + rest.reduce((sum, text) => sum + text.length, 0) > limits.rowBytesMax)
    faults.push({ code: 'row_too_long', column: null })
  return faults.length === 0 ? null : faults
}

function isBroken(text: string): boolean {
  return text.includes('\0') || text.includes(BROKEN_CHARACTER) || !text.isWellFormed()
}

function headerOf(columns: readonly string[]): ConstructorParameters<typeof RowReader>[1] {
  return {
    width: columns.length,
    at: new Map(columns.map((column, index) => [column, index])),
    metadata: [],
    diagnostics: [],
  }
}
