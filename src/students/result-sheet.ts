/** Results of benchmark tests as a table: the columns that are understood, and what each row says before anybody is looked up. Pure. */

import type { ImportNote, ImportSheetRow } from '../roster/import-sheet.ts'
import {
  plainCell,
  readSheetHeader,
  ROW_FAULTS,
  type SheetColumn,
  type SheetHeader,
  type SheetHeaderFault,
} from '../roster/sheet-columns.ts'
import { BENCHMARK_NUMBERS, type BenchmarkNumber } from './benchmark.ts'
import { type MomentReading, readMoment } from './moment.ts'

export type ResultField = 'student' | 'test' | 'startedAt' | 'completedAt' | 'score'

export type ResultColumn = SheetColumn<ResultField>

/** In the order of the empty file. */
// oxfmt-ignore
export const RESULT_COLUMNS: readonly ResultColumn[] = [
  { field: 'student', name: 'Student number', isRequired: true, aliases: ['student', 'studentid', 'number', 'studentnumber', 'sourcedid', 'sisid', 'identifier', 'studentinformationnumber'], meaning: 'The student number, or the SIS id.' },
  { field: 'test', name: 'Test', isRequired: true, aliases: ['benchmark', 'benchmarktest', 'testnumber'], meaning: '1, 2 or 3.' },
  { field: 'startedAt', name: 'Started', isRequired: true, aliases: ['startedat', 'start', 'begun', 'begin'], meaning: 'Day and time, best as 2026-09-14 10:05. Without a time zone it is the clock of the district.' },
  { field: 'completedAt', name: 'Completed', isRequired: false, aliases: ['completedat', 'completion', 'finished', 'finishedat', 'end', 'submitted'], meaning: 'The same. Blank: the test has begun and is not done yet.' },
  { field: 'score', name: 'Score', isRequired: false, aliases: ['result', 'points', 'scalescore'], meaning: 'A number, two decimals at most. Needed with a completion, and not without one.' },
]

export type ResultHeader = SheetHeader<ResultField>

/** Which column means what; those that are not understood are left alone. */
export function readResultHeader(header: readonly string[]): ResultHeader | SheetHeaderFault {
  return readSheetHeader(RESULT_COLUMNS, header)
}

/** What a result says: of a test that has begun, `done` is null. */
export interface SaidResult {
  readonly student: string
  readonly test: BenchmarkNumber
  readonly startedAt: Date
  readonly done: { readonly completedAt: Date; readonly score: number } | null
}

export interface ResultRow {
  /** As a spreadsheet shows it: the column names are row 1. */
  readonly row: number
  /** As the file has it. */
  readonly student: string
  readonly test: string
  readonly says: SaidResult | null
  /** What is wrong with the row, where it says nothing. */
  readonly notes: readonly ImportNote[]
}

const SCORE = /^-?\d{1,6}(?:\.\d{1,2})?$/
const STUDENT_LENGTH_MAX = 254

/** What a row says, all that is wrong with it at once. `now`: nothing is later. */
export function readResultRow(
  { row, fields, fault }: ImportSheetRow,
  { at, columns }: ResultHeader,
  reading: MomentReading & { readonly now: Date },
): ResultRow {
  const cell = (field: ResultField): string => plainCell(fields[at.get(field) ?? -1] ?? '')
  const [student, test] = [cell('student'), cell('test')]
  const shown = { row, student, test }
  if (fault !== null) return { ...shown, says: null, notes: [{ column: null, code: fault, says: ROW_FAULTS[fault] }] }
  const notes: ImportNote[] = []
  const note = (field: ResultField, code: string, says: string) => {
    const column = columns[at.get(field) ?? -1]?.name ?? RESULT_COLUMNS.find((one) => one.field === field)?.name ?? null
    notes.push({ column, code, says })
  }
  if (student === '') note('student', 'cell_empty', 'Say who it was: by student number, or by SIS id.')
  if (student.length > STUDENT_LENGTH_MAX) note('student', 'cell_too_long', 'This is no student number.')
  const number = BENCHMARK_NUMBERS.find((one) => String(one) === test)
  if (number === undefined) note('test', 'test_unknown', 'Write 1, 2 or 3.')
  const moment = (field: 'startedAt' | 'completedAt'): Date | null => {
    const read = cell(field) === '' ? null : readMoment(cell(field), reading)
    if (read === null) note(field, 'moment', 'Write day and time, such as 2026-09-14 10:05.')
    else if (read > reading.now)
      note(field, 'in_future', 'This is still to come. Look at the day, the clock and the time zone.')
    return read
  }
  const startedAt = moment('startedAt')
  const done = readDone({ cell, moment, note, startedAt })
  if (notes.length > 0 || number === undefined || startedAt === null) return { ...shown, says: null, notes }
  return { ...shown, says: { student, test: number, startedAt, done }, notes }
}

interface DoneReading {
  readonly cell: (field: ResultField) => string
  readonly moment: (field: 'completedAt') => Date | null
  readonly note: (field: ResultField, code: string, says: string) => void
  readonly startedAt: Date | null
}

function readDone({ cell, moment, note, startedAt }: DoneReading): SaidResult['done'] {
  const score = cell('score')
  if (cell('completedAt') === '') {
    if (score !== '')
      note('completedAt', 'completion_missing', 'Say when it was completed: a test that is not done has no score.')
    return null
  }
  const completedAt = moment('completedAt')
  if (score === '') note('score', 'score_missing', 'Say the score of a test that was completed.')
  else if (!SCORE.test(score))
    note('score', 'score_wrong', 'Write a number with two decimals at most, such as 412 or 87.5.')
  if (completedAt !== null && startedAt !== null && completedAt < startedAt)
    note(
      'completedAt',
      'completed_before_started',
      'It can’t have been completed before it began. Look whether the two columns are changed round.',
    )
  return completedAt === null ? null : { completedAt, score: Number(score) }
}
