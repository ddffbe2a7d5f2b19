/** The page of a licence, in every state that one can be in. */

import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { type FakeSeats, openFakeLicence, STANDING } from '../ui/fake-licences.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  Object.assign(backend, { licence: openFakeLicence() })
})

async function open(seats?: FakeSeats): Promise<OpenedPage> {
  if (seats !== undefined) Object.assign(backend, { licence: openFakeLicence(seats) })
  const opened = await pages.open(launchOf('admin', '#/licences/coaching-seats'))
  await opened.page.getByRole('heading', { level: 1, name: 'Coaching seats' }).waitFor()
  await opened.page.getByRole('heading', { name: 'Ledger' }).waitFor()
  return opened
}

const ENDED = [{ ...STANDING, name: 'PO 2025-14', endsOn: '2026-10-31', term: 'ended', daysLeft: -22 }] as const
const STATES: readonly (readonly [string, FakeSeats, string])[] = [
  ['nobody, nothing bought', { bought: 0, used: 0, purchases: [] }, 'Nothing has happened yet. The first purchase'],
  ['one holder of two', { bought: 2, used: 1 }, 'Everybody who needs a seat has one.'],
  ['exactly full', { bought: 12, used: 12 }, 'Everybody who needs a seat has one.'],
  ['waiting', { bought: 12, used: 11, grace: 1, waiting: 3 }, '3 more seats are needed'],
  ['over', { bought: 8, used: 12, over: 4, waiting: 1 }, 'More seats are in use than were bought'],
  ['expired', { bought: 0, used: 6, over: 6, purchases: ENDED }, 'Its last purchase has ended'],
  ['10,000 holders', { bought: 10_000, used: 10_000, waiting: 40 }, '1 to 25 of 10,040'],
]

test.each(STATES)('a licence with %s says how it stands, readable in every look', async (name, seats, says) => {
  const { page, close } = await open(seats)
  await page.getByText(says).first().waitFor({ timeout: 30_000 })
  await inspect(page, `licence ${name}`)
  await close()
})

test('who waits for a seat that is kept for a leaver is counted, with the day', async () => {
  const { page, close } = await open({ bought: 12, used: 11, grace: 1, waiting: 3 })
  const says = 'Of those who wait, 1 gets a seat by Dec 20, 2026'
  await page.getByRole('status').or(page.locator('main')).getByText(says).first().waitFor()
  await close()
})

test('a purchase is entered only after it was seen what it does, and to whom', async () => {
  const { page, close } = await open({ bought: 12, used: 12, waiting: 3 })
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'What was bought' }) })
  await card.getByLabel('Name, an order number say').fill('PO 2026-9')
  await card.getByLabel('Seats', { exact: true }).fill('2')
  await card.getByRole('button', { name: 'See what it does' }).click()
  await page.getByText('It would be 14 of 14 in use, 1 waiting, 0 over.').waitFor()
  await page.getByText('Ana Rivera gets a seat').waitFor()
  await page.getByText('Carmen Cole: All are in use').waitFor()
  await inspect(page, 'licence with a purchase looked at')
  // Another quantity asks for another look.
  await card.getByLabel('Seats', { exact: true }).fill('3')
  expect(await card.getByRole('button', { name: 'Enter it' }).count()).toBe(0)
  await card.getByRole('button', { name: 'See what it does' }).click()
  await card.getByRole('button', { name: 'Enter it' }).click()
  await page.getByText('Entered.').waitFor()
  await page.getByText('PO 2026-9: 3 seats').waitFor()
  expect(backend.licence.bought).toBe(15)
  await close()
})

test('a name that is known is refused where it is typed; the purchase is changed by its own button, and its name stays', async () => {
  const { page, close } = await open({ bought: 12, used: 12, waiting: 3 })
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'What was bought' }) })
  await card.getByLabel('Name, an order number say').fill('standing')
  await card.getByLabel('Seats', { exact: true }).fill('2')
  await card.getByRole('button', { name: 'See what it does' }).click()
  await card.getByText('There is a purchase standing already. Choose another name, or change that one above.').waitFor()
  await inspect(page, 'licence with a purchase entered twice')
  expect(await card.getByRole('button', { name: 'Enter it' }).count()).toBe(0)
  await card.getByRole('button', { name: 'Change the purchase standing' }).click()
  await card.getByRole('heading', { name: 'Change the purchase standing' }).waitFor()
  expect(await card.getByLabel('Name, an order number say').count()).toBe(0)
  const seats = card.getByLabel('Seats', { exact: true })
  expect(await seats.inputValue()).toBe('12')
  await expect.poll(() => seats.evaluate((field) => field === document.activeElement)).toBe(true)
  await seats.fill('14')
  await card.getByRole('button', { name: 'See what it does' }).click()
  await card.getByRole('button', { name: 'Change it' }).waitFor()
  await inspect(page, 'licence with a purchase changed')
  await card.getByRole('button', { name: 'Change it' }).click()
  await page.getByText('Changed.').waitFor()
  await card.getByText('standing: 14 seats').waitFor()
  expect(backend.licence.bought).toBe(14)
  // The form is one for a new purchase again, and empty.
  await card.getByRole('heading', { name: 'Enter a purchase' }).waitFor()
  expect(await card.getByLabel('Name, an order number say').inputValue()).toBe('')
  await close()
})

