/** Question sets by the command line: files that are wrong are told with their places, and versions are never changed. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { plantDistrict } from '../http/school-district.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { openBothRoles, useDatabase } from '../support/database.ts'
import { LUNCH, STRICTER } from '../support/own-question-set.ts'
import { SET } from '../support/question-sets.ts'

const database = useDatabase()
const home = makeHome()
let staffroom: CommandLine

const IN = ['--district', 'alpha']
const ask = (...words: readonly string[]) => staffroom.json('question-sets', ...words)
const file = (name: string, content: unknown) => {
  const path = join(home, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return ['--file', path, ...IN]
}
const errorOf = ({ data }: { readonly data: unknown }) =>
  (data as { error?: { code: string; message: string } }).error ?? { code: '', message: '' }

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home })
  await plantDistrict(openBothRoles(database), 'alpha')
})

test('a file that is wrong is refused by check and by add alike, and so is a name that is taken or unknown', async () => {
  const wrong = { ...LUNCH, minutes: 9, questions: LUNCH.questions.slice(1) }
  for (const command of ['check', 'add']) {
    expect((await ask(command, ...file('cut.json', '{"id": "lunch"'))).code, command).toBe(2)
    const refused = await ask(command, ...file('wrong.json', wrong))
    expect([refused.code, errorOf(refused).code], command).toEqual([2, 'file_invalid'])
    expect(errorOf(refused).message, command).toContain('/minutes Minutes has to be 5 or less.')
    const taken = await ask(command, ...file('taken.json', { ...LUNCH, id: SET.id }))
    expect(errorOf(taken).message, command).toContain('comes with Staffroom')
  }
  for (const command of ['show', 'retire', 'restore', 'default'])
    expect(errorOf(await ask(command, 'dinner', ...IN)).code, command).toBe('QUESTION_SET_UNKNOWN')
  expect(errorOf(await ask('retire', SET.id, ...IN)).code).toBe('QUESTION_SET_REFUSED')
  expect((await ask('show', SET.id, ...IN, '--set-version', 'one')).code).toBe(2)
  expect((await ask('list', ...IN)).data).toMatchObject({
    sets: [{ id: SET.id, isDefault: true, origin: 'staffroom' }],
  })
})

test('a set is kept, shown as the file that it was, made the default, versioned and retired', async () => {
  const shipped = (await ask('show', SET.id, ...IN)).data as { file: object }
  expect(shipped.file).toEqual(SET)
  expect((await ask('check', ...file('lunch.json', LUNCH))).data).toMatchObject({ set: 'lunch', version: 1 })
  expect((await ask('add', ...file('lunch.json', LUNCH))).data).toMatchObject({ id: 'lunch', outcome: 'added' })
  expect((await ask('add', ...file('lunch.json', LUNCH))).data).toMatchObject({ outcome: 'same', version: 1 })
  const checked = await ask('check', ...file('strict.json', STRICTER))
  expect(checked.data).toMatchObject({
    version: 2,
    changes: [
      { question: 'tasty', change: 'counted' },
      { question: 'enough', change: 'counted' },
    ],
  })
  expect((await ask('add', ...file('strict.json', STRICTER))).data).toMatchObject({
    outcome: 'new_version',
    version: 2,
  })
  expect(((await ask('show', 'lunch', ...IN)).data as { file: object }).file).toEqual(STRICTER)
  expect(((await ask('show', 'lunch', ...IN, '--set-version', '1')).data as { file: object }).file).toEqual(LUNCH)
  expect((await ask('default', 'lunch', ...IN)).code).toBe(0)
  expect(errorOf(await ask('retire', 'lunch', ...IN)).code).toBe('QUESTION_SET_REFUSED')
  expect((await ask('default', SET.id, ...IN)).code).toBe(0)
  expect((await ask('retire', 'lunch', ...IN)).code).toBe(0)
  expect(errorOf(await ask('add', ...file('lunch.json', LUNCH))).code).toBe('QUESTION_SET_REFUSED')
  const { data } = await ask('list', ...IN)
  const [, last] = (data as { sets: readonly { id: string; retiredAt: string | null }[] }).sets
  expect([last?.id, last?.retiredAt === null]).toEqual(['lunch', false])
  expect((await ask('restore', 'lunch', ...IN)).code).toBe(0)
})
