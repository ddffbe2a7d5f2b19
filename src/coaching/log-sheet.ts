/** An older log as a table: the columns that are understood, and what each line says before anybody is looked up. Pure. */

import { readSheetHeader, type SheetColumn, type SheetHeader, type SheetHeaderFault } from '../roster/sheet-columns.ts'
import { districtDay } from './district-day.ts'
import { isCalendarDay } from './interaction.ts'

export const LOG_LINES_MAX = 5000

export type LogField =
  | 'date'
  | 'minutes'
  | 'type'
  | 'school'
  | 'educators'
  | 'otherSchools'
  | 'tags'
  | 'notes'
  | 'nextStep'
  | 'nextStepDue'
  | 'nextStepDone'
  | 'coach'
  | 'externalId'

export type LogColumn = SheetColumn<LogField>

/** In the order of the empty log. */
// oxfmt-ignore
export const LOG_COLUMNS: readonly LogColumn[] = [
  { field: 'date', name: 'Date', isRequired: true, aliases: ['day', 'heldon', 'interactiondate'], meaning: 'The day, best as 2024-10-31. A moment with a time zone counts as the day that it was in the district.' },
  { field: 'minutes', name: 'Minutes', isRequired: true, aliases: ['duration', 'time', 'length'], meaning: 'Whole minutes, or 1:30 for an hour and a half.' },
  { field: 'type', name: 'Type', isRequired: true, aliases: ['kind', 'interactiontype', 'category'], meaning: 'A type of interaction of the district by its name; one that is switched off is taken, too.' },
  { field: 'school', name: 'School', isRequired: false, aliases: ['building', 'campus', 'location'], meaning: 'A school by its name or its SIS id. Where it is blank, the one school that the educators have in common.' },
  { field: 'educators', name: 'Educators', isRequired: true, aliases: ['educator', 'teacher', 'teachers', 'coachee', 'participants', 'attendees'], meaning: 'Who was there, with semicolons between: an e-mail address, an SIS id, "Name <address>", or given and family name.' },
  { field: 'otherSchools', name: 'Other schools', isRequired: false, aliases: ['otherschool', 'furtherschools'], meaning: 'Further schools that it was for, with semicolons between.' },
  { field: 'tags', name: 'Tags', isRequired: false, aliases: ['tag', 'themes', 'topics', 'theme', 'topic'], meaning: 'Tags of the district by their names, with semicolons between.' },
  { field: 'notes', name: 'Notes', isRequired: false, aliases: ['note', 'comments', 'description'], meaning: 'What the coach wrote; may have several lines.' },
  { field: 'nextStep', name: 'Next step', isRequired: false, aliases: ['actionstep', 'followup'], meaning: 'What was agreed to do next.' },
  { field: 'nextStepDue', name: 'Next step due', isRequired: false, aliases: ['due', 'duedate'], meaning: 'The day until when.' },
  { field: 'nextStepDone', name: 'Next step done', isRequired: false, aliases: ['done', 'doneon'], meaning: 'The day on which it was done.' },
  { field: 'coach', name: 'Coach', isRequired: false, aliases: ['coachemail', 'loggedby'], meaning: 'Whose line it is, as the educators are named; lines of another coach stay out.' },
  { field: 'externalId', name: 'External id', isRequired: false, aliases: ['id', 'interactionid', 'recordid'], meaning: 'What tells the line apart where it came from. A line of the same id is not taken twice.' },
]

/** What tells an interaction of ours apart in a file that we made. */
export function exportedIdOf(districtId: string, interactionId: string): string {
  return `staffroom:${districtId}:${interactionId}`
}

/** The number of an interaction of this district, where the id is one of a file that we made. */
export function readExportedId(districtId: string, externalId: string): string | null {
  const [, district, id] = /^staffroom:([^:]+):([1-9]\d{0,17})$/.exec(externalId) ?? []
  return district === districtId && id !== undefined ? id : null
}

/** What is wrong with a line: `column` as the file names it, or null for the line as a whole. */
export interface LineProblem {
  readonly column: string | null
  readonly code: string
  /** What was expected and what to do. */
  readonly says: string
}

export type LogHeader = SheetHeader<LogField>

/** Which column means what; those that are not understood are left alone. */
export function readLogHeader(header: readonly string[]): LogHeader | SheetHeaderFault {
  return readSheetHeader(LOG_COLUMNS, header)
}

/** How days are read. */
export interface DayReading {
  /** Of `1/5/2024`; null: nobody guesses. */
  readonly dayOrder: 'month_first' | 'day_first' | null
  readonly timezone: string
  /** A date that can be understood without guessing, as YYYY-MM-DD, or null. */
  readonly readDay: (text: string) => string | null
}

