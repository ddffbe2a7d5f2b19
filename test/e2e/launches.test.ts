import { expect, test } from 'vitest'
import { openFakeLaunches } from '../ui/fake-launches.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const { backend, open } = useOpenedPages()

function startAnew(): void {
  Object.assign(backend.launches, openFakeLaunches())
}

test('somebody is linked only after it was asked for once more, and leaves the list', async () => {
  startAnew()
  const { page, close } = await open(launchOf('it', '#/sync/launches'))
  await page.getByRole('button', { name: 'It is Inés Álvarez-Montgomery' }).click()
  await page.getByText('From the next launch on they are').waitFor()
  expect(backend.asked.filter((call) => call.endsWith('/41/link'))).toEqual([])
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText('is linked. They open Staffroom again from the LMS.').waitFor()
  await page.getByRole('heading', { name: 'Ines Alvarez-Montgomery' }).waitFor({ state: 'detached' })
  expect(backend.asked.filter((call) => call.endsWith('/41/link'))).toEqual(['POST /api/v1/lti/unmatched/41/link'])
  await close()
})

test('somebody whom nothing proposes is found by name', async () => {
  startAnew()
  const { page, close } = await open(launchOf('admin', '#/sync/launches'))
  const card = page.getByRole('region', { name: 'Somebody without a name' })
  await card.getByLabel('Name in the roster').fill('robin')
  await card.getByRole('button', { name: 'Somebody else' }).click()
  await card.getByText('everything that Robin Marsh may see and do').waitFor()
  await card.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText('Robin Marsh is linked.').waitFor()
  await close()
})

test('a search that finds nothing says so', async () => {
  startAnew()
  const { page, close } = await open(launchOf('admin', '#/sync/launches'))
  await page.getByLabel('Name in the roster').first().fill('zzzz')
  await page.getByText('Nobody of that name in your schools.').waitFor()
  await close()
})

test('whom only an administrator of the district may link has no button for others', async () => {
  startAnew()
  const { page, close } = await open(launchOf('it', '#/sync/launches'))
  await page.getByText('an administrator of the district has to link').waitFor()
  expect(await page.getByRole('button', { name: 'It is Pat Nguyen' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Unlink Pat Nguyen' }).count()).toBe(0)
  expect(await page.getByText('Links by e-mail').count()).toBe(0)
  await close()
})

test('a launch from a class opens the class, and the way to all of one’s own', async () => {
  const { page, close } = await open(launchOf('teacher-in-class'))
  await page.getByRole('heading', { name: 'Science 7, period 4', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'All my communities and classes' }).click()
  await page.getByRole('heading', { name: 'Communities', level: 1 }).waitFor()
  await close()
})

test('what was chosen goes back to the LMS as a form of the browser, once', async () => {
  const { page, close } = await open(launchOf('teacher-placing'))
  const submit = page.getByRole('button', { name: 'Add to the LMS' })
  await page.getByLabel('Science of the seventh grade').check()
  // The LMS is nowhere: without an answer the browser would look for it for as long as its name server lets it.
  await page.context().route(
    (url) => url.hostname.endsWith('.example'),
    (route) => route.fulfill({ body: 'Back in the LMS.' }),
  )
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.isNavigationRequest())
  await submit.click()
  expect((await sent).postData()).toBe('JWT=signed')
  expect(backend.asked.filter((call) => call.endsWith('/answer'))).toEqual(['POST /api/v1/placements/81/answer'])
  await close()
})
