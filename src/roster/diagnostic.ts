/**
 * Problems in data are values. A diagnostic says what is wrong, where, what was expected and who can mend it;
 * it never carries the value itself, because that may be a child's name.
 */

import type { Table } from './model.ts'

/** Every code, with the sentence that a district's IT person reads and who can mend it. */
export const DIAGNOSTIC_CODES = {
  // the package
  package_unreadable: {
    severity: 'fatal',
    fixBy: 'exporter',
    says: 'The package cannot be read as a zip or a folder of CSV files.',
  },
  package_limit: {
    severity: 'fatal',
    fixBy: 'exporter',
    says: 'The package is larger or deeper than the limits allow.',
  },
  file_missing: {
    severity: 'fatal',
    fixBy: 'exporter',
    says: 'A file that a roster cannot do without is missing from the package.',
  },
  file_absent: {
    severity: 'warning',
    fixBy: 'exporter',
    says: 'A file is not in the package; what is known of its table stays as it is.',
  },
  file_empty: { severity: 'fatal', fixBy: 'exporter', says: 'A file has no header row: it is empty.' },
  file_without_rows: { severity: 'warning', fixBy: 'exporter', says: 'A file has a header and no rows.' },
  file_encoding: { severity: 'warning', fixBy: 'exporter', says: 'A file is not UTF-8; it was read as windows-1252.' },
  file_cut: {
    severity: 'warning',
    fixBy: 'exporter',
    says: 'A file ends in the middle of a row; nobody is retired because of what may be missing.',
  },
  file_shorter: {
    severity: 'warning',
    fixBy: 'exporter',
    says: 'A file of a folder ends before the record that stood last in it the time before: it may be cut, so nobody is retired by it. If the record left, the next export shows it.',
  },
  file_in_folder: {
    severity: 'warning',
    fixBy: 'exporter',
    says: 'The files stand in a folder inside the zip instead of at its root.',
  },
  file_name_case: {
    severity: 'warning',
    fixBy: 'exporter',
    says: 'A file name is spelt with other capitals than the standard has.',
  },
  file_bom: { severity: 'info', fixBy: 'exporter', says: 'A file begins with a byte order mark.' },
  manifest_missing: {
    severity: 'warning',
    fixBy: 'exporter',
    says: 'There is no manifest.csv; the version was read from the headers.',
  },
  manifest_invalid: {
    severity: 'warning',
    fixBy: 'exporter',
    says: 'manifest.csv says something that cannot be understood.',
  },
  manifest_contradicted: {
    severity: 'fatal',
    fixBy: 'exporter',
    says: 'manifest.csv announces a file that is not in the package.',
  },
  mode_unsupported: {
    severity: 'fatal',
    fixBy: 'district',
    says: 'manifest.csv announces files as deltas that cannot be taken together.',
  },
  header_missing: { severity: 'fatal', fixBy: 'exporter', says: 'A required column is missing from the header.' },
  header_duplicate: { severity: 'fatal', fixBy: 'exporter', says: 'A column stands twice in the header.' },
  header_alias: {
    severity: 'info',
    fixBy: 'exporter',
    says: 'A column is spelt differently from the standard; it was recognised.',
  },
  header_unknown: {
    severity: 'info',
    fixBy: 'district',
    says: 'A column of the list is not one that is known; it was ignored.',
  },
  // an API
  collection_absent: {
    severity: 'warning',
    fixBy: 'district',
    says: 'A collection is not there, or not shared with these credentials; what is known of its table stays as it is.',
  },
  answer_odd: {
    severity: 'info',
    fixBy: 'exporter',
    says: 'An API answers otherwise than the standard has it; it was understood.',
  },
  // a row
  row_width: { severity: 'row', fixBy: 'exporter', says: 'A row has more or fewer fields than the header.' },
  row_quote: { severity: 'row', fixBy: 'exporter', says: 'A row has a quotation mark in the wrong place.' },
  row_too_long: { severity: 'row', fixBy: 'exporter', says: 'A row or field is longer than the limit.' },
  row_character: {
    severity: 'row',
    fixBy: 'exporter',
    says: 'A field has a character that text cannot hold (NUL or broken encoding).',
  },
  value_missing: { severity: 'row', fixBy: 'district', says: 'A required field is blank.' },
  value_enum: { severity: 'row', fixBy: 'district', says: 'A field has a word that the standard does not know there.' },
  value_date: {
    severity: 'row',
    fixBy: 'district',
    says: 'A field is not a date that can be understood without guessing.',
  },
  value_date_format: {
    severity: 'info',
    fixBy: 'exporter',
    says: 'A date is written differently from the standard; it was understood.',
  },
  value_boolean: { severity: 'row', fixBy: 'exporter', says: 'A field is neither true nor false.' },
  value_id: {
    severity: 'row',
    fixBy: 'exporter',
    says: 'An identifier is over 255 characters or has characters that identifiers cannot have.',
  },
  value_email: { severity: 'row', fixBy: 'district', says: 'A field is not an e-mail address.' },
  value_year: {
    severity: 'info',
    fixBy: 'exporter',
    says: 'A school year is not a single year; its end year was taken, or none.',
  },
  value_list: {
    severity: 'info',
    fixBy: 'exporter',
    says: 'A list is not written as the standard has it; what could be read was kept.',
  },
  value_word: {
    severity: 'info',
    fixBy: 'exporter',
    says: 'A word is spelt differently from the standard; it was understood.',
  },
  value_type: {
    severity: 'info',
    fixBy: 'exporter',
    says: 'A value of an API is of another kind than the standard has, such as a number for a text; it was understood, or left out where it could not be.',
  },
  value_blank: {
    severity: 'info',
    fixBy: 'district',
    says: 'A field that the standard requires is blank; the row was kept without it.',
  },
  // the set
  duplicate_same: {
    severity: 'warning',
    fixBy: 'exporter',
    says: 'A record stands twice with the same content; it was taken once.',
  },
  duplicate_conflict: {
    severity: 'row',
    fixBy: 'district',
    says: 'A record stands twice with different content; its last good state was kept.',
  },
  reference_missing: {
    severity: 'row',
    fixBy: 'district',
    says: 'A row names a record that is in neither the feed nor the roster.',
  },
  reference_dangling: {
    severity: 'warning',
    fixBy: 'district',
    says: 'A row names a parent, term or course that is not there; it was kept without it.',
  },
  delta_outdated: {
    severity: 'info',
    fixBy: 'exporter',
    says: 'A row of a delta is older than what is known of its record; it was left out.',
  },
  identity_ambiguous: {
    severity: 'warning',
    fixBy: 'district',
    says: 'A new record shares its identifier or address with others of whom nobody can say that they are one person; it was kept apart.',
  },
  org_cycle: {
    severity: 'warning',
    fixBy: 'district',
    says: "Organisations are each other's parents; the circle was cut.",
  },
  student_number: {
    severity: 'warning',
    fixBy: 'district',
    says: 'A student has no student number as the district’s rules ask for; the row was kept as it is.',
  },
  role_unmapped: { severity: 'info', fixBy: 'district', says: 'No rule of the role map gives this person a role.' },
  role_scope: {
    severity: 'warning',
    fixBy: 'district',
    says: 'A rule grants a role at an organisation that is neither a school nor below one; no role was given.',
  },
  role_without_person: {
    severity: 'warning',
    fixBy: 'district',
    says: 'roles.csv names a person that users.csv does not have.',
  },
  person_without_role: {
    severity: 'warning',
    fixBy: 'district',
    says: 'A person has no role: roles.csv has no row for them, or an API an empty list.',
  },
  role_multiple_primary: {
    severity: 'warning',
    fixBy: 'district',
    says: 'A person has two primary roles at one organisation.',
  },
} as const satisfies Record<string, { severity: Severity; fixBy: FixBy; says: string }>

/**
 * What a diagnostic does to the run: `fatal` ends it before anything changes, `row` quarantines one row,
 * `warning` and `info` are only said.
 */
export type Severity = 'fatal' | 'row' | 'warning' | 'info'
/** Whose job it is: the vendor of the export, the district's own data, or whoever runs Staffroom. */
export type FixBy = 'exporter' | 'district' | 'operator'
export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES

export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly file: string
  /** As the spreadsheet shows it (header is row 1); null: the file as a whole. */
  readonly row: number | null
  /** The column's standard name; null: the row as a whole. */
  readonly field: string | null
  /** What should stand there, in words or as the list of allowed values; never what stands there. */
  readonly expected: string
}

/** A row that stays out, with everything that is wrong with it. */
export interface QuarantinedRow {
  readonly table: Table
  readonly file: string
  readonly row: number
  /**
   * The record that the row is about, where that much could be read: its last good state is kept.
   * Null: unreadable, so nobody can say whose absence it explains, and the table proves nothing by absence.
   */
  readonly sourcedId: string | null
  readonly diagnostics: readonly Diagnostic[]
}
