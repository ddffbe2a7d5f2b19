/** What a class lead is told where few students are to answer. */

import { expect, test } from 'vitest'
import { openFakeClassesByHand } from '../ui/fake-class-by-hand.ts'
import { openFakeDesk } from '../ui/fake-class-desk.ts'
import { openFakeClassList } from '../ui/fake-class-list.ts'
import { openFakeSurveys } from '../ui/fake-surveys.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

/** The class page, with so many students to answer the cycle under way; those of the closed one were few. */
async function openWith(expected: number) {
  Object.assign(backend.classDesk, openFakeDesk())
  Object.assign(backend.classList, openFakeClassList())
  Object.assign(backend.classesByHand, openFakeClassesByHand())
  const surveys = openFakeSurveys()
  const cycles = surveys.cycles.map((one) => ({
    ...one,
    completed: 2,
    expected: one.state === 'closed' ? 4 : expected,
  }))
  Object.assign(backend, { surveys: { ...surveys, cycles } })
  const opened = await pages.open(launchOf('teacher', '#/classes/led/801'), 360)
  const schedule = opened.page.locator('section', {
    has: opened.page.getByRole('button', { name: 'Change the schedule' }),
  })
  await schedule.waitFor()
  return { ...opened, schedule }
}

test('at least ten are advised: with nine the class’s lead is told what a report leaves out', async () => {
  const { page, schedule, close } = await openWith(9)
  await schedule.getByText('9 students are to answer. 10 and more are advised').waitFor()
  await schedule.getByText('under five nothing is told').waitFor()
  await inspect(page, 'a class of few students')
  await close()
})

test('one student is told of in the singular', async () => {
  const { schedule, close } = await openWith(1)
  await schedule.getByText('1 student is to answer. 10 and more are advised').waitFor()
  await close()
})

test('with ten nothing is advised', async () => {
  const { schedule, close } = await openWith(10)
  await schedule.getByText('2 of 10').first().waitFor()
  expect(await schedule.getByText('are advised').count()).toBe(0)
  await close()
})
