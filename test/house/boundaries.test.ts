/** Every wall of the house holds: a bad import planted for each rule is refused by that rule's name. */

import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BoundaryReport, boundaryRules, checkBoundaries } from '../../scripts/check-boundaries.mjs'
import { plantTree, type PlantedTree } from './planted-tree.ts'

const LIBRARIES = {
  installed: [
    'pg',
    'pg-boss',
    'express',
    'react',
    'commander',
    'croner',
    'nodemailer',
    'ssh2',
    'jose',
    'yauzl',
    'winston',
    'prom-client',
    'ajv',
    '@sinclair/typebox',
    '@prisma/client',
    '@mantine/core',
  ],
  development: ['yazl'],
  undeclared: ['stowaway'],
}

/** What the planted imports point at: one harmless module per room. */
const ROOMS =
  'roster seats access coaching community students feed store sync lti signin net daemon http http/contract ui cli'
    .split(' ')
    .map((room) => `src/${room}/plain.ts`)
const GROUND: Record<string, string> = {
  ...Object.fromEntries(ROOMS.map((path) => [path, 'export const planted = 1\nexport type Planted = number\n'])),
  'src/roster/failure.ts': 'export const planted = 1\n',
  'src/sync/report.ts': 'export type Planted = number\n',
  'src/generated/prisma/client.ts': 'export const planted = 1\n',
  'src/main.ts': 'export const planted = 1\n',
  'src/web.ts': 'export const planted = 1\n',
  'src/store/right.ts': "import { used } from './left.ts'\nexport const planted = used\n",
  'config/settings.ts': 'export const planted = 1\n',
  'connectors/index.ts': "export { planted } from './clever/connector.ts'\n",
  'connectors/clever/connector.ts': 'export const planted = 1\n',
  'connectors/oneroster-client/plain.ts': 'export const planted = 1\n',
  'test/support/thing.ts': 'export const planted = 1\n',
}

const value = (from: string): string => `import { planted } from '${from}'\nexport const used = planted\n`
const type = (from: string): string => `import type { Planted } from '${from}'\nexport type Used = Planted\n`
const JSX = 'export const page = <T,>({ of }: { of: T }) => <p title="plain">{String(of)}</p>\n'
const policed = (from: string): string =>
  `import type { Planted } from '../access/plain.ts'\n${value(from)}export type Scope = Planted\n`

