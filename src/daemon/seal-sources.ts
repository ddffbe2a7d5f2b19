/** What an earlier version kept open of a source's configuration, sealed as this one keeps it: addresses with a key in them. */

import type { Connector } from '../feed/connector.ts'
import { sealConfig } from '../feed/source-config.ts'
import { type Database, inDistrict } from '../store/database.ts'
import type { SecretBox } from '../store/secret.ts'
import { listSources, updateSealedConfig } from '../store/sync/source.ts'
import { secretContext } from './desk/sources.ts'

export interface SealWorld {
  readonly db: Database
  readonly box: SecretBox
  readonly connectors: ReadonlyMap<string, Connector>
}

/** Seals what lies open in one district; a source whose connector is not there stays as it is. Returns how many it sealed. */
export function sealSources({ db, box, connectors }: SealWorld, districtId: string): Promise<number> {
  return inDistrict(db, { districtId, actor: 'system' }, async (client) => {
    let count = 0
    for (const source of await listSources(client, districtId)) {
      const schema = connectors.get(source.connector)?.configSchema
      if (schema === undefined) continue
      const place = { districtId, sourceId: source.id }
      const sealed = sealConfig(schema, source.config, (value, path) => box.seal(value, secretContext(place, path)))
      const isOpen = JSON.stringify(sealed) !== JSON.stringify(source.config)
      if (isOpen && (await updateSealedConfig(client, source, sealed))) count += 1
    }
    return count
  })
}