test('another order, fewer purchases and another capacity are looked at before they are made', async () => {
  const { page, close } = await open({ bought: 3, used: 3, waiting: 2 })
  await decideBy(page, 'school')
  await rules(page).getByRole('button', { name: 'See what it does' }).click()
  const ordered = rules(page).getByRole('alert')
  await ordered.getByText('Ana Rivera gets a seat').waitFor()
  await inspect(page, 'licence with another order looked at')
  // Another order asks for another look.
  await decideBy(page, 'manual')
  expect(await ordered.count()).toBe(0)
  expect(backend.licence.rules.order).toEqual([])
  const bought = page.locator('section', { has: page.getByRole('heading', { name: 'What was bought' }) })
  await bought.getByRole('button', { name: 'Remove the purchase standing' }).click()
  await bought.getByRole('alert').getByText('It would be 3 of 3 in use, 2 waiting, 0 over.').waitFor()
  expect(backend.licence.purchases).toHaveLength(1)
  await bought.getByRole('button', { name: 'Take it out' }).click()
  await page.getByText('Removed.').waitFor()
  expect(backend.licence.purchases).toEqual([])
  await close()
  const capacity = await pages.open(launchOf('admin', '#/licences/educator-capacity'))
  const form = capacity.page.getByRole('form', { name: 'How many educators there may be' })
  await form.getByLabel('Educators for each coaching seat').fill('40')
  await form.getByRole('button', { name: 'See what it does' }).click()
  await form.getByRole('alert').getByText('Ana Rivera gets a seat').waitFor()
  expect(backend.capacity).toBeNull()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => backend.capacity).toEqual({ perSeat: 40 })
  await capacity.close()
})

test('a look is gone when something else is typed, also one whose answer comes after that', async () => {
  const { page, close } = await open({ bought: 3, used: 3, waiting: 2 })
  const look = rules(page).getByRole('button', { name: 'See what it does' })
  const ordered = rules(page).getByRole('alert')
  for (const field of ['Days a leaver’s seat is kept', 'Days to choose when more are used than bought']) {
    await look.click()
    await ordered.getByText('Ana Rivera gets a seat').waitFor()
    await rules(page).getByLabel(field).fill('7')
    expect(await ordered.count()).toBe(0)
  }
  const gate = Promise.withResolvers<undefined>()
  await page.route('**/preview**', async (route) => {
    await gate.promise
    await route.continue()
  })
  const bought = page.locator('section', { has: page.getByRole('heading', { name: 'What was bought' }) })
  await bought.getByLabel('Name, an order number say').fill('PO 9')
  await bought.getByLabel('Seats', { exact: true }).fill('5')
  const answers = [page.waitForResponse('**/rules/preview**'), page.waitForResponse('**/purchases/**/preview**')]
  await look.click()
  await rules(page).getByLabel('Days a leaver’s seat is kept').fill('8')
  await bought.getByRole('button', { name: 'See what it does' }).click()
  await bought.getByLabel('Seats', { exact: true }).fill('6')
  gate.resolve(undefined)
  for (const answer of await Promise.all(answers)) await answer.finished()
  // Time enough to be drawn in.
  await page.waitForTimeout(300)
  expect([await ordered.count(), await bought.getByRole('alert').count()]).toEqual([0, 0])
  // The next one is shown.
  await look.click()
  await ordered.getByText('Ana Rivera gets a seat').waitFor()
  await close()
})

test('of a change that many people wait by, all of them come as a file', async () => {
  const { page, close } = await open({ bought: 3, used: 3, waiting: 620 })
  await rules(page).getByRole('button', { name: 'See what it does' }).click()
  await rules(page).getByText('and 607 more').waitFor()
  const saved = page.waitForEvent('download')
  await rules(page).getByRole('button', { name: 'All of them as CSV' }).click()
  const download = await saved
  const rows = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  // One gets a seat, 619 wait, and there is a head.
  expect(rows).toHaveLength(621)
  expect(rows[1]).toContain('gets a seat')
  expect(new Set(rows).size).toBe(621)
  await close()
})

