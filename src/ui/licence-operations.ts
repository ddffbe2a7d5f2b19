/** The looks at what changes of licences would do, as the pages call them. */

import type * as licences from '../http/contract/licences.ts'
import type * as products from '../http/contract/products.ts'
import type * as roleMap from '../http/contract/role-map.ts'
import type { Look, Read, Write } from './operation-shapes.ts'

type LookAt<Body> = Look<Body, licences.LicencePreview, licences.PreviewQuery>
/** Everybody in it, as a file. */
type LookFile<Body> = Write<Body, string>

export interface LicenceLooks {
  'POST /api/v1/licences/{kind}/purchases/{name}/preview': LookAt<licences.PurchaseBody>
  'POST /api/v1/licences/{kind}/purchases/{name}/removal/preview': LookAt<null>
  'POST /api/v1/licences/{kind}/rules/preview': LookAt<licences.RulesBody>
  'POST /api/v1/licences/{kind}/reservations/{schoolId}/preview': LookAt<licences.ReservationBody>
  'POST /api/v1/licences/{kind}/people/{personId}/priority/preview': LookAt<licences.PriorityBody>
  'POST /api/v1/licences/{kind}/people/{personId}/yield/preview': LookAt<null>
  'POST /api/v1/educator-capacity/preview': LookAt<licences.CapacityBody>
  'POST /api/v1/products/{product}/preview': LookAt<products.ProductBody>
  'POST /api/v1/products/{product}/rules/{name}/preview': LookAt<products.ProductRulePreviewBody>
  'POST /api/v1/licences/{kind}/purchases/{name}/preview/export': LookFile<licences.PurchaseBody>
  'POST /api/v1/licences/{kind}/purchases/{name}/removal/preview/export': LookFile<null>
  'POST /api/v1/licences/{kind}/rules/preview/export': LookFile<licences.RulesBody>
  'POST /api/v1/licences/{kind}/reservations/{schoolId}/preview/export': LookFile<licences.ReservationBody>
  'POST /api/v1/educator-capacity/preview/export': LookFile<licences.CapacityBody>
  'POST /api/v1/products/{product}/preview/export': LookFile<products.ProductBody>
  'POST /api/v1/products/{product}/rules/{name}/preview/export': LookFile<products.ProductRulePreviewBody>
  'POST /api/v1/role-map/preview/export': Look<roleMap.RoleMapPreviewBody, string, roleMap.RoleMapFileQuery>
  'GET /api/v1/licences/{kind}/ledger/export': Read<string>
  'GET /api/v1/export-credits/history/export': Read<string>
}
