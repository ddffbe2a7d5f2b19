import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openPage } from '../ui/looks.ts'
import { openFakeBackend, USED_INVITATION } from '../ui/fake-backend.ts'
import { TAKEN_NAME } from '../ui/fake-communities.ts'
import { SAYS } from '../ui/fake-coaching.ts'
import { KNOWN_PASSWORD, USED_RESET, WRONG_PASSWORD } from '../ui/fake-passwords.ts'
import { useOpenedPages } from '../ui/opened-pages.ts'
import type { Persona } from '../ui/personas.ts'

const pages = useOpenedPages()
const { backend } = pages
let context: BrowserContext
let page: Page
let faults: string[]

beforeEach(async () => {
  Object.assign(backend, openFakeBackend())
  ;({ page, faults, context } = await openPage(pages.browser, { width: 1280, scheme: 'light' }))
})
afterEach(async () => {
  await context.close()
  expect(backend.breaches).toEqual([])
  expect(faults).toEqual([])
})

async function launch(who: Persona | 'none-such', hash = ''): Promise<void> {
  await page.goto(`${pages.app.origin}/lti/launch?code=${who}${hash}`)
}

const heading = (name: string) => page.getByRole('heading', { level: 1, name })
const press = (...keys: readonly string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())

describe('the session', () => {
  test('leaves no token and no code in the page, the address, cookies or storage', async () => {
    await launch('coach')
    await heading('Coaching').waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
    expect(await page.content()).not.toContain('token-of-coach')
    expect(await page.locator('meta[name="staffroom-launch-code"]').count()).toBe(0)
    expect(await context.cookies()).toEqual([])
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
    expect(backend.asked.filter((call) => call === 'POST /api/v1/session')).toHaveLength(1)
  })

  test('a launch opened twice says so and what to do', async () => {
    await launch('none-such')
    await heading('Staffroom could not open').waitFor()
    await page.getByText('LAUNCH_CODE_USED').waitFor()
    await page.getByText('Go back to your course or dashboard in Canvas, Schoology or Moodle').waitFor()
  })

  test('that ends while a coach writes says to open Staffroom again from the LMS', async () => {
    await launch('coach')
    await tagFirst('kavya')
    await page.getByLabel('Notes').fill(SAYS.endSession)
    await press('Control+Enter')
    await heading('Open Staffroom again').waitFor()
    await page.getByText('Go back to your course or dashboard').waitFor()
  })

  test('says five minutes before it ends that it will', async () => {
    backend.sessionMs = 120_000
    await launch('student')
    await page.getByText('open Staffroom again from your learning system').waitFor()
  })

  test('stand-alone: a wrong password is refused in words, a right one opens, signing out closes', async () => {
    await page.goto(pages.app.origin)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Enter your e-mail address.').waitFor()
    await page.getByLabel('E-mail').fill('admin@riverside.example')
    await page.getByLabel('Password', { exact: true }).fill(WRONG_PASSWORD)
    await press('Enter')
    await page.getByText('E-mail or password is not right').waitFor()
    await page.getByLabel('Password', { exact: true }).fill('a long right password')
    await press('Enter')
    await heading('Sync status').waitFor()
    await page.reload()
    await heading('Sync status').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You are signed out.').waitFor()
    expect(backend.asked).toContain('DELETE /api/v1/session')
  })

  test('a forgotten password is asked for in words that tell nothing, and set by the link', async () => {
    await page.goto(pages.app.origin)
    await page.getByRole('button', { name: 'Forgotten your password?' }).click()
    await heading('Set a new password').waitFor()
    await page.getByLabel('E-mail').fill('nobody')
    await press('Enter')
    await page.getByText('Enter your e-mail address.').waitFor()
    await page.getByLabel('E-mail').fill('nobody@riverside.example')
    await press('Enter')
    await page.getByText('If nobody@riverside.example has an account').waitFor()
    await page.goto(`${pages.app.origin}/#/reset/secret-of-the-mail`)
    await heading('Choose a new password').waitFor()
    expect(page.url()).toBe(`${pages.app.origin}/`)
    await page.getByLabel('New password').fill('too short')
    await press('Enter')
    await page.getByText('Use at least 12 characters.').waitFor()
    await page.getByLabel('New password').fill(KNOWN_PASSWORD)
    await press('Enter')
    await page.getByText('Many people use this one.').waitFor()
    await page.getByLabel('New password').fill('four geese on the pond')
    await press('Enter')
    await page.getByText('The password is set').waitFor()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByLabel('E-mail').waitFor()
  })

  test('a link for a new password that was used says to ask for another', async () => {
    await page.goto(`${pages.app.origin}/#/reset/${USED_RESET}`)
    await page.getByLabel('New password').fill('four geese on the pond')
    await press('Enter')
    await page.getByText('This link was used already.').waitFor()
  })

  test('an invitation leaves the address at once, sets a password and opens the first page', async () => {
    await page.goto(`${pages.app.origin}/#/invitation/secret-of-the-link`)
    await page.getByText('for pat@riverside.example, as District administrator of Riverside Unified').waitFor()
    expect(page.url()).toBe(`${pages.app.origin}/`)
    await page.getByLabel('First name').fill('Pat')
    await page.getByLabel('Last name').fill('Nguyen')
    await page.getByLabel('Choose a password').fill('too short')
    await press('Enter')
    await page.getByText('Use at least 12 characters.').waitFor()
    await page.getByLabel('Choose a password').fill('long enough by far')
    await press('Enter')
    await heading('Sync status').waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
  })

  test('an invitation that was used says to ask for another', async () => {
    await page.goto(`${pages.app.origin}/#/invitation/${USED_INVITATION}`)
    await page.getByText('This invitation was used already.').waitFor()
    await page.getByText('This link does not work any more').waitFor()
    await page.getByText('Ask whoever gave it to you for a new one.').waitFor()
  })
})

