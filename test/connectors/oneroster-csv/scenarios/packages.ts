/** Scenarios: the package as a whole, its manifest, its files. */

import { BASE_11, BASE_12, edited, rewritten, without } from './base.ts'
import type { Scenario } from './base.ts'

const headerOf = (text: string): string => `${text.split('\n')[0]}\n`

export const PACKAGE_SCENARIOS: readonly Scenario[] = [
  { name: 'no users.csv', files: without(BASE_11, 'users.csv'), fails: 'FILE_MISSING', names: ['users.csv'] },
  { name: 'no orgs.csv', files: without(BASE_11, 'orgs.csv'), fails: 'FILE_MISSING', names: ['orgs.csv'] },
  { name: '1.2 without roles.csv', files: without(BASE_12, 'roles.csv'), fails: 'FILE_MISSING', names: ['roles.csv'] },
  {
    name: '1.2 without roles.csv and without a manifest',
    files: without(BASE_12, 'roles.csv', 'manifest.csv'),
    fails: 'FILE_MISSING',
    names: ['roles.csv'],
  },
  { name: 'nothing at all', files: { 'read me.txt': 'hello' }, fails: 'FILE_MISSING', names: ['orgs.csv'] },
  {
    name: 'no courses.csv, and no manifest to announce it',
    files: without(BASE_11, 'courses.csv', 'manifest.csv'),
    said: ['manifest_missing@manifest.csv', 'file_absent@courses.csv'],
    incomplete: ['courses'],
  },
  {
    name: 'no courses.csv, announced as absent',
    files: edited(without(BASE_11, 'courses.csv'), 'manifest.csv', 'file.courses,bulk', 'file.courses,absent'),
    said: ['file_absent@courses.csv'],
    incomplete: ['courses'],
  },
  {
    name: 'enrollments.csv announced as bulk and not there',
    files: without(BASE_11, 'enrollments.csv'),
    fails: 'MANIFEST_CONTRADICTED',
    names: ['enrollments.csv', 'manifest.csv'],
  },
  {
    name: 'a delta of a file that holds nothing of a roster',
    files: { ...rewritten(BASE_11, 'manifest.csv', (text) => `${text}file.results,delta\n`), 'results.csv': 'x,y\n1' },
  },
  {
    name: 'users.csv announced as absent and there',
    files: edited(BASE_11, 'manifest.csv', 'file.users,bulk', 'file.users,absent'),
    said: ['manifest_invalid@manifest.csv'],
    incomplete: ['people'],
    records: { people: 3 },
  },
  {
    name: 'a mode that nobody knows',
    files: edited(BASE_11, 'manifest.csv', 'file.users,bulk', 'file.users,everything'),
    said: ['manifest_invalid:value@manifest.csv:9'],
    incomplete: ['people'],
  },
  {
    name: 'OneRoster 2.0',
    files: edited(BASE_11, 'manifest.csv', 'version,1.1', 'version,2.0'),
    fails: 'VERSION_UNSUPPORTED',
    names: ['2.0'],
  },
  {
    name: 'a version that is no version',
    files: edited(BASE_11, 'manifest.csv', 'version,1.1', 'version,latest'),
    said: ['manifest_invalid:value@manifest.csv:3'],
  },
  {
    name: 'a manifest that says 1.1 of files that are 1.2',
    files: edited(BASE_12, 'manifest.csv', 'version,1.2', 'version,1.1'),
    said: ['manifest_invalid@manifest.csv'],
  },
  { name: '1.2 without a manifest', files: without(BASE_12, 'manifest.csv'), said: ['manifest_missing@manifest.csv'] },
  {
    name: 'a manifest without its header',
    files: edited(BASE_11, 'manifest.csv', 'propertyName,value\n', ''),
    said: ['manifest_invalid:value@manifest.csv:1'],
  },
  {
    name: 'an empty manifest of a zip',
    only: 'zip',
    files: { ...BASE_11, 'manifest.csv': '' },
    said: ['manifest_invalid:value@manifest.csv:1'],
  },
  {
    name: 'an empty manifest of a folder: it may be the beginning of one',
    only: 'folder',
    files: { ...BASE_11, 'manifest.csv': '' },
    said: [
      'manifest_invalid:value@manifest.csv:1',
      ...Array.from({ length: 6 }, () => 'manifest_invalid@manifest.csv'),
    ],
    incomplete: ['orgs', 'terms', 'courses', 'classes', 'people', 'enrolments'],
  },
  {
    name: 'a users.csv of no bytes',
    files: { ...BASE_11, 'users.csv': '' },
    fails: 'FILE_EMPTY',
    names: ['users.csv'],
  },
  {
    name: 'a users.csv of blank lines',
    files: { ...BASE_11, 'users.csv': '\n\n\n' },
    fails: 'FILE_EMPTY',
    names: ['users.csv'],
  },
  {
    name: 'a users.csv that is only a byte order mark',
    files: { ...BASE_11, 'users.csv': '\uFEFF' },
    fails: 'FILE_EMPTY',
  },
  {
    name: 'an enrollments.csv of only a header',
    files: rewritten(BASE_11, 'enrollments.csv', headerOf),
    said: ['file_without_rows@enrollments.csv'],
    records: { enrolments: 0 },
  },
  {
    name: 'a users.csv of only a header',
    files: rewritten(BASE_11, 'users.csv', headerOf),
    said: ['file_without_rows@users.csv'],
    records: { people: 0 },
  },
  {
    name: 'a roles.csv of only a header: nobody loses a role by that',
    files: rewritten(BASE_12, 'roles.csv', headerOf),
    said: ['file_without_rows@roles.csv'],
    quarantined: [
      'person_without_role@users.csv:2=u1',
      'person_without_role@users.csv:3=u2',
      'person_without_role@users.csv:4=u3',
    ],
    records: { people: 0 },
  },
  {
    name: "files in a folder, with a Mac's and a Windows' leavings",
    files: {
      ...Object.fromEntries(Object.entries(BASE_11).map(([name, text]) => [`Export/${name}`, text])),
      '__MACOSX/Export/._users.csv': 'junk',
      'Export/.DS_Store': 'junk',
      'Thumbs.db': 'junk',
    },
    said: ['file_in_folder@'],
  },
  {
    name: 'files in two folders',
    files: {
      ...Object.fromEntries(Object.entries(BASE_11).map(([name, text]) => [`a/${name}`, text])),
      'b/users.csv': 'x',
    },
    fails: 'PACKAGE_AMBIGUOUS',
  },
  {
    name: 'users.csv and Users.csv',
    files: { ...BASE_11, 'Users.csv': BASE_11['users.csv'] },
    fails: 'PACKAGE_AMBIGUOUS',
  },
  {
    name: 'capitals in the file names',
    files: {
      ...without(BASE_11, 'users.csv', 'academicSessions.csv'),
      'USERS.CSV': BASE_11['users.csv'],
      'academicsessions.csv': BASE_11['academicSessions.csv'],
    },
    said: ['file_name_case@academicSessions.csv', 'file_name_case@users.csv'],
  },
  {
    name: 'a zip inside the package',
    files: { 'export.zip': 'PK' },
    fails: 'PACKAGE_NESTED',
  },
  {
    name: 'files that nobody asked for',
    files: { ...BASE_11, 'demographics.csv': 'broken"', 'lineItems.csv': '', 'notes.pdf': 'x' },
  },
  { name: 'more files than the limit', files: BASE_11, limits: { zipEntriesMax: 5 }, fails: 'PACKAGE_LIMIT' },
  { name: 'a file over the limit', files: BASE_11, limits: { fileBytesMax: 300 }, fails: 'PACKAGE_LIMIT' },
  { name: 'a package over the limit', files: BASE_11, limits: { packageBytesMax: 1000 }, fails: 'PACKAGE_LIMIT' },
  { name: 'more time than the limit', files: BASE_11, limits: { elapsedMsMax: -1 }, fails: 'READ_TOO_LONG' },
]
