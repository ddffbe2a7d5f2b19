/** Who gets past the door of the routes of sources, their set-up and their runs, and of the roster to take along. */

import type { PersonName } from '../school-district.ts'

const MAY: readonly PersonName[] = ['districtAdmin', 'itAdmin']

export const SOURCE_ROWS: Readonly<Record<string, readonly PersonName[]>> = {
  'get /api/v1/roster-export': MAY,
  'get /api/v1/sources': MAY,
  'post /api/v1/sources/:sourceId/runs': MAY,
  'get /api/v1/sources/:sourceId/order': MAY,
  'put /api/v1/sources/:sourceId/blackouts': MAY,
  'get /api/v1/connectors': MAY,
  'post /api/v1/sources': MAY,
  'get /api/v1/sources/:sourceId': MAY,
  'put /api/v1/sources/:sourceId': MAY,
  'put /api/v1/sources/:sourceId/paused': MAY,
  'delete /api/v1/sources/:sourceId': MAY,
  'post /api/v1/source-trials': MAY,
}