/** rule, file that is planted, its text. */
const FAULTS: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['no-circular', 'src/store/left.ts', value('./right.ts')],
  ['no-unresolvable', 'src/store/lost.ts', value('./nowhere.ts')],
  ['not-to-test', 'src/store/leans.ts', value('../../test/support/thing.ts')],
  ['not-to-test', 'scripts/leans.mjs', value('../test/support/thing.ts')],
  ['not-to-dev-dep', 'src/store/dev.ts', value('yazl')],
  ['not-to-undeclared', 'src/store/undeclared.ts', value('stowaway')],
  ['config-is-read-in-main', 'src/sync/settings.ts', value('../../config/settings.ts')],
  ['nobody-imports-main', 'src/daemon/whole.ts', value('../main.ts')],
  ['nobody-imports-main', 'test/whole.ts', value('../src/main.ts')],
  ['nobody-imports-main', 'src/daemon/pages.ts', value('../web.ts')],

  ['rules-are-pure', 'src/coaching/reads.ts', value('../store/plain.ts')],
  [
    'rules-are-pure',
    'src/access/reads.ts',
    "import { readFileSync } from 'node:fs'\nexport const used = readFileSync\n",
  ],
  [
    'rules-are-pure',
    'src/seats/hashes.ts',
    "import { createHash } from 'node:crypto'\nexport const used = createHash\n",
  ],
  ['rules-are-pure', 'src/students/library.ts', value('jose')],
  ['roster-is-the-root', 'src/roster/upward.ts', value('../access/plain.ts')],
  ['access-sees-roster-only', 'src/access/upward.ts', type('../coaching/plain.ts')],
  ['parts-are-separate', 'src/seats/sideways.ts', value('../coaching/plain.ts')],
  ['parts-do-not-decide-access', 'src/community/decides.ts', value('../access/plain.ts')],

  ['feed-imports-roster-only', 'src/feed/stores.ts', type('../store/plain.ts')],
  ['connector-sees-feed-only', 'connectors/educator-csv/sibling.ts', value('../clever/connector.ts')],
  ['connector-sees-feed-only', 'connectors/educator-csv/decides.ts', type('../../src/access/plain.ts')],
  ['client-package-is-alone', 'connectors/oneroster-client/knows.ts', type('../../src/feed/plain.ts')],
  ['client-package-is-alone', 'connectors/oneroster-client/sibling.ts', value('../clever/connector.ts')],
  ['client-package-is-alone', 'connectors/oneroster-client/settings.ts', type('../../src/roster/plain.ts')],
  ['client-package-is-alone', 'connectors/oneroster-client/library.ts', value('ajv')],
  ['connector-cannot-reach-store', 'connectors/educator-csv/stores.ts', value('../../src/store/plain.ts')],
  ['connectors-are-wired-in-main', 'src/sync/knows.ts', value('../../connectors/index.ts')],
  [
    'network-through-net',
    'connectors/educator-csv/dials.ts',
    "import { request } from 'node:https'\nexport const used = request\n",
  ],
  [
    'network-through-net',
    'connectors/oneroster-client/dials.ts',
    "import { request } from 'node:https'\nexport const used = request\n",
  ],
  [
    'network-through-net',
    'src/feed/resolves.ts',
    "import { lookup } from 'node:dns/promises'\nexport const used = lookup\n",
  ],
  [
    'processes-start-in-store-and-daemon',
    'src/http/shell.ts',
    "import { spawn } from 'node:child_process'\nexport const used = spawn\n",
  ],

  ['store-sees-rules-only', 'src/store/upward.ts', type('../sync/plain.ts')],
  ['database-only-in-store', 'src/views/queries.ts', policed('pg')],
  ['database-only-in-store', 'src/sync/types.ts', type('pg')],
  ['database-only-in-store', 'src/actions/prisma.ts', policed('@prisma/client')],
  ['database-only-in-store', 'src/signin/generated.ts', value('../generated/prisma/client.ts')],
  ['queue-only-in-daemon', 'src/sync/queues.ts', value('pg-boss')],
  ['queue-only-in-daemon', 'src/store/queues.ts', value('pg-boss')],

  ['sync-sees-the-pipeline-only', 'src/sync/signs.ts', value('../signin/plain.ts')],
  ['daemon-sees-sync-and-store', 'src/daemon/serves.ts', value('../http/plain.ts')],
  ['lti-is-protocol-only', 'src/lti/stores.ts', type('../store/plain.ts')],
  ['signin-sees-access-lti-store', 'src/signin/pages.ts', value('../http/plain.ts')],
  ['signin-takes-verified-launches', 'src/signin/verifies.ts', value('../lti/plain.ts')],
  ['net-is-alone', 'src/net/knows.ts', value('../feed/plain.ts')],

  ['views-read-through-store', 'src/views/syncs.ts', policed('../sync/plain.ts')],
  ['actions-write-through-store', 'src/actions/signs.ts', policed('../signin/plain.ts')],
  ['http-goes-through-views-and-actions', 'src/http/queries.ts', type('../store/plain.ts')],
  ['http-goes-through-views-and-actions', 'src/http/syncs.ts', type('../sync/report.ts')],
  ['express-only-in-http', 'src/signin/cookies.ts', value('express')],
  ['ui-is-alone', 'src/ui/rules.ts', type('../coaching/plain.ts')],
  ['ui-imports-types-only', 'src/ui/bundles.ts', value('../http/contract/plain.ts')],
  [
    'ui-runs-in-a-browser',
    'src/ui/reads.ts',
    "import { readFileSync } from 'node:fs'\nexport const used = readFileSync\n",
  ],
  ['react-only-in-ui', 'src/http/renders.ts', value('react')],
  ['react-only-in-ui', 'src/http/paints.ts', value('@mantine/core')],

  ['cli-takes-what-main-hands-it', 'src/cli/runs.ts', value('../sync/plain.ts')],
  ['cli-knows-rules-and-sync-by-type', 'src/cli/knows.ts', type('../store/plain.ts')],
  ['terminal-only-in-cli', 'src/sync/parses.ts', value('commander')],
  ['clock-only-in-daemon', 'src/sync/ticks.ts', value('croner')],
  ['ssh-only-in-net', 'src/feed/shells.ts', value('ssh2')],
  ['mail-only-in-daemon', 'src/sync/mails.ts', value('nodemailer')],
  ['tokens-only-in-lti-and-signin', 'src/http/tokens.ts', value('jose')],
  ['zip-only-in-feed-and-connectors', 'src/store/reads.ts', value('yauzl')],
  ['logger-is-handed-in', 'src/sync/logs.ts', value('winston')],
  ['metrics-only-in-daemon-and-http', 'src/sync/counts.ts', value('prom-client')],
  ['page-asks-the-policy', 'src/views/open.ts', value('../store/plain.ts')],
  ['page-asks-the-policy', 'src/actions/open.ts', value('../store/plain.ts')],
]

