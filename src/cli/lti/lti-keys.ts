/** `staffroom lti keys list|rotate`: the keys that Staffroom signs with for learning platforms. */

import type { Command } from 'commander'
import type { KeyLine } from './lti-tools.ts'
import type { Outcome } from '../outcome.ts'
import { formatTable } from '../print.ts'
import type { Shell } from '../shell.ts'
import type { Installation } from '../toolbox.ts'

export function addLtiKeys(lti: Command, shell: Shell): void {
  const keys = lti.command('keys').description('our signing keys: each is published before it signs, and after')
  const list = keys.command('list').description('the published keys')
  shell.actInside(list, async (_task, installation) => describe(await installation.keys.list()))

  const rotate = keys
    .command('rotate')
    .description('let the next key sign from now on; the worker does it by itself in time')
    .option('--leaked', 'somebody else may have the keys: replace all of them at once')
  shell.actInside<{ readonly leaked?: true }>(rotate, async (_task, installation, { options }) =>
    change(installation, options.leaked === true),
  )
}

async function change({ keys }: Installation, isLeaked: boolean): Promise<Outcome> {
  await (isLeaked ? keys.replace() : keys.rotate())
  const { data, lines } = describe(await keys.list())
  const says = isLeaked
    ? 'No earlier key is published any more. Platforms find the new ones when they next read the key set; until then they may refuse calls of ours.'
    : 'The key before stays published for a while, so that what it signed is still believed.'
  return { data, lines: [...lines, says] }
}

const day = (at: Date | null): string | null => at?.toISOString() ?? null

function describe(keys: readonly KeyLine[]): Outcome {
  const rows = keys.map((key) => [
    key.kid,
    key.status,
    day(key.createdAt),
    day(key.activatedAt),
    day(key.publishedUntil),
  ])
  const lines =
    keys.length === 0
      ? ['There is no key yet: one is made when the web or a worker starts.']
      : formatTable(['key', 'state', 'published', 'signs since', 'published until'], rows)
  return { data: { keys }, lines }
}
