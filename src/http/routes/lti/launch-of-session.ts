/** What the launch of a session said: why it is nobody, and the class that it opens. */

import type { findLaunch } from '../../../signin/launch-of-session.ts'
import { viewLaunchedClass } from '../../../views/lti/launched-class.ts'
import { viewOpened } from '../../../views/lti/placeable.ts'
import { SessionLaunch } from '../../contract/launch.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

export interface LaunchOfSessionOptions {
  readonly findLaunch: (token: string) => ReturnType<typeof findLaunch>
  readonly world: DomainWorld
}

/** Registers `GET /api/v1/session/launch`. */
export function addLaunchOfSessionRoutes(table: RouteTable, options: LaunchOfSessionOptions): void {
  const { findLaunch: find, world } = options
  table.add({
    method: 'get',
    path: '/api/v1/session/launch',
    access: { open: 'session' },
    summary: 'What my launch from the LMS said: why I am nobody, or which class it opens.',
    response: SessionLaunch,
    handle: async ({ principal, token }) => {
      const launch = await find(token)
      const classId = launch?.classId ?? null
      return {
        status: 200,
        body: {
          unmatched: launch?.unmatchedReason ?? null,
          opens: await viewOpened(world, principal, launch?.opens ?? null),
          class: classId === null ? null : await viewLaunchedClass(world, principal, classId),
        },
      }
    },
  })
}
