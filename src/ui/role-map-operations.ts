/** What the API does with the rules by which a feed's roles become roles here, as the pages call it. */

import type * as roleMap from '../http/contract/role-map.ts'
import type { PreviewQuery } from '../http/contract/licences.ts'
import type { Look, Read, Write } from './operation-shapes.ts'

export interface RoleMapOperations {
  'GET /api/v1/role-map': Read<roleMap.RoleMap>
  'PUT /api/v1/role-map': Write<roleMap.RoleMapBody, roleMap.RoleMap>
  'GET /api/v1/role-map/versions': Read<roleMap.RoleMapVersions, roleMap.RoleMapVersionQuery>
  'GET /api/v1/role-map/versions/{number}': Read<roleMap.SavedRoleMap>
  'POST /api/v1/role-map/preview': Look<roleMap.RoleMapPreviewBody, roleMap.RoleMapPreview, PreviewQuery>
}