/** A line as it stands there, its cells trimmed. */
export interface LogLine {
  readonly row: number
  readonly date: string
  readonly minutes: number
  readonly type: string
  readonly school: string
  readonly otherSchools: readonly string[]
  readonly educators: readonly string[]
  readonly tags: readonly string[]
  readonly notes: string | null
  readonly nextStep: { readonly text: string; readonly dueOn: string | null; readonly doneOn: string | null } | null
  readonly coach: string
  readonly externalId: string
  readonly problems: readonly LineProblem[]
}

const ROW_FAULTS = {
  row_width: 'The line has more or fewer cells than the first one. Save the file anew from a spreadsheet.',
  row_quote: 'A quotation mark stands in the wrong place. Save the file anew from a spreadsheet.',
  row_too_long: 'The line is too long. Shorten its notes.',
  row_character: 'There are characters that are no text. Save the file as "CSV UTF-8".',
} as const

interface SheetRow {
  readonly row: number
  readonly fields: readonly string[]
  readonly fault: keyof typeof ROW_FAULTS | null
}

/** What a row says; all that can't be read is among its problems. */
export function readLogLine({ row, fields, fault }: SheetRow, header: LogHeader, o: DayReading): LogLine {
  const problems: LineProblem[] = []
  const cell = (field: LogField): string => plain(fields[header.at.get(field) ?? -1] ?? '')
  const wrong = (field: LogField, code: string, says: string): void => {
    problems.push({ column: columnOf(header, field), code, says })
  }
  const day = (field: LogField): string | null => {
    const text = cell(field)
    if (text === '') return null
    const read = readDay(text, o)
    if (!('fault' in read)) return read.day
    wrong(field, read.fault, DAY_SAYS[read.fault])
    return null
  }
  if (fault !== null) problems.push({ column: null, code: fault, says: ROW_FAULTS[fault] })
  if (cell('date') === '') wrong('date', 'date_missing', 'Say on which day it was.')
  const minutes = readMinutes(cell('minutes'))
  if (minutes === null) wrong('minutes', 'minutes_unreadable', 'Give whole minutes such as 45, or 1:30.')
  const text = cell('nextStep')
  const [dueOn, doneOn] = [day('nextStepDue'), day('nextStepDone')]
  if (text === '' && (dueOn ?? doneOn) !== null)
    wrong('nextStep', 'next_step_empty', 'Say what the next step is, or take its days away.')
  const notes = cell('notes')
  return {
    row,
    date: day('date') ?? '',
    minutes: minutes ?? 0,
    type: cell('type'),
    school: cell('school'),
    otherSchools: listOf(cell('otherSchools')),
    educators: listOf(cell('educators')),
    tags: listOf(cell('tags')),
    notes: notes === '' ? null : notes,
    nextStep: text === '' ? null : { text, dueOn, doneOn },
    coach: cell('coach'),
    externalId: cell('externalId'),
    problems: fault === null ? problems : problems.slice(0, 1),
  }
}

/** The name that the file gives a column, or ours where it has none such. */
export function columnOf({ at, columns }: LogHeader, field: LogField): string {
  return columns[at.get(field) ?? -1]?.name ?? LOG_COLUMNS.find((one) => one.field === field)?.name ?? field
}

/** An apostrophe that keeps a spreadsheet from running a cell is not part of it. */
function plain(text: string): string {
  const cell = text.trim()
  return /^'\s*[=+\-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? cell.slice(1).trim() : cell
}

function listOf(cell: string): readonly string[] {
  const items = cell.split(/[;\r\n]/).map((item) => item.trim())
  return [...new Set(items.filter((item) => item !== ''))]
}

function readMinutes(text: string): number | null {
  const hours = /^(\d{1,2}):([0-5]\d)$/.exec(text)
  if (hours !== null) return Number(hours[1]) * 60 + Number(hours[2])
  const minutes = /^(\d{1,4})(?:\.0+)?(?:\s*min(?:utes?|s)?\.?)?$/i.exec(text)
  return minutes === null ? null : Number(minutes[1])
}

const DAY_SAYS = {
  date_unreadable: 'Write it as 2024-10-31.',
  date_ambiguous: 'Day and month could be either. Say how the file writes dates, or write 2024-10-31.',
} as const

const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})$/i
const YEAR_LAST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?)?$/i

function readDay(
  text: string,
  { dayOrder, timezone, readDay: read }: DayReading,
): { readonly day: string } | { readonly fault: keyof typeof DAY_SAYS } {
  if (MOMENT.test(text)) {
    const time = Date.parse(text.replace(' ', 'T').replace(/\s/g, ''))
    return Number.isNaN(time) ? { fault: 'date_unreadable' } : { day: districtDay(new Date(time), timezone) }
  }
  const certain = read(text)
  if (certain !== null) return { day: certain }
  const [, first, second, year] = YEAR_LAST.exec(text) ?? []
  if (first === undefined || second === undefined || year === undefined) return { fault: 'date_unreadable' }
  if (dayOrder === null) return { fault: 'date_ambiguous' }
  const [month, day] = dayOrder === 'month_first' ? [first, second] : [second, first]
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDay(written) ? { day: written } : { fault: 'date_unreadable' }
}
