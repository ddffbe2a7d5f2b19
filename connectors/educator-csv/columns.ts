/** Finds out which column of a list is which, by its name in the header, wherever it stands. */

import type { Header } from '../../src/feed/csv-header.ts'
import type { Diagnostic } from '../../src/roster/diagnostic.ts'
import { Failure } from '../../src/roster/failure.ts'

interface ColumnSpec {
  /** What else it may be called, in any capitals, with blanks and hyphens or without. */
  readonly aliases: readonly string[]
  /** For the template and the documentation. */
  readonly meaning: string
}

/** Every column that is understood, by the name under which templates and messages have it. */
export const COLUMNS = {
  'First name': {
    aliases: ['Given name', 'First', 'Forename', 'FName', 'Given names', 'Preferred first name'],
    meaning: 'required',
  },
  'Last name': { aliases: ['Family name', 'Surname', 'Last', 'LName'], meaning: 'required' },
  Email: {
    aliases: ['Mail', 'E-mail address', 'Work e-mail', 'School e-mail', 'Staff e-mail', 'Email ID'],
    meaning: 'required, unless there is a Staff ID',
  },
  'Staff ID': {
    // oxfmt-ignore
    aliases: ['Staff number', 'Employee ID', 'Employee number', 'Employee no', 'Person ID', 'ID', 'Unique ID', 'Educator ID', 'Teacher ID', 'Teacher number', 'Identifier', 'Local ID', 'sourcedId', 'External ID'],
    meaning: 'the number that the person has in the SIS or in human resources',
  },
  School: {
    // oxfmt-ignore
    aliases: ['School name', 'Schools', 'Building', 'Building name', 'Site', 'Site name', 'Campus', 'Location', 'Organization', 'Organisation', 'Org'],
    meaning: 'name of the school; several with a semicolon between',
  },
  'School ID': {
    // oxfmt-ignore
    aliases: ['School IDs', 'School code', 'School number', 'School no', 'Building ID', 'Building code', 'Building number', 'Site ID', 'Site code', 'Location ID', 'Location code', 'schoolSourcedId', 'orgSourcedId', 'orgSourcedIds', 'Organization ID'],
    meaning: 'in place of the name: its number, or its sourcedId in the SIS',
  },
  Role: {
    aliases: ['Roles', 'User role', 'User type', 'Staff type', 'Person type', 'Type'],
    meaning: 'educator where it is blank; coach, contractor, teacher, principal and the like',
  },
  Title: { aliases: ['Job title', 'Position', 'Position title', 'Job', 'Assignment'], meaning: 'for role rules' },
  Username: { aliases: ['Login', 'Login name', 'Logon', 'User login'], meaning: 'for sign-in' },
  Expires: {
    // oxfmt-ignore
    aliases: ['Expiry', 'Expiry date', 'Expiration date', 'Expiration', 'Expires on', 'End date', 'Contract end', 'Contract end date', 'Valid until', 'Until', 'Last day'],
    meaning: 'last day, as YYYY-MM-DD; the person leaves the day after',
  },
  Status: {
    aliases: ['Active', 'Enabled', 'Is active', 'Employment status'],
    meaning: 'active where it is blank; inactive: the person leaves',
  },
} as const satisfies Record<string, ColumnSpec>

export type ColumnName = keyof typeof COLUMNS
const NAMES = Object.keys(COLUMNS).filter(isColumnName)

export interface UnderstoodColumn {
  readonly letter: string
  readonly name: string
  readonly as: ColumnName | null
}

export interface Understood {
  readonly columns: readonly UnderstoodColumn[]
  /** For the row reader: where each column stands. */
  readonly header: Header
}

/**
 * Understands a header row. A name counts in any capitals, with blanks, hyphens and underscores or without; what isn't
 * known is ignored, with a note. Where a column stands twice, the one that is named as the template has it counts.
 * Throws `Failure`: `HEADER_MISSING` with every name that would do, `HEADER_DUPLICATE`, `HEADER_UNREADABLE`.
 */
