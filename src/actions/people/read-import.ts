/** What a file of staff, students or classes would become: read, looked up and compared with the roster; nothing is written. */

import { createHash } from 'node:crypto'
import { authorise } from '../../access/authorise.ts'
import { actorOf } from '../../access/principal.ts'
import type { ImportGrant } from '../../access/roster-import.ts'
import { mayGive } from '../../access/staff.ts'
import { planClasses } from '../../roster/import-classes.ts'
import type { ImportSchool, PlannedRow } from '../../roster/import-plan.ts'
import {
  type ImportField,
  type ImportHeader,
  type ImportKind,
  type ImportRow,
  readImportHeader,
  readImportRow,
} from '../../roster/import-sheet.ts'
import { planStaff } from '../../roster/import-staff.ts'
import { planStudents } from '../../roster/import-students.ts'
import type { DistrictClient } from '../../store/database.ts'
import {
  listImportClasses,
  listImportSchools,
  listImportStaff,
  listImportStudents,
} from '../../store/people/roster-import.ts'
import { readNumberRules } from '../../store/people/student-number.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { type ColumnFault, readSheetFile, type SheetFault } from './read-sheet.ts'

/** Who imports: with what right, in what unit of work, and how the audit log names them. */
export interface RosterImporter {
  readonly grant: ImportGrant
  readonly by: string
  readonly unit: <T>(work: (client: DistrictClient) => Promise<T>) => Promise<T>
}

/** Somebody at a page. */
export function rosterImporterOf(world: DomainWorld, grant: ImportGrant): RosterImporter {
  return { grant, by: actorOf(grant.principal), unit: (work) => inGrantDirect(world, grant, work) }
}

export interface RosterFile {
  readonly kind: ImportKind
  readonly bytes: Buffer
}

/** Why nothing of it can be taken. */
export type RosterFileFault = SheetFault | ColumnFault

export interface RosterPlan {
  readonly kind: ImportKind
  /** Names this very plan. */
  readonly digest: string
  readonly columns: ImportHeader['columns']
  readonly rows: readonly PlannedRow[]
}

/**
 * The plan of a file, or why there is none.
 * @throws Refusal where no role of theirs gives the kind
 */
export async function planImport(
  client: DistrictClient,
  world: DomainWorld,
  { grant }: RosterImporter,
  file: RosterFile,
): Promise<RosterPlan | RosterFileFault> {
  if (file.kind === 'staff') authorise(grant.principal, 'bulk_add:teacher_account')
  const read = readFile(world, file)
  if ('problem' in read) return read
  const { header } = read
  const asked = { grant, schools: await listImportSchools(client, grant), rows: read.rows }
  const rows = await PLANS[file.kind](client, world, asked)
  return { kind: file.kind, digest: digestOf(file.kind, rows), columns: header.columns, rows }
}

interface Asked {
  readonly grant: ImportGrant
  readonly schools: readonly ImportSchool[]
  readonly rows: readonly ImportRow[]
}

type Planner = (client: DistrictClient, world: DomainWorld, asked: Asked) => Promise<readonly PlannedRow[]>

const PLANS: Readonly<Record<ImportKind, Planner>> = {
  staff: async (client, _world, { grant, schools, rows }) => {
    const { principal } = grant
    const creation = await readDistrictRule(client, principal.districtId, 'accountCreation')
    return planStaff(rows, {
      schools,
      known: await listImportStaff(client, grant, wordsOf(rows, 'email')),
      teachersFromRoster: creation === 'roster',
      mayGive: (role, schoolId) => mayGive(principal, { role, schoolId }),
    })
  },
  students: async (client, world, { grant, schools, rows }) => {
    const { districtId } = grant.principal
    const schoolIds = schools.map(({ id }) => id)
    const names = rows.map(({ cell }) => `${cell('givenName')} ${cell('familyName')}`.toLowerCase())
    return planStudents(rows, {
      schools,
      classes: await listImportClasses(client, grant, { schoolIds, names: listsOf(rows, 'class') }),
      known: await listImportStudents(client, districtId, { numbers: cellsOf(rows, 'number'), names, schoolIds }),
      rules: await readNumberRules(client, districtId),
      teachersMayMake: (await readDistrictRule(client, districtId, 'teacherMayCreateStudents')) === true,
      readGrade: world.settings.logs.readGrade,
    })
  },
  classes: async (client, _world, { grant, schools, rows }) => {
    const { districtId, personId } = grant.principal
    const schoolIds = schools.map(({ id }) => id)
    const names = [...wordsOf(rows, 'title'), ...wordsOf(rows, 'classCode')]
    const numbers = rows.flatMap(({ list }) => list('students'))
    return planClasses(rows, {
      schools,
      classes: await listImportClasses(client, grant, { schoolIds, names }),
      staff: await listImportStaff(client, grant, listsOf(rows, 'teachers')),
      students: await listImportStudents(client, districtId, { numbers, names: [], schoolIds: [] }),
      selfId: personId,
    })
  },
}

function cellsOf(rows: readonly ImportRow[], field: ImportField): readonly string[] {
  return [...new Set(rows.map(({ cell }) => cell(field)).filter((cell) => cell !== ''))]
}

function wordsOf(rows: readonly ImportRow[], field: ImportField): readonly string[] {
  return cellsOf(rows, field).map((cell) => cell.toLowerCase())
}

function listsOf(rows: readonly ImportRow[], field: ImportField): readonly string[] {
  return [...new Set(rows.flatMap(({ list }) => list(field).map((word) => word.toLowerCase())))]
}

interface ReadFile {
  readonly header: ImportHeader
  readonly rows: readonly ImportRow[]
}

function readFile({ settings }: DomainWorld, { kind, bytes }: RosterFile): ReadFile | RosterFileFault {
  const sheet = readSheetFile(settings, bytes)
  if ('problem' in sheet) return sheet
  const header = readImportHeader(kind, sheet.header)
  if ('missing' in header) return { problem: 'columns_missing', columns: header.missing }
  if ('twice' in header) return { problem: 'column_twice', columns: [header.twice] }
  return { header, rows: sheet.rows.map((row) => readImportRow(row, header)) }
}

function digestOf(kind: ImportKind, rows: readonly PlannedRow[]): string {
  const said = rows.map(({ row, outcome, effects }) => [row, outcome, effects])
  return createHash('sha256')
    .update(JSON.stringify([kind, said]))
    .digest('base64url')
}
