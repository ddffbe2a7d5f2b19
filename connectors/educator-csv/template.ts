/** An empty list to fill in, with every column that is understood. */

import type { FileTemplate } from '../../src/feed/connector.ts'
import { COLUMNS } from './columns.ts'

/** One header row. Without an example: somebody would upload it. */
export const educatorTemplate: FileTemplate = {
  csv: `${Object.keys(COLUMNS).join(',')}\r\n`,
  columns: Object.entries(COLUMNS).map(([name, { meaning, aliases }]) => ({ name, meaning, aliases })),
}
