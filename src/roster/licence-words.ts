/** What a district is told of its licences, by what they count: seats, places of the educator database, or credits. Pure. */

export type LicenceUnit = 'seats' | 'places' | 'credits'

export const LICENCE_NOTICES = [
  'licence_near',
  'licence_full',
  'licence_over',
  'licence_waiting',
  'licence_ends',
  'licence_reclaim',
] as const
export type LicenceNotice = (typeof LICENCE_NOTICES)[number]

interface Words {
  readonly title: string
  readonly says: string
  readonly remedy: string
}

/** Figures and days by name, and as `unit` what they count. */
type Detail = Readonly<Record<string, string | number | null>>
type Say = (detail: Detail) => Words

/** Names and figures of one notice in sentences; days as somebody in the district writes them. */
export function sayLicence(kind: LicenceNotice, detail: Detail, name: string): Words {
  const { unit } = detail
  const others = unit === 'places' || unit === 'credits' ? OTHERS[unit] : {}
  const words = { ...SEATS, ...others }[kind](written(detail))
  return { ...words, title: `${name}: ${words.title}` }
}

/** Figures as somebody in the district writes them: `10,000`. */
function written(detail: Detail): Detail {
  const entries = Object.entries(detail)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'number' ? value.toLocaleString('en-US') : value]),
  )
}

const MORE_SEATS = 'Buy more seats, or see who no longer needs one.'
const MORE_PLACES =
  'How many places there are follows from the seats that were bought: buy more of these, or see who no longer works in your schools.'
const MORE_CREDITS = 'Buy more: credits that were allotted do not come back.'

const SEATS: Readonly<Record<LicenceNotice, Say>> = {
  licence_near: ({ used, bought }) => ({
    title: 'almost all seats are in use',
    says: `${used} of ${bought} seats are in use.`,
    remedy: 'Plan for more seats, or see who no longer needs one.',
  }),
  licence_full: ({ bought }) => ({
    title: 'every seat is in use',
    says: `All ${bought} seats are in use. Whoever comes next waits.`,
    remedy: MORE_SEATS,
  }),
  licence_over: ({ used, bought, until, near }) => ({
    title: `more seats are in use than were bought${chooseBy(until, near)}`,
    says: `${used} seats are in use, ${bought} were bought. Nobody was thrown out${deadline(until, near)}.`,
    remedy:
      near === 'past'
        ? 'Buy more seats, or choose who gives theirs back.'
        : 'Buy more seats, or choose who gives theirs back before the deadline.',
  }),
  licence_waiting: ({ waiting }) => ({
    title: 'people are waiting for a seat',
    says: `${waiting} waited when this was noticed; each gets the next free seat in order.`,
    remedy: MORE_SEATS,
  }),
  licence_ends: (detail) => ({
    title: endTitle(detail),
    says: `${endOf(detail)} Nobody is thrown out then, but nobody new gets a seat while more are used than bought.`,
    remedy: 'Enter the next purchase with its term, or plan who gives a seat back.',
  }),
  licence_reclaim: ({ seats, firstOn }) => ({
    title: 'seats of people who left will be free again',
    says: `${seats} kept for people who left will be given to those who wait, the first on ${sayDay(firstOn)}.`,
    remedy: 'Whoever comes back to the roster before keeps theirs. The page of the licence lists them.',
  }),
}

/** Where seats are the wrong word, or something else becomes of it. */
const OTHERS: Readonly<Record<Exclude<LicenceUnit, 'seats'>, Partial<Record<LicenceNotice, Say>>>> = {
  places: {
    licence_near: ({ used, bought }) => ({
      title: 'the educator database is almost full',
      says: `${used} of ${bought} places are taken.`,
      remedy: MORE_PLACES,
    }),
    licence_full: ({ bought }) => ({
      title: 'the educator database is full',
      says: `All ${bought} places are taken. Educators who come next wait in order.`,
      remedy: MORE_PLACES,
    }),
    licence_over: ({ used, bought }) => ({
      title: 'the educator database has more educators than places',
      says: `${used} places are taken, there are ${bought}. Nobody was dropped; nobody new comes in before there is room.`,
      remedy: MORE_PLACES,
    }),
    licence_waiting: ({ waiting }) => ({
      title: 'educators are waiting for a place',
      says: `${waiting} waited when this was noticed; each gets the next free place in order.`,
      remedy: MORE_PLACES,
    }),
  },
  credits: {
    licence_near: ({ used, bought }) => ({
      title: 'almost all were allotted',
      says: `${used} of ${bought} credits were allotted.`,
      remedy: MORE_CREDITS,
    }),
    licence_full: ({ bought }) => ({
      title: 'all were allotted',
      says: `All ${bought} credits were allotted. Nobody can be given more.`,
      remedy: MORE_CREDITS,
    }),
    licence_ends: (detail) => ({
      title: endTitle(detail),
      says: `${endOf(detail)} Whoever has some keeps them, but what is left of it then is lost, and nobody gets more than other purchases have left.`,
      remedy: 'Enter the next purchase with its term.',
    }),
  },
}

function endOf({ purchase, quantity, endsOn, left }: Detail): string {
  return `The purchase ${purchase} of ${quantity} ends on ${sayDay(endsOn)}; from the day after, ${left} are bought.`
}

/** A week before and on the day the title says it. */
function endTitle({ endsOn, near }: Detail): string {
  if (near === 'day') return `a purchase ends with ${sayDay(endsOn)}`
  return near === 'week' ? `a purchase ends on ${sayDay(endsOn)}` : 'a purchase ends soon'
}

function chooseBy(until: Detail[string] | undefined, near: Detail[string] | undefined): string {
  if (near === 'past') return `: the deadline to choose was ${sayDay(until)}`
  if (near === 'day') return `: the deadline to choose is ${sayDay(until)}`
  return near === 'week' ? `: choose by ${sayDay(until)}` : ''
}

/** None where seats are only kept for people who left. */
function deadline(until: Detail[string] | undefined, near: Detail[string] | undefined): string {
  if (typeof until !== 'string') return ''
  if (near === 'past') return `; the deadline to choose was ${sayDay(until)}`
  return `; the next deadline to choose is ${sayDay(until)}`
}

/** `2027-06-30` as `Jun 30, 2027`. */
function sayDay(day: Detail[string] | undefined): string {
  const at = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return String(day)
  return new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', dateStyle: 'medium' }).format(at)
}
