/** Older logs of interactions for the fake backend: what is in the file doesn't matter, but for a workbook. */

import { LOG_COLUMNS } from '../../src/coaching/log-sheet.ts'
import type { LogImports, LogPreview } from '../../src/http/contract/log-imports.ts'
import { Refused } from './fake-answers.ts'
import type { Persona } from './personas.ts'

type Imports = LogImports['imports']

export interface FakeLogs {
  imports: Imports
}

export function openFakeLogs(): FakeLogs {
  const past = { coachId: '502', coach: 'Nadia Coleman', byCoach: true, importedAt: '2026-09-04T15:20:00.000Z' }
  return {
    imports: [
      { ...past, id: '2', undoneAt: null, interactions: 214, remaining: 214, touched: 3, mayUndo: false },
      {
        ...past,
        id: '1',
        undoneAt: '2026-09-04T15:18:00.000Z',
        interactions: 216,
        remaining: 0,
        touched: 0,
        mayUndo: false,
      },
    ],
  }
}

interface Asked {
  readonly backend: { readonly logs: FakeLogs }
  readonly who: Persona
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

const COACH = { id: '502', name: 'Nadia Coleman' }

function coachesOf(who: Persona): LogImports['coaches'] {
  return who === 'admin' ? [COACH, { id: '503', name: 'Omar Diaz' }] : [COACH]
}

function previewOf({ body, who }: Asked): LogPreview {
  const text = Buffer.from(String(body['content']), 'base64').toString('latin1')
  if (text.startsWith('PK'))
    throw new Refused(422, 'not_a_log', 'This is no CSV file but a workbook. Save it as "CSV UTF-8".')
  const line = { tags: [], newTags: [], hasNotes: true, problems: [] }
  const ana = { by: 'email', id: '601', givenName: 'Ana', familyName: 'Rivera', hasLeft: false } as const
  const ben = { by: 'name', id: '602', givenName: 'Benjamin', familyName: 'Okonkwo-Hartmann', hasLeft: true } as const
  const at = { type: 'Observation', school: 'Riverside Elementary', minutes: 45 }
  return {
    plan: 'plan-1',
    coach: coachesOf(who).find(({ id }) => id === body['coachId']) ?? COACH,
    columns: [
      { name: 'Date', as: 'Date' },
      { name: 'Staff member', as: 'Educators' },
      { name: 'Mood', as: null },
    ],
    counts: { new: 2, already: 1, out: 1 },
    newTags: ['Exit slips'],
    lines: [
      { ...line, ...at, row: 2, outcome: 'new', date: '2024-10-31', educators: [ana, ben], newTags: ['Exit slips'] },
      { ...line, ...at, row: 3, outcome: 'new', date: '2024-11-04', educators: [ana] },
      { ...line, ...at, row: 4, outcome: 'already', date: '2024-11-05', educators: [ana] },
      {
        ...line,
        ...at,
        row: 5,
        outcome: 'out',
        date: null,
        educators: [],
        problems: [
          {
            column: 'Date',
            code: 'date_ambiguous',
            says: 'Day and month could be either. Say how the file writes dates.',
          },
          { column: 'Staff member', code: 'educator_unknown', says: 'Nobody of the staff within reach is that.' },
        ],
      },
    ],
  }
}

export const logHandlers = {
  'GET /api/v1/coaching/log-imports': ({ backend, who }: Asked): LogImports => ({
    coaches: coachesOf(who),
    imports: backend.logs.imports,
    columns: LOG_COLUMNS.map((one) => ({ ...one, aliases: [...one.aliases] })),
    linesMax: 5000,
    bytesMax: 4_194_304,
  }),
  'GET /api/v1/coaching/log-imports/template': () => `${LOG_COLUMNS.map(({ name }) => name).join(',')}\r\n`,
  'GET /api/v1/coaching/log': () => `${LOG_COLUMNS.map(({ name }) => name).join(',')}\r\n`,
  'POST /api/v1/coaching/log-import-previews': previewOf,
  'POST /api/v1/coaching/log-imports': ({ backend }: Asked) => {
    const one = { coachId: COACH.id, coach: COACH.name, byCoach: true, importedAt: '2026-11-22T18:00:00.000Z' }
    const made = { id: '3', undoneAt: null, interactions: 2, remaining: 2, touched: 0, mayUndo: true }
    backend.logs.imports = [{ ...one, ...made }, ...backend.logs.imports]
    return { importId: '3', made: 2, already: 1, out: 1 }
  },
  'DELETE /api/v1/coaching/log-imports/{logImportId}': ({ backend, params }: Asked) => {
    backend.logs.imports = backend.logs.imports.map((one) =>
      one.id === params['logImportId'] ? { ...one, undoneAt: '2026-11-22T18:05:00.000Z', mayUndo: false } : one,
    )
    return { gone: 2 }
  },
}
