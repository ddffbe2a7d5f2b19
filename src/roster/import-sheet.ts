/** Tables of staff, students and classes that people hand over: the columns that are understood, and what each row says before anybody is looked up. Pure. */

import {
  plainCell,
  readSheetHeader,
  ROW_FAULTS,
  type SheetColumn,
  type SheetHeader,
  type SheetHeaderFault,
} from './sheet-columns.ts'

export const IMPORT_KINDS = ['staff', 'students', 'classes'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

export const IMPORT_ROWS_MAX = 5000
/** Teachers or students in one cell. */
export const IMPORT_LIST_MAX = 400

export type ImportField =
  | 'givenName'
  | 'familyName'
  | 'email'
  | 'role'
  | 'school'
  | 'number'
  | 'grade'
  | 'class'
  | 'title'
  | 'classCode'
  | 'teachers'
  | 'students'

export type ImportColumn = SheetColumn<ImportField>

// oxfmt-ignore
const GIVEN: ImportColumn = { field: 'givenName', name: 'Given name', isRequired: true, aliases: ['firstname', 'first', 'givenname'], meaning: 'As it is written on lists.' }
// oxfmt-ignore
const FAMILY: ImportColumn = { field: 'familyName', name: 'Family name', isRequired: true, aliases: ['lastname', 'last', 'surname'], meaning: 'As it is written on lists.' }
const SCHOOL_MEANS = 'The name of the school or its SIS id. May be blank where you look after one school alone.'
// oxfmt-ignore
const SCHOOL: ImportColumn = { field: 'school', name: 'School', isRequired: false, aliases: ['schoolname', 'building', 'campus'], meaning: SCHOOL_MEANS }

/** In the order of the empty file. */
// oxfmt-ignore
export const IMPORT_COLUMNS: Readonly<Record<ImportKind, readonly ImportColumn[]>> = {
  staff: [
    GIVEN,
    FAMILY,
    { field: 'email', name: 'E-mail', isRequired: true, aliases: ['email', 'mail', 'emailaddress', 'address'], meaning: 'By it somebody is known who is there already.' },
    { field: 'role', name: 'Role', isRequired: false, aliases: ['accounttype', 'type'], meaning: 'teacher, coach or principal; blank is teacher. Administrators are added one by one.' },
    SCHOOL,
  ],
  students: [
    GIVEN,
    FAMILY,
    { field: 'number', name: 'Student number', isRequired: false, aliases: ['number', 'studentid', 'studentinformationnumber', 'sin', 'statestudentid', 'districtstudentid', 'identifier'], meaning: 'By it a student is known who is there already. Without it, by the whole name at the school.' },
    { field: 'grade', name: 'Grade', isRequired: false, aliases: ['gradelevel', 'grades', 'year'], meaning: 'K, 1, 2 and so on. Blank: nothing is said of it.' },
    SCHOOL,
    { field: 'class', name: 'Class', isRequired: false, aliases: ['classes', 'classname', 'classroom', 'classroomname', 'group', 'section'], meaning: 'Title or code of a class that is there; several with semicolons between. Teachers name one of their own.' },
  ],
  classes: [
    { field: 'title', name: 'Title', isRequired: true, aliases: ['class', 'classname', 'classroom', 'classroomname', 'group', 'section', 'name'], meaning: 'What the class is called.' },
    { field: 'classCode', name: 'Class code', isRequired: false, aliases: ['code'], meaning: 'What tells two classes of one title apart.' },
    SCHOOL,
    { field: 'teachers', name: 'Teachers', isRequired: false, aliases: ['teacher', 'educators', 'educator'], meaning: 'Their e-mail addresses, with semicolons between. A new class needs one.' },
    { field: 'students', name: 'Students', isRequired: false, aliases: ['student', 'studentnumbers', 'members'], meaning: 'Their student numbers, with semicolons between.' },
  ],
}

/** What is wrong with a row, or what is to be known of it: `column` as the file names it, or null for the row as a whole. */
export interface ImportNote {
  readonly column: string | null
  readonly code: string
  /** What was expected and what to do; never what the cell says. */
  readonly says: string
}

export interface ImportHeader extends SheetHeader<ImportField> {
  readonly kind: ImportKind
}

/** Which column means what; those that are not understood are left alone. */
export function readImportHeader(kind: ImportKind, header: readonly string[]): ImportHeader | SheetHeaderFault {
  const read = readSheetHeader(IMPORT_COLUMNS[kind], header)
  return 'at' in read ? { kind, ...read } : read
}

export interface ImportSheetRow {
  /** As a spreadsheet shows it: the column names are row 1. */
  readonly row: number
  readonly fields: readonly string[]
  readonly fault: keyof typeof ROW_FAULTS | null
}

/** A row as it stands there; a cell that is not in the file is empty. */
export interface ImportRow {
  readonly row: number
  readonly cell: (field: ImportField) => string
  readonly list: (field: ImportField) => readonly string[]
  /** What is wrong so far. */
  readonly problems: readonly ImportNote[]
  /** A note with the name that the file gives the column. */
  readonly say: (field: ImportField, code: string, says: string) => ImportNote
}

const NAME_LENGTH_MAX = 120
const CELL_LENGTH_MAX = 254

/** What a row says, and what of it can't be read whoever it is about. */
export function readImportRow({ row, fields, fault }: ImportSheetRow, header: ImportHeader): ImportRow {
  const cell = (field: ImportField): string => plainCell(fields[header.at.get(field) ?? -1] ?? '')
  const list = (field: ImportField): readonly string[] => {
    const items = (fields[header.at.get(field) ?? -1] ?? '').split(/[;\r\n]/).map(plainCell)
    return [...new Set(items.filter((item) => item !== ''))]
  }
  const say = (field: ImportField, code: string, says: string): ImportNote => ({
    column: columnOf(header, field),
    code,
    says,
  })
  const read = { row, cell, list, say }
  if (fault !== null) return { ...read, problems: [{ column: null, code: fault, says: ROW_FAULTS[fault] }] }
  const problems = IMPORT_COLUMNS[header.kind].flatMap(({ field, isRequired }): ImportNote[] => {
    if (isRequired && cell(field) === '') return [say(field, 'cell_empty', 'This has to be filled in.')]
    if (LISTS.has(field))
      return list(field).length > IMPORT_LIST_MAX
        ? [say(field, 'list_too_long', `Name at most ${IMPORT_LIST_MAX} in one cell, and the others in another row.`)]
        : []
    const lengthMax = field === 'givenName' || field === 'familyName' ? NAME_LENGTH_MAX : CELL_LENGTH_MAX
    return cell(field).length > lengthMax
      ? [say(field, 'cell_too_long', `Shorten it to ${lengthMax} characters or fewer.`)]
      : []
  })
  return { ...read, problems }
}

const LISTS: ReadonlySet<ImportField> = new Set(['class', 'teachers', 'students'])

function columnOf({ kind, at, columns }: ImportHeader, field: ImportField): string {
  return columns[at.get(field) ?? -1]?.name ?? IMPORT_COLUMNS[kind].find((one) => one.field === field)?.name ?? field
}
