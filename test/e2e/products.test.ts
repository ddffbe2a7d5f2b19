/** The pages of products: the catalogue, one product in every state, a class, one student. */

import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { openFakeProduct, openFakeProducts } from '../ui/fake-products.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  Object.assign(backend, openFakeProducts())
})

const show = async (page: Page, hash: string, heading: string) => {
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
  await page.getByRole('heading', { name: heading }).first().waitFor()
}

const STATES = [
  ['nobody', 0, {}, 'No student'],
  ['one student', 2, { assigned: 1 }, '1'],
  ['exactly full', 3, { assigned: 3 }, '0'],
  ['waiting', 2, { waiting: 2, assigned: 1, grace: 1, taken_back: 1 }, 'Waits, place 1'],
  ['over', 2, { over: 1, assigned: 2 }, 'Beyond what was bought'],
  ['expired', 0, { over: 3 }, 'Beyond what was bought'],
  ['10,000 holders', 10_000, { waiting: 40, assigned: 10_000 }, '1 to 25 of 10,040'],
] as const

test('one product says how it stands, readable in every look', { timeout: 120_000 }, async () => {
  for (const [name, bought, states, says] of STATES) {
    backend.products.products.set('reading', openFakeProduct(bought, states))
    const { page, close } = await pages.open(launchOf('admin', '#/products/reading'))
    await page.getByRole('heading', { level: 1, name: 'Reading Plus' }).waitFor()
    await page.getByText(says).first().waitFor({ timeout: 30_000 })
    await inspect(page, `product ${name}`)
    await close()
  }
})

test('an administrator enters a product, sets a rule after seeing what it does, and removes it', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/products'))
  await inspect(page, 'products catalogue')
  await page.getByLabel('Id', { exact: true }).fill('Science')
  await page.getByRole('button', { name: 'Save product' }).click()
  await page.getByText('Small letters, digits and hyphens, for example reading-plus.').waitFor()
  await page.getByLabel('Id', { exact: true }).fill('science')
  await page.getByLabel('Product', { exact: true }).fill('Science Lab')
  await page.getByRole('textbox', { name: 'Grades' }).fill('4, kg')
  await page.getByRole('button', { name: 'Save product' }).click()
  await page.getByText('The product is in the catalogue.').waitFor()
  expect(backend.products.products.get('science')?.product.grades).toEqual(['04', 'KG'])
  await show(page, '#/products/reading', 'Reading Plus')
  await page.getByLabel('Name of the rule').fill('Grade 5')
  await page.getByRole('textbox', { name: 'Grades', exact: true }).fill('5')
  await page.getByRole('button', { name: 'Look what it does' }).click()
  await page.getByText('Student 1 Rivera: All are in use').waitFor()
  await inspect(page, 'product rule looked at')
  await page.getByRole('button', { name: 'Set the rule' }).click()
  await page.getByText('The rule is set, and seats follow it.').waitFor()
  await page.getByRole('button', { name: 'Remove the rule Grade 5' }).click()
  await page.getByText('No seat changes hands.').waitFor()
  await page.getByRole('button', { name: 'Remove the rule', exact: true }).click()
  await page.getByText('The rule is removed.').waitFor()
  expect(backend.products.products.get('reading')?.rules.map(({ name }) => name)).toEqual(['Grade 4'])
  await close()
})

test('of ten thousand students the server reads a page, sorts it and finds one by name', async () => {
  backend.products.products.set('reading', openFakeProduct(10_000, { waiting: 40, assigned: 10_000 }))
  const read = () => backend.asked.filter((call) => call.startsWith('GET /api/v1/products/reading/students')).length
  const before = read()
  const { page, close } = await pages.open(launchOf('admin', '#/products/reading'))
  const people = page.locator('section', { has: page.getByRole('heading', { name: 'Students', exact: true }) })
  await people.getByText('1 to 25 of 10,040').waitFor()
  expect(await people.getByRole('row').count()).toBe(26)
  expect(read() - before).toBe(1)
  const sorted = page.waitForRequest(
    (request) => request.url().includes('/students?') && request.url().includes('sort=-name'),
  )
  await people.getByRole('button', { name: 'Student', exact: true }).click()
  await people.getByRole('button', { name: 'Student', exact: true }).click()
  await sorted
  await people.getByRole('button', { name: 'Next' }).click()
  await people.getByText('26 to 50 of 10,040').waitFor()
  await people.getByLabel('Search by name').fill('student 9999')
  await people.getByRole('link', { name: 'Student 9999 Rivera' }).waitFor()
  expect(await people.getByRole('row').count()).toBe(2)
  await inspect(page, 'product with a student searched')
  await people.getByLabel('Search by name').fill('nobody')
  await people.getByText('Nobody of that name').waitFor()
  await close()
})

