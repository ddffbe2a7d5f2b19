import { describe, expect, it } from 'vitest'
import { oneRosterCsv } from '../../../connectors/oneroster-csv/connector.ts'
import { TABLES } from '../../../src/roster/model.ts'
import { describeConnectorContract } from '../../contract/connector-suite.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { readAll } from '../../contract/read-all.ts'
import { dialectOf } from './serve.ts'

const DIALECTS = [
  dialectOf('1.1', 'zip'),
  dialectOf('1.1', 'folder'),
  dialectOf('1.2', 'zip'),
  dialectOf('1.2', 'folder'),
]

describeConnectorContract(oneRosterCsv, DIALECTS, {
  url: new URL('../../../connectors/oneroster-csv/connector.ts', import.meta.url).href,
  name: 'oneRosterCsv',
})

describe('OneRoster CSV in both versions', () => {
  it('gives byte-identical records for one district, zip or folder, 1.1 or 1.2', async () => {
    const everybodyTeaches = makeDistrict({ ...PRESETS.tiny, staffPerSchool: 2, schools: 3 })
    const texts: string[] = []
    for (const dialect of DIALECTS) {
      const served = await dialect.serve({ ...everybodyTeaches, records: teachersAndStudents(everybodyTeaches) })
      const heard = await readAll(oneRosterCsv, served.config)
      texts.push(JSON.stringify(TABLES.map((table) => heard.records[table])))
      await served.close()
    }
    expect(texts[0]?.length).toBeGreaterThan(10_000)
    expect(new Set(texts).size).toBe(1)
  })
})

/** Roles that only 1.2 has would differ, rightly. */
function teachersAndStudents(district: ReturnType<typeof makeDistrict>): ReturnType<typeof makeDistrict>['records'] {
  return function* records(table) {
    for (const record of district.records(table)) {
      yield record.table === 'people'
        ? {
            ...record,
            feedRoles: record.feedRoles.map((role) => ({
              ...role,
              role: role.role === 'student' ? 'student' : 'teacher',
            })),
          }
        : record
    }
  }
}
