/** A small district for the pages: enough people, classes and runs that every table turns a page. */

import type { RunSeat } from '../../src/http/contract/run-seats.ts'
import type { Notice } from '../../src/http/contract/notices.ts'
import type { Educator, Interaction, InteractionWithNotes } from '../../src/http/contract/coaching.ts'
import type { Named, PersonName } from '../../src/http/contract/shapes.ts'
import type { Community, LedClass } from '../../src/http/contract/community.ts'
import type {
  Licence,
  QuarantineEntry,
  Run,
  RunChange,
  RunEdits,
  RunState,
  RunTables,
  Source,
} from '../../src/http/contract/sync.ts'

const GIVEN = ['Ana', 'Ben', 'Chidi', 'Dolores', 'Emeka', 'Fatima', 'Grace', 'Hiro', 'Inés', 'Jamal', 'Kavya', 'Luis']
const FAMILY = [
  'Adeyemi',
  'Baker',
  'Castillo',
  'Dubois',
  'Evans',
  'Fischer',
  'García',
  'Huang',
  'Ivanov',
  'Jackson',
  'Kowalski',
]

export const schools: readonly Named[] = [
  { id: '11', name: 'Lincoln Middle School' },
  { id: '12', name: 'Roosevelt Elementary' },
  { id: '13', name: 'Washington High School' },
]

export const interactionTypes = [
  { id: 'observation', name: 'Observation' },
  { id: 'planning', name: 'Planning conversation' },
  { id: 'debrief', name: 'Debrief' },
  { id: 'modelling', name: 'Modelled lesson' },
]

export function person(index: number): PersonName {
  return {
    id: String(1000 + index),
    givenName: GIVEN[index % GIVEN.length] ?? 'Ana',
    familyName: FAMILY[index % FAMILY.length] ?? 'Adeyemi',
  }
}

/** Sorted by family name, as the server answers. */
export const educators: readonly Educator[] = Array.from({ length: 132 }, (_, index): Educator => ({
  ...person(index),
  schools: schools.filter((_school, place) => place === index % 3 || (index % 17 === 0 && place === (index + 1) % 3)),
  lastSeenOn:
    index % 4 === 0 ? null : `2026-${index % 2 === 0 ? '10' : '11'}-${String(1 + (index % 20)).padStart(2, '0')}`,
})).toSorted((a, b) => a.familyName.localeCompare(b.familyName) || a.givenName.localeCompare(b.givenName))

export const coach: PersonName = { id: '501', givenName: 'Maya', familyName: 'Okafor' }

/** Whose work is open to the coach. */
export const colleague: PersonName = { id: '502', givenName: 'Noor', familyName: 'Haddad' }

export function interactionAt(index: number): InteractionWithNotes {
  const tagged = educators.slice(index * 2, index * 2 + 1 + (index % 3))
  return {
    id: String(9000 - index),
    coach,
    date: `2026-11-${String(20 - (index % 19)).padStart(2, '0')}`,
    minutes: [30, 45, 20, 60][index % 4] ?? 30,
    type: interactionTypes[index % interactionTypes.length] ?? { id: 'observation', name: 'Observation' },
    school: schools[index % schools.length] ?? { id: '11', name: 'Lincoln Middle School' },
    educators: tagged.map(({ id, givenName, familyName }) => ({ id, givenName, familyName })),
    hasNotes: index % 2 === 0,
    createdAt: '2026-11-20T15:00:00Z',
    otherSchools: [],
    tags: index % 3 === 0 ? [{ id: '61', name: 'Exit tickets' }] : [],
    nextStep: index % 5 === 0 ? { dueOn: '2026-11-27', doneOn: null } : null,
    nextStepText: index % 5 === 0 ? 'Plan the next lesson together' : null,
    version: '1',
    cycle: null,
    attachmentCount: 0,
    attachments: [],
    notes: index % 2 === 0 ? 'Looked at exit tickets together.\nNext: try two of them on Thursday.' : null,
  }
}

