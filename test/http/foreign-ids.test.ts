/** Ids of another district: at every route that takes one they are what doesn't exist, and nothing comes of them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askedOfAll } from './asked.ts'
import { switchOffRowSecurity } from './row-security.ts'
import type { PersonName, SchoolDistrict } from './school-district.ts'
import { openTestApp, type TestApp } from './test-app.ts'
import type { Ids, Request } from './things.ts'
import { contentOf } from './district-content.ts'
import { NOWHERE, plantThings } from './things.ts'

const ASKING = [
  'districtAdmin',
  'itAdmin',
  'schoolAdmin',
  'coach',
  'teacher',
  'student',
] as const satisfies readonly PersonName[]

let app: TestApp
let ours: Ids
let theirs: Ids

beforeAll(async () => {
  app = await openTestApp()
  ours = await plantThings(app, app.alpha)
  theirs = await plantThings(app, app.beta)
})
afterAll(() => app.close())

const ASKED = askedOfAll(
  () => ours,
  () => theirs,
)

describe('ids of another district', () => {
  it('are asked for here at every route that has one in its path', () => {
    // What is for everybody names a district, which is no secret.
    const named = app.table.routes
      .filter(({ path, access }) => path.includes(':') && access.open !== 'signin')
      .map(({ method, path }) => `${method} ${path}`)
    expect(named.filter((name) => ASKED[name] === undefined)).toEqual([])
  })

  it('are something to those of that district: the routes do answer', { timeout: 300_000 }, async () => {
    const answered = new Set<string>()
    for (const [name, each] of Object.entries(ASKED)) {
      if (!name.startsWith('get ')) continue
      for (const asked of each)
        for (const person of ASKING)
          if ((await ask(app.beta, person, { name, request: asked(theirs) })).startsWith('200 ')) answered.add(name)
    }
    expect([...answered].toSorted()).toEqual(
      Object.keys(ASKED)
        .filter((name) => name.startsWith('get '))
        .toSorted(),
    )
  })

  it('are nothing, byte for byte, and nothing of that district changes', { timeout: 300_000 }, async () => {
    await expectNothing()
  })

  it('are nothing by the statements alone, with row-level security switched off', { timeout: 300_000 }, async () => {
    await switchOffRowSecurity(app.database.ownerUrl)
    await expectNothing()
  })
})

async function expectNothing(): Promise<void> {
  const before = await contentOf(app, 'beta')
  const wrong: string[] = []
  for (const [name, each] of Object.entries(ASKED)) {
    for (const asked of each) {
      for (const person of ASKING) {
        const foreign = await ask(app.alpha, person, { name, request: asked(theirs) })
        const none = await ask(app.alpha, person, { name, request: asked({ ...theirs, ...NOWHERE }) })
        if (foreign !== none) wrong.push(`${person} at ${name}: ${foreign} instead of ${none}`)
        if (mayNotBe(name).test(foreign)) wrong.push(`${person} at ${name}: ${foreign}`)
      }
    }
  }
  expect(wrong).toEqual([])
  expect(await contentOf(app, 'beta')).toEqual(before)
}

/** An order that was taken, a body that never got past its schema, a fault of ours. */
function mayNotBe(name: string): RegExp {
  // Dismissing says what is still open here, whatever was dismissed.
  const isList = name.startsWith('get ') || name === 'post /api/v1/notices/:noticeId/dismissal'
  return isList ? /^(400|5..) / : /^(2..|400|5..) /
}

async function ask(
  district: SchoolDistrict,
  person: PersonName,
  { name, request }: { readonly name: string; readonly request: Request },
): Promise<string> {
  const method = name.slice(0, name.indexOf(' ')).toUpperCase()
  const { path, ...rest } = request
  const { status, text } = await app.call(path, { method, token: app.bearerOf(district, person), ...rest })
  return `${status} ${text}`
}