/** Imports that the walls let through. */
const ALLOWED: Record<string, string> = {
  'src/roster/fine.ts': value('ajv'),
  'src/coaching/fine.ts': type('../access/plain.ts'),
  'src/feed/fine.ts': value('yauzl'),
  'connectors/fine/connector.ts': `${value('../../src/feed/plain.ts')}export * from './parse.ts'\n`,
  'connectors/fine/client.ts': value('../oneroster-client/plain.ts'),
  'connectors/oneroster-client/fine.ts': value('./plain.ts'),
  'connectors/oneroster-client/guarded-transport.ts':
    "import { request } from 'node:https'\nexport const used = request\n",
  'connectors/fine/parse.ts': "import { readFileSync } from 'node:fs'\nexport const parsed = readFileSync\n",
  'src/store/fine.ts': value('pg'),
  'src/store/prisma.ts': value('../generated/prisma/client.ts'),
  'src/store/postgres/queue-schema.ts': value('pg-boss'),
  'src/store/fails.ts': value('../roster/failure.ts'),
  'src/sync/fine.ts': value('../store/plain.ts'),
  'src/daemon/fine.ts': value('croner'),
  'src/daemon/types.ts': type('../feed/plain.ts'),
  'src/signin/fine.ts': type('../lti/plain.ts'),
  'src/lti/fine.ts': value('jose'),
  'src/net/fine.ts': "import { lookup } from 'node:dns/promises'\nexport const used = lookup\n",
  'src/views/fine.ts': policed('../store/plain.ts'),
  'src/http/fine.ts': value('express'),
  'src/http/listens.ts': "import { createServer } from 'node:http'\nexport const used = createServer\n",
  'src/ui/fine.tsx': `${type('../http/contract/plain.ts')}export { planted } from 'react'\n${JSX}`,
  'src/cli/fine.ts': `${type('../sync/report.ts')}export { planted } from 'commander'\n`,
  'test/fine.ts': value('pg'),
}

describe('the walls of the house', () => {
  let tree: PlantedTree
  let report: BoundaryReport

  beforeAll(async () => {
    const planted = Object.fromEntries(FAULTS.map(([, path, text]) => [path, text]))
    tree = plantTree({ ...GROUND, ...planted, ...ALLOWED }, LIBRARIES)
    report = await checkBoundaries(tree.root)
  })

  afterAll(() => tree.remove())

  it.each(FAULTS)('refuses by %s what is planted in %s', (rule, path) => {
    const refusals = report.violations.filter((violation) => violation.from === path)
    expect(refusals.map((violation) => violation.rule)).toContain(rule)
  })

  it.each(Object.keys(ALLOWED))('lets the honest imports of %s through', (path) => {
    expect(report.violations.filter((violation) => violation.from === path)).toEqual([])
  })

  it('has a planted fault for every rule', () => {
    const proven = new Set(FAULTS.map(([rule]) => rule))
    expect(boundaryRules().filter((rule) => !proven.has(rule.name))).toEqual([])
  })

  it('says in every rule what to do instead', () => {
    expect(boundaryRules().filter((rule) => rule.comment.length < 20)).toEqual([])
  })

  it('reads nothing in an empty tree, so that the check can tell', async () => {
    const empty = plantTree({}, LIBRARIES)
    expect((await checkBoundaries(empty.root)).modules).toBe(0)
    empty.remove()
  })

  it('finds the real tree in order', { timeout: 120_000 }, async () => {
    const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
    const real = await checkBoundaries(root)
    expect(real.modules).toBeGreaterThan(50)
    expect(real.violations).toEqual([])
  })
})
