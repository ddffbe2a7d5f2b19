/** The first act: a community comes together, plans its surveys, and its classes get codes. */

import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { paths } from '../../../src/ui/paths.ts'
import { inspect } from '../../ui/looks.ts'
import { CLASSES } from './roster.ts'
import type { ClassKey } from './roster.ts'
import { goTo, type Stage } from './stage.ts'
import type { YearWorld } from './world.ts'

export const COMMUNITY = 'Math and science 7'
export const MEMBER = {
  mail: 'nadia@university.example',
  name: 'Nadia Stone',
  password: 'seven maple leaves fall slowly',
}

/** What a letter says, whatever its encoding broke. */
export function readLetter(year: YearWorld, to: string): string {
  const mail = year.smtp.mails.findLast((one) => one.to.includes(to))
  return (mail?.source ?? '').replaceAll(/=\r\n/g, '').replaceAll('=3D', '=')
}

/**
 * The community’s lead makes it inside the LMS by keyboard, for the frame grows under a pointer; invites by mail and by
 * link, and plans surveys. Answers the link.
 */
export async function createCommunity(stage: Stage): Promise<string> {
  const { frame } = await stage.launchFramed('lena')
  await frame.getByRole('button', { name: 'Create a community' }).press('Enter')
  await frame.getByLabel('Name').fill(COMMUNITY)
  await frame.getByRole('button', { name: 'Create', exact: true }).press('Enter')
  await frame.getByRole('link', { name: `Open ${COMMUNITY}` }).press('Enter')
  await frame.getByText('Led by Lena Hart').waitFor()
  for (const mail of [MEMBER.mail, 'amara@maple.example']) {
    await frame.getByRole('textbox', { name: 'E-mail address' }).fill(mail)
    await frame.getByRole('button', { name: 'Send the invitation' }).press('Enter')
    await frame.getByText(`The invitation to ${mail} is on its way.`).waitFor()
  }
  await frame.getByRole('button', { name: 'Make a link' }).press('Enter')
  await frame.getByText('it is shown only once').waitFor()
  const link = await frame.getByRole('textbox', { name: 'Link' }).inputValue()
  await frame.getByRole('link', { name: 'Plan surveys of all classes' }).press('Enter')
  await frame.getByRole('button', { name: 'Plan it' }).press('Enter')
  await frame.getByLabel('First day of the first cycle').fill('2026-09-21')
  await frame.getByLabel('Last day of the first cycle').fill('2026-10-02')
  await frame.getByLabel('How many cycles').fill('2')
  await frame.getByRole('button', { name: 'Save the schedule' }).press('Enter')
  await frame.getByText('2 cycles, the first from Sep 21, 2026 to Oct 2, 2026, one every 7 weeks.').waitFor()
  return link
}

/** Somebody of another place takes the letter’s link up, and finds the one community. */
export async function comeFromOutside(year: YearWorld, stage: Stage): Promise<Page> {
  const [address = ''] = /http:\/\/\S+#\/invitation\/[A-Za-z0-9_.-]+/.exec(readLetter(year, MEMBER.mail)) ?? []
  const page = await stage.visit(address)
  await page.getByLabel('First name').fill('Nadia')
  await page.getByLabel('Last name').fill('Stone')
  await page.getByLabel('Choose a password', { exact: true }).fill(MEMBER.password)
  await inspect(page, 'year 1 invited from outside')
  await page.getByRole('button', { name: 'Set up account' }).click()
  await page.getByRole('link', { name: `Open ${COMMUNITY}` }).waitFor()
  // They lead no class, and aren’t asked to add one.
  await page.getByText('No class yet. Whoever leads one adds it.').waitFor()
  return page
}

/** Adds classes that one leads to the community that the page shows. */
export async function addClasses(page: Page, classes: readonly ClassKey[]): Promise<void> {
  for (const key of classes) {
    await page.getByLabel('Add a class I lead').selectOption({ label: `${CLASSES[key]} · Maple Middle School` })
    await page.getByRole('button', { name: 'Add class' }).click()
    await page.getByRole('button', { name: `Take out ${CLASSES[key]}` }).waitFor()
  }
}

/** Joins by the link and adds classes. */
export async function joinByLink(page: Page, link: string): Promise<void> {
  await page.getByRole('heading', { name: 'Communities', level: 1 }).waitFor()
  await goTo(page, paths.join(link.split('/').at(-1) ?? ''))
  await page.getByText('Lena Hart invites you.').waitFor()
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByRole('heading', { name: COMMUNITY, level: 1 }).waitFor()
}

/** Opens the page of a class from the list of those that one leads. */
export async function openClass(page: Page, key: ClassKey): Promise<void> {
  await goTo(page, paths.communities())
  await page.getByRole('link', { name: CLASSES[key], exact: true }).first().click()
  await page.getByRole('heading', { name: CLASSES[key], level: 1 }).waitFor()
}

/** A lead of the class makes its code; answers it. */
export async function makeCode(page: Page, key: ClassKey): Promise<string> {
  await openClass(page, key)
  await page.getByText('Sep 21, 2026 to Oct 2, 2026, late answers until Oct 9, 2026').waitFor()
  await page.getByRole('button', { name: 'Make a code' }).click()
  const code = (await page.locator('.class-code').textContent()) ?? ''
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  return code
}
