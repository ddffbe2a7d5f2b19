/** What pages go by for lists of educators; small, so that a test reaches every limit. */

import { readDate } from '../../src/feed/dates.ts'
import { readGrade } from '../../src/feed/grades.ts'
import { readSheet } from '../../src/feed/sheet.ts'
import type { LogSettings, UploadSettings } from '../../src/store/world.ts'

export const UPLOADS: UploadSettings = {
  connector: 'educator-csv',
  csv: 'First name,Last name\r\n',
  columns: [{ name: 'First name', meaning: 'The given name.', aliases: ['Forename'] }],
  bytesMax: 100_000,
  rowsMax: 50_000,
  perHourMax: 6,
}

/** What may be attached to interactions in tests. */
export const ATTACHMENTS = { bytesMax: 262_144, perInteractionMax: 3, districtBytesMax: 1_048_576 }

/** How older logs are read in tests: as in an installation, but for fewer lines. */
export const LOGS: LogSettings = {
  readSheet: (bytes) => readSheet(bytes, { rowBytesMax: 262_144, fieldBytesMax: 65_536, rowsMax: 2000 }),
  readDay: (text) => readDate(text)?.value ?? null,
  readGrade,
}
