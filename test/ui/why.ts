/** The trace of one person: a coach by a rule, a class lead by an enrolment, billing by hand, a seat with its history. */

import type { Why } from '../../src/http/contract/why.ts'

const row = {
  table: 'people',
  source: 'sis-nightly',
  sourcedId: 'u-900',
  status: 'active',
  file: 'users.csv',
  row: 412,
  runId: '138',
  at: '2026-11-20T07:00:42Z',
} as const
const given = {
  status: 'active',
  grantedAt: '2026-11-20T07:00:42.123+00:00',
  revokedAt: null,
  revokedRunId: null,
  grantedBy: null,
} as const
const fed = { ...given, origin: 'feed', source: 'sis-nightly', grantedRunId: '138' } as const

export const why: Why = {
  personId: '900',
  status: 'active',
  enabled: true,
  records: [{ ...row, feedRoles: [{ role: 'teacher', roleType: 'primary', orgSourcedId: 'lincoln' }] }],
  roles: [
    {
      ...fed,
      role: 'coach',
      scopeType: 'school',
      scopeId: '11',
      scopeSourcedId: 'lincoln',
      rule: 'district:1',
      rows: [row],
    },
    {
      ...fed,
      role: 'class_lead',
      scopeType: 'class',
      scopeId: '31',
      scopeSourcedId: 'sci-7-4',
      rule: 'enrolment',
      rows: [{ ...row, table: 'enrolments', sourcedId: 'sci-7-4-u-900', file: null, row: null }],
    },
    {
      ...given,
      role: 'billing_only',
      scopeType: 'district',
      scopeId: '0',
      scopeSourcedId: null,
      origin: 'manual',
      source: null,
      rule: 'invitation',
      grantedRunId: null,
      grantedBy: 'person:701',
      rows: [],
    },
  ],
  seats: [{ kind: 'coaching-seats', state: 'assigned', since: '2026-11-20T07:00:42+00:00', until: null }],
  seatRoles: { 'coaching-seats': ['district_admin', 'coach'] },
  ledger: [
    {
      kind: 'coaching-seats',
      seq: '4',
      at: '2026-11-20T07:00:42+00:00',
      move: 'assign',
      reason: 'seat_free',
      until: null,
      runId: '138',
      actor: 'run:138',
    },
  ],
  runs: [
    {
      runId: '138',
      source: 'sis-nightly',
      trigger: 'schedule',
      undoOf: null,
      requestedBy: 'schedule:2026-11-20T07:00:00.000Z',
      finishedAt: '2026-11-20T07:00:42+00:00',
      decidedBy: 'person:701',
      decidedAt: '2026-11-20T08:00:42+00:00',
    },
  ],
}
