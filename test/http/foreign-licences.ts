/** What is asked of licences and products with ids of some district. */

import type { Ids, Request } from './things.ts'

type Asked = Readonly<Record<string, readonly ((ids: Ids) => Request)[]>>

const LICENCE = '/api/v1/licences/coaching-seats'
const PRODUCT = '/api/v1/products/reading'
const PURCHASE = { quantity: 9, startsOn: null, endsOn: null }

export function askedOfLicences(): Asked {
  return {
    // A kind is no id: it is the same in every district.
    'get /api/v1/licences/:kind': [() => ({ path: LICENCE })],
    'get /api/v1/licences/:kind/seats': [() => ({ path: `${LICENCE}/seats` })],
    'get /api/v1/licences/:kind/seats/export': [() => ({ path: `${LICENCE}/seats/export` })],
    'get /api/v1/licences/:kind/history': [() => ({ path: `${LICENCE}/history` })],
    'get /api/v1/licences/:kind/ledger': [() => ({ path: `${LICENCE}/ledger` })],
    'get /api/v1/licences/:kind/ledger/export': [() => ({ path: `${LICENCE}/ledger/export` })],
    'post /api/v1/licences/:kind/purchases/:name/preview/export': [
      () => ({ path: '/api/v1/licences/nothing/purchases/x/preview/export', body: PURCHASE }),
    ],
    'post /api/v1/licences/:kind/purchases/:name/removal/preview/export': [
      (of) => ({ path: `${LICENCE}/purchases/${of.purchase}/removal/preview/export` }),
    ],
    'post /api/v1/licences/:kind/rules/preview/export': [
      () => ({
        path: '/api/v1/licences/nothing/rules/preview/export',
        body: { order: [], schools: [], graceDays: null, overDays: null },
      }),
    ],
    'post /api/v1/licences/:kind/reservations/:schoolId/preview/export': [
      (of) => ({ path: `${LICENCE}/reservations/${of.school}/preview/export`, body: { quantity: 1 } }),
    ],
    'post /api/v1/licences/:kind/people/:personId/priority/preview': [
      (of) => ({ path: `${LICENCE}/people/${of.person}/priority/preview`, body: { priority: 1 } }),
    ],
    'post /api/v1/licences/:kind/people/:personId/yield/preview': [
      (of) => ({ path: `${LICENCE}/people/${of.person}/yield/preview` }),
    ],
    'put /api/v1/licences/:kind/rules': [
      () => ({
        path: '/api/v1/licences/nothing/rules',
        body: { order: [], schools: [], graceDays: null, overDays: null },
      }),
    ],
    'put /api/v1/licences/:kind/purchases/:name': [
      () => ({ path: '/api/v1/licences/nothing/purchases/x', body: PURCHASE }),
    ],
    'post /api/v1/licences/:kind/purchases/:name/preview': [
      () => ({ path: '/api/v1/licences/nothing/purchases/x/preview', body: PURCHASE }),
    ],
    'post /api/v1/licences/:kind/purchases/:name/removal/preview': [
      (of) => ({ path: `${LICENCE}/purchases/${of.purchase}/removal/preview` }),
    ],
    'post /api/v1/licences/:kind/rules/preview': [
      () => ({
        path: '/api/v1/licences/nothing/rules/preview',
        body: { order: [], schools: [], graceDays: null, overDays: null },
      }),
    ],
    'post /api/v1/licences/:kind/reservations/:schoolId/preview': [
      (of) => ({ path: `${LICENCE}/reservations/${of.school}/preview`, body: { quantity: 1 } }),
    ],
    'delete /api/v1/licences/:kind/purchases/:name': [(of) => ({ path: `${LICENCE}/purchases/${of.purchase}` })],
    'put /api/v1/licences/:kind/reservations/:schoolId': [0, 1].map((quantity) => (of: Ids) => ({
      path: `${LICENCE}/reservations/${of.school}`,
      body: { quantity },
    })),
    'put /api/v1/licences/:kind/people/:personId/priority': [
      (of) => ({ path: `${LICENCE}/people/${of.person}/priority`, body: { priority: 1 } }),
    ],
    'post /api/v1/licences/:kind/people/:personId/yield': [(of) => ({ path: `${LICENCE}/people/${of.person}/yield` })],
    'post /api/v1/licences/:kind/people/:personId/release': [
      (of) => ({ path: `${LICENCE}/people/${of.person}/release` }),
    ],
    'post /api/v1/licences/:kind/people/:personId/release/preview': [
      (of) => ({ path: `${LICENCE}/people/${of.person}/release/preview` }),
    ],
    // Nor is a product's, and who may give it is found by the numbers of people, classes and schools.
    // Entering a product names nothing that anybody has.
    'put /api/v1/products/:product': [],
    'post /api/v1/products/:product/preview': [],
    'post /api/v1/products/:product/preview/export': [],
    'delete /api/v1/products/:product': [() => ({ path: '/api/v1/products/nothing' })],
    'get /api/v1/products/:product/students': [() => ({ path: `${PRODUCT}/students` })],
    'get /api/v1/products/:product/students/export': [() => ({ path: `${PRODUCT}/students/export` })],
    'post /api/v1/products/:product/students': [true, false].flatMap((give) => [
      (of: Ids) => ({ path: `${PRODUCT}/students`, body: { give, personIds: [of.person] } }),
      (of: Ids) => ({ path: `${PRODUCT}/students`, body: { give, classId: of.class } }),
    ]),
    'post /api/v1/products/:product/students/preview': [
      (of) => ({ path: `${PRODUCT}/students/preview`, body: { give: true, classId: of.class } }),
    ],
    'get /api/v1/products/:product/rules': [() => ({ path: `${PRODUCT}/rules` })],
    'put /api/v1/products/:product/rules/:name': [
      (of) => ({ path: `${PRODUCT}/rules/x`, body: { position: 1, grades: [], schoolIds: [of.school] } }),
    ],
    'delete /api/v1/products/:product/rules/:name': [() => ({ path: `${PRODUCT}/rules/nothing` })],
    'post /api/v1/products/:product/rules/:name/preview': [
      (of) => ({
        path: `${PRODUCT}/rules/x/preview`,
        body: { rule: { position: 1, grades: [], schoolIds: [of.school] } },
      }),
    ],
    'post /api/v1/products/:product/rules/:name/preview/export': [
      (of) => ({
        path: `${PRODUCT}/rules/x/preview/export`,
        body: { rule: { position: 1, grades: [], schoolIds: [of.school] } },
      }),
    ],
    'get /api/v1/classes/:classId/products': [(of) => ({ path: `/api/v1/classes/${of.class}/products` })],
    'get /api/v1/people/:personId/products': [(of) => ({ path: `/api/v1/people/${of.person}/products` })],
  }
}
