/** The state of a district's roster for comparison: the export's own files, role grants with their rules, seats with their holders. */

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../src/store/database.ts'
import { exportRoster } from '../../src/store/sync/roster-export.ts'
import type { SyncBench } from './sync-world.ts'

/** The five files of the export, each with its name in front; `all`: the retired ones, too. */
export async function readExport(db: Database, districtId: string, all = false): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), 'staffroom-export-'))
  try {
    const files = await exportRoster(db, { districtId, out, all })
    const texts = await Promise.all(
      files.map(async ({ file }) => `${file}\n${await readFile(join(out, file), 'utf8')}`),
    )
    return texts.join('\n')
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

/** Active role grants by feed and by hand, with the rule that gave each. */
export async function readGrants(bench: Pick<SyncBench, 'query'>): Promise<readonly string[]> {
  const rows = await bench.query<{ says: string }>(
    `select concat_ws('|', s.sourced_id, g.role, g.scope_type, coalesce(o.sourced_id, k.sourced_id), g.origin, g.rule) as says
     from role_grant g join person_source s on s.person_id = g.person_id
     left join org o on g.scope_type = 'school' and o.id = g.scope_id
     left join class k on g.scope_type = 'class' and k.id = g.scope_id
     where g.status = 'active' order by 1`,
  )
  return rows.map(({ says }) => says)
}

/** Who has or awaits which seat, and until when. */
export async function readHolders(bench: SyncBench): Promise<readonly string[]> {
  const rows = await bench.query<{ says: string }>(
    `select concat_ws('|', x.kind, s.sourced_id, x.state, x.until) as says
     from seat x join person_source s on s.person_id = x.person_id order by 1`,
  )
  return rows.map(({ says }) => says)
}

/** All of it as one value. */
export async function readState(bench: SyncBench): Promise<{ export: string; grants: unknown; holders: unknown }> {
  return {
    export: await readExport(bench.world.db, bench.districtId),
    grants: await readGrants(bench),
    holders: await readHolders(bench),
  }
}
