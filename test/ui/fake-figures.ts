/** Figures for the fake's principal: two schools, months with and without kinds. */

import type { CoachingFigures } from '../../src/http/contract/coaching-figures.ts'

const LINCOLN = { id: '71', name: 'Abraham Lincoln Elementary School for the Arts' }
const BAY = { id: '72', name: 'Bay View High' }
const OBSERVATION = { id: 'observation', name: 'Observation' }
const PLANNING = { id: 'planning', name: 'Planning' }

const WINDOWS: CoachingFigures['windows'] = [
  {
    school: LINCOLN,
    from: '2026-07-01',
    to: '2026-09-30',
    interactions: 61,
    minutes: 1830,
    types: [
      { type: OBSERVATION, interactions: 30, minutes: 1000 },
      { type: null, interactions: 31, minutes: 830 },
    ],
  },
  { school: BAY, from: '2026-07-01', to: '2026-09-30', interactions: 14, minutes: 400, types: [] },
  {
    school: LINCOLN,
    from: '2026-10-01',
    to: '2026-10-31',
    interactions: 1044,
    minutes: 31_275,
    types: [
      { type: OBSERVATION, interactions: 500, minutes: 15_000 },
      { type: PLANNING, interactions: 300, minutes: 9275 },
      { type: null, interactions: 244, minutes: 7000 },
    ],
  },
]

const CYCLES: CoachingFigures['cycles']['windows'] = [
  { school: LINCOLN, from: '2026-07-01', to: '2026-10-31', cycles: 14, days: 520, ended: 14, goesOn: 0 },
  { school: BAY, from: '2026-07-01', to: '2026-10-31', cycles: 11, days: 300, ended: null, goesOn: null },
]

export const figureHandlers = {
  'GET /api/v1/coaching/figures': ({ query }: { readonly query: URLSearchParams }): CoachingFigures => {
    const schoolId = query.get('schoolId')
    const year = query.get('year') ?? '2026-07-01'
    const windows = WINDOWS.filter(({ school }) => year === '2026-07-01' && (schoolId ?? school.id) === school.id)
    const sum = (of: typeof windows) => ({
      interactions: of.reduce((total, one) => total + one.interactions, 0),
      minutes: of.reduce((total, one) => total + one.minutes, 0),
    })
    const bySchool = [LINCOLN, BAY].map((school) => ({
      school,
      ...sum(windows.filter((one) => one.school.id === school.id)),
    }))
    return {
      isOpen: true,
      minimum: 10,
      graceDays: 7,
      years: [
        { from: '2026-07-01', to: '2027-06-30' },
        { from: '2025-07-01', to: '2026-06-30' },
      ],
      year,
      schools: [LINCOLN, BAY],
      groups: [{ id: '9', name: 'North cluster' }],
      windows,
      bySchool: bySchool.filter(({ interactions }) => interactions > 0),
      total: sum(windows),
      cycles: cyclesFor(year, schoolId),
    }
  },
}

function cyclesFor(year: string, schoolId: string | null): CoachingFigures['cycles'] {
  const windows = CYCLES.filter(({ school }) => year === '2026-07-01' && (schoolId ?? school.id) === school.id)
  const bySchool = windows.map(({ school, cycles, days }) => ({ school, cycles, days }))
  const total = {
    cycles: windows.reduce((sum, one) => sum + one.cycles, 0),
    days: windows.reduce((sum, one) => sum + one.days, 0),
  }
  return { windows, bySchool, total }
}
