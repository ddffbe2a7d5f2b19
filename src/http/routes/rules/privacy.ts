/** The privacy statement, for everybody who is signed in with a role. */

import { viewPrivacyStatement } from '../../../views/rules/privacy-statement.ts'
import { PrivacyStatement } from '../../contract/privacy.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { presentPermission } from './permissions.ts'

/** `GET /api/v1/privacy-statement`. It says how things are set, and nothing about anybody. */
export function addPrivacyRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/privacy-statement',
    access: { capability: 'view:privacy_statement' },
    summary: 'What is kept of people, how long, who sees it and where it goes, as things are set now.',
    response: PrivacyStatement,
    handle: async ({ grant }) => {
      const { goesTo, seenBy, ...statement } = await viewPrivacyStatement(world, grant)
      return {
        status: 200,
        body: {
          ...statement,
          kept: [...statement.kept],
          notInTheFile: [...statement.notInTheFile],
          times: [...statement.times],
          seenBy: seenBy.map(({ topic, permissions }) => ({ topic, permissions: permissions.map(presentPermission) })),
          goesTo: {
            ...goesTo,
            platforms: [...goesTo.platforms],
            signInProviders: [...goesTo.signInProviders],
          },
        },
      }
    },
  })
}
