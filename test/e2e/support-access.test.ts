import { expect, test } from 'vitest'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

test('an administrator lets support in, sees it on every page, and ends it', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/audit'))
  await page.getByRole('link', { name: 'Support access' }).click()
  await page.getByRole('heading', { level: 1, name: 'Support access' }).waitFor()
  await page.getByText('ended by Dana Admin').first().waitFor()
  const form = page.getByRole('region', { name: 'Let support in' })
  await form.getByRole('textbox', { name: 'Minutes' }).fill('900')
  await form.getByRole('button', { name: 'Make the link' }).click()
  await form.getByText('Say who, in 2 to 120 characters.').waitFor()
  await form.getByText('Enter whole minutes, 1 to 240.').waitFor()
  expect(backend.support.filter(({ endedAt }) => endedAt === null)).toEqual([])
  await form.getByRole('textbox', { name: 'Who' }).fill('Ines Okafor, Staffroom support')
  await form.getByRole('textbox', { name: 'What for' }).fill('Look at the run that was held last night.')
  await form.getByRole('textbox', { name: 'Minutes' }).fill('30')
  await form.getByRole('button', { name: 'Make the link' }).click()
  await form.getByRole('textbox', { name: 'Link for support' }).waitFor()
  await page.getByText('Support can look into your district until').waitFor()
  await inspect(page, 'support access')
  await page.getByRole('link', { name: 'Rules' }).click()
  await page.getByText('Ines Okafor, Staffroom support: Look at the run that was held last night.').waitFor()
  await page.getByRole('button', { name: 'End it now: the access of Ines Okafor, Staffroom support' }).click()
  await page.getByText('Support can look into your district until').waitFor({ state: 'detached' })
  expect(backend.support.filter(({ endedAt }) => endedAt === null)).toEqual([])
  await close()
})

test('whoever takes up the link looks at the roster and is offered no change', async () => {
  const { page, close } = await pages.open(`/#/support/riverside.${'x'.repeat(43)}`, 360)
  await page.getByRole('heading', { level: 1, name: 'Look into a district' }).waitFor()
  await inspect(page, 'a link of support')
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByText('You look as support until').waitFor()
  const names = await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').allTextContents()
  expect(names).toEqual(['Sync status', 'People'])
  expect(await page.getByRole('button', { name: /Sync now|Start|Approve|Undo|Put away/ }).count()).toBe(0)
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByText('Given name').first().waitFor()
  expect(await page.getByRole('button', { name: /Edit|Give back|Take out/ }).count()).toBe(0)
  await inspect(page, 'a person, looked at by support')
  await close()
})