test('of ten thousand holders each page is read from the server, sorted there, and the last one is found', async () => {
  const { page, close } = await open({ bought: 10_000, used: 10_000, waiting: 3 })
  const people = page.locator('section', { has: page.getByRole('heading', { name: 'Who waits, who holds a seat' }) })
  await people.getByText('1 to 25 of 10,003').waitFor()
  expect(await people.getByRole('row').count()).toBe(26)
  const asked = page.waitForRequest(
    (request) => request.url().includes('/seats?') && request.url().includes('sort=-since'),
  )
  await people.getByRole('button', { name: 'Since' }).click()
  await people.getByRole('button', { name: 'Since' }).click()
  await asked
  await people.getByLabel('Show').selectOption('waiting')
  await people.getByText('1 to 25').waitFor({ state: 'detached' })
  expect(await people.getByRole('row').count()).toBe(4)
  await people.getByLabel('Show').selectOption('')
  await people.getByText('1 to 25 of 10,003').waitFor()
  await people.getByRole('button', { name: 'Next' }).click()
  await people.getByText('26 to 50 of 10,003').waitFor()
  await people.getByLabel('Search by name').fill('nobody of that name')
  await people.getByText('Nobody of that name').waitFor()
  await people.getByLabel('Search by name').fill('rivera ana')
  await people.getByRole('link', { name: 'Ana Rivera' }).first().waitFor()
  await people.getByLabel('Search by name').fill('')
  await people.getByText('1 to 25 of 10,003').waitFor()
  await inspect(page, 'licence with ten thousand holders')
  await close()
})

test('who gives a seat back is chosen after seeing who is covered by it', async () => {
  const { page, close } = await open({ bought: 3, used: 4, over: 1 })
  const first = page.getByRole('button', { name: 'Give back the seat of Ana Rivera' })
  await first.click()
  const look = page.getByRole('alert').filter({ hasText: 'Ana Rivera gives the seat back now and waits behind all' })
  await look.getByText('In all: 1 is covered again, 1 gives the seat back.').waitFor()
  await inspect(page, 'licence with a seat given back looked at')
  expect(backend.licence.seats.some(({ state }) => state === 'waiting')).toBe(false)
  await look.getByRole('button', { name: 'Give it back' }).click()
  await page.getByText('Ana Rivera has given the seat back and waits.').waitFor()
  await page.getByText('Waits, place 1').waitFor()
  await close()
})

test('a seat that is kept is freed by hand once it was said who gets it; not while a run brings its holder back', async () => {
  const { page, close } = await open({ bought: 5, used: 3, grace: 2, waiting: 1 })
  const people = page.locator('section', { has: page.getByRole('heading', { name: 'Who waits, who holds a seat' }) })
  const kept = backend.licence.seats.filter(({ state }) => state === 'grace').map(({ person }) => person)
  const [first, second] = kept.map(({ givenName, familyName }) => `${givenName} ${familyName}`)
  backend.licence.returns.push(kept[1]?.id ?? '')
  await people.getByRole('button', { name: `Free it now: the seat kept for ${second ?? ''}` }).click()
  await people.getByText('A sync that is not over brings them back to their seat.').waitFor()
  await people.getByRole('button', { name: `Free it now: the seat kept for ${first ?? ''}` }).click()
  await people.getByText(`Ana Rivera gets the seat of ${first ?? ''} at once.`).waitFor()
  await inspect(page, 'licence with a kept seat about to be freed')
  await people.getByRole('button', { name: 'Cancel' }).click()
  expect(backend.licence.seats.filter(({ state }) => state === 'grace')).toHaveLength(2)
  await people.getByRole('button', { name: `Free it now: the seat kept for ${first ?? ''}` }).click()
  await people.getByRole('button', { name: 'Yes' }).click()
  await page.getByText(`The seat that was kept for ${first ?? ''} is free.`).waitFor()
  expect(backend.licence.seats.filter(({ state }) => state === 'grace')).toHaveLength(1)
  await close()
})

