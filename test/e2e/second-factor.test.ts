import { expect, test } from 'vitest'
import { LOST_PHONE } from '../ui/fake-person-sign-in.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

test('an administrator of whom one is demanded sets it up before anything else, and goes on', async () => {
  const { page, close } = await pages.open(launchOf('admin-due', '#/audit'), 360)
  await page.getByRole('heading', { level: 1, name: 'Set up a second factor' }).waitFor()
  expect(await page.getByRole('navigation').count()).toBe(0)
  await inspect(page, 'a second factor before anything else')
  await page.getByLabel('Your password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Set it up' }).click()
  await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
  await inspect(page, 'the code to scan')
  await page.getByRole('textbox', { name: 'Code of the app' }).fill('123456')
  await page.getByRole('button', { name: 'Switch it on' }).click()
  await page.getByText('abcde-fghjk').waitFor()
  await inspect(page, 'the recovery codes')
  expect(await page.getByRole('navigation').count()).toBe(0)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByRole('heading', { level: 1, name: 'Audit log' }).waitFor()
  await close()
  backend.factor = 'off'
})

test('an administrator takes off a lost phone’s second factor and undoes a link, each asked once more', async () => {
  const { page, close } = await pages.open(launchOf('admin', `#/staff/${LOST_PHONE}`))
  const card = page.getByRole('region', { name: 'Signing in' })
  await card.getByRole('button', { name: 'Take the second factor off' }).click()
  await inspect(page, 'a lost phone')
  await card.getByRole('button', { name: 'Cancel' }).click()
  expect(backend.signIns.get(LOST_PHONE)?.hasFactor).toBe(true)
  await card.getByRole('button', { name: 'Take the second factor off' }).click()
  await card.getByRole('button', { name: 'Yes, do it' }).click()
  await card.getByText('It is off. They have been signed out and told by mail.').waitFor()
  await card.getByText('Second factor: none').waitFor()
  await card.getByRole('button', { name: 'Undo the link' }).click()
  await card.getByRole('button', { name: 'Yes, do it' }).click()
  await card.getByText('The link is undone.').waitFor()
  expect(backend.signIns.get(LOST_PHONE)).toEqual({ hasPassword: true, hasFactor: false, links: [] })
  await close()
})
