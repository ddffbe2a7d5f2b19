/** The educator database, as a coach and an administrator walk through it. */

import { expect, test } from 'vitest'
import * as given from '../ui/district.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

test('filters, order and page stand in the address, which opens the same again; all by keyboard', async () => {
  const { page, close } = await pages.open(launchOf('coach', '#/coach/educators'))
  await page.getByRole('heading', { level: 1, name: 'Educator database' }).waitFor()
  const count = (text: string) => page.getByText(text, { exact: true }).waitFor()
  await count('132 educators')
  await page.getByRole('button', { name: 'Next', exact: true }).press('Enter')
  await page.getByText('26 to 50 of 132').waitFor()
  expect(page.url()).toContain('page=2')
  await page.getByRole('button', { name: 'Last contact', exact: true }).press('Enter')
  await page.getByText('1 to 25 of 132').waitFor()
  await page.getByLabel('Search by name').fill('a')
  await page.getByLabel('Cycle', { exact: true }).selectOption('In an open cycle')
  await page.getByRole('columnheader', { name: 'Last contact' }).waitFor()
  await page.waitForURL(/#\/coach\/educators\?(?=.*q=a)(?=.*cycle=open)(?=.*sort=last)/)
  expect(page.url()).not.toContain('page=')
  await inspect(page, 'educator database')
  const narrowed = await page.getByRole('status').textContent()
  await page.getByRole('table').getByRole('link').first().click()
  await page.waitForURL(/#\/coach\/educators\/\d+$/)
  await page.goBack()
  await page.getByText(narrowed ?? '', { exact: true }).waitFor()
  expect(await page.getByLabel('Search by name').inputValue()).toBe('a')
  expect(await page.locator('th[aria-sort="ascending"]').textContent()).toContain('Last contact')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('educators.csv')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await count('132 educators')
  expect(page.url()).not.toContain('?q')
  await page.getByLabel('Search by name').fill('nobody of that name')
  await page.getByText('Nobody matches').waitFor()
  await close()
})

test('an administrator merges two records after seeing what comes of it, and takes it back; all by keyboard', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/coach/educators'))
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('link', { name: 'Merge with another record' }).press('Enter')
  await page.getByLabel('Search by name').fill('a')
  await page
    .getByRole('button', { name: /^Compare with/ })
    .first()
    .press('Enter')
  await page.getByRole('heading', { name: 'What comes of it' }).waitFor()
  await page.getByRole('cell', { name: 'Interactions with them' }).waitFor()
  await inspect(page, 'merge of two educators')
  const kept = await page.getByText(/^Stays: record/).textContent()
  await page.getByRole('button', { name: 'Keep the other one' }).press('Enter')
  await page.getByText(kept?.replace('Stays', 'Goes') ?? 'none').waitFor()
  expect(backend.asked.filter((call) => call === 'POST /api/v1/educator-merges')).toEqual([])
  await page.getByRole('button', { name: /^Merge record/ }).press('Enter')
  await page.getByRole('button', { name: 'Yes, do it' }).press('Enter')
  await page.getByText('the two are merged within seconds').waitFor()
  await page.getByRole('button', { name: 'Take it back' }).press('Enter')
  await page.getByText('stays with').waitFor()
  await page.getByRole('button', { name: 'Yes, do it' }).press('Enter')
  await page.getByText('Taken back', { exact: true }).waitFor()
  await close()
})

test('an administrator opens the caseloads of a coach, sees who is in one and why, and keeps somebody out', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/coach/caseloads'))
  await page.getByText('37 educators are in nobody’s caseload.').waitFor()
  await page.getByRole('table', { name: 'Coaches' }).getByRole('link').nth(1).press('Enter')
  await page.getByRole('button', { name: 'Name and rules' }).first().press('Enter')
  await page.getByRole('button', { name: 'Add a rule' }).press('Enter')
  await page.getByRole('group', { name: 'Rule 2' }).getByLabel('Grade taught').selectOption('08')
  await inspect(page, 'rules of a caseload')
  await page.getByRole('button', { name: 'Show educators' }).first().press('Enter')
  await page.getByText('Kept out by hand').waitFor()
  await inspect(page, 'caseloads')
  const kept = page.waitForRequest((request) => request.method() === 'PUT')
  await page
    .getByRole('button', { name: /^Keep out: / })
    .first()
    .press('Enter')
  expect((await kept).postDataJSON()).toMatchObject({ place: 'out', version: '3' })
  await close()
})

