import { expect, test } from 'vitest'
import { INVITED_ADDRESS, LINK_SECRET, openFakeCommunities } from '../ui/fake-communities.ts'
import { openFakeClassesByHand } from '../ui/fake-class-by-hand.ts'
import { openFakeDesk, UNKNOWN_ADDRESS } from '../ui/fake-class-desk.ts'
import { openFakeClassList, OTHER_STUDENT, TAKEN_NUMBER } from '../ui/fake-class-list.ts'
import * as given from '../ui/district.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

/** `asked`: a class of the teacher's that the invitation asks for. */
function open(hash: string, asked: { readonly id: string; readonly title: string } | null = null): Promise<OpenedPage> {
  const { offers, invitations } = openFakeCommunities()
  Object.assign(backend.desk, { invitations, offers: offers.map((offer) => ({ ...offer, class: asked })) })
  backend.communities.set('teacher', structuredClone([...given.communities]))
  return pages.open(launchOf('teacher', hash), 360)
}

test('a lead runs a community: promotes, removes, invites, takes a class out, renames and archives', async () => {
  const { page, close } = await open('#/communities/71')
  await page.getByRole('heading', { name: 'Grade 7 science team' }).waitFor()
  await inspect(page, 'a community of its lead')

  const name = `${given.person(5).givenName} ${given.person(5).familyName}`
  await page.getByRole('button', { name: `Choices for ${name}` }).click()
  await page.getByRole('button', { name: 'Make a lead' }).click()
  await page.getByText('Class reports stay closed to both of you.').waitFor()
  await inspect(page, 'a member about to be made a lead')
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText(`${name} leads the community now, too.`).waitFor()

  await page.getByRole('textbox', { name: 'E-mail address' }).fill('no address')
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await page.getByText('Write an e-mail address').waitFor()
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(INVITED_ADDRESS)
  await page.getByRole('textbox', { name: 'E-mail address' }).press('Enter')
  await page.getByText('This address has an open invitation already.').waitFor()
  await page.getByRole('button', { name: 'Make a link' }).click()
  await expect.poll(() => page.getByRole('textbox', { name: 'Link' }).inputValue()).toContain(LINK_SECRET)
  await inspect(page, 'a community with a link just made')
  await page.getByRole('button', { name: /^Take back: a\.very\.long/ }).click()
  await expect.poll(() => backend.desk.invitations.map(({ id }) => id)).toEqual(['42'])
  const lead = given.person(5)
  const earth = `Earth science, period 6 (SCI6-6) · Lincoln Middle School · ${lead.givenName} ${lead.familyName}`

  const inviting = page.locator('section', { has: page.getByRole('heading', { name: 'Invite people' }) })
  await inviting.getByRole('button', { name: 'Ask for it' }).click()
  await inviting.getByText('Choose the class to ask for.').waitFor()
  await inviting.getByLabel('Class to ask for').selectOption({ label: earth })
  await inviting.getByRole('button', { name: 'Ask for it' }).click()
  await inviting.getByText('Asked for: Earth science, period 6').waitFor()
  await inviting.getByText('Nobody here leads a class that could be added.').waitFor()
  await inspect(page, 'a community that asks for a class')

  await page.getByRole('button', { name: 'Take out Science 7, period 5' }).click()
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText('Science 7, period 5 was taken out.').waitFor()
  await page.getByRole('button', { name: 'Archive', exact: true }).click()
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText('Nothing in it changes. One of its leads can bring it back.').waitFor()
  expect(await page.getByRole('button', { name: 'Send the invitation' }).count()).toBe(0)
  await inspect(page, 'an archived community')
  await close()
})

