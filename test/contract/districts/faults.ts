/** Every fault of the quirk table that CSV can have, each as a switch. Row faults hit the third data row of their file. */

import { foldedHeader, removeColumn, replaceField } from './lines.ts'
import type { FileDraft, FileForm, Line, PackageDraft } from './draft.ts'

type Change = (draft: PackageDraft) => PackageDraft

/** By name; apply as many as you like, in the order given. */
export const FAULTS = {
  // the package
  'in-folder': (draft) => ({ ...draft, folder: 'OneRoster export/' }),
  junk: (draft) => ({ ...draft, junk: true }),
  'no-manifest': without('manifest.csv'),
  'no-courses': without('courses.csv'),
  'no-users': without('users.csv'),
  'name-case': (draft) => ({
    ...draft,
    files: draft.files.map((file) => ({ ...file, name: file.name.toUpperCase() })),
  }),
  // a file as a whole
  bom: formed('users.csv', { byteOrderMark: true }),
  'line-feeds': everyForm({ lineEnd: '\n' }),
  'carriage-returns': everyForm({ lineEnd: '\r' }),
  'mixed-line-ends': everyForm({ lineEnd: 'mixed' }),
  'quote-all': everyForm({ quoteAll: true }),
  'windows-1252': formed('users.csv', { encoding: 'windows-1252' }),
  'zero-bytes': formed('users.csv', { empty: true }),
  'header-only': changed('enrollments.csv', (file) => ({ ...file, rows: [] })),
  cut: formed('enrollments.csv', { cutLastRowTo: 12 }),
  'no-final-newline': formed('enrollments.csv', { finalNewline: false }),
  'header-case': changed('users.csv', (file) => foldedHeader(file)),
  'header-alias': header('users.csv', 'dateLastModified', 'dataLastModified'),
  'header-invisible': header('users.csv', 'givenName', '\u200BgivenName\u00A0'),
  'header-missing': changed('users.csv', (file) => removeColumn(file, 'familyName')),
  'header-twice': header('users.csv', 'email', 'givenName'),
  'metadata-in-the-middle': changed('orgs.csv', (file) => ({
    ...file,
    header: file.header.toSpliced(3, 0, 'metadata.region', 'ext_vendor'),
    rows: mapRows(file.rows, (line) => (typeof line === 'string' ? line : line.toSpliced(3, 0, 'north', '7'))),
  })),
  // rows
  'short-row': third('classes.csv', (line) => line.slice(0, -2)),
  'long-row': third('classes.csv', (line) => [...line, 'one', 'two']),
  'stray-quote': third('classes.csv', (line) => `${line.slice(0, 3).join(',')},12" ruler,${line.slice(4).join(',')}`),
  'open-quote': third(
    'classes.csv',
    (line) => `${line.slice(0, 3).join(',')},"never closed,${line.slice(4).join(',')}`,
  ),
  nul: third('users.csv', (line, file) => replaceField(line, file, { givenName: 'Jo\0' })),
  'bad-enum': third('orgs.csv', (line, file) => replaceField(line, file, { type: 'planet' })),
  'enum-case': third('orgs.csv', (line, file) => replaceField(line, file, { type: 'Schools' })),
  'bad-date': third('enrollments.csv', (line, file) => replaceField(line, file, { beginDate: '03/04/2026' })),
  'odd-date': third('enrollments.csv', (line, file) => replaceField(line, file, { beginDate: '2026-08-17 00:00' })),
  'duplicate-same': duplicated('users.csv', (line) => line),
  'duplicate-conflict': duplicated('users.csv', (line, file) => replaceField(line, file, { familyName: 'Otherwise' })),
  dangling: third('enrollments.csv', (line, file) => replaceField(line, file, { userSourcedId: 'nobody-0' })),
  'dangling-term': third('classes.csv', (line, file) => replaceField(line, file, { termSourcedIds: 'no-term' })),
  tobedeleted: third('users.csv', (line, file) => replaceField(line, file, { status: 'tobedeleted' })),
  'status-filled': everyRow((line, file) =>
    replaceField(line, file, { status: 'active', dateLastModified: '2026-11-21T22:47:29.909Z' }),
  ),
  'subjects-miscounted': third('courses.csv', (line, file) => replaceField(line, file, { subjectCodes: '' })),
  'school-year-span': third('academicSessions.csv', (line, file) =>
    replaceField(line, file, { schoolYear: '2026-2027' }),
  ),
  'blank-username': third('users.csv', (line, file) => replaceField(line, file, { username: '' })),
  'zeros-lost': changed('users.csv', (file) => ({
    ...file,
    rows: mapRows(file.rows, (line) => replaceField(line, file, { identifier: (old) => old.replace(/^0+/, '') })),
  })),
} as const satisfies Record<string, Change>
export type FaultName = keyof typeof FAULTS

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name)
}

export function applyFaults(draft: PackageDraft, faults: readonly FaultName[]): PackageDraft {
  return faults.reduce((changing, fault) => FAULTS[fault](changing), draft)
}

function without(name: string): Change {
  return (draft) => ({ ...draft, files: draft.files.filter((file) => file.name !== name) })
}

function changed(name: string, change: (file: FileDraft) => FileDraft): Change {
  return (draft) => ({ ...draft, files: draft.files.map((file) => (file.name === name ? change(file) : file)) })
}

function formed(name: string, form: FileForm): Change {
  return changed(name, (file) => ({ ...file, form: { ...file.form, ...form } }))
}

function everyForm(form: FileForm): Change {
  return (draft) => ({ ...draft, files: draft.files.map((file) => ({ ...file, form: { ...file.form, ...form } })) })
}

function header(name: string, from: string, to: string): Change {
  return changed(name, (file) => ({ ...file, header: file.header.map((column) => (column === from ? to : column)) }))
}

type RowChange = (line: readonly string[], file: FileDraft) => Line

function third(name: string, change: RowChange): Change {
  return changed(name, (file) => ({
    ...file,
    rows: mapRows(file.rows, (line, index) => (index === 2 && typeof line !== 'string' ? change(line, file) : line)),
  }))
}

function everyRow(change: RowChange): Change {
  return (draft) => ({
    ...draft,
    files: draft.files.map((file) =>
      file.name === 'manifest.csv'
        ? file
        : { ...file, rows: mapRows(file.rows, (line) => (typeof line === 'string' ? line : change(line, file))) },
    ),
  })
}

function duplicated(name: string, change: RowChange): Change {
  return changed(name, (file) => ({
    ...file,
    rows: {
      *[Symbol.iterator]() {
        let index = 0
        for (const line of file.rows) {
          yield line
          if (index === 2 && typeof line !== 'string') yield change(line, file)
          index += 1
        }
      },
    },
  }))
}

function mapRows(rows: Iterable<Line>, change: (line: Line, index: number) => Line): Iterable<Line> {
  return {
    *[Symbol.iterator]() {
      let index = 0
      for (const line of rows) {
        yield change(line, index)
        index += 1
      }
    },
  }
}
