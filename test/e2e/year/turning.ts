/** What turns in the year: classes and people that come and go, and what is closed to whom. */

import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { paths } from '../../../src/ui/paths.ts'
import { inspect } from '../../ui/looks.ts'
import { choose, send } from './answering.ts'
import type { Sheet } from './answers.ts'
import { COMMUNITY } from './autumn.ts'
import { toldAt } from './reading.ts'
import { goTo, PHONE, type Stage } from './stage.ts'
import type { YearWorld } from './world.ts'

/** A class that somebody doesn’t lead is neither offered to them nor given: not by a typed address, not by the API. */
export async function expectClosedTo(
  year: YearWorld,
  page: Page,
  { token, classId }: { readonly token: string | null; readonly classId: string },
): Promise<void> {
  await goTo(page, paths.communities())
  await page.getByRole('link', { name: `Open ${COMMUNITY}` }).click()
  await page.getByRole('heading', { name: COMMUNITY, level: 1 }).waitFor()
  const offered = await page.locator(`a[href*="led/${classId}"]`).count()
  expect(offered, 'links to the class').toBe(0)
  for (const hash of [paths.ledClass(classId), paths.classReport(classId)]) {
    const told = await toldAt(page, hash)
    expect(told, hash).not.toMatch(/\d %|Class list|Question by question/)
  }
  if (token === null) return
  for (const road of ['report', 'report/export', 'report/pdf', 'survey-schedule'])
    expect([403, 404], road).toContain((await year.ask(`/classes/${classId}/${road}`, { token })).status)
}

/** A lead of the community asks for themself as a lead of a class that others lead; nothing comes of it. */
export async function expectNotDesignated(
  page: Page,
  o: { readonly community: string; readonly title: string; readonly mail: string },
): Promise<void> {
  await goTo(page, paths.community(o.community))
  const classes = page.locator('section', { has: page.getByRole('heading', { name: 'Classes', exact: true }) })
  await classes.getByRole('button', { name: `Choices for ${o.title}` }).click()
  await classes.getByText('The code itself is for its leads.').waitFor()
  await inspect(page, 'year 2 what its lead does about a class of others')
  await classes.getByLabel(`Ask a colleague to lead ${o.title}`).fill(o.mail)
  await classes.getByRole('button', { name: 'Ask', exact: true }).click()
  await classes.getByText('Leads of a community don’t ask for themselves.').waitFor()
  // The only lead stays, too.
  expect(await classes.getByRole('button', { name: /^Remove / }).count()).toBe(0)
}

/** After the extension: who has the survey open, who comes from the LMS, who has the code. */
export async function expectTooLate(
  stage: Stage,
  open: Page,
  o: { readonly student: string; readonly code: string; readonly address: string },
): Promise<void> {
  await open.getByRole('button', { name: 'Send my answers' }).click()
  await open.getByText('This survey is over').waitFor()
  await inspect(open, 'year 2 sent too late')
  const launched = await stage.launch(o.student, PHONE)
  await launched.getByText('No survey is open for you today').waitFor()
  const byCode = await stage.visit(`${o.address}/#/code/${o.code}`, PHONE)
  await byCode.getByRole('button', { name: 'Go on' }).click()
  await byCode.getByText('This code opens no survey today').waitFor()
}

/** Signs in without an LMS. */
export async function signIn(
  stage: Stage,
  year: YearWorld,
  { mail, password }: { readonly mail: string; readonly password: string },
): Promise<Page> {
  const page = await stage.visit(`${year.tool.publicUrl}/`)
  await page.getByLabel('E-mail').fill(mail)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Communities', level: 1 }).waitFor()
  return page
}

/** A lead of the community makes a link; answers it. */
export async function inviteByLink(page: Page, community: string): Promise<string> {
  await goTo(page, paths.community(community))
  await page.getByRole('button', { name: 'Make a link' }).click()
  await page.getByText('it is shown only once').waitFor()
  return page.getByRole('textbox', { name: 'Link' }).inputValue()
}

