/** Scenarios: single rows and fields. */

import { BASE_11, BASE_12, edited, rewritten } from './base.ts'
import type { Scenario } from './base.ts'

export const ROW_SCENARIOS: readonly Scenario[] = [
  // the shape of a row
  {
    name: 'a short row',
    files: edited(BASE_11, 'orgs.csv', 's1,,,First School,school,2,d', 's1,,,First School,school'),
    quarantined: ['row_width@orgs.csv:3=s1'],
  },
  {
    name: 'a long row',
    files: edited(BASE_11, 'orgs.csv', 'First School', 'First, School'),
    quarantined: ['row_width@orgs.csv:3=s1'],
  },
  {
    name: 'two rows whose line break is lost: nobody can say who the second was',
    files: edited(BASE_11, 'orgs.csv', '2,d\ns2', '2,ds2'),
    quarantined: ['row_width@orgs.csv:3=?'],
    incomplete: ['orgs'],
  },
  {
    name: 'a row torn in two by an unquoted line break, whose second half cannot be taken for a row',
    files: edited(BASE_11, 'orgs.csv', 'First School', 'First\nSchool (new)'),
    quarantined: ['row_width@orgs.csv:3=s1', 'row_width@orgs.csv:4=s1'],
    records: { orgs: 2 },
  },
  {
    name: 'a row torn in two by an unquoted line break, whose second half may be a row',
    files: edited(BASE_11, 'orgs.csv', 'First School', 'First\nSchool'),
    quarantined: ['row_width@orgs.csv:3=s1', 'row_width@orgs.csv:4=?'],
    incomplete: ['orgs'],
  },
  {
    name: 'a quotation mark inside an unquoted field',
    files: edited(BASE_11, 'orgs.csv', 'First School', '1"st School'),
    quarantined: ['row_quote:name@orgs.csv:3=s1'],
  },
  {
    name: 'text behind a closing quotation mark',
    files: edited(BASE_11, 'orgs.csv', 'First School', '"First" School'),
    quarantined: ['row_quote@orgs.csv:3=s1'],
  },
  {
    name: 'a quotation mark that is never closed costs its own row only',
    files: edited(BASE_11, 'orgs.csv', 'First School', '"First School'),
    quarantined: ['row_quote@orgs.csv:3=s1'],
    records: { orgs: 2 },
  },
  {
    name: 'two stray quotation marks with rows between them swallow nobody',
    files: rewritten(BASE_11, 'enrollments.csv', (text) =>
      text.replace('k1,s1,u1', '"k1,s1,u1').replace('k2,s2,u3', 'k2",s2,u3'),
    ),
    quarantined: [
      'row_quote@enrollments.csv:2=e1',
      'row_quote:classSourcedId value_id:classSourcedId@enrollments.csv:4=e3',
    ],
    records: { enrolments: 1 },
  },
  {
    name: 'a quoted line break is one row',
    files: edited(BASE_11, 'orgs.csv', 'First School', '"First\nSchool ""North"""'),
    records: { orgs: 3 },
  },
  {
    name: 'rows after a quoted line break are numbered as a spreadsheet does',
    files: rewritten(BASE_11, 'orgs.csv', (text) =>
      text.replace('First School', '"First\nSchool"').replace('Second School,school', 'Second School,planet'),
    ),
    quarantined: ['value_enum:type@orgs.csv:4=s2'],
  },
  {
    name: 'blank lines are rows of the spreadsheet and no records',
    files: rewritten(
      BASE_11,
      'orgs.csv',
      (text) =>
        `${text.replace('\ns2,', '\n\n,,,,,,\ns2,').replace('Second School,school', 'Second School,planet')}\n\n`,
    ),
    quarantined: ['value_enum:type@orgs.csv:6=s2'],
  },
  {
    name: 'a NUL',
    files: edited(BASE_11, 'users.csv', 'Soren', 'So\0ren'),
    quarantined: ['row_character:givenName@users.csv:4=u3'],
  },
  {
    name: 'a NUL and a word nobody knows in one row',
    files: rewritten(BASE_11, 'users.csv', (text) =>
      text.replace('Soren', 'So\0ren').replace('s2,student', 's2,captain'),
    ),
    quarantined: ['row_character:givenName value_enum:role@users.csv:4=u3'],
  },
  {
    name: 'a row over the limit',
    files: edited(BASE_11, 'orgs.csv', 'First School', 'x'.repeat(600)),
    limits: { rowBytesMax: 500 },
    quarantined: ['row_too_long@orgs.csv:3=s1'],
  },
  {
    name: 'a field over the limit',
    files: edited(BASE_11, 'orgs.csv', 'First School', 'x'.repeat(300)),
    limits: { fieldBytesMax: 200 },
    quarantined: ['row_too_long:name@orgs.csv:3=s1'],
  },
  {
    name: 'a name and an address too long to look people up by, and a name that is just short enough',
    files: rewritten(BASE_11, 'users.csv', (text) =>
      text
        .replace('Soren', '\u5b57'.repeat(256))
        .replace(/,[^,]*,([^,]*@[^,]*),/, `,${'i'.repeat(300)},${'\u00e9'.repeat(255)},`),
    ),
    quarantined: ['row_too_long:identifier@users.csv:2=u1', 'row_too_long:givenName@users.csv:4=u3'],
  },
  {
    name: 'a list over the limit',
    files: edited(BASE_11, 'users.csv', '"s1,s2"', '"s1,s2,s1,s2"'),
    limits: { listItemsMax: 3 },
    quarantined: ['row_too_long:orgSourcedIds value_missing:orgSourcedIds@users.csv:2=u1'],
  },
  // fields
  {
    name: 'a blank sourcedId: nobody can say whom the row is about',
    files: edited(BASE_11, 'orgs.csv', 's1,,,', ',,,'),
    quarantined: ['value_missing:sourcedId@orgs.csv:3=?'],
    incomplete: ['orgs'],
  },
  {
    name: 'a sourcedId with blanks',
    files: edited(BASE_11, 'orgs.csv', 's1,,,', 's 1,,,'),
    quarantined: ['value_id:sourcedId@orgs.csv:3=?'],
    incomplete: ['orgs'],
  },
  {
    name: 'a sourcedId of 256 characters',
    files: edited(BASE_11, 'orgs.csv', 's1,,,', `${'s'.repeat(256)},,,`),
    quarantined: ['value_id:sourcedId@orgs.csv:3=?'],
    incomplete: ['orgs'],
  },
  {
    name: 'ids with colons and braces, as some systems have them',
    files: edited(BASE_11, 'orgs.csv', 's1,,,', '{9:1|A},,,'),
  },
  {
    name: 'a blank required name',
    files: edited(BASE_11, 'users.csv', 'Soren', ' '),
    quarantined: ['value_missing:givenName@users.csv:4=u3'],
  },
  {
    name: 'a blank username',
    files: edited(BASE_11, 'users.csv', 's.three', ''),
    said: ['value_blank:username@users.csv:4'],
  },
  {
    name: 'a person enabled perhaps',
    files: edited(BASE_11, 'users.csv', 'u3,,,true', 'u3,,,perhaps'),
    quarantined: ['value_boolean:enabledUser@users.csv:4=u3'],
  },
  {
    name: 'booleans as 1, TRUE and no',
    files: rewritten(BASE_11, 'users.csv', (text) =>
      text.replace('u1,,,true', 'u1,,,1').replace('u2,,,true', 'u2,,,TRUE').replace('u3,,,true', 'u3,,,no'),
    ),
  },
  {
    name: 'a role nobody knows',
    files: edited(BASE_11, 'users.csv', 's2,student', 's2,wizard'),
    quarantined: ['value_enum:role@users.csv:4=u3'],
  },
  { name: "a role of the vendor's own", files: edited(BASE_11, 'users.csv', 's2,student', 's2,ext:wizard') },
  {
    name: 'words in other capitals and in the plural',
    files: edited(BASE_11, 'orgs.csv', 'First School,school', 'First School,Departments'),
    said: ['value_word:type@orgs.csv:3'],
  },
  {
    name: 'a status nobody knows',
    files: edited(BASE_11, 'users.csv', 'u3,,', 'u3,paused,'),
    quarantined: ['value_enum:status@users.csv:4=u3'],
  },
  {
    name: 'statuses filled in although the file is bulk',
    files: rewritten(BASE_11, 'users.csv', (text) =>
      text
        .replace('u1,,', 'u1,active,2026-11-21T22:47:29.909Z')
        .replace('u2,,', 'u2,inactive,')
        .replace('u3,,', 'u3,ToBeDeleted,'),
    ),
  },
  {
    name: 'an ambiguous date',
    files: edited(BASE_11, 'enrollments.csv', 'student,,2026-08-17', 'student,,1/05/2026'),
    quarantined: ['value_date:beginDate@enrollments.csv:3=e2'],
  },
  {
    name: 'a day that no calendar has',
    files: edited(BASE_11, 'academicSessions.csv', '2026-12-18', '2026-11-31'),
    quarantined: ['value_date:endDate@academicSessions.csv:3=t1'],
  },
  {
    name: 'dates written in other ways',
    files: rewritten(BASE_11, 'enrollments.csv', (text) =>
      text.replace('true,2026-08-17', 'true,2026-08-17 00:00').replace('student,,2026-08-17', 'student,,8/17/2026'),
    ),
    said: ['value_date_format:beginDate@enrollments.csv:2', 'value_date_format:beginDate@enrollments.csv:3'],
  },
  {
    name: 'a term without its dates',
    files: edited(BASE_11, 'academicSessions.csv', '2026-08-17,2026-12-18', ','),
    quarantined: ['value_missing:startDate value_missing:endDate@academicSessions.csv:3=t1'],
  },
  {
    name: 'a school year of two years, and one that is none',
    files: rewritten(BASE_11, 'academicSessions.csv', (text) =>
      text.replace(',,2027', ',,2026-2027').replace('y,2027', 'y,soon'),
    ),
    said: ['value_year:schoolYear@academicSessions.csv:2', 'value_year:schoolYear@academicSessions.csv:3'],
  },
  {
    name: 'subjects miscounted',
    files: edited(BASE_11, 'courses.csv', 'Mathematics,02', '"Mathematics,Art",02'),
    said: ['value_list:subjects@courses.csv:2'],
  },
  {
    name: 'user ids that are no list',
    files: edited(BASE_11, 'users.csv', '{State:77}', 'State=77'),
    said: ['value_list:userIds@users.csv:3'],
  },
  {
    name: 'a class without course and terms',
    files: edited(BASE_11, 'classes.csv', 'c1,ALG-A,scheduled,,s1,t1', ',ALG-A,scheduled,,s1,'),
    said: ['value_blank:courseSourcedId@classes.csv:2', 'value_blank:termSourcedIds@classes.csv:2'],
  },
  {
    name: 'a class without a school',
    files: edited(BASE_11, 'classes.csv', 'scheduled,,s1', 'scheduled,,'),
    quarantined: ['value_missing:schoolSourcedId@classes.csv:2=k1'],
  },
  {
    name: 'a term id that is none among others',
    files: edited(BASE_11, 'classes.csv', '"y,t1"', '"y,t 1"'),
    said: ['value_list:termSourcedIds@classes.csv:3'],
  },
  {
    name: 'a parent that is no id',
    files: edited(BASE_11, 'orgs.csv', 'school,2,d', 'school,2,the district'),
    quarantined: ['value_id:parentSourcedId@orgs.csv:3=s1'],
  },
  {
    name: 'everything wrong at once',
    files: edited(
      BASE_11,
      'enrollments.csv',
      'e2,,,k1,s1,u2,student,,2026-08-17,2027-06-11',
      'e2,x,,,s1,u 2,pupil,maybe,17.8.,never',
    ),
    quarantined: [
      'value_enum:status value_missing:classSourcedId value_id:userSourcedId value_enum:role value_boolean:primary value_date:beginDate value_date:endDate@enrollments.csv:3=e2',
    ],
  },
  // roles of 1.2
  {
    name: 'a role row with a fault keeps its person as they were',
    files: edited(BASE_12, 'roles.csv', 'u1,primary,teacher,,,s2', 'u1,primary,wizard,,,s2'),
    quarantined: ['value_enum:role@roles.csv:3=u1'],
    records: { people: 2 },
  },
  {
    name: 'a role row for nobody',
    files: edited(BASE_12, 'roles.csv', 'u3,primary', 'u9,primary'),
    said: ['person_without_role@users.csv:4', 'role_without_person:userSourcedId@roles.csv:5'],
  },
  {
    name: 'a person without a role row',
    files: edited(BASE_12, 'roles.csv', 'r4,,,u3,primary,student,,,s2,\n', ''),
    said: ['person_without_role@users.csv:4'],
    records: { people: 3 },
  },
  {
    name: 'a role row that names nobody: who has no role may be meant by it',
    files: edited(BASE_12, 'roles.csv', 'u3,primary', ',primary'),
    quarantined: ['value_missing:userSourcedId@roles.csv:5=?', 'person_without_role@users.csv:4=u3'],
    incomplete: ['people'],
  },
  {
    name: 'two primary roles at one organisation',
    files: edited(BASE_12, 'roles.csv', 'u1,primary,teacher,,,s2', 'u1,primary,aide,,,s1'),
    said: ['role_multiple_primary@roles.csv:3'],
  },
  {
    name: 'a role that is taken back',
    files: edited(BASE_12, 'roles.csv', 'r2,,,', 'r2,tobedeleted,,'),
    records: { people: 3 },
  },
  {
    name: "a role type of nobody's",
    files: edited(BASE_12, 'roles.csv', 'u1,primary,teacher,,,s2', 'u1,ext:third,teacher,,,s2'),
    quarantined: ['value_enum:roleType@roles.csv:3=u1'],
  },
]
