/** Reports for the fake's coach and administrator. */

import type { NotSeenPage, Report, ReportChoices } from '../../src/http/contract/coaching-reports.ts'
import type { CycleProgress } from '../../src/http/contract/cycle-progress.ts'
import { describeVisibility, type VisibilitySwitches } from '../../src/access/visibility.ts'
import type { Visibility } from '../../src/http/contract/visibility.ts'
import { ruleSpec } from '../../src/roster/rule.ts'
import { filterHandlers } from './fake-report-filters.ts'
import { pageOf } from './fake-answers.ts'
import type { Persona } from './personas.ts'

interface Asked {
  readonly who: Persona
  readonly query: URLSearchParams
}

const SCHOOLS = [
  { id: '71', name: 'Abraham Lincoln Elementary School for the Arts' },
  { id: '72', name: 'Bay View High' },
]
const NAMES: Readonly<Record<Report['by'], readonly string[]>> = {
  month: ['2026-09-01', '2026-10-01', '2026-11-01'],
  coach: Array.from({ length: 24 }, (_, index) => `Coach Number ${index + 1}`),
  school: SCHOOLS.map(({ name }) => name),
  type: ['Observation', 'Debrief', 'Planning', 'Check-in'],
  tag: ['Questioning', 'Classroom routines and how they are kept over a long winter', 'Use of data'],
  phase: ['Plan', 'Practise', 'Reflect'],
}

function reportOf(query: URLSearchParams, educators: number | null): Report {
  const by = (query.get('by') ?? 'month') as Report['by']
  const isEmpty = query.get('typeId') === 'other'
  const rows = (isEmpty ? [] : NAMES[by]).map((name, index) => ({
    key: by === 'month' ? name : `${index + 1}`,
    name,
    interactions: 40 - index,
    minutes: 1800 - index * 70,
  }))
  const total = {
    interactions: rows.reduce((sum, row) => sum + row.interactions, 0),
    minutes: rows.reduce((sum, row) => sum + row.minutes, 0),
  }
  return { by, from: query.get('from') ?? '2026-07-01', to: query.get('to') ?? '2026-11-22', rows, total, educators }
}

/** One coach alone has a third of it. */
function ofCoach(report: Report, query: URLSearchParams): Report {
  const coachId = query.get('coachId')
  if (coachId === null) return report
  const rows = report.by === 'coach' ? report.rows.filter(({ key }) => key === coachId) : report.rows
  const { interactions, minutes } = report.total
  return { ...report, rows, total: { interactions: Math.round(interactions / 3), minutes: Math.round(minutes / 3) } }
}

/** The district keeps notes private. */
function withNotes(report: Report): Report {
  if (!['month', 'coach', 'school'].includes(report.by)) return report
  const rows = report.rows.map((row) => ({ ...row, notes: row.interactions - 7 }))
  return { ...report, rows, total: { ...report.total, notes: report.total.interactions - 21 } }
}

const sums = (of: number) => ({
  cycles: 7 * of,
  planned: of,
  onTrack: of,
  due: of,
  overdue: 2 * of,
  ended: 2 * of,
  phases: { plan: 2 * of, practise: 3 * of },
  higher: 3 * of,
  same: of,
  lower: 0,
})

/** As many coaches with seven cycles each, two of them overdue. */
function progressOf(query: URLSearchParams, coaches: number): CycleProgress {
  return {
    by: (query.get('by') ?? 'coach') as CycleProgress['by'],
    from: '2026-07-01',
    to: '2026-11-22',
    today: '2026-11-22',
    cadenceDays: 14,
    phases: [
      { id: 'plan', name: 'Plan' },
      { id: 'practise', name: 'Practise' },
    ],
    rows: Array.from({ length: coaches }, (_, index) => ({
      key: `${index + 1}`,
      name: `Coach Number ${index + 1}`,
      ...sums(1),
    })),
    total: sums(coaches),
    scales: [
      {
        id: 'scale-rubric',
        name: 'Our rubric',
        levels: [
          { name: 'Beginning', start: 3 * coaches, end: 0 },
          { name: 'Meeting', start: coaches, end: 3 * coaches },
          { name: 'Leading', start: 0, end: coaches },
        ],
      },
    ],
  }
}

