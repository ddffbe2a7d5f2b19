/** Points and avatars in a real browser: a programme run by a teacher, hours that close avatars, a student's avatar. */

import { beforeEach, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openFakeProgrammes } from '../ui/fake-programmes.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  Object.assign(backend.programmes, openFakeProgrammes())
})

const POINTS = '#/classes/21/points'
const part = (page: Page, heading: string) =>
  page.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) })

test('a teacher gives points to some and to everybody, and takes back what was wrong', async () => {
  const { page, close } = await pages.open(launchOf('teacher', POINTS))
  await page.getByRole('heading', { level: 1, name: 'Points and avatars' }).waitFor()
  const giving = part(page, 'Give points')
  const row = (name: string) => giving.getByRole('row').filter({ hasText: name })
  await row('Cole').waitFor()
  await part(page, 'What was given and spent').getByText('Bought: Cap').waitFor()
  expect(await page.getByRole('link', { name: 'The class' }).getAttribute('href')).toBe('#/classes/led/21')
  await inspect(page, 'points of a class')
  expect(await giving.getByRole('button', { name: 'Give to 0 students' }).isDisabled()).toBe(true)
  await giving.getByRole('combobox', { name: 'For' }).selectOption('Homework handed in')
  await giving.getByRole('checkbox', { name: 'Choose Brown, Bo' }).check()
  await giving.getByRole('checkbox', { name: 'Choose Cole, Cy' }).check()
  await giving.getByRole('button', { name: 'Give to 2 students' }).click()
  await page.getByText('Given to 2 students').waitFor()
  expect(backend.programmes.students.map(({ balance }) => balance)).toEqual([12, 1, 4])
  await giving.getByRole('button', { name: 'Give to everybody' }).click()
  await giving.getByText('Every student of the class is given these points.').waitFor()
  await inspect(page, 'points for everybody')
  await giving.getByRole('button', { name: 'Yes' }).click()
  await page.getByText('Given to 3 students').waitFor()
  expect(backend.programmes.students.map(({ balance }) => balance)).toEqual([13, 2, 5])
  const ledger = part(page, 'What was given and spent')
  expect(await ledger.getByRole('button', { name: /^Take back/ }).count()).toBe(1)
  await ledger.getByRole('button', { name: 'Take back 5 of Amina Abdi-Wellington: A book read' }).click()
  await ledger.getByRole('button', { name: 'Yes' }).click()
  await page.getByText('The points were taken back').waitFor()
  await ledger.getByRole('cell', { name: 'taken back', exact: true }).waitFor()
  await close()
})

test('a teacher begins a programme where there is none, changes it and ends it', async () => {
  backend.programmes.programmes.splice(0)
  const { page, close } = await pages.open(launchOf('teacher', POINTS))
  const programme = part(page, 'Programme')
  await programme.getByText('This class has no programme yet.').waitFor()
  await programme.getByRole('button', { name: 'Save' }).click()
  await programme.getByText('Fill this in.').first().waitFor()
  await inspect(page, 'a first programme, unfinished')
  await programme.getByLabel('Name').fill('Poets')
  await programme.getByLabel('Last day').fill('2099-06-15')
  await programme.getByLabel('Reason 1', { exact: true }).fill('A poem')
  await programme.getByLabel('Points of reason 1').fill('0')
  await programme.getByRole('button', { name: 'Save' }).click()
  await programme.getByText('A whole number from 1 to 100.').waitFor()
  await programme.getByLabel('Points of reason 1').fill('5')
  await programme.getByRole('button', { name: 'Another reason' }).click()
  await programme.getByLabel('Reason 2', { exact: true }).fill('A second poem')
  await programme.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The programme was saved').waitFor()
  expect(backend.programmes.programmes).toMatchObject([
    {
      name: 'Poets',
      endsOn: '2099-06-15',
      reasons: [
        { words: 'A poem', points: 5 },
        { words: 'A second poem', points: 1 },
      ],
    },
  ])
  await part(page, 'Give points').getByText('The programme does not run today').waitFor()
  expect(
    await part(page, 'Give points')
      .getByRole('button', { name: /^Give to/ })
      .count(),
  ).toBe(0)
  await close()
})

