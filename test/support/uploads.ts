/** What pages go by for lists of educators; small, so that a test reaches every limit. */

import type { UploadSettings } from '../../src/store/world.ts'

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
