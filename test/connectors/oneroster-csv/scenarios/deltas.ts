/** Packages of changes: what each row must say, which files may be left out, and which can't be taken together. */

import { BASE_11, BASE_12, edited, rewritten, without } from './base.ts'
import type { BaseFile, Files, Scenario } from './base.ts'

const CHANGED = '2026-11-21T22:47:29.909Z'

/** The file announced as a delta, every row of it active and dated. */
function asDelta(base: Files, ...files: readonly BaseFile[]): Files {
  return files.reduce((changing, file) => {
    const delta = edited(changing, 'manifest.csv', `file.${file.slice(0, -4)},bulk`, `file.${file.slice(0, -4)},delta`)
    return rewritten(delta, file, (text) => text.replaceAll(/^(\w+),,,/gm, `$1,active,${CHANGED},`))
  }, base)
}

function announced(base: Files, file: string, from: string, to: string): Files {
  return edited(base, 'manifest.csv', `file.${file},${from}`, `file.${file},${to}`)
}

const USERS = asDelta(BASE_11, 'users.csv')

export const DELTA_SCENARIOS: readonly Scenario[] = [
  {
    name: 'users.csv as a delta beside whole sets',
    files: USERS,
    incomplete: ['people'],
    deltas: ['people'],
    records: { people: 3 },
  },
  {
    name: 'a delta of users and enrolments alone',
    files: announced(
      announced(
        announced(
          announced(
            without(
              asDelta(BASE_11, 'users.csv', 'enrollments.csv'),
              'orgs.csv',
              'courses.csv',
              'classes.csv',
              'academicSessions.csv',
            ),
            'orgs',
            'bulk',
            'absent',
          ),
          'courses',
          'bulk',
          'absent',
        ),
        'classes',
        'bulk',
        'absent',
      ),
      'academicSessions',
      'bulk',
      'absent',
    ),
    incomplete: ['orgs', 'terms', 'courses', 'classes', 'people', 'enrolments'],
    deltas: ['people', 'enrolments'],
    records: { people: 3, enrolments: 3 },
  },
  {
    name: 'orgs.csv left out of a delta package without a word',
    files: edited(without(USERS, 'orgs.csv'), 'manifest.csv', 'file.orgs,bulk\n', ''),
    fails: 'FILE_MISSING',
    names: ['orgs.csv'],
  },
  {
    name: 'orgs.csv announced as absent in a package of whole sets',
    files: announced(without(BASE_11, 'orgs.csv'), 'orgs', 'bulk', 'absent'),
    fails: 'FILE_MISSING',
    names: ['orgs.csv'],
  },
  {
    name: 'a delta that is announced and not there',
    files: announced(without(BASE_11, 'enrollments.csv'), 'enrollments', 'bulk', 'delta'),
    fails: 'MANIFEST_CONTRADICTED',
    names: ['enrollments.csv'],
  },
  {
    name: 'a file beside a delta of which the manifest says nothing',
    files: edited(USERS, 'manifest.csv', 'file.enrollments,bulk\n', ''),
    said: ['manifest_invalid@manifest.csv'],
    incomplete: ['people', 'enrolments'],
    deltas: ['people'],
  },
  {
    name: 'one file announced as bulk and again as delta: as a delta',
    files: rewritten(USERS, 'manifest.csv', (text) => `${text}file.users,bulk\n`),
    said: ['manifest_invalid:value@manifest.csv:11'],
    incomplete: ['people'],
    deltas: ['people'],
    records: { people: 3 },
  },
  {
    name: 'rows of a delta without a status, without a date, without both',
    files: rewritten(USERS, 'users.csv', (text) =>
      text
        .replace('u1,active', 'u1,')
        .replace(`u2,active,${CHANGED}`, 'u2,active,')
        .replace(`u3,active,${CHANGED}`, 'u3,,'),
    ),
    quarantined: [
      'value_missing:status@users.csv:2=u1',
      'value_missing:dateLastModified@users.csv:3=u2',
      'value_missing:status value_missing:dateLastModified@users.csv:4=u3',
    ],
    incomplete: ['people'],
    deltas: ['people'],
    records: { people: 0 },
  },
  {
    name: 'dates of a delta that are none, or can only be false',
    files: rewritten(USERS, 'users.csv', (text) =>
      text
        .replace(`u1,active,${CHANGED}`, 'u1,active,yesterday')
        .replace(`u2,active,${CHANGED}`, 'u2,active,03/04/2026')
        .replace(`u3,active,${CHANGED}`, 'u3,active,2199-01-01T00:00:00.000Z'),
    ),
    quarantined: [
      'value_date:dateLastModified@users.csv:2=u1',
      'value_date:dateLastModified@users.csv:3=u2',
      'value_date:dateLastModified@users.csv:4=u3',
    ],
    incomplete: ['people'],
    deltas: ['people'],
  },
  {
    name: 'dates of a delta in other ways of writing',
    files: rewritten(USERS, 'users.csv', (text) =>
      text
        .replace(`u1,active,${CHANGED}`, 'u1,active,2026-11-21 22:47')
        .replace(`u2,active,${CHANGED}`, 'u2,active,2026-11-21'),
    ),
    said: ['value_date_format:dateLastModified@users.csv:2', 'value_date_format:dateLastModified@users.csv:3'],
    incomplete: ['people'],
    deltas: ['people'],
    records: { people: 3 },
  },
  {
    name: 'a deletion that says nothing but whom, and one that does not say when',
    files: rewritten(USERS, 'users.csv', (text) =>
      text
        .replace(/^u2,.*$/m, `u2,tobedeleted,${CHANGED},,,,,,,,,,,,,,,`)
        .replace(/^u3,.*$/m, 'u3,tobedeleted,,,,,,,,,,,,,,,,'),
    ),
    said: ['value_blank:username@users.csv:3', 'value_blank:username@users.csv:4'],
    quarantined: ['value_missing:dateLastModified@users.csv:4=u3'],
    incomplete: ['people'],
    deltas: ['people'],
    records: { people: 2 },
  },
  {
    name: '1.2: users as a delta with the roles of everybody',
    files: asDelta(BASE_12, 'users.csv'),
    incomplete: ['people'],
    deltas: ['people'],
    records: { people: 3 },
  },
  {
    name: '1.2: users as a delta that leaves people out whose roles are there',
    files: rewritten(asDelta(BASE_12, 'users.csv'), 'users.csv', (text) => text.replace(/^u[13],.*\n/gm, '')),
    incomplete: ['people'],
    deltas: ['people'],
    records: { people: 1 },
  },
  {
    name: '1.2: roles as a delta beside all users',
    files: asDelta(BASE_12, 'roles.csv'),
    fails: 'MODE_UNSUPPORTED',
    names: ['roles.csv', 'bulk'],
  },
  {
    name: '1.2: users and roles as deltas',
    files: asDelta(BASE_12, 'users.csv', 'roles.csv'),
    fails: 'MODE_UNSUPPORTED',
    names: ['roles.csv', 'bulk'],
  },
  {
    name: '1.2: users as a delta without roles',
    files: announced(without(asDelta(BASE_12, 'users.csv'), 'roles.csv'), 'roles', 'bulk', 'absent'),
    fails: 'FILE_MISSING',
    names: ['roles.csv'],
  },
  {
    name: '1.2: roles without users in a delta package',
    files: announced(without(asDelta(BASE_12, 'enrollments.csv'), 'users.csv'), 'users', 'bulk', 'absent'),
    fails: 'FILE_MISSING',
    names: ['users.csv'],
  },
  {
    name: '1.2: enrolments alone as a delta',
    files: announced(
      announced(without(asDelta(BASE_12, 'enrollments.csv'), 'users.csv', 'roles.csv'), 'users', 'bulk', 'absent'),
      'roles',
      'bulk',
      'absent',
    ),
    incomplete: ['people', 'enrolments'],
    deltas: ['enrolments'],
    records: { people: 0, enrolments: 3 },
  },
]
