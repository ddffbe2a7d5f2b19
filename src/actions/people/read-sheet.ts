/** A file that somebody hands over as a table: its rows, or what it is instead. */

import type { DomainSettings, LogSettings } from '../../store/world.ts'

/** Why nothing of a file can be taken. */
export interface SheetFault {
  readonly problem: 'empty' | 'too_large' | 'too_many_rows' | 'other_file' | 'encoding' | 'header' | 'semicolons'
}

/** Of its first row. */
export interface ColumnFault {
  readonly problem: 'columns_missing' | 'column_twice'
  readonly columns: readonly string[]
}

export type Sheet = Extract<ReturnType<LogSettings['readSheet']>, { readonly rows: unknown }>

export function readSheetFile(settings: DomainSettings, bytes: Buffer): Sheet | SheetFault {
  if (bytes.length > settings.uploads.bytesMax) return { problem: 'too_large' }
  const head = bytes.subarray(0, 4).toString('hex')
  if (OTHER_FILES.some((magic) => head.startsWith(magic))) return { problem: 'other_file' }
  const sheet = settings.logs.readSheet(bytes)
  return 'fault' in sheet ? { problem: sheet.fault } : sheet
}

/** First bytes of what people take for a table: workbooks (new and old), PDF, pictures, packed files. */
const OTHER_FILES = ['504b0304', 'd0cf11e0', '25504446', '89504e47', 'ffd8ff', '1f8b']
