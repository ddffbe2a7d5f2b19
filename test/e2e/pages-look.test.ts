import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'
import type { Persona } from '../ui/personas.ts'
import { KNOWN_PASSWORD } from '../ui/fake-passwords.ts'

const pages = useOpenedPages()
const { backend } = pages

/** A page in every look, as soon as it is ready. */
async function lookAt(address: string, ready: (page: Page) => Promise<unknown>): Promise<void> {
  const { page, close } = await pages.open(address, 360)
  await ready(page)
  await inspect(page, address)
  await close()
}

const sees = (text: string) => (page: Page) => page.getByText(text).first().waitFor()

describe('every page reads well with axe, at every width, in both colour schemes', () => {
  const firsts: readonly (readonly [Persona, string])[] = [
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
    ['principal', 'How these figures are protected'],
    ['billing', '$18,026.18 to be paid'],
    ['nobody', 'You have no role in Staffroom'],
    ['unmatched', 'Staffroom has kept a note of it'],
    ['unmatched-anonymous', 'keeps names and numbers back'],
    ['teacher-placing', 'Opens the report of the class'],
    ['teacher-in-class', 'Class list: 3 students'],
  ]
  test.each(firsts)('%s', async (who, text) => {
    await lookAt(launchOf(who), sees(text))
  })

  test('what needs somebody, all of it, and what is left when some is put away', async () => {
    await lookAt(launchOf('it'), async (page) => {
      await page.getByRole('button', { name: 'Show 1 more' }).click()
      await page.getByText('every seat is in use').waitFor()
    })
    const { page, close } = await pages.open(launchOf('it'), 360)
    await page.getByRole('button', { name: 'Put away: A sync of source sis-nightly is held' }).click()
    await page.getByText('A sync of source sis-nightly is held').waitFor({ state: 'detached' })
    await page.getByText('every seat is in use').waitFor()
    await close()
    backend.dismissed.clear()
  })
  test('the licences as the billing office sees them', async () => {
    await lookAt(launchOf('billing', '#/home'), sees('3 of 3 used'))
  })
  test('a held run', async () => {
    await lookAt(launchOf('admin', '#/sync/runs/140'), sees('Apply only what it adds'))
  })
  test('a decision that is asked for once more, and a refused one', async () => {
    await lookAt(launchOf('it', '#/sync/runs/140'), async (page) => {
      await page.getByRole('button', { name: 'Apply all of it' }).click()
      await page.getByText('exactly as it is shown here').waitFor()
    })
    await lookAt(launchOf('it', '#/sync/runs/140'), async (page) => {
      await page.getByRole('button', { name: 'Apply all of it' }).click()
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByText('A district administrator decides').waitFor()
    })
  })
  test('a run with its changes and the rows it left out', async () => {
    await lookAt(launchOf('admin', '#/sync/runs/140'), async (page) => {
      await page.getByText('a date as YYYY-MM-DD').first().waitFor()
      await page.getByRole('button', { name: 'Show every change' }).click()
      await page.getByText('a.old@lincoln.example → a.new@lincoln.example').first().waitFor()
      await page.getByText('edited by hand after this plan was made: Given name, E-mail').waitFor()
      await page.getByText('This sync needs 14 more seats of this licence.').waitFor()
      await page.getByRole('button', { name: 'Show who, and why' }).click()
      await page.getByText('1 to 25 of 10,000').waitFor()
      await page.getByRole('combobox', { name: 'Licence', exact: true }).selectOption('coaching-seats')
      await page.getByText('14 people', { exact: true }).waitFor()
      await page.getByText('Given1 Student').waitFor()
    })
  })
  test('a run with the edits by hand that it met, and their records', async () => {
    await lookAt(launchOf('admin', '#/sync/runs/139'), async (page) => {
      await page.getByRole('heading', { name: 'The feed says otherwise (117)' }).waitFor()
      await page.getByText('The report keeps the first 100 of 117.').waitFor()
      await page.getByText(/Not changed since .*, its server says/).waitFor()
      await page.getByRole('region', { name: 'Left out of the approved plan (3)' }).getByText('gone-school').waitFor()
      expect(await page.getByRole('link', { name: 'gone-school' }).count()).toBe(0)
      expect(await page.getByRole('link', { name: 'e-17' }).getAttribute('href')).toBe('#/classes/801')
    })
    await lookAt(launchOf('it', '#/sync/runs/139'), async (page) => {
      await page.getByText('gone-school').waitFor()
      expect(await page.getByRole('link', { name: 'e-17' }).count()).toBe(0)
    })
  })
  test('who comes under a new name in the feed, with a held run', async () => {
    await lookAt(launchOf('it', '#/sync/runs/140'), async (page) => {
      await page.getByRole('heading', { name: 'Who comes under a new name in the feed' }).waitFor()
      await page.getByText('the sourcedId but for leading zeros').first().waitFor()
    })
  })
  test('people who may be one, side by side, with a decision asked for once more', async () => {
    await lookAt(launchOf('it'), sees('Decide about 2 pairs'))
    await lookAt(launchOf('admin', '#/sync/matches'), async (page) => {
      await page.getByText('They could not be made one').waitFor()
      await page.getByRole('button', { name: 'One person: keep 900' }).click()
      await page.getByText('Everything of 917 goes to 900').waitFor()
    })
    await lookAt(launchOf('admin-new', '#/sync/matches'), sees('Nobody waits for a decision'))
  })
  test('course pages of the LMS: compared with the roster, and a link asked for once more', async () => {
    await lookAt(launchOf('admin', '#/sync/launches'), async (page) => {
      await page.getByRole('button', { name: 'Compare members' }).click()
      await page.getByText('21 of 22 people of the course are in it; it has 23').waitFor()
      await page.getByRole('button', { name: 'It is Science 7, period 4' }).click()
      await page.getByText('open Science 7, period 4 from now on').waitFor()
    })
    await lookAt(launchOf('admin', '#/sync/launches'), async (page) => {
      await page.getByRole('combobox', { name: 'Show' }).selectOption('With a class')
      await page.getByText('has left the roster').waitFor()
    })
  })
  test('a class compared with its course in the LMS', async () => {
    await lookAt(launchOf('teacher-in-class'), async (page) => {
      await page.getByRole('button', { name: 'Compare with the LMS' }).click()
      await page.getByText('21 people are in both. The course has 24, the class 23.').waitFor()
      await page.getByText('service_scope_refused').waitFor()
    })
  })
  test('launches from the LMS: who waits, who is linked, and a decision asked for once more', async () => {
    await lookAt(launchOf('it'), sees('2 people wait to be linked'))
    await lookAt(launchOf('admin', '#/sync/launches'), async (page) => {
      await page.getByRole('heading', { name: 'Linked people' }).waitFor()
      await page.getByText('It serves other districts, too').waitFor()
      await page.getByRole('button', { name: 'It is Inés Álvarez-Montgomery' }).click()
      await page.getByText('From the next launch on they are').waitFor()
    })
    await lookAt(launchOf('school-admin', '#/sync/launches'), sees('an administrator of the district has to link'))
    await lookAt(launchOf('admin-new', '#/sync/launches'), sees('Nobody waits'))
  })
  test('a failed run', async () => {
    await lookAt(launchOf('admin', '#/sync/runs/138'), sees('FEED_UNREACHABLE'))
  })
  test('sign-in', async () => {
    await lookAt('/', sees('Forgotten your password?'))
  })
  test('asking for a new password, and setting it', async () => {
    await lookAt('/', async (page) => {
      await page.getByRole('button', { name: 'Forgotten your password?' }).click()
      await page.getByLabel('E-mail').fill('pat@riverside.example')
      await page.getByRole('button', { name: 'Mail me a link' }).click()
      await page.getByText('Look into your mail').waitFor()
    })
    await lookAt('/#/reset/secret', async (page) => {
      await page.getByLabel('New password').fill(KNOWN_PASSWORD)
      await page.getByRole('button', { name: 'Set the password' }).click()
      await page.getByText('Many people use this one.').waitFor()
    })
  })
  test('an invitation', async () => {
    await lookAt('/#/invitation/secret', sees('Choose a password'))
  })
  test('a launch that was opened before', async () => {
    await lookAt('/lti/launch?code=none-such', async (page) => {
      await page.getByText('A launch works once.').waitFor()
      await page.getByText('This launch is over').waitFor()
    })
  })
})

describe('the parts that open', () => {
  test('the educator list of the quick log, its messages and a shown note', async () => {
    await lookAt(launchOf('coach'), async (page) => {
      await page.getByRole('button', { name: 'Show note' }).first().click()
      await page.getByText('Looked at exit tickets').waitFor()
      await page.getByRole('button', { name: 'Log interaction' }).click()
      await page.getByText('Tag at least one educator.').waitFor()
      await page.getByRole('combobox', { name: 'Educators' }).fill('inés')
      await page.getByRole('option').first().waitFor()
    })
  })

  test('the form that creates a community, with its message', async () => {
    await lookAt(launchOf('teacher-new'), async (page) => {
      await page.getByRole('button', { name: 'Create a community' }).click()
      await page.getByRole('button', { name: 'Create', exact: true }).click()
      await page.getByText('Give the community a name.').waitFor()
    })
  })
})
