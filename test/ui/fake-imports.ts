/** Imports of staff, students and classes for the fake backend: what is in the file doesn't matter, but for a workbook. */

import type { RosterImports, RosterPreview } from '../../src/http/contract/roster-imports.ts'
import { IMPORT_COLUMNS, type ImportKind } from '../../src/roster/import-sheet.ts'
import { Refused } from './fake-answers.ts'
import type { Persona } from './personas.ts'

export interface FakeImports {
  imports: RosterImports['imports']
}

export function openFakeImports(): FakeImports {
  const past = { importedBy: 'Nadia Coleman', isOwn: false, importedAt: '2026-09-04T15:20:00.000Z', leftOut: 0 }
  return {
    imports: [
      { ...past, id: '2', kind: 'classes', undoneAt: null, added: 14, changed: 3, stayed: null, mayUndo: true },
      {
        ...past,
        id: '1',
        kind: 'students',
        undoneAt: '2026-09-04T15:18:00.000Z',
        added: 216,
        changed: 0,
        stayed: 2,
        mayUndo: false,
      },
    ],
  }
}

interface Asked {
  readonly backend: { readonly imports: FakeImports }
  readonly who: Persona
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

function kindsOf(who: Persona): readonly ImportKind[] {
  return who.startsWith('teacher') ? ['students', 'classes'] : ['staff', 'students', 'classes']
}

function previewOf({ body }: Asked): RosterPreview {
  const text = Buffer.from(String(body['content']), 'base64').toString('latin1')
  if (text.startsWith('PK'))
    throw new Refused(422, 'not_a_list', 'This is no CSV file but a workbook. Save it as "CSV UTF-8".')
  const kind = body['kind'] as ImportKind
  const row = { school: 'Riverside Elementary', notes: [] }
  return {
    plan: 'plan-1',
    standsUntil: '2026-11-22T19:00:00.000Z',
    kind,
    columns: [
      { name: 'First name', as: 'Given name' },
      { name: 'Shoe size', as: null },
    ],
    counts: { new: 1, changed: 1, already: 1, out: 1 },
    seats: [
      {
        kind: 'product-seats:reading',
        name: 'Reading Plus',
        moveCounts: [
          { move: 'assign', count: 1 },
          { move: 'wait', count: 1 },
        ],
        short: 1,
        waiting: [{ name: 'Benjamin Okonkwo-Hartmann', reason: 'all_in_use' }],
      },
    ],
    rows: [
      { ...row, row: 2, outcome: 'new', name: 'Benjamin Okonkwo-Hartmann', does: ['person', 'put_in', 'put_in'] },
      { ...row, row: 3, outcome: 'changed', name: 'Ana Rivera', does: ['edit', 'put_in'] },
      {
        ...row,
        row: 4,
        outcome: 'already',
        name: 'Cleo Park',
        does: [],
        notes: [
          {
            column: 'Family name',
            code: 'feed_keeps',
            says: 'A roster feed keeps their name and grade, so these stay as they are.',
          },
        ],
      },
      {
        ...row,
        row: 5,
        outcome: 'out',
        name: 'Dee Moss',
        does: [],
        notes: [
          { column: 'Number', code: 'number_wrong', says: 'The district asks for at least 6 characters, digits only.' },
          { column: 'Class', code: 'class_unknown', says: 'The school has no such class. Import the classes first.' },
        ],
      },
    ],
  }
}

export const importHandlers = {
  'GET /api/v1/roster-imports': ({ backend, who }: Asked): RosterImports => ({
    kinds: kindsOf(who).map((kind) => ({
      kind,
      columns: IMPORT_COLUMNS[kind].map((one) => ({ ...one, aliases: [...one.aliases] })),
    })),
    schools: [{ id: '11', name: 'Riverside Elementary' }],
    sendsMail: false,
    imports: kindsOf(who).includes('staff') ? backend.imports.imports : [],
    rowsMax: 5000,
    bytesMax: 4_194_304,
  }),
  'GET /api/v1/roster-imports/templates/{kind}': ({ params }: Asked) =>
    `${IMPORT_COLUMNS[params['kind'] as ImportKind].map(({ name }) => name).join(',')}\r\n`,
  'POST /api/v1/roster-import-previews': previewOf,
  'POST /api/v1/roster-imports': ({ backend, body }: Asked) => {
    const counts = { added: 1, changed: 1, leftOut: 1 }
    backend.imports.imports = [
      {
        id: '3',
        kind: body['kind'] as ImportKind,
        importedBy: 'You',
        isOwn: true,
        importedAt: '2026-11-22T18:00:00.000Z',
        undoneAt: null,
        stayed: null,
        mayUndo: true,
        ...counts,
      },
      ...backend.imports.imports,
    ]
    const link = { url: 'https://staffroom.example/#/invitation/made-up', mailedTo: null }
    const invitation = { ...link, expiresAt: '2026-11-29T18:00:00.000Z' }
    const invitations = body['invite'] === true ? [{ row: 2, email: 'ben@riverside.example', invitation }] : []
    return { importId: '3', already: 1, invitations, ...counts }
  },
  'DELETE /api/v1/roster-imports/{rosterImportId}': ({ backend, params }: Asked) => {
    backend.imports.imports = backend.imports.imports.map((one) =>
      one.id === params['rosterImportId']
        ? { ...one, undoneAt: '2026-11-22T18:05:00.000Z', stayed: 1, mayUndo: false }
        : one,
    )
    return { gone: 2, stayed: 1 }
  },
}