async function tagFirst(name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Educators' }).click()
  await page.keyboard.type(name)
  await page.getByRole('option').first().waitFor()
  await press('ArrowDown', 'Enter')
}

describe('the coach', () => {
  test('logs an interaction by keyboard alone', async () => {
    await launch('coach')
    await page.getByRole('combobox', { name: 'Educators' }).waitFor()
    // From the top of the page: the skip link, then into the page and on to the first field.
    await press('Tab', 'Enter', 'Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('placeholder'))).toBe('Type part of a name')
    await page.keyboard.type('ines gar')
    await page
      .getByRole('option', { name: /Inés García/ })
      .first()
      .waitFor()
    await press('ArrowDown', 'Enter')
    await press('Tab')
    expect(
      await page.evaluate(() => document.activeElement?.closest('.mantine-InputWrapper-root')?.textContent),
    ).toContain('Minutes')
    await page.keyboard.type('25')
    await press('Control+Enter')
    await page.getByText('25 min · Observation · Inés García').waitFor()
    await page.getByRole('listitem').filter({ hasText: 'Inés García' }).filter({ hasText: '25 min' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('placeholder'))).toBe('Type part of a name')
    expect(backend.interactions.get('coach')?.[0]).toMatchObject({
      minutes: 25,
      type: { id: 'observation' },
      notes: null,
    })
  })

  test('is told everything that is missing at once, and stands at the first of it', async () => {
    await launch('coach-new')
    await page.getByLabel('Minutes').fill('2.5')
    await page.getByLabel('Date').fill('')
    await press('Control+Enter')
    for (const message of [
      'Tag at least one educator.',
      'Enter a date.',
      'Enter whole minutes, 1 to 1,440.',
      'Choose a school.',
    ]) {
      await page.getByText(message).waitFor()
    }
    expect(await page.evaluate(() => document.activeElement?.getAttribute('placeholder'))).toBe('Type part of a name')
    expect(backend.asked).not.toContain('POST /api/v1/coaching/interactions')
  })

  test('sees what the server refuses at the field it concerns, and keeps what was written', async () => {
    await launch('coach')
    await tagFirst('hiro')
    await page.getByLabel('Notes').fill(SAYS.refuseField)
    await press('Control+Enter')
    await page.getByText('Hiro Huang is not at a school of yours.').waitFor()
    expect(await page.getByLabel('Notes').inputValue()).toBe(SAYS.refuseField)
  })

  test('loses nothing when the server breaks', async () => {
    await launch('coach')
    await tagFirst('hiro')
    await page.getByLabel('Notes').fill(SAYS.fail)
    await press('Control+Enter')
    await page.getByText('Something went wrong on the server').waitFor()
    expect(await page.getByLabel('Notes').inputValue()).toBe(SAYS.fail)
  })

  test('sends once, however often the keys are pressed', async () => {
    await launch('coach')
    await tagFirst('hiro')
    await page.getByLabel('Notes').fill(SAYS.slow)
    await press('Control+Enter', 'Control+Enter', 'Control+Enter')
    await page.getByText('Logged', { exact: true }).waitFor()
    expect(await page.getByRole('listbox').count()).toBe(0)
    expect(backend.asked.filter((call) => call === 'POST /api/v1/coaching/interactions')).toHaveLength(1)
  })

  test('finds again what was begun in an earlier sitting', async () => {
    await launch('coach')
    await tagFirst('kavya')
    await page.getByLabel('Notes').fill('Half a thought')
    await page.getByText('Draft kept').waitFor()
    await launch('coach')
    await page.getByText('You began this earlier.').waitFor()
    expect(await page.getByLabel('Notes').inputValue()).toBe('Half a thought')
    await page.getByRole('button', { name: 'Start afresh' }).click()
    expect(await page.getByLabel('Notes').inputValue()).toBe('')
    await expect.poll(() => backend.drafts.size).toBe(0)
  })

  test('searches, filters, sorts and turns the pages of the educators', async () => {
    await launch('coach')
    const table = page.getByRole('table', { name: 'Educators of my schools' })
    const firstCell = () => table.getByRole('row').nth(1).getByRole('cell').first().textContent()
    await page.getByText('1 to 15 of 132').waitFor()
    await table.getByRole('button', { name: 'Name' }).click()
    expect(await table.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending')
    expect(await firstCell()).toBe('Kowalski, Luis')
    await table.getByRole('button', { name: 'Last interaction' }).click()
    expect(await table.getByRole('row').nth(1).textContent()).toContain('Oct 3, 2026')
    await page
      .getByRole('navigation', { name: 'Pages of Educators of my schools' })
      .getByRole('button', { name: 'Next' })
      .click()
    await page.getByText('16 to 30 of 132').waitFor()
    await page.getByLabel('Search by name').fill('fatima garc')
    await expect.poll(() => table.getByRole('row').count()).toBe(2)
    expect(await firstCell()).toBe('García, Fatima')
    await page.getByLabel('Search by name').fill('zzz')
    await page.getByText('Nobody matches').waitFor()
  })

  test('exports the educators as CSV', async () => {
    await launch('coach')
    await page.getByText('1 to 15 of 132').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export CSV' }).nth(1).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('educators.csv')
    const lines = (await readFile(await file.path(), 'utf8')).split('\r\n')
    expect(lines[0]).toBe('\uFEFFName,School,Last interaction')
    expect(lines).toHaveLength(134)
    expect(lines[1]).toMatch(/^"Adeyemi, Ana",/)
  })

  test('is told when one part fails, and the rest of the page works', async () => {
    await launch('coach-failing')
    await page.getByText('Something went wrong on the server').waitFor()
    await page.getByText('Code INTERNAL').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByLabel('Notes').waitFor()
  })
})

describe('the teacher', () => {
  test('creates a community, leads it, and adds a class', async () => {
    await launch('teacher')
    await page.getByRole('button', { name: 'Create a community' }).click()
    await page.keyboard.type(TAKEN_NAME)
    await press('Enter')
    await page.getByText('You already lead a community of that name.').waitFor()
    await page.getByLabel('Name').fill('  Advisory circle ')
    await press('Enter')
    await page.getByText('“Advisory circle” is created').waitFor()
    const card = page.getByRole('region', { name: 'Advisory circle' })
    await card.getByText('You lead this').waitFor()
    await card.getByRole('button', { name: 'Add class' }).click()
    await card.getByText('Choose a class first.').waitFor()
    await card
      .getByLabel('Add a class I lead')
      .selectOption({ label: 'Science 7, period 4 (SCI7-04) · Lincoln Middle School' })
    await card.getByRole('button', { name: 'Add class' }).click()
    await card.getByText('Science 7, period 4 is added.').waitFor()
    await card.getByText('1 class', { exact: true }).waitFor()
  })

  test('is never offered a class that is in five communities already', async () => {
    await launch('teacher')
    await page.getByText('Show all 9').waitFor()
    const offered = page.getByRole('region', { name: 'Grade 7 science team' }).getByLabel('Add a class I lead')
    await offered.waitFor()
    expect(await offered.getByRole('option').allTextContents()).toEqual([
      'Choose a class…',
      'Science 7, period 4 (SCI7-04) · Lincoln Middle School',
    ])
  })

  test('who is refused reads why and what to do', async () => {
    await launch('teacher-refused')
    await page.getByText('You may not see this').waitFor()
    await page.getByText('Your role does not open communities.').waitFor()
    await page.getByText('ask a district administrator for the role').waitFor()
    await page.getByText('Code NOT_ALLOWED').waitFor()
  })

  test('loads less than 200 kB of JavaScript for the first page, compressed', async () => {
    const scripts: string[] = []
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (pathname.endsWith('.js')) scripts.push(basename(pathname))
    })
    await launch('teacher')
    await page.getByText('Show all 9').waitFor()
    const bytes = scripts.map((script) => gzipSync(readFileSync(join(pages.app.built, 'assets', script))).length)
    expect(scripts.length).toBeGreaterThan(0)
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(200_000)
  })
})

