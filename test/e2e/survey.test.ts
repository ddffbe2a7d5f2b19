/** Answering a survey on a phone, and looking after a class's survey: the pages, in a real browser. */

import { beforeEach, expect, test } from 'vitest'
import { KNOWN_NAME, OPEN_CODE, openFakeSurveys, REFUSED_DAY } from '../ui/fake-surveys.ts'
import { findViolations, inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  Object.assign(backend, { surveys: openFakeSurveys() })
})

test('a student answers on a phone by keyboard, goes on where they stopped, and sends it once', async () => {
  const { page, close } = await pages.open(launchOf('student'), 360)
  await page.getByText('Algebra I, period 3').waitFor()
  await inspect(page, 'student home with surveys')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByRole('link', { name: 'Answer it: Algebra I, period 3' }).click()
  await page.getByRole('heading', { name: 'How this class works for me' }).waitFor()
  // What is asked only of who says that something has changed.
  expect(await page.getByLabel('What has changed?').count()).toBe(0)
  const group = page.getByRole('group', { name: 'Has something changed in class since the last survey?' })
  await group.getByRole('radio', { name: 'Yes, for the better' }).focus()
  await page.keyboard.press('Space')
  await page.getByLabel('What has changed?').fill('We can ask twice')
  await page.getByText('2 of 20 answered').waitFor()
  await page.getByText('Kept. You can go on later.').waitFor()
  const targets = await page
    .locator('.survey-options label')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
  expect(Math.min(...targets)).toBeGreaterThanOrEqual(44)
  await inspect(page, 'survey')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByLabel('Language', { exact: true }).selectOption('es')
  await page.getByRole('heading', { name: 'Cómo me va en esta clase' }).waitFor()
  await close()
  const again = await pages.open(launchOf('student', '#/surveys/701'), 360)
  await again.page.getByLabel('What has changed?').waitFor()
  expect(await again.page.getByRole('radio', { name: 'Yes, for the better' }).isChecked()).toBe(true)
  await again.page.getByRole('button', { name: 'Send my answers' }).click()
  await again.page.getByRole('heading', { name: 'Thank you, your answers have arrived' }).waitFor()
  expect(await findViolations(again.page)).toEqual([])
  expect(backend.surveys.sent).toEqual([{ heard: 'better', 'what-changed': 'We can ask twice' }])
  await again.page.getByRole('link', { name: 'Back' }).click()
  await again.page.getByText('Answered').nth(1).waitFor()
  await again.close()
})

test('somebody with a code and no account answers on a phone, by keyboard', async () => {
  const { page, close } = await pages.open('/#/code', 360)
  await page.getByRole('heading', { name: 'Answer a survey' }).waitFor()
  const code = page.getByLabel('Code', { exact: true })
  await code.fill('222222FF')
  await page.keyboard.press('Enter')
  await page.getByText('This code opens no survey today.').waitFor()
  await inspect(page, 'code that opens nothing')
  await page.setViewportSize({ width: 360, height: 740 })
  await code.fill(OPEN_CODE)
  await page.keyboard.press('Enter')
  const name = page.getByLabel('First and last name, or student number')
  await name.fill('Lena Ortiz')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'I am new: take part as Lena Ortiz' }).waitFor()
  await inspect(page, 'name that is not listed')
  await page.setViewportSize({ width: 360, height: 740 })
  await name.fill(KNOWN_NAME)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'How this class works for me' }).waitFor()
  // The tab goes on after it was loaded anew.
  await page.reload()
  const group = page.getByRole('group', { name: 'Has something changed in class since the last survey?' })
  await group.getByRole('radio', { name: 'No', exact: true }).focus()
  await page.keyboard.press('Space')
  await page.getByText('Kept. You can go on later.').waitFor()
  await inspect(page, 'survey by code')
  await page.getByRole('button', { name: 'Send my answers' }).click()
  await page.getByRole('heading', { name: 'Thank you, your answers have arrived' }).waitFor()
  expect(backend.surveys.sent).toHaveLength(1)
  await page.getByRole('button', { name: 'Somebody else answers on this device' }).click()
  await page.getByRole('heading', { name: 'Answer a survey' }).waitFor()
  await close()
})