export function withoutNotes(interaction: InteractionWithNotes): Interaction {
  const { notes: _notes, nextStepText: _nextStepText, cycle: _cycle, attachments: _attachments, ...rest } = interaction
  return rest
}

export const ledClasses: readonly LedClass[] = [
  {
    id: '301',
    title: 'Science 7, period 2',
    classCode: 'SCI7-02',
    school: schools[0] ?? null,
    communities: [{ id: '71', name: 'Grade 7 science team' }],
  },
  { id: '302', title: 'Science 7, period 4', classCode: 'SCI7-04', school: schools[0] ?? null, communities: [] },
  {
    id: '303',
    title: 'Advisory',
    classCode: null,
    school: schools[0] ?? null,
    communities: Array.from({ length: 5 }, (_, index) => ({ id: String(80 + index), name: `Circle ${index + 1}` })),
  },
]

export const teacher: PersonName = { id: '601', givenName: 'Tomás', familyName: 'Reyes' }

export const communities: readonly Community[] = [
  {
    id: '71',
    name: 'Grade 7 science team',
    archived: false,
    byRule: false,
    myRole: 'community_lead',
    classes: [
      { id: '301', title: 'Science 7, period 2', school: schools[0] ?? null, leads: [teacher], byRule: false },
      {
        id: '310',
        title: 'Science 7, period 5',
        school: schools[0] ?? null,
        leads: [person(3), person(4)],
        byRule: true,
      },
    ],
    members: [
      { person: teacher, role: 'community_lead', invited: false, derived: true },
      ...Array.from({ length: 8 }, (_, index) => ({
        person: person(index + 3),
        role: 'community_member' as const,
        invited: index > 1,
        derived: index <= 1,
      })),
    ],
  },
  {
    id: '72',
    name: 'Belonging in the middle grades: a study group across the three schools of the district',
    archived: false,
    byRule: true,
    myRole: 'community_member',
    classes: [],
    members: [
      { person: person(20), role: 'community_lead', invited: true, derived: false },
      { person: teacher, role: 'community_member', invited: true, derived: false },
    ],
  },
]

function counts(received: number, more: { added?: number; changed?: number; retired?: number; quarantined?: number }) {
  const { added = 0, changed = 0, retired = 0, quarantined = 0 } = more
  const valid = received - quarantined
  return { received, valid, quarantined, added, changed, retired, unchanged: Math.max(0, valid - added - changed) }
}

function tables(scale: number): RunTables {
  return {
    orgs: counts(9, {}),
    terms: counts(6, {}),
    courses: counts(58, { added: scale }),
    classes: counts(364, { added: scale, changed: scale * 2 }),
    people: counts(837, { added: scale * 3, changed: scale, retired: scale, quarantined: scale > 2 ? 2 : 0 }),
    enrolments: counts(5810, { added: scale * 12, changed: scale * 4, retired: scale * 7 }),
  }
}

const STATES: readonly RunState[] = ['held', 'reported', 'failed', 'previewed', 'superseded', 'discarded']

export function runAt(index: number): Run {
  const state = index < STATES.length ? (STATES[index] ?? 'reported') : 'reported'
  const day = String(21 - (index % 20)).padStart(2, '0')
  return {
    id: String(140 - index),
    sourceId: index % 3 === 2 ? 'hr-educators' : 'sis-nightly',
    state,
    trigger: index % 5 === 4 ? 'manual' : 'schedule',
    dryRun: state === 'previewed',
    requestedAt: `2026-11-${day}T07:00:00Z`,
    startedAt: `2026-11-${day}T07:00:01Z`,
    finishedAt: `2026-11-${day}T07:0${index % 10}:42Z`,
    tables: state === 'failed' ? null : tables(index % 5),
    roles: state === 'failed' ? null : { granted: 4, revoked: 1, unmapped: 9 },
    hold: state === 'held' ? { reasons: HOLD, codes: ['rekeyed', 'retire'] } : null,
    failure:
      state === 'failed'
        ? {
            code: 'FEED_UNREACHABLE',
            message:
              'hr-educators: the server did not answer within 60 seconds. Check that the address is right and that it is up, then retry the run.',
          }
        : null,
    seats: index === 1 || state === 'held' || state === 'previewed' ? RUN_SEATS : null,
    unchangedSince: index === 1 ? '2026-11-18T07:00:03Z' : null,
    diagnostics:
      index % 2 === 0
        ? [
            {
              code: 'REFERENCE_MISSING',
              count: 2,
              says: 'users.csv: orgSourcedIds names an organisation that is not in orgs.csv.',
            },
          ]
        : [],
  }
}