test('who loses a product by other grades is seen before they are saved', async () => {
  backend.products.products.set('reading', openFakeProduct(3, { assigned: 3 }))
  const { page, close } = await pages.open(launchOf('admin', '#/products'))
  await page.getByLabel('Id', { exact: true }).fill('reading')
  await page.getByLabel('Product', { exact: true }).fill('Reading anew')
  await page.getByRole('button', { name: 'Save product' }).click()
  await page.getByText('There is a product of this id. Change it on its page.').waitFor()
  await show(page, '#/products/reading', 'Reading Plus')
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Change the product' }) })
  await card.getByLabel('For grades').fill('5')
  await card.getByRole('button', { name: 'Look what the change does' }).click()
  await card.getByText('In all: 3 need the seat no more: it is kept for a while, then free.').waitFor()
  await card.getByText('Student 1 Rivera leaves; the seat is kept for a while').waitFor()
  await inspect(page, 'product change looked at')
  expect(backend.products.products.get('reading')?.product.grades).toEqual(['04'])
  await card.getByRole('button', { name: 'Save the change' }).click()
  await page.getByText('The product is changed, and seats follow it.').waitFor()
  expect(backend.products.products.get('reading')?.product.grades).toEqual(['05'])
  await close()
})

test('the file says of every student what was requested, what was assigned and why, in one request', async () => {
  backend.products.products.set('reading', openFakeProduct(2, { waiting: 150, assigned: 2, taken_back: 1 }))
  const { page, close } = await pages.open(launchOf('admin', '#/products/reading'))
  await page.getByRole('heading', { level: 1, name: 'Reading Plus' }).waitFor()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download all as CSV' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toBe('reading-requested-assigned.csv')
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  expect(lines).toHaveLength(154)
  expect(lines[1]).toContain(',04,yes,no,1,all_in_use')
  expect(lines[153]).toContain(',04,no,no,,')
  const asked = backend.asked.filter((call) => call === 'GET /api/v1/products/reading/students/export')
  expect(asked).toHaveLength(1)
  await close()
})

test('a teacher gives a product to students of the class after seeing who would wait and why', async () => {
  backend.products.products.set('reading', openFakeProduct(1, {}))
  const { page, close } = await pages.open(launchOf('teacher', '#/classes/led/801'))
  const card = page.getByRole('heading', { name: 'Products of the class' })
  await card.waitFor()
  await page.getByLabel('Product', { exact: true }).selectOption('reading')
  await page.getByText('Grade 05: it is not made for this grade').waitFor()
  await page.getByText('1 of them is left out when you give it: it is for grades 04 only.').waitFor()
  await inspect(page, 'class products')
  await page.getByLabel('Give until').fill('2027-06-30')
  await page.getByRole('button', { name: 'Look what giving does' }).click()
  await page.getByText('1 student gets it, 1 waits. The product needs 1 more seat so that nobody waits.').waitFor()
  await page.getByText('All are in use').waitFor()
  await inspect(page, 'class products looked at')
  expect(backend.products.products.get('reading')?.students).toEqual([])
  await page.getByRole('button', { name: 'Give it', exact: true }).click()
  await page.getByText('Done: 1 student gets it, 1 waits.').waitFor()
  await page.getByText('Reading Plus: Waits').waitFor()
  expect(backend.products.products.get('reading')?.students.map(({ state, handUntil }) => [state, handUntil])).toEqual([
    ['assigned', '2027-06-30'],
    ['waiting', '2027-06-30'],
  ])
  await close()
})

test('one product of a student is given until a day, and taken back, on the page of the product', async () => {
  backend.products.products.set('reading', openFakeProduct(3, { assigned: 1 }))
  const { page, close } = await pages.open(launchOf('admin', '#/products/reading'))
  await page.getByLabel('Give until').fill('2027-06-30')
  await page.getByRole('button', { name: 'Set the day: Reading Plus to Student 1 Rivera until Jun 30, 2027' }).click()
  await inspect(page, 'product until a day looked at')
  await page.getByRole('button', { name: 'Give it', exact: true }).click()
  await page.getByText('hand, until Jun 30, 2027').waitFor()
  expect(backend.products.products.get('reading')?.students[0]?.handUntil).toBe('2027-06-30')
  await page.getByRole('button', { name: 'Take back Reading Plus from Student 1 Rivera' }).click()
  await page.getByText('1 student gives it back').waitFor()
  await page.getByRole('button', { name: 'Take it back' }).click()
  await page.getByText('Done: 1 student gives it back.').waitFor()
  await page.getByText('No student').first().waitFor()
  await close()
})

test('a student sees the products that they have', async () => {
  const { page, close } = await pages.open(launchOf('student', '#/home'))
  const products = page.locator('section', {
    has: page.getByRole('heading', { name: 'My products' }),
  })
  await products.getByText('Reading Plus', { exact: true }).waitFor()
  await inspect(page, 'student home with products')
  await close()
})
