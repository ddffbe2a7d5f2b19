import { beforeEach, expect, test } from 'vitest'
import { openFakeMatches } from '../ui/fake-matches.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  backend.matches.splice(0, backend.matches.length, ...openFakeMatches())
})

const open = (who: 'it' | 'admin') => pages.open(launchOf(who, '#/sync/matches'))

test('what differs between two people is marked, what they share is not', async () => {
  const { page, close } = await open('admin')
  const side = page.getByRole('region', { name: 'Number 917' })
  await side.waitFor()
  const marked = await side.locator('dl > div', { hasText: 'differs' }).locator('dt').allTextContents()
  expect(marked).toEqual(['Name', 'User name', 'E-mail', 'Schools'])
  await close()
})

test('two people are linked only after they were asked for once more, and the list says when it is done', async () => {
  const { page, close } = await open('it')
  await page.getByRole('button', { name: 'One person: keep 917' }).click()
  await page.getByText('Everything of 900 goes to 917').waitFor()
  expect(backend.asked.filter((call) => call.endsWith('/link'))).toEqual([])
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText('The worker links them within seconds.').waitFor()
  await page.getByRole('heading', { name: 'Inés Álvarez-Montgomery and Ines Álvarez-Montgomery' }).waitFor({
    state: 'detached',
  })
  expect(backend.asked.filter((call) => call.endsWith('/link'))).toEqual(['POST /api/v1/match-proposals/31/link'])
  await close()
})

test('two people are kept apart, and nobody is left to decide about', async () => {
  const { page, close } = await open('it')
  for (const pair of ['900 and 917', '905 and 921']) {
    await page.getByRole('button', { name: 'Two people' }).first().click()
    await page.getByRole('button', { name: 'Yes, do it' }).click()
    await page.getByText(`${pair} stay two people.`).waitFor()
  }
  await page.getByText('Nobody waits for a decision').waitFor()
  await close()
})

test('what somebody else has decided meanwhile is said', async () => {
  const { page, close } = await open('admin')
  await page.getByRole('button', { name: 'Two people' }).first().click()
  backend.matches.splice(0, 1)
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByRole('button', { name: 'One person: keep 905' }).waitFor()
  await page.getByText('Number 900').waitFor({ state: 'detached' })
  await close()
})
