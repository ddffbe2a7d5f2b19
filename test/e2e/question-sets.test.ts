/**
 * Questions of a district's own on the real server: an administrator brings them and mends a file that is wrong, a lead plans
 * them, a student answers them on a phone after a launch and others by the code, and the report tells them.
 */

import { rm } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tendSurveys } from '../../src/daemon/surveys.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { startServedTool, type ServedTool } from '../lti/served-tool.ts'
import { addPerson } from '../signin/roster.ts'
import { openBrowser } from '../support/browser.ts'
import { LUNCH } from '../support/own-question-set.ts'
import { SETS } from '../support/question-sets.ts'
import { inspect, openPage } from '../ui/looks.ts'
import { buildPages } from '../ui/served-app.ts'

const PHONE = 360
const DESKTOP = 1280
/** Whoever else answers, by their names. */
const OTHERS = 'BCDFGHKLMPR'

let built: string
let tool: ServedTool
let owners: Database
let browser: Browser
let classId: string
let code: string
const opened: { readonly context: BrowserContext; readonly faults: readonly string[] }[] = []

const owner = async (statement: string, values: readonly unknown[] = []) => {
  const { rows } = await inDistrict(owners, { districtId: 'd1', actor: 'test' }, (client) =>
    client.query<{ id: string }>(statement, [...values]),
  )
  return rows[0]?.id ?? ''
}
const day = (days: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(
    new Date(tool.now().getTime() + days * 86_400_000),
  )
const part = (page: Page, heading: string) =>
  page.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) })

beforeAll(async () => {
  built = await buildPages()
  tool = await startServedTool({ built })
  owners = tool.database.open('owner')
  browser = await openBrowser()
  await plant()
})
afterAll(async () => {
  await browser.close()
  await tool.stop()
  await rm(built, { recursive: true, force: true })
})

/** A school with a class, whoever leads it, a student of it and an administrator of the district. */
async function plant(): Promise<void> {
  const school = await owner(
    "insert into org (district_id, source_id, sourced_id, name, type) values ('d1', 'sis', 'maple', 'Maple Middle School', 'school') returning id::text",
  )
  classId = await owner(
    "insert into class (district_id, source_id, sourced_id, title, school_id, school_sourced_id, class_type) values ('d1', 'sis', 'alg', 'Algebra I', $1, 'maple', 'scheduled') returning id::text",
    [school],
  )
  const person = async (key: string, name: readonly [string, string], role: string) => {
    const [givenName, familyName] = name
    const at = { sourcedId: key, givenName, familyName, email: `${key}@d1.example` }
    const id = await addPerson(tool.database.open('sync'), 'd1', at)
    const isDistricts = role === 'district_admin'
    await owner(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id)
       values ('d1', $1, $2, $3, $4, 'feed', 'sis')`,
      [id, role, isDistricts ? 'district' : 'school', isDistricts ? '0' : school],
    )
    return id
  }
  const enrol = (id: string, role: string) =>
    owner(
      `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
       values ('d1', 'sis', $1, $2, $3, $4, false)`,
      [`e-${id}`, classId, id, role],
    )
  await person('demo-admin', ['Lucian', 'Merrowby'], 'district_admin')
  const teacher = await person('demo-teacher', ['Marisol', 'Hedgecombe'], 'teacher')
  await enrol(teacher, 'teacher')
  await owner(
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id)
     values ('d1', $1, 'class_lead', 'class', $2, 'feed', 'sis')`,
    [teacher, classId],
  )
  await enrol(await person('demo-student', ['Wilhelmina', 'Sparrowfield'], 'student'), 'student')
}

