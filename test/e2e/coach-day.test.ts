/**
 * The whole day of a coach on the real server, inside the page of the demo LMS: quick log, draft, a copy by mail, cycle, an
 * older log with mistakes, report; then a principal, an administrator and the teacher whom it is about look, by page, search,
 * API, file, report and mail.
 */

import { rm } from 'node:fs/promises'
import type { Frame, FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { doNow, noticeWorld } from '../daemon/notice-world.ts'
import { startSmtp } from '../fakes/smtp/smtp.ts'
import type { FakeSmtp } from '../fakes/smtp/smtp.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { addPerson } from '../signin/roster.ts'
import { openProfile } from '../support/browser.ts'
import type { ProfiledBrowser } from '../support/browser.ts'
import { findViolations } from '../ui/looks.ts'
import { buildPages } from '../ui/served-app.ts'
import { coachingPages, coachingPaths, NAMES, passMonths, RECORD, recordPaths, TEACHERS } from './coaching-roads.ts'

const QUICK_MS = 15_000
/** What a coach who knows the form takes to a key. */
const KEY_MS = 100
const SECRET = 'Her exit tickets work now'
const MINUTES = '23'

let built: string
let tool: ServedTool
let smtp: FakeSmtp
let browser: ProfiledBrowser
let owners: Database
let sync: Database
const pages: Page[] = []

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(owners, { districtId: 'd1', actor: 'test' }, (client) =>
    client.query<Record<string, unknown>>(statement, [...values]),
  )

beforeAll(async () => {
  built = await buildPages()
  ;[tool, smtp] = await Promise.all([startServedTool({ built }), startSmtp()])
  owners = tool.database.open('owner')
  sync = tool.database.open('sync')
  await plant()
  browser = await openProfile({ profile: { cookie_controls_mode: 1 } })
})
afterAll(async () => {
  await browser.close()
  await smtp.close()
  await tool.stop()
  await rm(built, { recursive: true, force: true })
})
afterEach(() => Promise.all(pages.splice(0).map((page) => page.close())))

/** A school with its coach, its principal and eleven teachers. */
async function plant(): Promise<void> {
  const { rows } = await owner(
    "insert into org (district_id, source_id, sourced_id, name, type) values ('d1', 'sis', 'maple', 'Maple Middle School', 'school') returning id::text",
  )
  const school = rows[0]?.['id']
  const types = [
    { id: 'observation', name: 'Observation' },
    { id: 'check-in', name: 'Check-in' },
  ]
  await owner("insert into district_setting (district_id, key, value) values ('d1', 'coaching.interactionTypes', $1)", [
    JSON.stringify(types),
  ])
  const person = async (key: string, name: readonly [string, string], role: string) => {
    const [givenName, familyName] = name
    const email = `${key}@d1.example`
    const id = await addPerson(sync, 'd1', { sourcedId: key, givenName, familyName, email })
    const isDistricts = role === 'district_admin'
    await owner(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id)
       values ('d1', $1, $2, $3, $4, 'feed', 'sis')`,
      [id, role, isDistricts ? 'district' : 'school', isDistricts ? '0' : school],
    )
    if (!isDistricts)
      await owner(
        `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
         values ('d1', $1, $2, 'sis', $3, 'primary')`,
        [school, id, role === 'coach' ? 'aide' : role],
      )
  }
  await person('demo-coach', ['Odalys', 'Fernwood'], 'coach')
  await person('demo-teacher', ['Marisol', 'Hedgecombe'], 'teacher')
  await person('demo-principal', ['Henrietta', 'Coldbrook'], 'principal')
  await person('demo-admin', ['Lucian', 'Merrowby'], 'district_admin')
  for (let at = 1; at <= 10; at += 1) await person(`teacher-${at}`, ['Toni', `Teacher ${at}`], 'teacher')
}

interface Launched {
  readonly page: Page
  readonly frame: FrameLocator
}

/** Launches inside the page of the LMS. */
async function launch(key: string, prepare: (page: Page) => void = () => undefined): Promise<Launched> {
  const page = await browser.newPage()
  pages.push(page)
  page.setDefaultTimeout(20_000)
  prepare(page)
  await page.goto(`${tool.lms.url}/?as=${key}`)
  return { page, frame: page.frameLocator('iframe.tool') }
}

/** The same at an address of the app, inside the page of the LMS. */
async function open(key: string, hash: string): Promise<Launched> {
  const launched = await launch(key)
  await launched.frame.getByRole('heading', { level: 1 }).waitFor()
  await goTo(launched.page, hash)
  return launched
}

/** The tool's own frame: the LMS keeps its page around it. */
function toolOf(page: Page): Frame {
  const [, frame] = page.frames()
  if (frame === undefined) throw new Error('The page of the LMS has no frame.')
  return frame
}

async function goTo(page: Page, hash: string): Promise<void> {
  await toolOf(page).evaluate((to) => {
    window.location.hash = to
  }, hash)
}

async function tag(frame: FrameLocator, { page, name }: { readonly page: Page; readonly name: string }): Promise<void> {
  await frame.getByRole('combobox', { name: 'Educators' }).first().focus()
  await page.keyboard.type(name, { delay: KEY_MS })
  await frame.getByRole('option').first().waitFor()
  for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key)
}

/** The server logs the next interaction, and its answer gets lost on the way. */
async function loseAnswer(page: Page): Promise<void> {
  let isLost = false
  await page.route('**/api/v1/coaching/interactions', async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.fallback()
    isLost = true
    expect((await route.fetch()).status()).toBe(201)
    return route.abort()
  })
}

const CSV = [
  'Date,Minutes,Type,Educators,School,Notes',
  '2026-01-12,30,Check-in,demo-teacher@d1.example,Maple Middle School,Old talk one',
  '2026-01-13,forty,Check-in,demo-teacher@d1.example,Maple Middle School,Old talk two',
  '3/4/2026,30,Observation,Toni Teacher 2,,Old talk three',
  '2026-01-15,45,Dancing,teacher-3,Maple Middle School,Old talk four',
  '2026-01-16,45,Observation,teacher-3,Maple Middle School,Old talk five',
].join('\r\n')

// What was done stays done: no act can be played twice.
describe('the day of a coach', { retry: 0, timeout: 120_000 }, () => {
  test('a quick log takes less than fifteen seconds from opening to saved, by keyboard, in the frame of the LMS', async () => {
    const started = performance.now()
    const { page, frame } = await launch('demo-coach')
    await tag(frame, { page, name: 'maris' })
    await frame.getByRole('textbox', { name: 'Minutes' }).focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.type(MINUTES, { delay: KEY_MS })
    await frame.getByRole('textbox', { name: 'Notes' }).focus()
    await page.keyboard.type(SECRET, { delay: KEY_MS })
    await page.keyboard.press('Control+Enter')
    await frame.getByText('Logged', { exact: true }).waitFor()
    expect(performance.now() - started).toBeLessThan(QUICK_MS)
    const { rows } = await owner('select minutes, notes_sealed from interaction')
    expect(rows).toMatchObject([{ minutes: Number(MINUTES) }])
    expect(String(rows[0]?.['notes_sealed'])).not.toContain(SECRET)
  })

  test('a draft waits where the tab was closed', async () => {
    const { page, frame } = await launch('demo-coach')
    await frame.getByRole('textbox', { name: 'Notes' }).fill('Half a thought')
    await frame.getByText('Draft kept').waitFor()
    await page.close()
    const again = await launch('demo-coach')
    await again.frame.getByText('You began this earlier. It was kept for you.').waitFor()
    expect(await again.frame.getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('Half a thought')
    await again.frame.getByRole('button', { name: 'Start afresh' }).click()
    await expect.poll(async () => (await owner('select from interaction_draft')).rowCount).toBe(0)
  })

  test('a copy goes by mail to whoever is tagged, after a look, to nobody else, and once though no answer came', async () => {
    const { page, frame } = await launch('demo-coach')
    await tag(frame, { page, name: 'maris' })
    await frame.getByRole('textbox', { name: 'Notes' }).fill('What we agreed on')
    const box = frame.getByRole('checkbox', { name: 'Email a copy of this interaction to tagged attendees' })
    expect(await box.isChecked()).toBe(false)
    await box.check()
    await frame.getByText('Goes to Marisol Hedgecombe').waitFor()
    const before = (await owner('select from interaction')).rowCount ?? 0
    await loseAnswer(page)
    await page.keyboard.press('Control+Enter')
    await frame.getByText('Check the connection, then press again on this page').waitFor()
    await page.keyboard.press('Control+Enter')
    await frame.getByText('Logged', { exact: true }).waitFor()
    expect((await owner('select from interaction')).rowCount).toBe(before + 1)
    await expect.poll(async () => (await owner('select from interaction_draft')).rowCount).toBe(0)
    const clock = { now: tool.now() }
    const over = { box: tool.signingKeys.secretBox }
    await doNow(noticeWorld(sync, { clock, smtpUrl: smtp.url, over }), 'd1', 'post')
    expect(smtp.mails.map(({ to }) => to)).toEqual([['demo-teacher@d1.example']])
    expect(smtp.mails[0]?.source).toContain('What we agreed on')
    expect(smtp.mails[0]?.source).not.toContain(SECRET)
  })

  test('a cycle is begun and stands on the first page', async () => {
    const { page, frame } = await open('demo-coach', '/coach/cycles/new')
    const form = frame.getByRole('form', { name: 'Start a coaching cycle' })
    await form.getByRole('combobox', { name: 'Educators' }).fill('maris')
    await frame.getByRole('option').first().waitFor()
    for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key)
    await form.getByRole('textbox', { name: 'Goal' }).fill('Wait longer')
    await form.getByRole('button', { name: 'Start the cycle' }).click()
    await frame.getByText('Wait longer').waitFor()
    // What is typed into the form has these words as well.
    await expect.poll(async () => (await owner('select from coaching_cycle')).rowCount).toBe(1)
    await frame.getByRole('heading', { level: 1, name: 'Marisol Hedgecombe' }).waitFor()
  })

  test('an older log with mistakes is looked at, imported without them, put right, and taken back', async () => {
    const { page, frame } = await open('demo-coach', '/coach/import')
    const choose = (text: string) =>
      frame
        .locator('input[type=file]')
        .setInputFiles({ name: 'log.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await choose(CSV)
    await frame.getByRole('button', { name: 'Look at it' }).click()
    const lines = frame.getByRole('table', { name: 'Lines of the log' })
    await lines.waitFor()
    await expect.poll(() => lines.getByText('Stays out').count()).toBe(3)
    await inspectFramed(page, 'older log with mistakes')
    const run = frame.getByRole('button', { name: 'Import 2 interactions' })
    expect(await run.isDisabled()).toBe(true)
    await frame.getByRole('checkbox').check()
    await run.click()
    await frame.getByText('2 interactions were imported').waitFor()
    await choose(CSV.replace('forty', '40').replace('3/4/2026', '2026-04-03').replace('Dancing', 'Observation'))
    await frame.getByRole('button', { name: 'Look at it' }).click()
    await frame.getByRole('button', { name: 'Import 3 interactions' }).click()
    await frame.getByText('3 interactions were imported').waitFor()
    expect((await owner('select from interaction')).rowCount).toBe(7)
    const backs = frame.getByRole('button', { name: /^Take back the import/ })
    // Until the list is read anew, the first one in it is the earlier import.
    await expect.poll(() => backs.count()).toBe(2)
    await backs.first().click()
    await frame.getByRole('button', { name: 'Yes, take it back' }).click()
    await frame.getByText(/^Taken back/).waitFor()
    expect((await owner('select from interaction')).rowCount).toBe(4)
    expect(await frame.getByText('3 interactions were imported').count()).toBe(0)
    await inspectFramed(page, 'older log taken back')
  })

  test('the report of their own year has it', async () => {
    const { frame } = await open('demo-coach', '/coaching/reports')
    await frame.getByRole('heading', { name: 'By school' }).waitFor()
    await frame.getByRole('button', { name: 'Show as a table By school' }).click()
    await frame.getByRole('table', { name: 'By school' }).getByText('Maple Middle School').waitFor()
  })
})

describe('that day', { retry: 0, timeout: 120_000 }, () => {
  test('is nothing but totals to a principal, and none before enough educators are in them', async () => {
    const { page, frame } = await launch('demo-principal')
    await frame.getByRole('heading', { level: 1 }).waitFor()
    const text = (await frame.locator('body').textContent()) ?? ''
    expect(text).not.toMatch(/Hedgecombe|Marisol|Fernwood|exit tickets/)
    expect(await seenBy(page)).not.toMatch(/Hedgecombe|exit tickets/)
  })

  test('is in the totals of the school that a principal sees in the LMS once its month is published, and no teacher is', async () => {
    await passMonths(owner, tool.now())
    const world = noticeWorld(sync, { clock: { now: tool.now() }, over: { box: tool.signingKeys.secretBox } })
    await doNow(world, 'd1', 'figures')
    expect((await owner('select from coaching_cycle_figure')).rowCount).toBe(1)
    const { page, frame } = await launch('demo-principal')
    const answers: string[] = []
    page.on('response', (answer) => {
      if (answer.url().includes('/api/')) void answer.text().then((text) => answers.push(text))
    })
    await page.reload()
    await frame.getByRole('heading', { level: 1, name: 'Coaching in my schools' }).waitFor()
    const { rows } = await owner('select sum(interactions)::int as interactions from coaching_figure')
    expect(rows[0]?.['interactions']).toBeGreaterThanOrEqual(TEACHERS)
    const tile = frame.locator('.figure-tiles div', { hasText: 'Interactions' })
    expect(await tile.locator('dd').textContent()).toBe(String(rows[0]?.['interactions']))
    for (const [title, figure] of [
      ['By month', String(rows[0]?.['interactions'])],
      ['Coaching cycles', String(TEACHERS)],
    ] as const) {
      await frame.getByRole('button', { name: `Show as a table ${title}` }).click()
      const table = frame.getByRole('table', { name: title })
      await table.getByText('Maple Middle School').first().waitFor()
      await table.getByText(figure, { exact: true }).first().waitFor()
    }
    await frame.getByText('Every figure stands for at least 10 different educators.').waitFor()
    expect(answers.join()).toContain('Maple Middle School')
    expect(`${await seenBy(page)} ${answers.join()}`).not.toMatch(NAMES)
  })

  test('names no teacher to a principal by any address that they type, in no file and no answer', async () => {
    const { page, bearer } = await openWithBearer('demo-principal', '/coaching/figures')
    for (const { hash } of await coachingPages(owner)) expect(await textAt(page, hash), hash).not.toMatch(NAMES)
    for (const path of await coachingPaths(owner)) {
      const answer = await fetch(`${tool.publicUrl}/api/v1/${path}`, { headers: { authorization: bearer } })
      const text = await answer.text()
      expect(text, path).not.toMatch(NAMES)
      if (path !== 'coaching/figures') expect([403, 404], path).toContain(answer.status)
    }
  })

  test('is in the work of all coaches to an administrator, without its words', async () => {
    const { frame } = await open('demo-admin', '/coaching/reports')
    await frame.getByRole('button', { name: 'Show as a table By coach', exact: true }).click()
    await frame.getByRole('table', { name: 'By coach', exact: true }).getByText('Odalys Fernwood').waitFor()
    expect(await frame.locator('body').textContent()).not.toContain(SECRET)
  })

  test('is among the cycles of all coaches to an administrator in the LMS, who opens a note with a reason', async () => {
    const { page, frame } = await launch('demo-admin')
    await frame.getByRole('link', { name: 'Coaching', exact: true }).click()
    await frame.getByRole('link', { name: 'Coaching cycles' }).click()
    const table = frame.getByRole('table', { name: 'Coaching cycles' })
    await table.getByRole('link', { name: 'Marisol Hedgecombe' }).waitFor()
    await table.getByText('Odalys Fernwood').first().waitFor()
    expect(await seenBy(page)).not.toContain('Wait longer')
    await frame.getByRole('link', { name: 'Coaching', exact: true }).click()
    const shown = frame.getByRole('button', { name: /^Show note/ }).first()
    await shown.click()
    expect(await seenBy(page)).not.toMatch(/exit tickets|Old talk|What we agreed on/)
    const before = (await owner('select from note_opening')).rowCount ?? 0
    await frame.getByRole('textbox', { name: /Why do you open/ }).fill('A parent has asked about this talk')
    await frame.getByRole('button', { name: 'Open the note' }).click()
    await expect.poll(async () => (await owner('select from note_opening')).rowCount).toBe(before + 1)
  })

  test('is where its coach looks for it by the addresses that others type in vain', async () => {
    const { page, bearer } = await openWithBearer('demo-coach', '/coach')
    for (const { hash, saysToCoach } of await coachingPages(owner))
      if (saysToCoach !== null)
        await expect.poll(() => textAt(page, hash), { message: hash, timeout: 15_000 }).toMatch(saysToCoach)
    const roads = await coachingPaths(owner)
    for (const [path, says] of Object.entries(await recordPaths(owner))) {
      expect(roads).toContain(path)
      const answer = await fetch(`${tool.publicUrl}/api/v1/${path}`, { headers: { authorization: bearer } })
      expect(answer.status, path).toBe(200)
      expect(await answer.text(), path).toMatch(says)
    }
  })

  test('shows nothing of itself to the teacher whom it is about, by any address that they type', async () => {
    const { page, bearer } = await openWithBearer('demo-teacher', '/coach')
    for (const { hash } of await coachingPages(owner)) expect(await textAt(page, hash), hash).not.toMatch(RECORD)
    const roads = await coachingPaths(owner)
    expect(roads.length).toBeGreaterThan(25)
    for (const path of roads) {
      const answer = await fetch(`${tool.publicUrl}/api/v1/${path}`, { headers: { authorization: bearer } })
      expect(await answer.text(), path).not.toMatch(RECORD)
      expect([403, 404], path).toContain(answer.status)
    }
  })

  test('has told the teacher by mail what the coach had them sent, and nothing else', () => {
    const theirs = smtp.mails.filter(({ to }) => to.includes('demo-teacher@d1.example'))
    expect([theirs.length, smtp.mails.length]).toEqual([1, 1])
    expect(theirs[0]?.source).toContain('What we agreed on')
    expect(theirs[0]?.source).not.toMatch(/exit tickets|Wait longer|Old talk/)
  })
})

/** The page opened like this, in the frame, and what its app shows at the server. */
async function openWithBearer(key: string, hash: string): Promise<{ readonly page: Page; readonly bearer: string }> {
  let bearer = ''
  const { page, frame } = await launch(key, (opened) =>
    opened.on('request', (request) => {
      bearer = request.headers()['authorization'] ?? bearer
    }),
  )
  await frame.getByRole('heading', { level: 1 }).waitFor()
  await textAt(page, hash)
  expect(bearer).toMatch(/^Bearer /)
  return { page, bearer }
}

/** All that the frame says once it has come to rest. */
async function textAt(page: Page, hash: string): Promise<string> {
  await goTo(page, hash)
  const inside = toolOf(page)
  await expect.poll(() => inside.locator('[aria-busy="true"]').count()).toBe(0)
  await inside.getByRole('heading', { level: 1 }).waitFor()
  return (await inside.locator('body').textContent()) ?? ''
}

/** Everything that the page of the frame holds, also what is not shown. */
async function seenBy(page: Page): Promise<string> {
  return toolOf(page).content()
}

/** What axe says of the frame, and whether the page in it is as narrow as it: the LMS gives it what room it has. */
async function inspectFramed(page: Page, what: string): Promise<void> {
  const frame = toolOf(page)
  expect(await findViolations(frame), what).toEqual([])
  const wider = await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wider, `${what}: wider than the frame`).toBeLessThanOrEqual(0)
}
