/** Setting sources up as the product has it, over a test's database: all connectors, the guarded ways to the network. */

import { syncSettings, workerSettings } from '../../config/settings.ts'
import { connectors } from '../../connectors/index.ts'
import { openSourceSetup } from '../../src/daemon/desk/source-setup.ts'
import { createGuardedOpen } from '../../src/net/guarded-open.ts'
import { createGuardedSftp } from '../../src/net/guarded-sftp.ts'
import type { Database } from '../../src/store/database.ts'
import type { SecretBox } from '../../src/store/secret.ts'

interface SetupWorld {
  readonly database: Database
  readonly secrets: SecretBox
  readonly now: () => Date
}

/** `reachesPrivate`: fakes on this machine can be read; in the product only trials may. */
export function sourceSetupOver(world: SetupWorld, reachesPrivate = false) {
  const ways = { allowPrivateNetwork: reachesPrivate, userAgent: 'Staffroom/test' }
  return openSourceSetup({
    db: world.database,
    box: world.secrets,
    connectors: new Map(connectors.map((connector) => [connector.name, connector])),
    limits: { ...syncSettings.feedLimits, fetchRetryBaseMs: 1, fetchAttemptsMax: 1 },
    variables: { PLANTED: 'variable-canary' },
    now: world.now,
    schedule: workerSettings,
    reach: { open: createGuardedOpen(ways), openSftp: createGuardedSftp(ways), stagingFolder: '/nowhere' },
  })
}
