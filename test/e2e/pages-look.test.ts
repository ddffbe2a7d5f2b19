import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { findViolations, LOOKS, measureOverflow, openPage } from '../ui/looks.ts'
import { openFakeBackend } from '../ui/fake-backend.ts'
import type { Persona } from '../ui/personas.ts'
import { serveApp } from '../ui/served-app.ts'
import type { ServedApp } from '../ui/served-app.ts'

const backend = openFakeBackend()
let app: ServedApp
let browser: Browser

beforeAll(async () => {
  ;[app, browser] = await Promise.all([serveApp(backend), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await app.close()
})

/** A page in every look: readable by a screen reader, not wider than the window, no fault, no refused style. */
async function inspect(address: string, ready: (page: Page) => Promise<unknown>): Promise<void> {
  const { page, faults, context } = await openPage(browser, { width: 360, scheme: 'light' })
  await page.goto(app.origin + address)
  await ready(page)
  for (const { width, scheme } of LOOKS) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme: scheme })
    await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor()
    const at = `${address} at ${width} px, ${scheme}`
    expect(await findViolations(page), at).toEqual([])
    expect(await measureOverflow(page), `${at}: wider than the window`).toBeLessThanOrEqual(0)
  }
  expect(faults).toEqual([])
  await context.close()
}

const launch = (who: Persona) => `/lti/launch?code=${who}`
const sees = (text: string) => (page: Page) => page.getByText(text).first().waitFor()

describe('every page reads well with axe, at every width, in both colour schemes', () => {
  const pages: readonly (readonly [Persona, string])[] = [
    ['coach', '1 to 15 of 132'],
    ['coach-new', 'No educators yet'],
    ['coach-unassigned', 'You have no schools yet'],
    ['coach-failing', 'Something went wrong on the server'],
    ['teacher', 'Show all 9'],
    ['teacher-new', 'You are in no community yet'],
    ['teacher-refused', 'You may not see this'],
    ['admin', '1 to 10 of 34'],
    ['admin-new', 'No roster source yet'],
    ['school-admin', '1 to 10 of 34'],
    ['student', 'Science 7, period 4'],
    ['student-new', 'No classes yet'],
    ['principal', 'Reports of your school are not in this version'],
    ['billing', '3 of 3 used'],
    ['nobody', 'You have no role in Staffroom'],
    ['unmatched', 'Staffroom has kept a note of it'],
  ]
  test.each(pages)('%s', async (who, text) => {
    await inspect(launch(who), sees(text))
    expect(backend.breaches).toEqual([])
  })

  test('what needs somebody, all of it, and what is left when some is put away', async () => {
    await inspect(launch('it'), async (page) => {
      await page.getByRole('button', { name: 'Show 1 more' }).click()
      await page.getByText('every seat is in use').waitFor()
    })
    const { page, context } = await openPage(browser, { width: 360, scheme: 'light' })
    await page.goto(app.origin + launch('it'))
    await page.getByRole('button', { name: 'Put away: A sync of source sis-nightly is held' }).click()
    await page.getByText('A sync of source sis-nightly is held').waitFor({ state: 'detached' })
    await page.getByText('every seat is in use').waitFor()
    await context.close()
    backend.dismissed.clear()
    expect(backend.breaches).toEqual([])
  })
  test('a held run', async () => {
    await inspect(`${launch('admin')}#/sync/runs/140`, sees('Apply only what it adds'))
  })
  test('a decision that is asked for once more, and a refused one', async () => {
    await inspect(`${launch('it')}#/sync/runs/140`, async (page) => {
      await page.getByRole('button', { name: 'Apply all of it' }).click()
      await page.getByText('exactly as it is shown here').waitFor()
    })
    await inspect(`${launch('it')}#/sync/runs/140`, async (page) => {
      await page.getByRole('button', { name: 'Apply all of it' }).click()
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByText('A district administrator decides').waitFor()
    })
  })
  test('a run with its changes and the rows it left out', async () => {
    await inspect(`${launch('admin')}#/sync/runs/140`, async (page) => {
      await page.getByText('a date as YYYY-MM-DD').first().waitFor()
      await page.getByRole('button', { name: 'Show every change' }).click()
      await page.getByText('a.old@lincoln.example → a.new@lincoln.example').first().waitFor()
      await page.getByText('edited by hand after this plan was made: Given name, E-mail').waitFor()
    })
    expect(backend.breaches).toEqual([])
  })
  test('a run with the edits by hand that it met, and their records', async () => {
    await inspect(`${launch('admin')}#/sync/runs/139`, async (page) => {
      await page.getByRole('heading', { name: 'The feed says otherwise (117)' }).waitFor()
      await page.getByText('The report keeps the first 100 of 117.').waitFor()
      await page.getByRole('region', { name: 'Left out of the approved plan (3)' }).getByText('gone-school').waitFor()
      expect(await page.getByRole('link', { name: 'gone-school' }).count()).toBe(0)
      expect(await page.getByRole('link', { name: 'e-17' }).getAttribute('href')).toBe('#/classes/801')
    })
    await inspect(`${launch('it')}#/sync/runs/139`, async (page) => {
      await page.getByText('gone-school').waitFor()
      expect(await page.getByRole('link', { name: 'e-17' }).count()).toBe(0)
    })
    expect(backend.breaches).toEqual([])
  })
  test('who comes under a new name in the feed, with a held run', async () => {
    await inspect(`${launch('it')}#/sync/runs/140`, async (page) => {
      await page.getByRole('heading', { name: 'Who comes under a new name in the feed' }).waitFor()
      await page.getByText('the sourcedId but for leading zeros').first().waitFor()
    })
    expect(backend.breaches).toEqual([])
  })
  test('people who may be one, side by side, with a decision asked for once more', async () => {
    await inspect(launch('it'), sees('Decide about 2 pairs'))
    await inspect(`${launch('admin')}#/sync/matches`, async (page) => {
      await page.getByText('They could not be made one').waitFor()
      await page.getByRole('button', { name: 'One person: keep 900' }).click()
      await page.getByText('Everything of 917 goes to 900').waitFor()
    })
    await inspect(`${launch('admin-new')}#/sync/matches`, sees('Nobody waits for a decision'))
    expect(backend.breaches).toEqual([])
  })
  test('a failed run', async () => {
    await inspect(`${launch('admin')}#/sync/runs/138`, sees('FEED_UNREACHABLE'))
  })
  test('sign-in', async () => {
    await inspect('/', sees('Forgotten your password?'))
  })
  test('an invitation', async () => {
    await inspect('/#/invitation/secret', sees('Choose a password'))
  })
  test('a launch that was opened before', async () => {
    await inspect('/lti/launch?code=none-such', sees('A launch works once.'))
  })
})

describe('the parts that open', () => {
  test('the educator list of the quick log, its messages and a shown note', async () => {
    await inspect(launch('coach'), async (page) => {
      await page.getByRole('button', { name: 'Show note' }).first().click()
      await page.getByText('Looked at exit tickets').waitFor()
      await page.getByRole('button', { name: 'Log interaction' }).click()
      await page.getByText('Tag at least one educator.').waitFor()
      await page.getByRole('combobox', { name: 'Educators' }).fill('inés')
      await page.getByRole('option').first().waitFor()
    })
  })

  test('the form that creates a community, with its message', async () => {
    await inspect(launch('teacher-new'), async (page) => {
      await page.getByRole('button', { name: 'Create a community' }).click()
      await page.getByRole('button', { name: 'Create', exact: true }).click()
      await page.getByText('Give the community a name.').waitFor()
    })
  })
})
