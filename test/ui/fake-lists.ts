/** Lists of educators for the fake backend: the worker takes a second for a look, and another to apply one. */

import type { EducatorLists, Upload } from '../../src/http/contract/uploads.ts'

const STEP_MS = 600

export const EMPTY_LIST = 'First name,Last name,Email,Staff ID,School,Role,Expires\r\n'
/** A list with this in it is refused for want of a column. */
export const WITHOUT_LAST_NAME = 'First name,Email'

export interface FakeLists {
  upload: Upload | null
}

export function openFakeLists(): FakeLists {
  return { upload: null }
}

export function listsOf({ upload }: FakeLists, isNew: boolean): EducatorLists {
  return {
    lists: isNew ? [] : [{ sourceId: 'educators', upload }],
    columns: [
      { name: 'First name', meaning: 'The given name.', aliases: ['Given name', 'Forename', 'FirstName'] },
      { name: 'Last name', meaning: 'The family name.', aliases: ['Surname', 'Family name'] },
      { name: 'Email', meaning: 'Where the person is reached.', aliases: ['E-mail', 'Email address', 'Work email'] },
      { name: 'Staff ID', meaning: 'The number that the district knows the person by.', aliases: ['Employee number'] },
      { name: 'School', meaning: 'Name or number; several with a semicolon.', aliases: ['Building', 'Site'] },
      { name: 'Expires', meaning: 'The last day.', aliases: [] },
    ],
    bytesMax: 4_194_304,
    rowsMax: 50_000,
  }
}

export function uploadFakeList(lists: FakeLists, text: string, whole: boolean): string {
  const upload: Upload = {
    id: String(Number(lists.upload?.id ?? 50) + 1),
    sourceId: 'educators',
    whole,
    bytes: text.length,
    state: 'waiting',
    uploadedAt: '2026-11-22T10:00:00.000Z',
    isTaken: false,
    findings: null,
    runId: null,
    isHeld: false,
    failureCode: null,
  }
  lists.upload = upload
  const refused = text.startsWith(WITHOUT_LAST_NAME)
  setTimeout(() => {
    lists.upload = { ...upload, state: refused ? 'refused' : 'checked', findings: refused ? REFUSED : findings(whole) }
  }, STEP_MS)
  return upload.id
}

export function confirmFakeList(lists: FakeLists): boolean {
  const { upload } = lists
  if (upload?.state !== 'checked') return false
  lists.upload = { ...upload, state: 'confirmed' }
  setTimeout(() => {
    lists.upload = { ...upload, state: 'done', runId: '141', isHeld: upload.whole }
  }, STEP_MS)
  return true
}

export function discardFakeList(lists: FakeLists): void {
  if (lists.upload !== null) lists.upload = { ...lists.upload, state: 'discarded', findings: null }
}

type Findings = NonNullable<Upload['findings']>

const REFUSED: Findings = {
  columns: [],
  rows: [],
  rowCount: 0,
  effects: { add: 0, change: 0, retire: 0, none: 0, out: 0, unknown: 0 },
  problems: [],
  problemCount: 0,
  leaving: 0,
  holds: [],
  runId: null,
  failure: {
    code: 'HEADER_MISSING',
    message:
      'The first row of educators.csv has to name the columns, and these are missing: "Last name" (also understood: "Surname", "Family name"). Nothing was changed.',
  },
}

function findings(whole: boolean): Findings {
  const row = (number: number, effect: Findings['rows'][number]['effect'], last: string) => ({
    row: number,
    effect,
    values: {
      'First name': 'Maximiliane-Alexandrina',
      'Last name': last,
      Email: `${last.toLowerCase()}@riverside-unified.example`,
      School: 'Lincoln Middle School; Harbor Elementary',
    },
  })
  return {
    columns: [
      { letter: 'A', name: 'Given name', as: 'First name' },
      { letter: 'B', name: 'Surname', as: 'Last name' },
      { letter: 'C', name: 'Work email', as: 'Email' },
      { letter: 'D', name: 'Building', as: 'School' },
      { letter: 'E', name: 'Shoe size', as: null },
    ],
    rows: [
      row(2, 'add', 'Okafor'),
      row(3, 'change', 'Ito'),
      row(4, 'none', 'Byron'),
      row(5, 'retire', 'Lovelace'),
      row(6, 'out', 'Nowhere'),
    ],
    rowCount: 34,
    effects: { add: 30, change: 1, retire: 1, none: 1, out: 1, unknown: 0 },
    problems: [
      {
        row: 6,
        code: 'reference_missing',
        field: 'School',
        expected: 'the name or number of a school of the roster',
        says: 'A reference names a record that is not there.',
      },
      { row: 6, code: 'value_email', field: 'Email', expected: 'name@example.org', says: 'A field is no address.' },
    ],
    problemCount: 2,
    leaving: whole ? 12 : 1,
    holds: whole ? ['12 of 40 people would be retired, more than the 5 that pass unasked.'] : [],
    runId: '140',
    failure: null,
  }
}
