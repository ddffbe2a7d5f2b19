/** What the district is told of until it is resolved, in words: the same that mails say. */

import { authoriseMine } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import { type NoticeMood, type NoticeWords, placeOfNotice, sayNotice } from '../../roster/notice.ts'
import { listNoticesFor, type OpenNotice, readLicenceNamesFor } from '../../store/notices/notice-list.ts'
import { findDistrictOfPrincipal } from '../../store/people/person.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export type NoticeView = Omit<OpenNotice, 'detail'> &
  NoticeWords & { readonly mood: NoticeMood; readonly place: string }

/** The gravest first, then the newest; without those that the reader has put away. */
export async function viewNotices(
  world: DomainWorld,
  grant: Grant<'view:health'>,
): Promise<{ readonly notices: readonly NoticeView[] }> {
  const aboutInvoices = authoriseMine(grant.principal, 'perform:financial_transaction')?.scope.district === true
  const { rows, licenceNames, timezone } = await inGrant(world, grant, async (tx) => ({
    rows: await listNoticesFor(tx, grant, { now: world.now(), aboutInvoices }),
    licenceNames: await readLicenceNamesFor(tx, grant, world.settings.licenceKinds),
    timezone: (await findDistrictOfPrincipal(tx, grant.principal.districtId))?.timezone ?? 'UTC',
  }))
  const notices = rows.map(({ detail, ...row }): NoticeView => {
    const notice = { ...row, detail }
    return { ...row, ...sayNotice(notice, { licenceNames, timezone }), place: placeOfNotice(notice) }
  })
  const rank = ({ mood }: NoticeView): number => (mood === 'bad' ? 0 : 1)
  return { notices: notices.toSorted((a, b) => rank(a) - rank(b)) }
}
