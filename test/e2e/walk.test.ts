/**
 * Everybody walks through the pages that they are offered, on the real server: what a page asks for is answered, what it
 * offers isn't refused, and nothing goes wrong in the browser. A long run follows every link and presses every button.
 */

import { rm } from 'node:fs/promises'
import { env } from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, BrowserContext, Page, Request, Route } from 'playwright-core'
import { paths } from '../../src/ui/paths.ts'
import { admit } from '../../src/access/authorise.ts'
import { Refusal } from '../../src/access/grant.ts'
import type { Principal } from '../../src/access/principal.ts'
import { gatherAskers } from '../http/matrix/askers.ts'
import type { Somebody } from '../http/matrix/askers.ts'
import type { Ids } from '../http/things.ts'
import { plantThings } from '../http/things.ts'
import type { TestApp } from '../http/test-app.ts'
import { openWholeApp, signInOver } from '../http/whole-app.ts'
import { openBrowser } from '../support/browser.ts'
import { buildPages } from '../ui/served-app.ts'

const isSoak = env['SOAK'] === '1'
const WALKERS = [
  'customerAdmin',
  'districtAdmin',
  'itAdmin',
  'schoolAdmin',
  'principal',
  'billing',
  'coach',
  'teacher',
  'student',
  'support',
] as const
const SETTLED_MS = 120
const PAGES_MAX = 60

let app: TestApp
let built: string
let browser: Browser
let askers: readonly Somebody[]
let things: Ids

beforeAll(async () => {
  ;[built, browser] = await Promise.all([buildPages(), openBrowser()])
  app = await openWholeApp({ sessions: true, built })
  things = await plantThings(app, app.alpha)
  askers = await gatherAskers(app)
}, 180_000)
afterAll(async () => {
  await browser.close()
  await app.close()
  await rm(built, { recursive: true, force: true })
})

/** Of the addresses that somebody is not offered, how many a test run tries by hand. */
const PART = 8
/** An address of every page, with the numbers of things that are there. */
function addressesOf(ids: Ids): readonly string[] {
  const { person, community, class: classId } = ids
  const named = {
    ...paths,
    licence: () => paths.licence('coaching-seats'),
    invoice: () => paths.invoice('999999999'),
    product: () => paths.product('reading'),
    sourceSetup: () => paths.sourceSetup(ids.source),
    student: () => paths.student(ids.student),
    pathway: () => paths.pathway(ids.pathway),
    keptOf: () => paths.keptOf(person),
    caseloadsOf: () => paths.caseloadsOf(person),
    educatorsOf: () => paths.educatorsOf('mine'),
    timeLine: () => paths.timeLine(person),
    merge: () => paths.merge(person, ids.otherPerson),
    cycle: () => paths.cycle(ids.cycle),
    run: () => paths.run(ids.run),
    staffPerson: () => paths.staffPerson(person),
    parents: () => paths.parents('alpha'),
    code: () => paths.code('AAAA-AAAA'),
    classPoints: () => paths.classPoints(classId),
    startCardsOf: () => paths.startCardsOf(classId),
    person: () => paths.person(person),
    class: () => paths.class(classId),
    ledClass: () => paths.ledClass(classId),
    classReport: () => paths.classReport(classId),
    community: () => paths.community(community),
    communityReport: () => paths.communityReport(community),
    surveyPlan: () => paths.surveyPlan(community),
    join: () => paths.join('x'.repeat(43)),
    survey: () => paths.survey(ids.survey),
    placement: () => paths.placement('999999999'),
    enrolment: () => paths.enrolment(ids.enrolment),
    school: () => paths.school(ids.school),
  } satisfies Readonly<Record<keyof typeof paths, () => string>>
  return Object.values(named).map((address) => address())
}

/** What went wrong, each said once. */
type Faults = Set<string>

interface Walker {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: Faults
  /** Requests under way. */
  readonly pending: Set<Request>
  readonly principal: Principal
}

async function openWalker(who: Somebody): Promise<Walker> {
  const principal = await signInOver(app.database.open('web')).findPrincipal(who.token)
  if (principal === null) throw new Error(`There is no session of ${who.name}.`)
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const walker = { page, context, faults: new Set<string>(), pending: new Set<Request>(), principal }
  watch(walker)
  await page.route(`${app.address}/`, enterAs)
  await page.route(`${app.address}/api/**`, (route) => serve(walker, route, who.token))
  await page.goto(`${app.address}/`)
  await settle(walker)
  return walker
}