/** Launches from the LMS into a window of its own, at an address of the app. */
async function launch(key: string, hash: string, width = DESKTOP): Promise<Page> {
  const { page, faults, context } = await openPage(browser, { width, scheme: 'light' })
  opened.push({ context, faults })
  context.setDefaultTimeout(20_000)
  await context.clock.setFixedTime(tool.now())
  await page.goto(`${tool.lms.url}/launch?as=${key}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate((to) => {
    window.location.hash = to
  }, hash)
  return page
}

const close = async () => {
  const all = opened.splice(0)
  await Promise.all(all.map(({ context }) => context.close()))
  expect(all.flatMap(({ faults }) => faults)).toEqual([])
}

const choose = (page: Page, content: string) =>
  page.getByLabel('File of a question set').setInputFiles({
    name: 'lunch.json',
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  })

// What was done stays done: no act can be played twice.
describe('questions of a district’s own', { retry: 0, timeout: 180_000 }, () => {
  test('are brought by an administrator as a file, which says first what is wrong with it', async () => {
    const page = await launch('demo-admin', '#/communities')
    await page.getByRole('link', { name: 'Survey questions' }).click()
    await page.getByRole('heading', { level: 1, name: 'Survey questions' }).waitFor()
    const adding = part(page, 'Add questions of your own')
    const look = adding.getByRole('button', { name: 'Look at the file' })
    await look.click()
    await adding.getByText('Choose a file first.').waitFor()
    await choose(page, '{"id": "lunch",\n "title": }')
    await look.click()
    await adding.getByText('The file is no JSON').waitFor()
    await choose(page, JSON.stringify({ ...LUNCH, minutes: 9, questions: LUNCH.questions.slice(1, 3), colour: 'blue' }))
    await look.click()
    await adding.getByText('2 things have to be put right in the file.').waitFor()
    await adding.getByText('The file has “colour”, which nothing reads.').waitFor()
    await inspect(page, 'question sets with a file that is wrong')
    await choose(page, JSON.stringify(LUNCH))
    await look.click()
    await adding.getByText('The file is in order. It would be a new set, “Lunch at our school”.').waitFor()
    // As students see it: what is asked only of some comes when they are it.
    expect(await adding.getByLabel('Why not from school?').count()).toBe(0)
    await adding.getByRole('radio', { name: 'From home' }).check()
    await adding.getByLabel('Why not from school?').waitFor()
    await adding.getByLabel('Language', { exact: true }).selectOption('es')
    await adding.getByRole('group', { name: 'El almuerzo sabe bien.' }).waitFor()
    await inspect(page, 'question sets with a file that is in order')
    await adding.getByRole('button', { name: 'Add the set' }).click()
    await page.getByText('The set was added. It can be chosen wherever a survey is planned.').waitFor()
    const list = part(page, 'Question sets')
    await list.getByRole('button', { name: 'Show questions: Lunch at our school' }).click()
    await list.getByRole('group', { name: 'Lunch tastes good.' }).waitFor()
    await inspect(page, 'question sets with one of the district shown')
    await close()
  })

  test('are planned by whoever leads a class', async () => {
    const page = await launch('demo-teacher', `#/classes/led/${classId}`)
    await page
      .getByRole('button', { name: /Change the schedule|Plan a cycle/ })
      .first()
      .click()
    const form = page.getByRole('form', { name: 'Change the schedule' })
    // Read before it is chosen, as students see it.
    const planning = part(page, 'Survey')
    await planning.getByRole('button', { name: 'Show questions: Lunch at our school' }).click()
    const asked = planning.getByRole('region', { name: 'As students see it: Lunch at our school' })
    await asked.getByRole('group', { name: 'Lunch tastes good.' }).waitFor()
    await asked.getByRole('radio', { name: 'From home' }).check()
    await asked.getByLabel('Why not from school?').waitFor()
    await inspect(page, 'a schedule with the questions of a set shown')
    await form.getByLabel('First day').fill(day(0))
    await form.getByLabel('Last day', { exact: true }).fill(day(3))
    await form.getByLabel('Questions').selectOption('Lunch at our school')
    await form.getByRole('button', { name: 'Save the schedule' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Make a code' }).click()
    await page
      .getByRole('button', { name: 'Copy: Code' })
      .or(page.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/))
      .first()
      .waitFor()
    code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec((await page.textContent('body')) ?? '')?.[0] ?? ''
    expect(code).not.toBe('')
    await close()
  })

  test('are answered by a student on a phone', async () => {
    const page = await launch('demo-student', '#/', PHONE)
    await page.getByRole('link', { name: 'Answer it: Algebra I' }).click()
    await page.getByRole('heading', { level: 1, name: 'Lunch at our school' }).waitFor()
    await page.getByRole('group', { name: 'Lunch tastes good.' }).getByText('Always', { exact: true }).click()
    await page.getByRole('group', { name: 'Where does your lunch come from?' }).getByText('From home').click()
    await page.getByLabel('Why not from school?').fill('It is warm')
    await page.getByText('3 of 4 answered').waitFor()
    await inspect(page, 'a survey of the district’s own questions')
    await page.setViewportSize({ width: PHONE, height: 740 })
    await page.getByRole('button', { name: 'Send my answers' }).click()
    await page.getByRole('heading', { name: 'Thank you, your answers have arrived' }).waitFor()
    await close()
    for (const letter of OTHERS) await answerByCode(`Robin ${letter}idge`)
  })

  test('are told by the report, in their words', async () => {
    tool.clock.offsetMs += 5 * 86_400_000
    const box = tool.signingKeys.secretBox
    const world = { db: tool.database.open('sync'), box, questionSets: SETS, now: tool.now }
    expect(await tendSurveys(world, 'd1')).toMatchObject({ closed: 1 })
    const page = await launch('demo-teacher', `#/classes/led/${classId}/report`)
    await page.getByRole('heading', { name: 'Question by question' }).waitFor()
    const questions = part(page, 'Question by question')
    await questions.getByText('Lunch tastes good.').first().waitFor()
    await questions.getByText('Where does your lunch come from?').first().waitFor()
    expect(await page.getByText('It is warm').count()).toBeGreaterThan(0)
    await inspect(page, 'a report of the district’s own questions')
    await close()
  })
})

async function answerByCode(name: string): Promise<void> {
  const entered = await post('devices', { code, name, joins: true })
  expect(entered.status, await entered.clone().text()).toBe(204)
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const answers = { tasty: 'mostly', enough: 'never', brings: 'home', 'why-not': 'It is warm' }
  const sent = await post('survey/answers', { answers }, cookie)
  expect(sent.status, await sent.clone().text()).toBe(204)
}

function post(path: string, body: object, cookie = ''): Promise<Response> {
  return fetch(`${tool.publicUrl}/api/v1/participation/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify(body),
  })
}