function notSeen(query: URLSearchParams): NotSeenPage {
  const all = query.get('days') === '365' ? 0 : 13
  const [page, pageSize] = [Number(query.get('page') ?? 1), Number(query.get('pageSize') ?? 25)]
  const items = Array.from({ length: all }, (_, index) => ({
    id: String(900 + index),
    givenName: 'Robin',
    familyName: `Longname-Unseen ${index + 1}`,
    schools: SCHOOLS.slice(0, 1 + (index % 2)),
    lastSeenOn: index % 3 === 0 ? null : '2026-09-14',
  }))
  return { items: items.slice((page - 1) * pageSize, page * pageSize), total: all, page, pageSize }
}

const SWITCHES: VisibilitySwitches = {
  coachesSeeEachOther: false,
  privateNotes: true,
  coachReports: 'schools',
  principalReports: 'aggregates',
  principalMinimum: 12,
}

const NOT_SEEN_FILE = 'family name,given name,schools,last seen\r\nHedgecombe,Marisol,Maple Middle School,\r\n'

export const reportHandlers = {
  'POST /api/v1/coaching/interactions/{interactionId}/notes': () => ({
    notes: 'What another coach wrote.',
    nextStepText: null,
    attachments: [],
  }),
  'GET /api/v1/coaching/note-openings': ({ query }: Asked) =>
    pageOf(
      [
        {
          id: '31',
          interactionId: '12',
          cycleId: null,
          date: '2026-11-02',
          by: 'Pat Nguyen',
          reason: 'The family asked what was agreed upon, and the coach was away for two weeks.',
          at: '2026-11-20T15:04:00Z',
        },
        {
          id: '30',
          interactionId: null,
          cycleId: '501',
          date: '2026-10-12',
          by: null,
          reason: 'A complaint to the board',
          at: '2026-10-20T15:04:00Z',
        },
      ],
      query,
    ),
  ...filterHandlers,
  'GET /api/v1/coaching/visibility': (): Visibility => ({
    district: 'Riverside Unified School District',
    lines: describeVisibility(SWITCHES).map(({ switch: name, rows, ...line }) => ({
      ...line,
      rows: [...rows],
      rule:
        name === null
          ? null
          : {
              name,
              says: ruleSpec(name).says,
              value: SWITCHES[name],
              from: name === 'coachesSeeEachOther' ? 'standard' : 'district',
            },
    })),
  }),
  'GET /api/v1/coaching/reports/choices': ({ who }: Asked): ReportChoices => ({
    reach: who === 'admin' ? 'district' : 'none',
    today: '2026-11-22',
    yearFrom: '2026-07-01',
    schools: SCHOOLS,
    types: [
      { id: 'observation', name: 'Observation' },
      { id: 'other', name: 'Other' },
    ],
    tags: [
      { id: '5', name: 'Questioning', isActive: true },
      { id: '6', name: 'Old programme', isActive: false },
    ],
    groups: [{ id: '9', name: 'North cluster' }],
    grades: ['03', '04', '05'],
    gradesOfOthers: who === 'admin',
    hasCaseload: who === 'coach',
  }),
  'GET /api/v1/coaching/reports/mine': ({ query }: Asked) => reportOf(query, 17),
  'GET /api/v1/coaching/reports/all': ({ query }: Asked) => withNotes(ofCoach(reportOf(query, null), query)),
  'GET /api/v1/coaching/reports/mine/cycles': ({ query }: Asked) => progressOf(query, 1),
  'GET /api/v1/coaching/reports/all/cycles': ({ query }: Asked) => progressOf(query, 24),
  'GET /api/v1/coaching/reports/mine/not-seen': ({ query }: Asked) => notSeen(query),
  'GET /api/v1/coaching/reports/all/not-seen': ({ query }: Asked) => notSeen(query),
  'GET /api/v1/coaching/reports/mine/not-seen/export': () => NOT_SEEN_FILE,
  'GET /api/v1/coaching/reports/all/not-seen/export': () => NOT_SEEN_FILE,
}