/** A lead of the class takes it out of the community. */
export async function takeOut(page: Page, community: string, title: string): Promise<void> {
  await goTo(page, paths.community(community))
  await page.getByRole('button', { name: `Take out ${title}` }).click()
  await page.getByText('Reports that were made keep what they have.').waitFor()
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText(`${title} was taken out.`).waitFor()
}

const ASKED = ['voice-asked', 'care-wants', 'gender', 'home-language'] as const

/** What somebody answers who joins by the code. */
export function shownOf(sheet: Sheet): Sheet {
  return Object.fromEntries(ASKED.map((id) => [id, sheet[id] ?? '']))
}

/** Somebody who is on no list takes part by the code. */
export async function joinOnPhone(
  stage: Stage,
  o: { readonly address: string; readonly code: string; readonly name: string },
  sheet: Sheet,
): Promise<void> {
  const page = await stage.visit(`${o.address}/#/code/${o.code}`, PHONE)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByLabel('First and last name, or student number').fill(o.name)
  await page.getByRole('button', { name: 'Go on' }).click()
  const join = page.getByRole('button', { name: `I am new: take part as ${o.name}` })
  await join.waitFor()
  await inspect(page, 'year 5 somebody new by code')
  await join.click()
  await choose(page, sheet, ASKED)
  await send(page)
}

/** The only lead can’t go before somebody else leads; then does, and finds it gone. */
export async function leaveAsLead(stage: Stage, community: string): Promise<void> {
  const page = await stage.launch('lena')
  await page.getByRole('heading', { name: 'Communities', level: 1 }).waitFor()
  await goTo(page, paths.community(community))
  const leave = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Choices for Lena Hart' }).click()
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await page.getByRole('button', { name: 'Yes, do it' }).click()
  }
  await leave()
  await page.getByText('A community is never without a lead.').waitFor()
  await inspect(page, 'year 6 only lead about to leave')
  await page.getByRole('button', { name: 'Choices for Ben Lindqvist' }).click()
  await page.getByRole('button', { name: 'Make a lead' }).click()
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText('Ben Lindqvist leads the community now, too.').waitFor()
  await page.getByRole('button', { name: 'Choices for Lena Hart' }).click()
  await leave()
  await page.getByRole('heading', { name: 'Communities', level: 1 }).waitFor()
  await page.getByText('You are in no community yet').waitFor()
  expect(await toldAt(page, paths.communityReport(community))).not.toMatch(/\d %/)
}

/** An administrator of the district takes the one-time link up. */
export async function comeAsAdmin(stage: Stage, link: string): Promise<Page> {
  const page = await stage.visit(link)
  await page.getByLabel('First name').fill('Dana')
  await page.getByLabel('Last name').fill('Director')
  await page.getByLabel('Choose a password', { exact: true }).fill('nine quiet rivers under snow')
  await page.getByRole('button', { name: 'Set up account' }).click()
  await page.getByRole('navigation').first().waitFor()
  return page
}

/** Sees what the day forgets, and saves it. */
export async function setDay(
  page: Page,
  { month, day }: { readonly month: string; readonly day: string },
): Promise<void> {
  await goTo(page, paths.settings())
  await page.getByLabel('Month').selectOption(month)
  await page.getByLabel('Day', { exact: true }).selectOption(day)
  await page.getByText(/^On Jun \d+, 2027: \d+ cycles, \d+ times that somebody took part\.$/).waitFor()
  await page.getByRole('button', { name: 'Save the day' }).click()
  await page.getByText('The day is saved').waitFor()
}

/** How many times it is known that somebody took part. */
export async function countNames(year: YearWorld): Promise<number> {
  const [row] = await year.bench.query<{ count: number }>('select count(*)::int as count from survey_participation')
  return row?.count ?? 0
}