export function understandColumns(file: string, header: readonly string[]): Understood {
  refuseOtherSeparators(file, header)
  const meant = header.map((raw) => columnOf(foldTitle(raw)))
  const at = new Map<string, number>()
  for (const name of NAMES) {
    const index = placeOf(file, name, { header, meant })
    if (index !== null) at.set(name, index)
  }
  refuseMissing(file, at)
  const columns = header.map((raw, index): UnderstoodColumn => {
    const as = meant[index] ?? null
    return { letter: letterOf(index), name: raw.trim(), as: as !== null && at.get(as) === index ? as : null }
  })
  const diagnostics = columns
    .filter(({ as, name }) => as === null && name !== '')
    .map(({ letter }): Diagnostic => ({
      code: 'header_unknown',
      file,
      row: 1,
      // Its place and not its name: a list without a header has a person there.
      field: `column ${letter}`,
      expected: NAMES.join(', '),
    }))
  return { columns, header: { width: header.length, at, metadata: [], diagnostics } }
}

/** Names as people write them: only letters and digits count, without accents and capitals. */
export function foldTitle(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

const BY_FOLDED: ReadonlyMap<string, ColumnName> = new Map(
  NAMES.flatMap((name) => [name, ...COLUMNS[name].aliases].map((word) => [foldTitle(word), name] as const)),
)

function columnOf(folded: string): ColumnName | null {
  return BY_FOLDED.get(folded) ?? null
}

function placeOf(
  file: string,
  name: ColumnName,
  { header, meant }: { readonly header: readonly string[]; readonly meant: readonly (ColumnName | null)[] },
): number | null {
  const places = meant.flatMap((each, index) => (each === name ? [index] : []))
  const exact = places.filter((index) => foldTitle(header[index] ?? '') === foldTitle(name))
  const counting = exact.length > 0 ? exact : places
  if (counting.length > 1)
    throw new Failure(
      'HEADER_DUPLICATE',
      'operator',
      `${file} has more than one column that may be "${name}" (columns ${counting.map(letterOf).join(', ')}), so nobody can say which one counts. Nothing was changed. Call the right one "${name}", or remove the others.`,
    )
  return counting[0] ?? null
}

function refuseMissing(file: string, at: ReadonlyMap<string, number>): void {
  const missing = [
    ...(['First name', 'Last name'] as const).filter((name) => !at.has(name)).map(describe),
    ...(at.has('Email') || at.has('Staff ID') ? [] : [`${describe('Email')}, or else ${describe('Staff ID')}`]),
  ]
  if (missing.length === 0) return
  throw new Failure(
    'HEADER_MISSING',
    'operator',
    `The first row of ${file} has to name the columns, and these are missing: ${missing.join('; ')}. Capitals, blanks and the order don't matter. Nothing was changed. An empty list to fill in comes from the page of lists, or from "staffroom educators template".`,
  )
}

function describe(name: ColumnName): string {
  const others = COLUMNS[name].aliases.map((alias) => `"${alias}"`).join(', ')
  return `"${name}" (also understood: ${others})`
}

const SEPARATORS: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs' }

/** A list with other separators has a single column, of which nothing would be understood. */
function refuseOtherSeparators(file: string, header: readonly string[]): void {
  const [only, second] = header
  const separator = second === undefined ? /[;\t|]/.exec(only ?? '')?.[0] : undefined
  if (separator === undefined) return
  throw new Failure(
    'HEADER_UNREADABLE',
    'operator',
    `The columns of ${file} are separated by ${SEPARATORS[separator] ?? 'bars'}, not by commas. Nothing was changed. Save it as "CSV UTF-8 (comma delimited)".`,
  )
}

/** As a spreadsheet names the column: A … Z, AA, AB … */
export function letterOf(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? letter : `${letterOf(Math.floor(index / 26) - 1)}${letter}`
}

function isColumnName(name: string): name is ColumnName {
  return name in COLUMNS
}