test('whoever opens a link in the LMS to what isn’t theirs reads why, and goes on to their own page', async () => {
  const { page, close } = await pages.open(launchOf('student', '#/not-here/report'), 360)
  await page.getByRole('heading', { name: 'This report is not open for you' }).waitFor()
  await inspect(page, 'a report of others')
  await page.goto(page.url().replace('report', 'survey'))
  await page.getByRole('heading', { name: 'This survey is not open for you' }).waitFor()
  await inspect(page, 'a survey of others')
  await page.getByRole('link', { name: 'To your first page' }).click()
  await page.getByText('Algebra I, period 3').waitFor()
  await close()
})

test('a lead plans cycles, is told what can’t be, and sees who has taken part', async () => {
  const { page, close } = await pages.open(launchOf('teacher', '#/classes/led/801'))
  await page.getByText('11 of 27 have taken part').waitFor()
  await page.getByRole('button', { name: 'Who has taken part in cycle 2' }).click()
  await page.getByText('joined during the cycle', { exact: true }).waitFor()
  expect(await page.getByLabel('A reminder to copy', { exact: true }).inputValue()).toMatch(
    /^Please answer our class survey \(How this class works for me\) by/,
  )
  expect(await page.getByLabel('The same in the survey’s language Español', { exact: true }).inputValue()).toMatch(
    /^Por favor, responde la encuesta de nuestra clase \(Cómo me va en esta clase\) a más tardar el \d+ \p{L}+ \d{4}\. Lleva 4 minutos/u,
  )
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await page.getByText('9 students entered').waitFor()
  await page.getByText('It is on. In a minute').waitFor()
  await inspect(page, 'class with its survey')
  await page.getByRole('button', { name: 'Turn it off' }).click()
  await page.getByRole('button', { name: 'Yes, turn it off' }).click()
  await page.getByText('It is off. Nothing more is sent.').waitFor()
  await page.getByRole('button', { name: 'Change the schedule' }).click()
  const third = page.getByRole('group', { name: 'Cycle 3' })
  await third.getByLabel('Last day').fill(REFUSED_DAY)
  await page.getByRole('button', { name: 'Save the schedule' }).click()
  await page.getByText('The schedule was not changed: some days can’t be so.').waitFor()
  await inspect(page, 'schedule that is refused')
  await third.getByRole('button', { name: 'Take cycle 3 out' }).click()
  await page.getByRole('button', { name: 'Save the schedule' }).click()
  await page.getByText('The schedule is saved').waitFor()
  expect(backend.surveys.cycles.map(({ id }) => id)).toEqual(['801', '802'])
  await close()
})

test('the report of a class shows what changed, breakdowns and what is masked; the table stands behind a switch', async () => {
  const { page, close } = await pages.open(launchOf('teacher', '#/classes/led/801/report'))
  await page.getByRole('heading', { name: 'Survey report: Science 7, period 4' }).waitFor()
  await page.getByText('n/a: fewer than five answered.').first().waitFor()
  await page.getByText('Girl: Positive answers').waitFor()
  await page.getByText('Fewer slides').waitFor()
  await page.getByText('Monday, Nov 23, 2026').waitFor()
  await page.getByText('22 of 27 (81 %), target reached').waitFor()
  await page.getByText('This report was made on Nov 27, 2026.').waitFor()
  // The first cycle was asked in other words, which it keeps.
  const byQuestion = page.locator('section', {
    has: page.getByRole('heading', { name: 'Question by question', exact: true }),
  })
  await byQuestion.getByText('My teacher would notice').first().waitFor()
  await page.getByLabel('Cycle', { exact: true }).selectOption('0')
  await byQuestion.getByText('My teacher sees when I am sad.').waitFor()
  await byQuestion.getByText('The questions have changed since.').waitFor()
  await inspect(page, 'class report in other words')
  await page.getByLabel('Cycle', { exact: true }).selectOption('1')
  await inspect(page, 'class report')
  await page.getByLabel('As a table').check()
  await page.getByRole('table', { name: 'Question by question' }).waitFor()
  await page.getByLabel('Cycle', { exact: true }).selectOption('0')
  await inspect(page, 'class report as tables')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as PDF' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('survey-report.pdf')
  await close()
})