test('the ledger goes on to its last entry, page after page, and its file has all of it, with who did what in words', async () => {
  Object.assign(backend, { licence: openFakeLicence({ bought: 12, used: 12, waiting: 30 }) })
  const [line] = backend.licence.ledger
  if (line === undefined) throw new Error('no ledger')
  const many = Array.from({ length: 130 }, (_, index) => ({ ...line, seq: 1000 - index, actor: 'person:9' }))
  Object.assign(backend.licence, { ledger: [...many, { ...line, seq: 1, actor: 'cli' }] })
  const { page, close } = await open()
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Ledger' }) })
  await card.getByText('1 to 10 of 131').waitFor()
  expect(await card.getByText('Somebody of the district').count()).toBe(10)
  for (let turn = 0; turn < 13; turn += 1) {
    await card.getByRole('button', { name: 'Next' }).click()
    await card.getByText(`${(turn + 1) * 10 + 1} to `).waitFor()
  }
  await card.getByText('Somebody at the command line').waitFor()
  await inspect(page, 'licence with the last page of its ledger')
  const saved = page.waitForEvent('download')
  await card.getByRole('button', { name: 'Download all as CSV' }).click()
  const lines = readFileSync(await (await saved).path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  expect(lines).toHaveLength(132)
  expect(lines.at(-1)).toContain('somebody at the command line')
  await close()
})

test('somebody of many schools is named with two of them and how many more; each school’s educators are counted', async () => {
  const first = await open({ bought: 2, used: 9 })
  const people = first.page.locator('section', {
    has: first.page.getByRole('heading', { name: 'Who waits, who holds a seat' }),
  })
  await people.getByText('Alder Creek Elementary School, Birch Hill Middle School and 2 more').first().waitFor()
  await first.close()
  const { page, close } = await pages.open(launchOf('admin', '#/licences/educator-capacity'))
  const schools = page.locator('section', { has: page.getByRole('heading', { name: 'Schools', exact: true }) })
  await schools.getByText('How many educators of each school have a place').waitFor()
  expect(await schools.getByRole('row').count()).toBe(3)
  expect(await schools.getByText('Reserved').count()).toBe(0)
  await inspect(page, 'licence of educators')
  await close()
})

test('the file says of everybody what was requested, what was assigned and why, and no cell is a formula', async () => {
  Object.assign(backend, { licence: openFakeLicence({ bought: 2, used: 2, waiting: 150, grace: 1 }) })
  Object.assign(backend.licence.seats[0]?.person ?? {}, { familyName: '=HYPERLINK("x")', givenName: '' })
  const { page, close } = await open()
  const people = page.locator('section', { has: page.getByRole('heading', { name: 'Who waits, who holds a seat' }) })
  const saved = page.waitForEvent('download')
  await people.getByRole('button', { name: 'Download all as CSV' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toBe('coaching-seats-requested-assigned.csv')
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  expect(lines).toHaveLength(154)
  expect(lines[0]).toContain('requested,assigned,place in the queue,reason')
  expect(lines[1]).toMatch(/^"'=HYPERLINK\(""x""\)",/)
  expect(lines[1]).toContain(',yes,no,1,all_in_use')
  expect(lines[151]).toContain(',coach,yes,yes,,')
  expect(lines[153]).toContain(',no,yes,,')
  await close()
})

test('the order by hand gives a number to who waits; schools get seats of their own', async () => {
  const { page, close } = await open({ bought: 3, used: 3, waiting: 2 })
  await decideBy(page, 'manual')
  await decideBy(page, 'seniority')
  await page.getByLabel('Days a leaver’s seat is kept').fill('14')
  await rules(page).getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved; seats were squared.').waitFor()
  expect(backend.licence.rules).toMatchObject({ order: ['manual', 'seniority'], ownGraceDays: 14, ownOverDays: null })
  const number = page.getByLabel('Number of Ana Rivera, 1 first')
  await number.fill('7')
  await number.blur()
  const numbers = page.getByRole('alert').filter({ hasText: 'Ana Rivera has number 7 in the order by hand' })
  await numbers.getByText('No seat changes hands.').waitFor()
  await numbers.getByText('Would wait').waitFor()
  await numbers.getByRole('button', { name: 'Cancel' }).click()
  expect(await number.inputValue()).toBe('')
  await number.fill('7')
  await number.press('Enter')
  await inspect(page, 'licence with a number looked at')
  expect(backend.licence.seats[0]?.priority).toBe(null)
  await numbers.getByRole('button', { name: 'Save the number' }).click()
  await expect.poll(() => backend.licence.seats[0]?.priority).toBe(7)
  await page.getByLabel('Seats reserved for Alder Creek Elementary School').fill('4')
  await page.getByRole('button', { name: 'Reserve: Alder Creek Elementary School' }).click()
  const look = page.getByRole('alert').filter({ hasText: '4 seats kept for Alder Creek Elementary School' })
  await look.getByText('It would be 4 of 4 in use, 1 waiting, 0 over.').waitFor()
  expect(backend.licence.reserved).toBe(2)
  await look.getByRole('button', { name: 'Keep so many' }).click()
  await expect.poll(() => backend.licence.reserved).toBe(4)
  await close()
})

async function decideBy(page: Page, key: string): Promise<void> {
  await rules(page).getByLabel('Also decide by', { exact: true }).selectOption(key)
  await rules(page).getByRole('button', { name: 'Add: Also decide by' }).click()
}

const SET = {
  order: ['school', 'seniority'],
  // The second is of a school that the roster has no more.
  schools: ['12', '99', '11'],
  graceDays: 30,
  overDays: 45,
  ownGraceDays: null,
  ownOverDays: 45,
  isOwn: true,
} as const
const saveRules = async (page: Page): Promise<void> => {
  await rules(page).getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved; seats were squared.').waitFor()
}
const ranked = (page: Page, label: string) => rules(page).getByRole('list', { name: label }).getByRole('listitem')

test('saving what nobody touched changes nothing of an order that was set over the API', async () => {
  Object.assign(backend.licence, { rules: { ...SET, order: [...SET.order], schools: [...SET.schools] } })
  const { page, close } = await open()
  await expect.poll(() => ranked(page, 'Who is next').count()).toBe(3)
  expect((await ranked(page, 'Who is next').allTextContents()).map((line) => line.slice(0, 12))).toEqual([
    '1. By the or',
    '2. Who has h',
    '3. Who came ',
  ])
  await saveRules(page)
  expect(backend.licence.rules).toEqual(SET)
  await rules(page).getByLabel('Days a leaver’s seat is kept').fill('14')
  await saveRules(page)
  await expect.poll(() => backend.licence.rules).toEqual({ ...SET, graceDays: 14, ownGraceDays: 14 })
  await close()
})

test('schools are put into order with the keyboard, and each says its rank', async () => {
  const { page, close } = await open()
  await decideBy(page, 'school')
  const names = async () =>
    (await ranked(page, 'Order of the schools').allTextContents()).map((line) => line.slice(0, 13))
  expect(await names()).toEqual(['1. Alder Cree', '2. Birch Hill'])
  await rules(page).getByRole('button', { name: 'Up: Birch Hill Middle School' }).focus()
  await page.keyboard.press('Enter')
  expect(await names()).toEqual(['1. Birch Hill', '2. Alder Cree'])
  await rules(page).getByRole('button', { name: 'Take out: Alder Creek Elementary School' }).press('Enter')
  expect(await names()).toEqual(['1. Birch Hill'])
  await inspect(page, 'licence with schools in order')
  await saveRules(page)
  expect(backend.licence.rules).toMatchObject({ order: ['school'], schools: ['12'] })
  await rules(page).getByRole('button', { name: 'Add: Also put into order' }).click()
  expect(await names()).toEqual(['1. Birch Hill', '2. Alder Cree'])
  await close()
})

const rules = (page: Page) => page.getByRole('form', { name: 'How seats are handed out' })

test('the chart has its figures as a table', async () => {
  const { page, close } = await open()
  await page.getByText(/12 in use and 12 bought today/).waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Show as a table' }).click()
  await page.getByRole('table', { name: 'Seats over time' }).getByText('Ahead').first().waitFor()
  await close()
})

test('“You can read more about these permission levels here.”: each is told beside the seats, with whether it takes one', async () => {
  const { page, close } = await open()
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Who takes a seat' }) })
  const lines = await card.getByRole('listitem').allTextContents()
  expect(lines.map((line) => /takes (a seat|none)/.exec(line)?.[1])).toEqual(['a seat', 'a seat', 'none', 'none'])
  expect(lines[0]).toContain('alone deletes educators for good')
  await card.getByRole('link', { name: 'Read more about what each role may do' }).click()
  await page.getByRole('heading', { level: 1, name: 'Permissions' }).waitFor()
  await close()
})

test('“If you have any additional questions, contact our support team”: its address stands under every page', async () => {
  for (const persona of ['coach', 'principal', 'admin', 'billing'] as const) {
    const { page, close } = await pages.open(launchOf(persona))
    const foot = page.getByRole('contentinfo')
    const address = foot.getByRole('link', { name: 'help@riverside.example' })
    expect(await address.getAttribute('href'), persona).toBe('mailto:help@riverside.example')
    await close()
  }
  const { page, close } = await pages.open(launchOf('student'))
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('contentinfo').count()).toBe(0)
  await close()
})
