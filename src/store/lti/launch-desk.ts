/** The queue of launches and the links, for whoever runs the installation: the whole of a district, by the commands. */

import type pg from 'pg'
import type { EmailChoice, LinkRow, UnmatchedLaunchRow } from './launch-queue.ts'
import { LINKS_ORDER, WAITING_ORDER } from './launch-queue.ts'
import { sorted } from '../sort.ts'
import { sql } from '../sql.ts'

const WHOLE = [true, []] as const

interface Deciding {
  readonly districtId: string
  readonly now: Date
}

/** Those who wait, the last launch first. In the district's transaction, like all of these. */
export async function listUnmatched(
  client: pg.ClientBase,
  districtId: string,
  limit: number,
): Promise<readonly UnmatchedLaunchRow[]> {
  const { rows } = await client.query<{ items: UnmatchedLaunchRow[] }>(
    sorted('list_unmatched_page', {}, WAITING_ORDER),
    [districtId, ...WHOLE, limit, 0],
  )
  return rows[0]?.items ?? []
}

/** The links, the last first. */
export async function listLinks(client: pg.ClientBase, districtId: string, limit: number): Promise<readonly LinkRow[]> {
  const values = [districtId, ...WHOLE, [], limit, 0]
  const { rows } = await client.query<{ items: LinkRow[] }>(sorted('list_lti_links', {}, LINKS_ORDER), values)
  return rows[0]?.items ?? []
}

/** Whether the person is active in the district. */
export async function isLinkable(
  client: pg.ClientBase,
  of: { readonly districtId: string; readonly personId: string },
): Promise<boolean> {
  const { rowCount } = await client.query(sql('find_link_target'), [of.districtId, ...WHOLE, of.personId])
  return rowCount === 1
}

/** Links an open launch to the person. False: no such launch is open. */
export async function linkLaunch(
  client: pg.ClientBase,
  { districtId, now, launchId, personId }: Deciding & { readonly launchId: string; readonly personId: string },
): Promise<boolean> {
  const closed = await close(client, { districtId, now, launchId }, 'linked')
  if (closed === null) return false
  const { registrationId, sub } = closed
  await client.query(sql('set_lti_user_link'), [districtId, registrationId, sub, personId, true])
  await audit(client, districtId, {
    action: 'lti.link',
    object: `person:${personId}`,
    detail: { registrationId, linkedBy: 'admin', launch: launchId },
  })
  return true
}

/** Takes an open launch out of the queue. False: no such launch is open. */
export async function dismissLaunch(
  client: pg.ClientBase,
  decision: Deciding & { readonly launchId: string },
): Promise<boolean> {
  const closed = await close(client, decision, 'dismissed')
  if (closed === null) return false
  const { registrationId } = closed
  const object = `launch:${decision.launchId}`
  await audit(client, decision.districtId, { action: 'lti.dismiss', object, detail: { registrationId } })
  return true
}

/** Takes a link back and ends what was opened by it. Null: there is no such link; else the person it was of. */
export async function unlink(
  client: pg.ClientBase,
  { districtId, linkId, now }: Deciding & { readonly linkId: string },
): Promise<string | null> {
  const { rows } = await client.query<{ registrationId: string; personId: string }>(sql('remove_lti_link'), [
    districtId,
    linkId,
    'cli',
    now,
  ])
  const [row] = rows
  if (row === undefined) return null
  const { registrationId, personId } = row
  await audit(client, districtId, { action: 'lti.unlink', object: `person:${personId}`, detail: { registrationId } })
  return personId
}

/** The registrations that serve the district, and which of them may link by e-mail. */
export async function readEmailChoices(client: pg.ClientBase, districtId: string): Promise<readonly EmailChoice[]> {
  const { rows } = await client.query<EmailChoice>(sql('list_email_choices'), [districtId])
  return rows
}

/** Switches links by e-mail for one registration. */
export async function writeEmailChoice(
  client: pg.ClientBase,
  choice: Deciding & { readonly registrationId: string; readonly enabled: boolean },
): Promise<void> {
  const { districtId, registrationId, enabled, now } = choice
  await client.query(sql('set_email_choice'), [districtId, registrationId, enabled, 'cli', now])
  const action = enabled ? 'lti.email_on' : 'lti.email_off'
  await audit(client, districtId, { action, object: `lti_registration:${registrationId}`, detail: {} })
}

async function close(
  client: pg.ClientBase,
  { districtId, launchId, now }: Deciding & { readonly launchId: string },
  status: 'linked' | 'dismissed',
): Promise<{ readonly registrationId: string; readonly sub: string } | null> {
  const values = [districtId, launchId, status, 'cli', now]
  const { rows } = await client.query<{ registrationId: string; sub: string }>(sql('decide_unmatched_launch'), values)
  return rows[0] ?? null
}

async function audit(
  client: pg.ClientBase,
  districtId: string,
  entry: { readonly action: string; readonly object: string; readonly detail: object },
): Promise<void> {
  const values = [districtId, entry.action, entry.object, JSON.stringify(entry.detail)]
  await client.query(sql('append_audit_entry'), values)
}
