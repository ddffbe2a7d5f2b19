/** The canonical export, to the byte: other tools read these files. */

import { mkdtemp, readFile, readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { exportRoster } from '../../src/store/sync/roster-export.ts'
import { useDatabase } from '../support/database.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'
import { type SyncBench, openSyncBench } from '../support/sync-world.ts'

const database = useDatabase()
let bench: SyncBench
let out: string

const everybody = [
  org('d', { type: 'district', name: 'Cedar, "Unified"' }),
  org('s1', { name: '=HYPERLINK("x")', identifier: '007', parentSourcedId: 'd' }),
  schoolClass('c1', { title: 'Maths\nA', classCode: 'M-1' }),
  person('t1', { givenName: '@ann', feedRoles: [feedRole('teacher', 's1')], email: 'ann@cedar.example' }),
  person('P2', { username: 'p2', identifier: '00042' }),
  person('gone', {}),
  enrolment('c1', 't1', { role: 'teacher', primary: true, beginDate: '2026-08-15' }),
  enrolment('c1', 'P2', { endDate: '2027-06-10' }),
]

beforeAll(async () => {
  bench = await openSyncBench(database.open('sync'))
  bench.feed.current = { records: everybody }
  await bench.sync()
  bench.feed.current = { records: everybody.filter(({ sourcedId }) => sourcedId !== 'gone') }
  expect((await bench.sync()).state).toBe('reported')
  out = await mkdtemp(join(tmpdir(), 'staffroom-export-'))
})

const exported = async (all: boolean): Promise<Record<string, string>> => {
  await exportRoster(bench.world.db, { districtId: bench.districtId, out, all })
  const names = await readdir(out)
  const texts = await Promise.all(names.map(async (name) => [name, await readFile(join(out, name), 'utf8')] as const))
  return Object.fromEntries(texts)
}

describe('the export', () => {
  it('has these five files with these headers, sorted by bytes, LF, formulas defused', async () => {
    expect(await exported(false)).toEqual({
      'orgs.csv':
        'sourcedId,type,name,identifier,parentSourcedId,status\n' +
        'd,district,"Cedar, ""Unified""",,,active\n' +
        's1,school,"\'=HYPERLINK(""x"")",007,d,active\n',
      'people.csv':
        'sourcedId,givenName,familyName,username,email,identifier,status\n' +
        'P2,Given P2,Family P2,p2,,00042,active\n' +
        "t1,'@ann,Family t1,,ann@cedar.example,,active\n",
      'roles.csv':
        'personSourcedId,role,scopeType,scopeSourcedId,origin\n' +
        'P2,student,school,s1,feed\n' +
        't1,class_lead,class,c1,feed\n' +
        't1,teacher,school,s1,feed\n',
      'classes.csv':
        'sourcedId,title,classCode,classType,schoolSourcedId,courseSourcedId,status\n' +
        'c1,"Maths\nA",M-1,scheduled,s1,,active\n',
      'enrolments.csv':
        'sourcedId,classSourcedId,personSourcedId,role,primary,beginDate,endDate,status\n' +
        'c1-P2,c1,P2,student,false,,2027-06-10,active\n' +
        'c1-t1,c1,t1,teacher,true,2026-08-15,,active\n',
    })
  })

  it('has the retired as well where they are asked for', async () => {
    const files = await exported(true)
    expect(files['people.csv']).toContain('gone,Given gone,Family gone,,,,retired\n')
    expect((await exported(false))['people.csv']).not.toContain('gone')
  })

  it('is for its owner only', async () => {
    const { mode } = await stat(join(out, 'people.csv'))
    expect((mode & 0o777).toString(8)).toBe('600')
  })
})
