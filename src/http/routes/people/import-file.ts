/** Files that are imported after a look: their bytes, and why nothing of one was taken. */

import type { RosterOutcome } from '../../../actions/people/import-roster.ts'
import type { RosterFileFault } from '../../../actions/people/read-import.ts'
import { HttpError, unprocessable } from '../../errors.ts'

type Refused =
  | RosterFileFault
  | Extract<RosterOutcome, { readonly problem: string }>
  | { readonly problem: 'not_base64' | 'undone_already' }

/** Where it isn't the file that is wrong. */
const OTHERWISE: Readonly<Record<string, readonly [status: number, says: string]>> = {
  plan_changed: [
    409,
    'What the file would do has changed since you looked at it, so nothing was imported. Look at it again.',
  ],
  plan_old: [409, 'You looked at this file more than an hour ago, so nothing was imported. Look at it again.'],
  rows_out: [409, 'Some rows can’t be taken, so nothing was imported. Put them right, or say that they are left out.'],
  nothing_new: [409, 'The roster says all of this already, so there is nothing to do.'],
  roster_busy: [503, 'A sync is writing the roster just now. Try again in a minute.'],
  undone_already: [409, 'This import was taken back already. Open the page anew.'],
}

const ON_FILE: Readonly<Record<string, string>> = {
  empty: 'The file is empty. Choose a file with a row of column names and at least one line.',
  other_file:
    'This is no CSV file but a workbook, a PDF, a picture or a packed file. Open it in your spreadsheet program, save it as "CSV UTF-8 (comma delimited)", and choose that file.',
  encoding: 'The file is written in UTF-16. Save it as "CSV UTF-8", and choose that file.',
  header: 'The row of column names is no CSV. Save the file anew from a spreadsheet.',
  semicolons: 'The cells are not set apart by commas. Save the file as "CSV UTF-8 (comma delimited)".',
  not_base64: 'The file did not arrive whole. Choose it again.',
  too_large: 'The file is larger than what is taken at once. Split it and import the parts one after the other.',
  too_many_rows: 'The file has more lines than are taken at once. Split it and import the parts one after the other.',
  columns_missing: 'The file lacks columns that are needed. Name them in its first row',
  column_twice: 'Two columns mean the same. Take one of them out',
}

/** @throws HttpError where the content is no base64 */
export function bytesOf(content: string): Buffer {
  const bytes = Buffer.from(content, 'base64')
  if (bytes.toString('base64').length !== content.length) throw importRefusal({ problem: 'not_base64' })
  return bytes
}

/** Why nothing was imported, as the API says it. */
export function importRefusal(refused: Refused): HttpError {
  const { problem } = refused
  const [status, says] = OTHERWISE[problem] ?? []
  if (status !== undefined && says !== undefined) return new HttpError(status, problem, says)
  const message = `${ON_FILE[problem] ?? ''}${'columns' in refused ? `: ${refused.columns.join(', ')}.` : ''}`
  return unprocessable('not_a_list', message, [{ field: 'content', code: problem, message }])
}