test('a request for a class waits among the communities of whoever leads it, and says what agreeing does', async () => {
  const { page, close } = await open('#/communities', { id: '801', title: 'Science 7, period 4' })
  const offers = page.locator('section', { has: page.getByRole('heading', { name: 'You are invited' }) })
  const says = await offers.getByText('asks for your class Science 7, period 4').textContent()
  expect(says).toContain(
    'Whoever leads the community can then change the class’s settings, list and schedule of surveys',
  )
  expect(says).toContain('a class that has no surveys gets at once those that the community has planned')
  expect(says).toContain('nobody sees its report by that')
  await inspect(page, 'communities with a class that is asked for')
  await offers.getByRole('button', { name: 'Add the class Science 7, period 4 to Readers of the lower grades' }).click()
  await expect.poll(() => backend.desk.offers).toEqual([])
  await close()
})

test('an invitation waits among the communities, and a link opens the one that it is for', async () => {
  const { page, close } = await open('#/communities')
  await page.getByText('Readers of the lower grades').waitFor()
  await inspect(page, 'communities with an invitation')
  await page.getByRole('button', { name: 'Decline Readers of the lower grades' }).click()
  await expect.poll(() => page.getByText('Readers of the lower grades').count()).toBe(0)
  await page.getByRole('textbox', { name: 'Link' }).fill('https://somewhere.example/')
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.getByText('That is no link to a community.').waitFor()
  await page.getByRole('textbox', { name: 'Link' }).fill(`https://staffroom.example/#/join/${LINK_SECRET}`)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Join a community' }).waitFor()
  await inspect(page, 'a community that a link is for')
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByRole('heading', { name: 'Grade 7 science team', level: 1 }).waitFor()
  await close()
})

test('a class lead sees who leads the class and decides', async () => {
  Object.assign(backend.classDesk, openFakeDesk())
  Object.assign(backend.classList, openFakeClassList())
  Object.assign(backend.classesByHand, openFakeClassesByHand())
  const { page, close } = await pages.open(launchOf('teacher', '#/classes/led/801'), 360)
  await page.getByRole('heading', { name: 'Class list: 3 students' }).waitFor()
  await page.getByRole('heading', { name: 'Class leads' }).waitFor()
  await inspect(page, 'a class of its lead')
  await page.getByRole('button', { name: /^Agree to / }).click()
  await expect.poll(() => backend.classDesk.requests.map(({ state }) => state)).toEqual(['waiting_for_person'])
  await page.getByRole('textbox', { name: 'E-mail address of a colleague' }).fill(UNKNOWN_ADDRESS)
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByText('Nobody who works in the district has this address.').waitFor()
  await page.getByRole('button', { name: `Remove ${given.teacher.givenName} ${given.teacher.familyName}` }).click()
  await page.getByText('stay out whatever the feed says').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()

  const other = `${OTHER_STUDENT.givenName} ${OTHER_STUDENT.familyName}`
  await page.getByRole('searchbox', { name: 'Put a student of the school in' }).fill(OTHER_STUDENT.familyName)
  await page.getByRole('button', { name: `Put in ${other}` }).waitFor()
  await inspect(page, 'a student to put into a class')
  await page.getByRole('button', { name: `Put in ${other}` }).click()
  await page.getByText(`${other} is in the class. No sync takes them out.`).waitFor()
  await page.getByRole('heading', { name: 'Class list: 4 students' }).waitFor()
  await page.getByRole('button', { name: `Take out ${other}` }).click()
  await page.getByText('What they have sent counts').waitFor()
  await inspect(page, 'a student about to be taken out')
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText('No sync puts them back.').waitFor()
  await page.getByRole('button', { name: `Give back to the feed: ${other}` }).click()
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText(`The feed decides about ${other} again.`).waitFor()
  await page.getByRole('button', { name: 'Make a new student' }).click()
  await page.getByRole('textbox', { name: 'First name' }).fill('Nadia')
  await page.getByRole('button', { name: 'Make a new student' }).click()
  await page.getByText('Write a name.').waitFor()
  await page.getByRole('textbox', { name: 'Last name' }).fill('Newcomer')
  await page.getByRole('textbox', { name: 'Student number' }).fill(TAKEN_NUMBER)
  await page.getByRole('button', { name: 'Make a new student' }).click()
  await page.getByText('Somebody in the district has this number already.').waitFor()
  await inspect(page, 'a student to make')
  await page.getByRole('textbox', { name: 'Student number' }).fill('')
  await page.keyboard.press('Enter')
  await page.getByText('Nadia Newcomer was made, and is in the class.').waitFor()

  await page.getByRole('link', { name: 'All my communities and classes' }).click()
  await page.getByRole('button', { name: 'New class' }).click()
  await page.getByRole('button', { name: 'Make the class' }).click()
  await page.getByText('Write what the class is called.').waitFor()
  await page.getByRole('textbox', { name: 'What it is called' }).fill('Chess club')
  await inspect(page, 'a class to make')
  await page.keyboard.press('Enter')
  await page.getByText('Chess club was made.').waitFor()
  await page.getByRole('button', { name: 'Bring back Debate of last year' }).click()
  await expect.poll(() => backend.classesByHand.classes.every(({ endedAt }) => endedAt === null)).toBe(true)
  await close()
})

