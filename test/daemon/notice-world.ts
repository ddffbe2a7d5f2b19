/** A world of the worker's regular jobs over a test's database: its clock, mail server and web hooks are the test's. */

import { SETS } from '../support/question-sets.ts'
import { randomBytes } from 'node:crypto'
import settings from '../../config/settings.json' with { type: 'json' }
import { type ChoreWorld, doChore } from '../../src/daemon/chores.ts'
import { createMailer } from '../../src/daemon/notices/mailer.ts'
import { claimChores, type ChoreKind, ensureChores, hastenChore } from '../../src/store/chores.ts'
import { type Database, globally } from '../../src/store/database.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import { syncSettings, syncWorld } from '../support/sync-world.ts'

export interface Clock {
  now: Date
}

const noLms = () => Promise.reject(new Error('No gradebook is expected.'))

/** The world with the settings of the product; `smtpUrl` null: no mail server. */
export function noticeWorld(
  db: Database,
  o: { readonly clock: Clock; readonly smtpUrl?: string | null; readonly over?: Partial<ChoreWorld> },
): ChoreWorld {
  const { smtpUrl = null } = o
  const from = 'staffroom@roster.example.org'
  return {
    db,
    box: openSecretBox(randomBytes(32)),
    licenceKinds: syncSettings().licenceKinds,
    guard: settings.guard,
    alerts: settings.notices.alerts,
    settings: settings.notices,
    retention: settings.retention,
    interactionTypes: [{ id: 'observation', name: 'Observation' }],
    questionSets: SETS,
    mailer: smtpUrl === null ? null : createMailer({ url: smtpUrl, from, timeoutMs: 400 }),
    post: () => Promise.reject(new Error('No web hook is expected.')),
    gradebook: { ensure: noLms, post: noLms },
    allowPrivateNetwork: false,
    publicUrl: 'https://roster.example.org',
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    now: () => o.clock.now,
    owner: 'test',
    sync: syncWorld(db, new Map(), { now: () => o.clock.now }),
    ...o.over,
  }
}

/** Does one kind of job of one district now, as a worker does it: claimed and given back. */
export async function doNow(world: ChoreWorld, districtId: string, kind: ChoreKind): Promise<void> {
  await globally(world.db, async (client) => {
    await ensureChores(client, world.now())
    await hastenChore(client, { districtId, kind, at: world.now() })
  })
  const claim = { owner: world.owner, seconds: 60, limit: 1000, now: world.now() }
  const chores = await globally(world.db, (client) => claimChores(client, claim))
  const mine = chores.filter((chore) => chore.districtId === districtId && chore.kind === kind)
  for (const chore of mine) await doChore(world, chore, new AbortController().signal)
  // The others are given back at once.
  await globally(world.db, (client) => client.query('update chore set claimed_until = null, claimed_by = null'))
}