test('an educator is added by hand after a look at who may be the same, and waits where the database is full', async () => {
  const { page, close } = await pages.open(launchOf('coach', '#/coach/educators'), 360)
  await page.getByText('132 of 150 places of the educator database are used · 3 educators wait for room').waitFor()
  await page.getByRole('button', { name: 'Add an educator by hand' }).press('Enter')
  await page.getByRole('button', { name: 'Add educator', exact: true }).press('Enter')
  await page.getByLabel('Given name').fill('Ana')
  await page.getByLabel('Family name').fill('Adeyemi')
  await page.keyboard.press('Enter')
  await page.getByText('Is it one of these?').waitFor()
  await inspect(page, 'who may be the same')
  expect(backend.asked.filter((call) => call === 'POST /api/v1/coaching/educators')).toEqual([])
  await page.getByRole('button', { name: 'It is somebody else: add them' }).press('Enter')
  await page.getByText('Ana Adeyemi is added').waitFor()
  await page.getByLabel('Given name').fill('Wanda')
  await page.getByLabel('Family name').fill('Waits')
  await page.keyboard.press('Enter')
  await page.getByText('they wait until there is room').waitFor()
  await close()
})

test('an administrator deactivates an educator from their page, and activates them again', async () => {
  const person = backend.staff.people.find(({ isOwn, may }) => !isOwn && may.activate)
  if (person === undefined) throw new Error('nobody')
  const [known] = given.educators
  const theirs = { ...person, id: known?.id ?? '', state: 'active' as const, may: { ...person.may, activate: true } }
  backend.staff.people.push(theirs)
  const { page, close } = await pages.open(launchOf('admin', `#/coach/educators/${theirs.id}`))
  await page.getByRole('button', { name: 'Deactivate', exact: true }).press('Enter')
  await page.getByRole('button', { name: 'Yes, do it' }).press('Enter')
  await page.getByText('Deactivated', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Activate', exact: true }).press('Enter')
  await page.getByText('Active', { exact: true }).waitFor()
  await close()
})

test('an administrator hands over educators who changed schools, leaves one, and takes a decision back; all by keyboard', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/coach/caseloads'))
  await page.getByText('3 educators’ coaches are at none of their schools any more.').waitFor()
  await page.getByRole('link', { name: 'Hand over or leave' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Educators who changed schools' }).waitFor()
  const [first, second, third] = given.educators.map(({ givenName, familyName }) => `${givenName} ${familyName}`)
  await page.getByRole('button', { name: `Decide about ${first}` }).press('Enter')
  const handOver = page.getByRole('button', { name: 'Hand over', exact: true })
  expect(await handOver.isDisabled()).toBe(true)
  const waits = page.getByLabel('New coach').locator('option', { hasText: '(waits for a seat)' })
  expect([await waits.count(), await waits.isDisabled()]).toEqual([1, true])
  await page.getByText('so they take nobody over until one is free').waitFor()
  await page.getByLabel('New coach').selectOption({ index: 2 })
  await page.getByLabel('Into a caseload of theirs').selectOption({ index: 1 })
  await inspect(page, 'handing an educator over')
  const asked = page.waitForRequest((request) => request.method() === 'POST')
  await handOver.press('Enter')
  expect((await asked).postDataJSON()).toMatchObject({
    educatorId: given.educators[0]?.id,
    toId: given.educators[21]?.id,
    caseloadId: '1',
  })
  await page.getByText(`${first} is handed over to`).waitFor()
  await page.getByRole('button', { name: `Decide about ${third}` }).press('Enter')
  await page.getByText('Nobody coaches at these schools yet.').waitFor()
  expect(await handOver.count()).toBe(0)
  await page.getByRole('button', { name: 'Leave as it is' }).press('Enter')
  await page.getByText(`${third} stays with`).waitFor()
  await page.getByRole('button', { name: `Take back the decision about ${third}` }).press('Enter')
  await page.getByText(`The decision about ${third} is taken back.`).waitFor()
  const open = page.locator('section', { has: page.getByRole('heading', { name: 'To decide', exact: true }) })
  await open.getByRole('searchbox', { name: 'Search by name' }).fill('nobody of this name')
  await open.getByText('Nobody to hand over has such a name.').waitFor()
  await open.getByRole('searchbox', { name: 'Search by name' }).fill(second ?? '')
  await expect.poll(() => open.getByRole('button', { name: /^Decide about / }).count()).toBe(1)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    open.getByRole('button', { name: 'Export CSV' }).press('Enter'),
  ])
  expect(file.suggestedFilename()).toBe('handovers.csv')
  // Decided by somebody else meanwhile.
  await page.getByRole('button', { name: `Decide about ${second}` }).press('Enter')
  await page.getByRole('button', { name: 'Leave as it is' }).press('Enter')
  await page.getByText('There is nothing to decide any more.').waitFor()
  await inspect(page, 'hand-overs')
  await close()
})

test('a coach sees whom they took over and which next steps came along, and ticks one', async () => {
  const { page, close } = await pages.open(launchOf('coach', '#/coach'), 360)
  await page.getByText('is with you now; until then with').waitFor()
  const asked = page.waitForRequest((request) => request.url().includes('/handovers/'))
  const cameAlong = page.getByText('Next steps that you took over', { exact: true }).locator('xpath=..')
  await cameAlong.getByRole('button', { name: /^Done: / }).press('Enter')
  expect((await asked).postDataJSON()).toEqual({ done: true })
  await inspect(page, 'what was taken over')
  await close()
})
