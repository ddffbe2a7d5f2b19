/** What needs somebody, for the banner above the pages. */

import { dismissNotice } from '../../../actions/notices/dismiss-notice.ts'
import { viewNotices } from '../../../views/notices/notices.ts'
import { NoticeParams, Notices } from '../../contract/notices.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** Everything under `/api/v1/notices`. */
export function addNoticeRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'view:health' } as const
  table.add({
    method: 'get',
    path: '/api/v1/notices',
    access,
    summary: 'What needs somebody, without what I have put away.',
    response: Notices,
    handle: async ({ grant }) => ({ status: 200, body: await viewNotices(world, grant) }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/notices/:noticeId/dismissal',
    access,
    summary: 'Puts a notice away for me; answers with what is left.',
    params: NoticeParams,
    response: Notices,
    handle: async ({ grant, params }) => {
      await dismissNotice(world, grant, params.noticeId)
      return { status: 200, body: await viewNotices(world, grant) }
    },
  })
}