describe('the administrator', () => {
  test('sees at a glance which sources need somebody, and reads why a run is held', async () => {
    await launch('admin')
    await page.getByRole('heading', { name: '2 sources need you' }).waitFor()
    await page.getByText('A run is held when it would change more than your district allows').waitFor()
    await page.getByText('2 people wait for a seat').waitFor()
    await page.getByText('78 more in use than bought').waitFor()
    await page.getByRole('link', { name: 'Open run 140' }).first().click()
    await heading('Run 140').waitFor()
    await page.getByText('It would retire 212 of 837 people (25 %)').waitFor()
    await page.getByText('Nov 21, 2026, 2:00 AM EST').first().waitFor()
    // A decision is asked for once more, given, and followed until the worker has carried it out.
    await page.getByRole('button', { name: 'Apply only what it adds' }).click()
    await page.getByText('Nobody is changed or retired.').waitFor()
    await page.getByRole('button', { name: 'Yes, do it' }).click()
    await page.getByText('The worker takes it up within seconds.').waitFor()
    await page.getByText('The worker takes it up within seconds.').waitFor({ state: 'detached' })
    expect(backend.orders.get('run 140')).toMatchObject({ kind: 'approve_additions', isDone: true })
  })

  test('moves between pages by links, with the focus on the heading, and back again', async () => {
    await launch('admin')
    await heading('Sync status').waitFor()
    await page.getByRole('link', { name: 'Communities' }).click()
    await heading('Communities').waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    expect(await page.title()).toBe('Communities · Staffroom')
    expect(await page.getByRole('link', { name: 'Communities', exact: true }).getAttribute('aria-current')).toBe('page')
    await page.goBack()
    await heading('Sync status').waitFor()
  })

  test('who opens a run that is not there reads so', async () => {
    await launch('admin', '#/sync/runs/999')
    await page.getByText('This is not here any more').waitFor()
    await page.getByText('Code NOT_FOUND').waitFor()
  })

  test('who follows an address of nothing finds the way back', async () => {
    await launch('admin', '#/no/such/page')
    await heading('No such page').waitFor()
    await page.getByRole('link', { name: 'Go to your first page' }).click()
    await heading('Sync status').waitFor()
  })

  test('without network reads that nothing is lost, and goes on when it is back', async () => {
    await launch('admin')
    await heading('Sync status').waitFor()
    await page.route('**/api/v1/communities', (route) => route.abort())
    await page.getByRole('link', { name: 'Communities' }).click()
    await page.getByText('No answer from Staffroom').waitFor()
    await page.unroute('**/api/v1/communities')
    await page.getByRole('button', { name: 'Try again' }).first().click()
    await page.getByText('You are in no community yet').waitFor()
  })
})

describe('everyone else', () => {
  test('an unmatched launch is told what is missing and that a note of it was kept, and is offered nothing else', async () => {
    await launch('unmatched', '#/sync')
    await heading('We could not find you yet').waitFor()
    await page.getByText('Staffroom has kept a note of it').waitFor()
    await page.getByRole('link', { name: 'help@riverside.example' }).waitFor()
    expect(await page.getByRole('navigation').count()).toBe(0)
    const own = ['GET /api/v1/me', 'GET /api/v1/session/launch', 'POST /api/v1/session']
    expect([...new Set(backend.asked)].toSorted()).toEqual(own)
  })

  test('a student sees the classes and no way into staff pages', async () => {
    await launch('student')
    await heading('Hello, Ben').waitFor()
    await page.getByText('Science 7, period 4', { exact: true }).waitFor()
    expect(await page.getByRole('navigation').count()).toBe(0)
  })
})
