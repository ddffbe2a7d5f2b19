/** Scenarios: headers, encodings and how files end. */

import { BASE_11, BASE_12, edited, rewritten } from './base.ts'
import type { BaseFile, Files, Scenario } from './base.ts'

const EVERY_FILE: readonly BaseFile[] = [
  'manifest.csv',
  'orgs.csv',
  'academicSessions.csv',
  'courses.csv',
  'classes.csv',
  'users.csv',
  'enrollments.csv',
]

function everywhere(change: (text: string) => string): Files {
  return EVERY_FILE.reduce((files, file) => rewritten(files, file, change), BASE_11 as Files)
}

export const HEADER_SCENARIOS: readonly Scenario[] = [
  {
    name: 'a required column is missing',
    files: edited(BASE_11, 'users.csv', 'familyName', 'nom'),
    fails: 'HEADER_MISSING',
    names: ['users.csv', 'familyName', 'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds'],
  },
  {
    name: 'several required columns are missing',
    files: rewritten(BASE_11, 'enrollments.csv', (text) =>
      text.replace('classSourcedId', 'x').replace('userSourcedId', 'y'),
    ),
    fails: 'HEADER_MISSING',
    names: ['enrollments.csv', 'classSourcedId', 'userSourcedId'],
  },
  {
    name: 'a file that has no header but data',
    files: rewritten(BASE_11, 'orgs.csv', (text) => text.slice(text.indexOf('\n') + 1)),
    fails: 'HEADER_MISSING',
    names: ['orgs.csv', 'sourcedId'],
  },
  {
    name: 'semicolons instead of commas',
    files: rewritten(BASE_11, 'orgs.csv', (text) => text.replaceAll(',', ';')),
    fails: 'HEADER_MISSING',
  },
  {
    name: 'a column twice',
    files: edited(BASE_11, 'users.csv', 'middleName', 'givenName'),
    fails: 'HEADER_DUPLICATE',
    names: ['users.csv', 'givenName'],
  },
  {
    name: 'a column twice, in other capitals',
    files: edited(BASE_11, 'users.csv', 'middleName', 'GIVENNAME'),
    fails: 'HEADER_DUPLICATE',
  },
  {
    name: 'an extension column twice',
    files: rewritten(BASE_11, 'orgs.csv', (text) =>
      text.replace('parentSourcedId', 'parentSourcedId,metadata.a,metadata.a'),
    ),
    fails: 'HEADER_DUPLICATE',
  },
  {
    name: 'a header with a stray quotation mark',
    files: edited(BASE_11, 'users.csv', 'role', 'ro"le'),
    fails: 'HEADER_UNREADABLE',
  },
  {
    name: 'other capitals in the header',
    files: edited(BASE_11, 'users.csv', 'identifier', 'Identifier'),
    said: ['header_alias:identifier@users.csv:1'],
  },
  {
    name: 'known misspellings in the header',
    files: rewritten(BASE_12, 'users.csv', (text) =>
      text.replace('dateLastModified', 'dataLastModified').replace('preferredGivenName', 'prefferedGivenName'),
    ),
    said: ['header_alias:dateLastModified@users.csv:1', 'header_alias:preferredGivenName@users.csv:1'],
  },
  {
    name: 'an alias beside the right column is another column',
    files: rewritten(BASE_12, 'users.csv', (text) =>
      text
        .split('\n')
        .map((line, index) => (line === '' ? '' : `${line},${index === 0 ? 'firstName' : 'Nobody'}`))
        .join('\n'),
    ),
  },
  {
    name: 'invisible characters in the header',
    files: rewritten(BASE_11, 'orgs.csv', (text) => text.replace('name', '\u200Bname').replace('type', ' type\u00A0')),
    said: ['header_alias:name@orgs.csv:1', 'header_alias:type@orgs.csv:1'],
  },
  {
    name: 'extension columns in the middle',
    files: rewritten(BASE_11, 'orgs.csv', (text) =>
      text.replaceAll(/^([^,]*),/gm, '$1,metadata.x,').replace(/\n$/, ''),
    ),
    said: ['file_cut@orgs.csv'],
    quarantined: ['file_cut@orgs.csv:4=s2'],
    incomplete: ['orgs'],
  },
  {
    name: 'a byte order mark',
    files: rewritten(BASE_11, 'users.csv', (text) => `\uFEFF${text}`),
    said: ['file_bom@users.csv'],
  },
  {
    name: 'windows-1252',
    files: rewritten(BASE_11, 'users.csv', (text) => Buffer.from(text.replace('Soren', 'Sören'), 'latin1')),
    said: ['file_encoding@users.csv'],
    records: { people: 3 },
  },
  {
    name: 'UTF-16',
    files: rewritten(BASE_11, 'users.csv', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')),
    fails: 'FILE_ENCODING',
    names: ['users.csv', 'UTF-8'],
  },
  {
    name: 'UTF-8 with one broken byte',
    files: rewritten(BASE_11, 'users.csv', (text) =>
      Buffer.concat([
        Buffer.from(text.replace('Tamsin', 'Tämsin').split('Threepenny')[0] ?? ''),
        Buffer.from([0xe9]),
        Buffer.from('penny,,003,,,,,10,\n'),
      ]),
    ),
    quarantined: ['row_character:familyName@users.csv:4=u3'],
  },
  { name: 'CR LF everywhere', files: everywhere((text) => text.replaceAll('\n', '\r\n')) },
  { name: 'lone CR everywhere', files: everywhere((text) => text.replaceAll('\n', '\r')) },
  {
    name: 'mixed line ends',
    files: rewritten(BASE_11, 'users.csv', (text) => text.replace('\n', '\r\n').replace(/\n$/, '\r')),
  },
  { name: 'no final line break anywhere', files: everywhere((text) => text.trimEnd()) },
  {
    name: 'no final line break in one file of several',
    files: rewritten(BASE_11, 'enrollments.csv', (text) => text.trimEnd()),
    said: ['file_cut@enrollments.csv'],
    quarantined: ['file_cut@enrollments.csv:4=e3'],
    incomplete: ['enrolments'],
  },
  {
    name: 'a file that ends in the middle of a row',
    files: rewritten(BASE_11, 'enrollments.csv', (text) => text.slice(0, text.indexOf('k2,s2'))),
    said: ['file_cut@enrollments.csv'],
    quarantined: ['row_width file_cut@enrollments.csv:4=e3'],
    incomplete: ['enrolments'],
  },
  {
    name: 'a file that ends inside a quotation',
    files: rewritten(BASE_11, 'classes.csv', (text) => text.slice(0, text.indexOf('y,t1"') + 2)),
    said: ['file_cut@classes.csv'],
    quarantined: ['row_quote file_cut@classes.csv:3=k2'],
    incomplete: ['classes'],
  },
  {
    name: 'a roles.csv cut behind a whole row: the roles in the rest of it would be taken away',
    files: rewritten(BASE_12, 'roles.csv', (text) => text.slice(0, -1)),
    fails: 'FILE_CUT',
    names: ['roles.csv'],
  },
  {
    name: 'a roles.csv that ends in the middle of a row',
    files: rewritten(BASE_12, 'roles.csv', (text) => text.slice(0, -9)),
    fails: 'FILE_CUT',
    names: ['roles.csv'],
  },
]
