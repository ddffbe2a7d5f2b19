/** Pathways by the command line: made of a file, seen and enrolled in as a teacher. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
const home = makeHome()
const at = (name: string): string => join(home, name)
const DISTRICT = ['--district', 'east']
const AS = [...DISTRICT, '--as', 't1']

const FILES = {
  'manifest.csv': [
    'propertyName,value',
    'manifest.version,1.0',
    'oneroster.version,1.1',
    ...['academicSessions', 'classes', 'courses', 'enrollments', 'orgs', 'users'].map((name) => `file.${name},bulk`),
  ],
  'orgs.csv': ['sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId', 's1,,,School,school,,'],
  'academicSessions.csv': [
    'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear',
    'y1,,,Year,schoolYear,2026-07-01,2099-06-30,,2027',
  ],
  'courses.csv': [
    'sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes',
    'k1,,,y1,Maths,,,s1,,',
  ],
  'classes.csv': [
    'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
    'c1,,,Maths 4,,k1,,scheduled,,s1,y1,,,',
  ],
  'users.csv': [
    'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
    't1,,,true,s1,teacher,,,Tom,Teacher,,,tom@east.example,,,,,',
    'u1,,,true,s1,student,,,Ada,One,,,,,,,04,',
    'u2,,,true,s1,student,,,Bea,Two,,,,,,,05,',
    'u3,,,true,s1,student,,,Cyd,Six,,,,,,,04,',
  ],
  'enrollments.csv': [
    'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
    'e0,,,c1,s1,t1,teacher,true,,',
    'e1,,,c1,s1,u1,student,,,',
    'e2,,,c1,s1,u2,student,,,',
  ],
}

interface Made {
  readonly pathways: readonly { readonly id: string; readonly steps: readonly { readonly id: string }[] }[]
}
const list = async () => (await staffroom.json('pathway', 'list', ...DISTRICT)).data as Made
const set = (pathway: object) => {
  writeFileSync(at('pathway.json'), JSON.stringify(pathway))
  return staffroom.run('pathway', 'set', at('pathway.json'), ...DISTRICT)
}

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home })
  mkdirSync(at('feed'), { recursive: true })
  for (const [name, lines] of Object.entries(FILES)) writeFileSync(join(at('feed'), name), `${lines.join('\n')}\n`)
  writeFileSync(at('sis.json'), JSON.stringify({ path: at('feed') }))
  await staffroom.run('district', 'create', '--id', 'east', '--name', 'East', '--timezone', 'America/Chicago')
  await staffroom.run(
    'source',
    'add',
    ...DISTRICT,
    '--id',
    'sis',
    '--connector',
    'oneroster-csv',
    '--config',
    at('sis.json'),
  )
  const synced = await staffroom.run('sync', 'east/sis')
  expect([synced.code, synced.err]).toEqual([0, synced.err])
}, 60_000)

describe('staffroom pathway', () => {
  test('makes one of a file, and changes it with what the list has printed', async () => {
    expect(
      (await set({ name: 'Fractions', grade: '04', steps: [{ title: 'Halves' }, { title: 'Thirds' }] })).code,
    ).toBe(0)
    const [made] = (await list()).pathways
    expect(made?.steps.map(({ id }) => id)).toEqual(['1', '2'])
    const { code, out } = await set({ ...made, steps: made?.steps.slice(1) })
    expect([code, out]).toEqual([0, expect.stringContaining(`Pathway ${made?.id ?? ''} was saved`)])
    expect((await list()).pathways[0]?.steps.map(({ id }) => id)).toEqual(['2'])
    for (const wrong of [{ name: 'x' }, { name: 'x', grade: '04', steps: [{}] }])
      expect((await set(wrong)).code).toBe(2)
    const refused = await set({ name: 'x', grade: '04', steps: [{ title: 'y', productId: 'nothing' }] })
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('catalogue')])
  })

  test('enrols as a teacher does: students of theirs, by grade', async () => {
    const id = (await list()).pathways[0]?.id ?? ''
    const whole = await staffroom.json('pathway', 'enrol', id, ...AS, '--class', 'c1')
    expect(whole.data).toMatchObject({ changed: [expect.any(String)], leftOut: [] })
    const older = await staffroom.json('pathway', 'enrol', id, ...AS, '--student', 'u2')
    expect(older.data).toMatchObject({ changed: [], leftOut: [{ reason: 'other_grade' }] })
    const foreign = await staffroom.run('pathway', 'enrol', id, ...AS, '--student', 'u3')
    expect([foreign.code, foreign.err]).toEqual([1, expect.stringContaining('Nothing was changed')])
    const seen = await staffroom.json('pathway', 'students', id, ...AS, '--enrolled')
    expect(seen.data).toMatchObject({ students: [{ grades: ['04'], done: [] }] })
    const used = await staffroom.run('pathway', 'remove', id, ...DISTRICT)
    expect([used.code, used.err]).toEqual([1, expect.stringContaining('Students are in this pathway')])
    await staffroom.run('pathway', 'leave', id, ...AS, '--class', 'c1')
    expect((await staffroom.run('pathway', 'remove', id, ...DISTRICT)).code).toBe(0)
    expect((await list()).pathways).toEqual([])
  })

  test('asks whose and which, and acts for nobody who teaches nobody', async () => {
    for (const words of [
      ['enrol', '1', ...AS],
      ['enrol', 'x', ...AS, '--student', 'u1'],
      ['students', 'x', ...AS],
      ['set', at('nothing.json'), ...DISTRICT],
    ])
      expect([words, (await staffroom.run('pathway', ...words)).code]).toEqual([words, 2])
    const student = await staffroom.run('pathway', 'students', '1', ...DISTRICT, '--as', 'u1')
    expect([student.code, student.err]).toEqual([1, expect.stringContaining('teaches no class')])
  })
})