const RUN_SEATS: Run['seats'] = [
  {
    licence: 'coaching-seats',
    name: 'Coaching seats',
    bought: 3,
    used: 3,
    over: 0,
    needed: 17,
    waiting: 14,
    grace: 0,
    released: 0,
    short: 14,
  },
  {
    licence: 'product-seats:reading',
    name: 'Reading Plus',
    bought: 9000,
    used: 9012,
    over: 12,
    needed: 9980,
    waiting: 1000,
    grace: 32,
    released: 4,
    short: 1012,
  },
]

/** Ten thousand people; of some only the feed's number is known. */
export const runSeats: readonly RunSeat[] = Array.from({ length: 10_000 }, (_, index): RunSeat => {
  const isNew = index % 3 === 0
  const licence = index < 14 ? 'coaching-seats' : 'product-seats:reading'
  const who = {
    givenName: `Given${index}`,
    familyName: index % 50 === 7 ? 'Wolfeschlegelsteinhausenbergerdorff' : 'Student',
  }
  return {
    licence,
    personId: isNew ? null : String(5000 + index),
    sourcedId: isNew ? `a4f0c2e8-${1000 + index}-4d6b-9f3a-lincoln` : null,
    name: index % 5 === 4 ? null : who,
    move: index < 1014 ? 'wait' : 'assign',
    reason: index < 1014 ? 'all_in_use' : 'seat_free',
  }
})

const HOLD = [
  'It would retire 212 of 837 people (25 %); the limit of the district is 5 %.',
  'It would retire every class of Roosevelt Elementary (48 of 48); the limit of one school is 20 %.',
]

export const runs: readonly Run[] = Array.from({ length: 34 }, (_, index) => runAt(index))

export const sources: readonly Source[] = [
  {
    id: 'sis-nightly',
    connector: 'oneroster-csv',
    schedule: '0 2 * * *',
    paused: false,
    nextSlotAt: '2099-11-23T07:00:00Z',
    lastSlotAt: '2026-11-21T07:00:00Z',
    lastRun: { id: '140', state: 'held', finishedAt: '2026-11-21T07:00:42Z' },
  },
  {
    id: 'hr-educators',
    connector: 'educator-csv',
    schedule: '30 3 * * 1',
    paused: false,
    nextSlotAt: '2099-11-23T08:30:00Z',
    lastSlotAt: '2026-11-20T08:30:00Z',
    lastRun: { id: '138', state: 'failed', finishedAt: '2026-11-20T07:02:42Z' },
  },
  {
    id: 'clever-pilot',
    connector: 'clever',
    schedule: null,
    paused: true,
    nextSlotAt: null,
    lastSlotAt: null,
    lastRun: { id: '120', state: 'reported', finishedAt: '2026-11-12T07:00:42Z' },
  },
]

export const licences: readonly Licence[] = [
  { kind: 'coaching-seats', name: 'Coaching seats', bought: 3, used: 3, over: 0, needed: 5, waiting: 2, grace: 0 },
  { kind: 'account-seats', name: 'Account seats', bought: 60, used: 41, over: 0, needed: 41, waiting: 0, grace: 1 },
  {
    kind: 'product-seats:reading',
    name: 'Reading Plus',
    bought: 700,
    used: 778,
    over: 78,
    needed: 778,
    waiting: 0,
    grace: 0,
  },
]

