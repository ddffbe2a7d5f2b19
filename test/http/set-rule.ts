/** Sets a rule of the first district as its administrator does, with the version that they have just seen. */

import type { Rules } from '../../src/http/contract/rules.ts'
import type { Answer, TestApp } from './test-app.ts'

export async function setRule(app: TestApp, name: string, value: unknown): Promise<Answer> {
  const token = app.bearerOf(app.alpha, 'districtAdmin')
  const { rules } = (await app.call('/api/v1/rules', { token })).json as Rules
  const version = rules.find((rule) => rule.name === name)?.version
  return app.call(`/api/v1/rules/${name}`, { method: 'PUT', token, body: { value, locked: false, version } })
}