test('the report of a class that is over is found among my classes by whoever led it last', async () => {
  Object.assign(backend.surveys, {
    ended: [
      {
        id: '801',
        title: 'Science 7, period 4',
        classCode: 'SCI7-4',
        school: { id: '11', name: 'North School' },
        endedOn: '2026-06-12',
        reports: 3,
      },
    ],
  })
  const { page, close } = await pages.open(launchOf('teacher', '#/communities'), 360)
  const over = page.locator('section', { has: page.getByRole('heading', { name: 'Reports of classes that are over' }) })
  await over.getByText('3 reports, over since Jun 12, 2026').last().waitFor()
  await inspect(page, 'my classes with one that is over')
  await page.setViewportSize({ width: 360, height: 740 })
  await over.getByRole('link', { name: 'Report of Science 7, period 4' }).last().click()
  await page.getByRole('heading', { name: 'Survey report: Science 7, period 4' }).waitFor()
  // It has no page of its own to go back to.
  expect(await page.getByRole('link', { name: 'Back', exact: true }).getAttribute('href')).toBe('#/communities')
  await close()
})

test('the report of a community of two leads is told in steps of ten, and says why', async () => {
  const { page, close } = await pages.open(launchOf('teacher', '#/communities/901/report'))
  await page.getByText('Figures are told in steps of ten').waitFor()
  await page.getByText('n/a: it would show the classes of one lead.').waitFor()
  await inspect(page, 'community report')
  // A class that answered longer stands beside its cycle, and the trend has two cycles.
  const section = (name: string) => page.locator('section', { has: page.getByRole('heading', { name, exact: true }) })
  await section('Participation').getByText('Cycle 1, later classes').waitFor()
  expect(await section('From cycle to cycle').getByText('later classes').count()).toBe(0)
  expect(await page.getByLabel('Cycle', { exact: true }).inputValue()).toBe('2')
  await page.getByLabel('Cycle', { exact: true }).selectOption('1')
  await page.getByText('The report of this cycle was made without them').waitFor()
  expect(await page.getByRole('heading', { name: 'What changed since the cycle before' }).count()).toBe(0)
  await inspect(page, 'community report of later classes')
  await close()
})

test('the report of all my classes and communities side by side say how far each is from the target and what changed', async () => {
  const { page, close } = await pages.open(launchOf('teacher', '#/classes/report'))
  await page.getByRole('heading', { name: 'Survey report: my classes' }).waitFor()
  await page.getByText('24 of 27 (89 %), target reached').first().waitFor()
  await page.getByText('+3 points: Having a place').waitFor()
  await page.goto(page.url().replace(/#.*/, '#/communities/reports'))
  await page.getByRole('heading', { name: 'Communities side by side' }).waitFor()
  await page.getByText('Figures are told in steps of ten').waitFor()
  await inspect(page, 'communities side by side')
  await page.getByLabel('As a table').check()
  await page.getByRole('table', { name: 'Communities side by side' }).waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('survey-report.csv')
  await close()
})

test('a community’s lead plans what classes get that join, and sees what a change of many schedules does first', async () => {
  const { page, close } = await pages.open(launchOf('teacher', '#/communities/901/surveys'))
  await page.getByRole('button', { name: 'Plan it' }).click()
  await page.getByLabel('First day of the first cycle').fill('2027-01-11')
  await page.getByLabel('Last day of the first cycle').fill('2027-01-22')
  await page.getByRole('button', { name: 'Save the schedule' }).click()
  await page.getByText('4 cycles, the first from Jan 11, 2027 to Jan 22, 2027, one every 7 weeks.').waitFor()
  await page.getByLabel(/^First day( \*)?$/).fill('2027-03-01')
  await page.getByLabel(/^Last day( \*)?$/).fill('2027-03-12')
  await page.getByRole('button', { name: 'See what changes' }).click()
  await page.getByRole('table', { name: 'What would change' }).waitFor()
  await inspect(page, 'survey plan of a community')
  const reading = page.locator('section', {
    has: page.getByRole('heading', { level: 2, name: 'What each set asks', exact: true }),
  })
  await reading.getByRole('button', { name: 'Show questions: How this class works for me' }).click()
  const asked = reading.getByRole('region', { name: 'As students see it: How this class works for me' })
  await asked.getByRole('group').first().waitFor()
  await inspect(page, 'survey plan with the questions of a set shown')
  await reading.getByRole('button', { name: 'Hide questions: How this class works for me' }).click()
  await asked.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Change 1 class' }).click()
  await page.getByRole('table', { name: 'What has changed' }).waitFor()
  await close()
})
