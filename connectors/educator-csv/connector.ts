/** A district's own list of educators as a connector: a CSV file that somebody fills in, with people only. */

import type { CheckLine, Connector, FeedIo } from '../../src/feed/connector.ts'
import { saysInCheck } from '../../src/feed/server-steps.ts'
import { Failure } from '../../src/roster/failure.ts'
import { configSchema, readConfig } from './config.ts'
import { educatorTemplate } from './template.ts'
import { previewUpload, readUpload, withUpload } from './read.ts'

export const educatorCsv: Connector = {
  name: 'educator-csv',
  title: 'List of educators (CSV)',
  configSchema,
  usesDistrict: true,
  check,
  read: (config, io) => readUpload(readConfig(config), io),
  readFile: (path, said) => ({ path, list: said?.whole === true ? 'whole' : 'additions' }),
  template: educatorTemplate,
  preview: (config, io) => previewUpload(readConfig(config), io),
}

/** Opens the list and says which column was understood as what. */
async function check(config: unknown, io: FeedIo): Promise<readonly CheckLine[]> {
  try {
    const upload = readConfig(config)
    return await withUpload(upload, io, ({ single, understood }) =>
      Promise.resolve([
        { what: 'list', ok: true, says: `${single.file.size} bytes, ${understood.columns.length} columns` },
        ...understood.columns.map(({ letter, as }) => ({
          what: `column ${letter}`,
          ok: true,
          says: as ?? 'not known: ignored',
        })),
        {
          what: 'set',
          ok: true,
          says: upload.whole
            ? 'the whole set: whoever is not in it leaves'
            : 'additions and changes: nobody leaves by not standing in it',
        },
      ]),
    )
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    // A source without a file of its own works: it waits for an upload.
    return [{ what: 'list', ok: error.code === 'UPLOAD_MISSING', says: saysInCheck(error) }]
  }
}