/** What the browser complains of, and what the server refuses. */
function watch({ page, faults, pending }: Walker): void {
  page.on('pageerror', (error) => faults.add(`exception: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.add(`console: ${message.text()}`)
  })
  page.on('request', (request) => pending.add(request))
  page.on('requestfailed', (request) => pending.delete(request))
  page.on('requestfinished', (request) => pending.delete(request))
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (response.request().method() === 'GET' && response.status() >= 400)
      faults.add(`GET ${pathname}: ${response.status()}`)
  })
}

/** The app's page as a launch gets it: with a code to exchange. */
async function enterAs(route: Route): Promise<void> {
  const response = await route.fetch()
  const body = (await response.text()).replace(
    'name="staffroom-launch-code" content=""',
    'name="staffroom-launch-code" content="walk"',
  )
  return route.fulfill({ response, body })
}

/** The session that the walker has, and of the API what reads; what changes something is looked at and not done. */
async function serve({ principal, faults }: Walker, route: Route, token: string): Promise<void> {
  const { pathname } = new URL(route.request().url())
  const method = route.request().method()
  if (method === 'GET') return route.continue()
  if (pathname === '/api/v1/session' && method === 'POST')
    return route.fulfill({ json: { token, expiresAt: '2999-01-01T00:00:00.000Z' } })
  const refusal = refusalOf(principal, method, pathname)
  if (refusal !== null) faults.add(`${method} ${pathname}: ${refusal}`)
  const error = { code: 'walked_past', message: 'Nothing is changed on a walk.' }
  return route.fulfill({ status: 422, contentType: 'application/problem+json', json: { error } })
}

/** Why the policy keeps them from what was offered; null: it doesn't. */
function refusalOf(principal: Principal, method: string, pathname: string): string | null {
  const found = app.table.routes.find(
    (each) =>
      each.method === method.toLowerCase() &&
      new RegExp(`^${each.path.replaceAll(/:[A-Za-z]+/g, '[^/]+')}$`).test(pathname),
  )
  if (found === undefined) return 'no route'
  const { capability } = found.access
  if (capability === undefined) return null
  if (principal.support !== undefined) return 'support changes nothing'
  try {
    admit(principal, capability)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.capability
    throw error
  }
}

/** Until the page says what it is, nothing is under way and nothing waits. */
async function settle({ page, pending }: Walker): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  let quietSince = Date.now()
  while (Date.now() - quietSince < SETTLED_MS) {
    await page.waitForTimeout(20)
    if (pending.size > 0 || (await page.locator('[aria-busy="true"]').count()) > 0) quietSince = Date.now()
  }
}

/** Opens an address without looking at what the page says. */
async function type(walker: Walker, address: string): Promise<void> {
  await walker.page.evaluate((hash) => {
    location.hash = hash
  }, address)
  await settle(walker)
}

async function go(walker: Walker, address: string): Promise<void> {
  await type(walker, address)
  const text = await walker.page.locator('main').innerText()
  for (const wrong of ['You may not see this', 'This page stopped working', 'This is not here any more'])
    if (text.includes(wrong)) walker.faults.add(`${address}: ${wrong}`)
}

const linksIn = (page: Page, within: string): Promise<string[]> =>
  page
    .locator(`${within} a[href^="#/"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '').filter((href) => href !== '#/'))

/** The same page for another thing counts as walked. */
const kindOf = (address: string): string => address.replaceAll(/\d+/g, '0')

/** Presses each button of the page as it is first seen; the page is opened anew before each. */
async function pressAll(walker: Walker, address: string): Promise<void> {
  const { page } = walker
  const buttons = page.locator('main button:enabled:visible')
  const count = Math.min(await buttons.count(), 40)
  for (let at = 0; at < count; at += 1) {
    await go(walker, '#/sessions')
    await go(walker, address)
    const button = buttons.nth(at)
    if ((await button.count()) === 0) return
    await button.click({ timeout: 3000 }).catch(() => undefined)
    await settle(walker)
    // A form that has opened is sent as it stands, and a question answered.
    const sends = page.locator('main form button[type=submit]:enabled:visible')
    if ((await sends.count()) > 0)
      await sends
        .last()
        .click({ timeout: 3000 })
        .catch(() => undefined)
    await settle(walker)
  }
}

describe('a walk through the pages', () => {
  test.each(WALKERS)('of %s meets no refusal and no error', { timeout: isSoak ? 1_200_000 : 300_000 }, async (name) => {
    const who = askers.find((each) => each.name === name)
    if (who === undefined) throw new Error(`Nobody is called ${name}.`)
    const walker = await openWalker(who)
    const queue = [...(await linksIn(walker.page, 'header')), ...(await linksIn(walker.page, 'main'))]
    const walked = new Set<string>()
    for (const address of queue) {
      if (walked.has(kindOf(address)) || walked.size >= PAGES_MAX) continue
      walked.add(kindOf(address))
      await go(walker, address)
      if (!isSoak) continue
      queue.push(...(await linksIn(walker.page, 'main')))
      await pressAll(walker, address)
    }
    expect([...walker.faults]).toEqual([])
    await walker.context.close()
  })
})

describe('an address that nobody offers, typed by hand', () => {
  test.each(WALKERS)('shows %s what is theirs or says that it is not', { timeout: 600_000 }, async (name) => {
    const who = askers.find((each) => each.name === name)
    if (who === undefined) throw new Error(`Nobody is called ${name}.`)
    const walker = await openWalker(who)
    const offered = new Set((await linksIn(walker.page, 'header')).map(kindOf))
    const others = addressesOf(things).filter((address) => !offered.has(kindOf(address)))
    expect(others.length).toBeGreaterThan(20)
    const tried =
      isSoak || env['ALL'] === '1'
        ? others
        : others.filter((_address, at) => at % PART === WALKERS.indexOf(name) % PART)
    const wrong: string[] = []
    for (const address of tried) {
      walker.faults.clear()
      await type(walker, address)
      wrong.push(...(await wrongAt(walker, address)))
      // What is offered there all the same is nothing that they may not do.
      if (isSoak) await pressAll(walker, address)
      wrong.push(...[...walker.faults].filter((fault) => !REFUSED.test(fault)).map((fault) => `${address}: ${fault}`))
    }
    expect(wrong).toEqual([])
    await walker.context.close()
  })
})

/** What a page must say where what it asked for was refused. */
async function wrongAt({ page, faults }: Walker, address: string): Promise<readonly string[]> {
  const text = await page.locator('main').innerText()
  const isRefused = [...faults].some((fault) => REFUSED.test(fault))
  if (isRefused && !/You may not see this|This is not here any more|You are not in the community/.test(text))
    return [`${address}: says nothing of ${[...faults].join(', ')}: ${text.replaceAll(/\s+/g, ' ').slice(0, 200)}`]
  return []
}

/** An answer to a page that asks for what isn't theirs. */
const REFUSED = /^GET .*: (403|404)$/

describe('an edit that somebody else was before', () => {
  test('is not made over it: the reader is told, sees the newer name, and may then save theirs', async () => {
    const who = askers.find(({ name }) => name === 'teacher')
    if (who === undefined) throw new Error('Nobody is called teacher.')
    const made = await app.call('/api/v1/communities', { token: who.token, body: { name: 'Readers' } })
    const { id } = made.json as { readonly id: string }
    const walker = await openWalker(who)
    const { page } = walker
    // From here on it is no walk: what is sent is done.
    await page.unroute(`${app.address}/api/**`)
    await go(walker, `#/communities/${id}`)
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    await name.fill('Speakers')
    const path = `/api/v1/communities/${id}/name`
    expect((await app.call(path, { token: who.token, method: 'PUT', body: { name: 'Writers' } })).status).toBe(200)
    await page.getByRole('button', { name: 'Save the name' }).click()
    await page.getByText('Somebody changed this meanwhile').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Writers' }).waitFor()
    expect(await name.inputValue()).toBe('Speakers')
    await page.getByRole('button', { name: 'Save the name' }).click()
    await page.getByRole('heading', { level: 1, name: 'Speakers' }).waitFor()
    await walker.context.close()
  })
})
