/** The looks at what changes of licences would do, as the pages call them. */

import type * as licences from '../http/contract/licences.ts'
import type * as products from '../http/contract/products.ts'
import type { Look } from './operation-shapes.ts'

type LookAt<Body> = Look<Body, licences.LicencePreview, licences.PreviewQuery>

export interface LicenceLooks {
  'POST /api/v1/licences/{kind}/purchases/{name}/preview': LookAt<licences.PurchaseBody>
  'POST /api/v1/licences/{kind}/purchases/{name}/removal/preview': LookAt<null>
  'POST /api/v1/licences/{kind}/rules/preview': LookAt<licences.RulesBody>
  'POST /api/v1/licences/{kind}/reservations/{schoolId}/preview': LookAt<licences.ReservationBody>
  'POST /api/v1/educator-capacity/preview': LookAt<licences.CapacityBody>
  'POST /api/v1/products/{product}/rules/{name}/preview': LookAt<products.ProductRulePreviewBody>
}