export const runChanges: readonly RunChange[] = Array.from({ length: 43 }, (_, index): RunChange => {
  const key = `a4f0c2e8-${1000 + index}-4d6b-9f3a-lincoln`
  const place = { row: index + 2, skipped: null }
  if (index % 4 === 0)
    return {
      ...place,
      kind: 'people',
      op: 'change',
      key,
      fields: [{ field: 'email', before: 'a.old@lincoln.example', after: 'a.new@lincoln.example' }],
    }
  if (index % 4 === 1) return { ...place, kind: 'people', op: 'retire', key, row: null, fields: [] }
  if (index % 4 === 2)
    return {
      ...place,
      kind: 'roles',
      op: 'add',
      key: `${key}|teacher|school|lincoln`,
      row: null,
      fields: [{ field: 'role', before: null, after: 'teacher' }],
    }
  return {
    ...place,
    kind: 'classes',
    op: 'add',
    key: `class-${index}`,
    skipped: index === 3 ? 'manual_edit:givenName,email' : null,
    fields: [
      { field: 'title', before: null, after: 'Science 7, period 4' },
      { field: 'grades', before: null, after: '07, 08' },
    ],
  }
})

export const noRunEdits: RunEdits = { conflicts: { count: 0, fields: [] }, superseded: { count: 0, fields: [] } }

/** A run that met edits by hand of every kind, more than its report keeps. */
export const runEdits: RunEdits = {
  conflicts: {
    count: 117,
    fields: Array.from({ length: 100 }, (_, index) => ({
      kind: index % 5 === 4 ? ('classes' as const) : ('people' as const),
      sourcedId: `a4f0c2e8-${1000 + index}-4d6b-9f3a-lincoln`,
      field: index % 5 === 4 ? 'title' : 'preferredGivenName',
      recordId: index % 5 === 4 ? '801' : '900',
    })),
  },
  superseded: {
    count: 3,
    fields: [
      { kind: 'people', sourcedId: 'u-900', field: 'email', recordId: '900' },
      { kind: 'enrolments', sourcedId: 'e-17', field: 'member', recordId: '801' },
      { kind: 'orgs', sourcedId: 'gone-school', field: 'name', recordId: null },
    ],
  },
}

export const quarantined: readonly QuarantineEntry[] = Array.from({ length: 17 }, (_, index) => ({
  file: index % 3 === 0 ? 'enrollments.csv' : 'users.csv',
  row: index * 13 + 2,
  code: 'value_date',
  field: index % 3 === 0 ? 'beginDate' : 'dateLastModified',
  table: index % 3 === 0 ? 'enrolments' : 'people',
  sourcedId: `row-${index}`,
  expected: 'a date as YYYY-MM-DD',
  fixBy: 'the SIS administrator',
}))

export const notices: readonly Notice[] = [
  {
    id: '41',
    kind: 'run_held',
    mood: 'warn',
    title: 'A sync of source sis-nightly is held',
    says: 'Run 140 would change more than your district allows in one run (many would be retired, many of one school would be retired). Nothing was changed; the roster is as it was.',
    remedy: 'Look at its plan, then approve it, apply only what it adds, or discard it.',
    sourceId: 'sis-nightly',
    runId: '140',
    openedAt: '2026-11-22T08:04:00.000Z',
    place: '/sync/runs/140',
  },
  {
    id: '40',
    kind: 'source_stale',
    mood: 'bad',
    title: 'Source educators has gone stale',
    says: 'Slots of its schedule have passed without an applied run. The roster is that of Nov 18, 2026, 2:06 AM.',
    remedy: 'See what became of its last runs and whether a worker is running.',
    sourceId: 'educators',
    runId: null,
    openedAt: '2026-11-21T08:04:00.000Z',
    place: '/sync',
  },
  {
    id: '39',
    kind: 'licence_full',
    mood: 'warn',
    title: 'Coaching seats: every seat is in use',
    says: 'All 40 seats are in use. Whoever comes next waits.',
    remedy: 'Buy more seats, or see who no longer needs one.',
    sourceId: null,
    runId: null,
    openedAt: '2026-11-20T08:04:00.000Z',
    place: '/licences/coaching-seats',
  },
]