test('an administrator makes communities by a rule: sees first what comes together, makes it, ends another', async () => {
  for (const width of [360, 700, 1280]) {
    const { page, close } = await pages.open(launchOf('admin', '#/communities/rules'), width)
    await page.getByRole('heading', { name: 'Communities by rule' }).waitFor()
    await page.getByRole('button', { name: 'Show what it would make' }).click()
    await page.getByText('It makes 2 communities').waitFor()
    await inspect(page, `a rule for communities with what it would make, ${width}`)
    await close()
  }
  const { page, close } = await pages.open(launchOf('admin', '#/communities/rules'), 1280)
  await page.getByRole('checkbox', { name: 'Course' }).uncheck()
  await page.getByRole('button', { name: 'Show what it would make' }).click()
  await page.getByText('Say what the classes of a community have in common.').waitFor()
  await inspect(page, 'a rule that says nothing')
  await page.getByRole('checkbox', { name: 'Grade' }).check()
  await page.keyboard.press('Enter')
  await page.getByText('Stays out: it is in five communities').first().waitFor()
  await page.getByRole('button', { name: 'Make the rule and its communities' }).click()
  await page.getByText('The rule was made. You lead its communities.').waitFor()
  await page.getByRole('button', { name: /^Show classes: Same course, same grade/ }).click()
  await page.getByRole('button', { name: /^Hide classes/ }).waitFor()
  await page.getByRole('button', { name: /^End: Same course, same grade/ }).click()
  await page.getByText('Its communities stay as they are').last().waitFor()
  await inspect(page, 'a rule about to be ended')
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText('The rule has ended.').waitFor()
  await close()
})

test('a class lead stays out of a community that a rule made, and comes back', async () => {
  Object.assign(backend.desk, openFakeCommunities())
  backend.communities.set(
    'teacher',
    given.communities.map((one) => ({ ...structuredClone(one), byRule: true })),
  )
  const { page, close } = await pages.open(launchOf('teacher', '#/communities/71'), 360)
  await page.getByText('The district makes this community of its roster by a rule.').waitFor()
  const name = `${given.teacher.givenName} ${given.teacher.familyName}`
  await page.getByRole('button', { name: `Choices for ${name}` }).click()
  await page.getByRole('button', { name: 'Stay out with my classes' }).click()
  await page.getByText('none of yours is put here again').waitFor()
  await inspect(page, 'a community by rule about to be left')
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByRole('heading', { name: 'You stay out of' }).waitFor()
  await inspect(page, 'communities that a class lead stays out of')
  await page.getByRole('button', { name: 'Come back to Advisory · Grade 7' }).click()
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText('The district’s rule decides about Advisory · Grade 7 again.').waitFor()
  await close()
})