test('a programme that runs is ended with today as its last day', async () => {
  const { page, close } = await pages.open(launchOf('teacher', POINTS))
  const programme = part(page, 'Programme')
  await programme.getByRole('button', { name: 'End it today' }).click()
  await programme.getByText('Today is its last day').waitFor()
  await programme.getByRole('button', { name: 'Yes' }).click()
  await page.getByText('The programme ends today').waitFor()
  expect(backend.programmes.programmes[0]?.endsOn).not.toBe('2099-06-15')
  await programme.getByRole('button', { name: 'Change' }).click()
  await programme.getByRole('button', { name: 'Take reason 2 out' }).click()
  await programme.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The programme was saved').waitFor()
  expect(backend.programmes.programmes[0]?.reasons).toEqual([{ words: 'A book read', points: 5 }])
  await close()
})

test('an administrator sets the hours at which avatars rest, and nothing of the programme', async () => {
  const { page, close } = await pages.open(launchOf('school-admin', POINTS))
  const hours = part(page, 'When avatars rest')
  await hours.getByLabel('From 1', { exact: true }).waitFor()
  expect(await page.getByRole('link', { name: 'The class' }).getAttribute('href')).toBe('#/classes/21')
  for (const heading of ['Programme', 'Give points', 'What was given and spent'])
    expect(await page.getByRole('heading', { name: heading, exact: true }).count()).toBe(0)
  await hours.getByRole('button', { name: 'Add hours' }).click()
  await hours.getByLabel('Until 2').fill('08:00')
  await hours.getByRole('button', { name: 'Save the hours' }).click()
  await hours.getByText('The end is after the beginning').waitFor()
  await inspect(page, 'hours of avatars refused')
  await hours.getByLabel('Day 2').selectOption('Friday')
  await hours.getByLabel('Until 2').fill('00:00')
  await hours.getByRole('button', { name: 'Save the hours' }).click()
  await hours.getByText('The hours were saved').waitFor()
  expect(backend.programmes.hours).toEqual([
    { weekday: 1, from: '08:00', to: '09:30' },
    { weekday: 5, from: '08:00', to: '24:00' },
  ])
  await hours.getByRole('button', { name: 'Take hours 1 out' }).click()
  await hours.getByRole('button', { name: 'Take hours 1 out' }).click()
  await hours.getByRole('button', { name: 'Save the hours' }).click()
  await hours.getByText('Avatars are open at all hours.').waitFor()
  await expect.poll(() => backend.programmes.hours).toEqual([])
  await close()
})

test('a student comes from the first page, builds an avatar and buys an accessory', async () => {
  const { page, close } = await pages.open(launchOf('student'))
  const card = part(page, 'My avatar')
  await card.getByText('24 points').waitFor()
  await inspect(page, 'a student’s first page with an avatar')
  await card.getByRole('link', { name: 'Change my avatar' }).click()
  await page.getByRole('heading', { level: 1, name: 'My avatar' }).waitFor()
  const parts = part(page, 'Parts')
  const eyes = parts.getByRole('group', { name: 'Eyes' })
  await eyes.getByRole('button', { name: 'Happy' }).click()
  expect(await eyes.getByRole('button', { name: 'Happy' }).getAttribute('aria-pressed')).toBe('true')
  await inspect(page, 'building an avatar')
  const hats = parts.getByRole('group', { name: 'On the head' })
  expect(await hats.getByRole('button', { name: /^Crown/ }).isDisabled()).toBe(true)
  await hats.getByRole('button', { name: /^Cap/ }).click()
  await hats.getByText('You pay with points of Readers of period 4.').waitFor()
  await inspect(page, 'buying for an avatar')
  await hats.getByRole('button', { name: 'Yes' }).click()
  await hats.getByText('Cap is yours now').waitFor()
  await hats.getByRole('button', { name: 'Cap' }).click()
  await parts.getByRole('button', { name: 'Save my avatar' }).click()
  await parts.getByText('Your avatar was saved').waitFor()
  expect([backend.programmes.balance, [...backend.programmes.look].toSorted()]).toEqual([
    14,
    ['backdrop-sky', 'body-round', 'colour-blue', 'eyes-happy', 'hat-cap', 'mouth-smile'],
  ])
  await close()
})

test('while avatars rest a student is told until when, and may look and nothing else', async () => {
  backend.programmes.closed = { until: '2026-09-14T15:30:00Z' }
  const { page, close } = await pages.open(launchOf('student', '#/avatar'))
  await page.getByText('Avatars are closed until Sep 14, 2026, 11:30 AM EDT').waitFor()
  await inspect(page, 'an avatar that rests')
  const parts = part(page, 'Parts')
  expect(await parts.getByRole('button').count()).toBeGreaterThan(40)
  expect(await parts.locator('button:not([disabled])').count()).toBe(0)
  await close()
})
