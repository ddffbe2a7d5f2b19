/** A web process of its own that takes answers to surveys, and may be killed at any moment. A bearer is a person's id. */

import type { AddressInfo } from 'node:net'
import express from 'express'
import { domainSettings } from '../../config/settings.ts'
import { mountRoutes } from '../../src/http/mount.ts'
import { createPageCookie } from '../../src/http/page-cookie.ts'
import { createRouteTable } from '../../src/http/route.ts'
import { addSurveyRoutes } from '../../src/http/routes/community/surveys.ts'
import { openDatabase } from '../../src/store/database.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import { findActiveRoles } from '../../src/store/signin/session.ts'
import { FORTY } from '../bench/survey-district.ts'
import { LOGS, UPLOADS } from '../support/uploads.ts'
import { SETS } from '../support/question-sets.ts'

const [url = '', key = '', districtId = '', now = '', questions = ''] = process.argv.slice(2)
const database = openDatabase({ url, role: 'web', applicationName: 'staffroom-answering', poolMax: 10 })
const world = {
  database,
  secrets: openSecretBox(Buffer.from(key, 'base64')),
  settings: {
    ...domainSettings,
    questionSets: questions === 'forty' ? ([FORTY] as const) : SETS,
    uploads: UPLOADS,
    logs: LOGS,
  },
  now: () => new Date(now),
}
const table = createRouteTable()
addSurveyRoutes(table, world)
const app = express()
app.use((_request, response, next) => {
  Object.assign(response.locals, { requestId: 'soak', nonce: 'soak' })
  next()
})
mountRoutes(app, table.routes, {
  findPrincipal: async (token) => {
    const personId = String(Number(token))
    const roles = await findActiveRoles(database, districtId, personId)
    return roles === null ? null : { districtId, personId, customerId: null, roles }
  },
  noteDenied: () => Promise.resolve(),
  noteSupport: () => Promise.resolve(),
  onceByKey: async (_keyed, work) => ({ answer: await work(), isReplay: false }),
  cookie: createPageCookie('http://localhost'),
  limits: { jsonBytesMax: 65_536, formBytesMax: 65_536, fileJsonBytesMax: 65_536, requestsPerMinuteMax: 1_000_000 },
})
const server = app.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port)
})
process.on('disconnect', () => process.exit(0))
