/** Caseloads for the fake backend: one by rules, one by hand that is archived. */

import type { Caseload, CaseloadCoaches, CaseloadDetail, Caseloads } from '../../src/http/contract/caseloads.ts'
import { educators, schools } from './district.ts'

const [school = { id: '11', name: 'Lincoln Middle School' }] = schools
const RULE = { grade: null, subject: 'Mathematics', feedRole: null, isFirstYear: false }
const NEW: Caseload = {
  id: '1',
  name: 'New teachers of mathematics and science, first semester',
  isArchived: false,
  version: '3',
  educators: 14,
  rules: [{ ...RULE, school }],
}
const OLD: Caseload = { id: '2', name: 'Last year', isArchived: true, version: '1', educators: 0, rules: [] }

const detail = (): CaseloadDetail => ({
  ...NEW,
  coachId: '1001',
  people: educators.slice(0, 14).map(({ id, givenName, familyName, schools: at }, index) => ({
    id,
    givenName,
    familyName,
    schools: at,
    isHere: index !== 3,
    origin: originOf(index),
    from: index % 4 === 1 || index === 3 ? '2026-11-02' : null,
    until: index === 5 ? '2026-12-21' : null,
  })),
})

function originOf(index: number): 'out' | 'hand' | 'rule' {
  if (index === 3) return 'out'
  return index % 4 === 1 ? 'hand' : 'rule'
}

interface Asked {
  readonly who: string
}

export const caseloadHandlers = {
  'GET /api/v1/coaching/caseloads': ({ who }: Asked): Caseloads => ({
    caseloads: who === 'coach-new' || who === 'coach' ? [] : [NEW, OLD],
  }),
  'GET /api/v1/coaching/caseload-coaches': (): CaseloadCoaches => ({
    coaches: educators.slice(20, 28).map(({ id, givenName, familyName }, index) => ({
      id,
      givenName,
      familyName,
      caseloads: index % 3,
      educators: (index % 3) * 14,
    })),
    inNone: 37,
  }),
  'GET /api/v1/coaching/caseloads/{caseloadId}': detail,
  'POST /api/v1/coaching/caseloads': detail,
  'PUT /api/v1/coaching/caseloads/{caseloadId}': detail,
  'PUT /api/v1/coaching/caseloads/{caseloadId}/educators': detail,
}
