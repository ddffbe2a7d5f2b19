/** The gradebook client against a platform that keeps one: for participation in surveys. */

import { afterEach, describe, expect, it } from 'vitest'
import { ensureLineItem, postScore, readGradeService, scoresUrl } from '../../src/lti/line-item.ts'
import { gradebookOf } from '../fakes/lms/gradebook.ts'
import type { ProfileName } from '../fakes/lms/profiles.ts'
import { startServices } from './services.ts'
import type { ServiceBench } from './services.ts'

let bench: ServiceBench
afterEach(() => bench.stop())

const item = { label: 'Survey 1: took part', scoreMaximum: 1, resourceId: 'survey:1', tag: 'participation' }
const book = () => ({
  registration: bench.registration,
  lineItemsUrl: `${bench.lms.url}/services/courses/course-101/items`,
})

describe('a line item', () => {
  it.each(['plain', 'canvas', 'moodle', 'schoology'] satisfies ProfileName[])(
    'is made once and found again, and takes a score, in %s',
    async (profile) => {
      bench = await startServices(profile)
      const made = await ensureLineItem(bench.world, book(), item)
      if (!made.ok) throw new Error(made.code)
      expect(await ensureLineItem(bench.world, book(), item)).toEqual(made)
      expect(await ensureLineItem(bench.world, book(), { ...item, resourceId: 'survey:2' })).not.toEqual(made)
      // The same thing counted otherwise is another line, also where the platform lists it for the same resource.
      expect(await ensureLineItem(bench.world, book(), { ...item, tag: 'other' })).not.toEqual(made)
      expect(gradebookOf(bench.lms.platform).items).toHaveLength(3)
      const timestamp = new Date('2026-11-22T10:00:00Z')
      const score = { userId: 'lms-demo-student', scoreGiven: 1, scoreMaximum: 1, timestamp }
      const place = { registration: bench.registration, lineItemUrl: made.value }
      expect(await postScore(bench.world, place, score)).toEqual({ ok: true, value: 'taken' })
      expect(gradebookOf(bench.lms.platform).scores).toEqual([
        {
          item: '1',
          score: {
            userId: 'lms-demo-student',
            scoreGiven: 1,
            scoreMaximum: 1,
            timestamp: '2026-11-22T10:00:00.000Z',
            activityProgress: 'Completed',
            gradingProgress: 'FullyGraded',
          },
        },
      ])
    },
  )

  it.each(['plain', 'canvas', 'moodle', 'schoology'] satisfies ProfileName[])(
    'is found among many, page after page; a score twice is one, and one of somebody else is not taken, in %s',
    async (profile) => {
      bench = await startServices(profile)
      const made = await ensureLineItem(bench.world, book(), item)
      if (!made.ok) throw new Error(made.code)
      const { items } = gradebookOf(bench.lms.platform)
      const [ours] = items
      if (ours === undefined) throw new Error('Nothing was made.')
      items.unshift(
        ...Array.from({ length: 25 }, (_, at) => ({
          ...ours,
          id: `${book().lineItemsUrl}/9${at}`,
          resourceId: `${at}`,
        })),
      )
      expect(await ensureLineItem(bench.world, book(), item)).toEqual(made)
      expect(items).toHaveLength(26)
      const place = { registration: bench.registration, lineItemUrl: made.value }
      const score = { userId: 'lms-demo-student', scoreGiven: 1, scoreMaximum: 1, timestamp: bench.world.now() }
      for (let times = 0; times < 2; times += 1)
        expect(await postScore(bench.world, place, score)).toEqual({ ok: true, value: 'taken' })
      expect(gradebookOf(bench.lms.platform).scores).toHaveLength(1)
      expect(await postScore(bench.world, place, { ...score, userId: 'lms-demo-teacher' })).toEqual({
        ok: true,
        value: 'refused',
      })
    },
  )

  it.each([
    ['120', 120_000],
    ['999999999', 86_400_000],
    ['soon', undefined],
  ])('is left alone for as long as the platform says: %s', async (retryAfter, retryAfterMs) => {
    bench = await startServices()
    gradebookOf(bench.lms.platform).instead = () => ({ status: 429, headers: { 'retry-after': retryAfter } })
    const refused = await ensureLineItem(bench.world, book(), item)
    expect(refused).toEqual({
      ok: false,
      code: 'service_failing',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    })
  })

  it('needs its scopes, and goes to the platform alone', async () => {
    bench = await startServices()
    for (const tool of bench.lms.platform.tools.values()) tool.scopes = []
    expect(await ensureLineItem(bench.world, book(), item)).toEqual({ ok: false, code: 'service_scope_refused' })
    const foreign = { ...book(), lineItemsUrl: `${bench.stranger.url}/items` }
    expect(await ensureLineItem(bench.world, foreign, item)).toEqual({ ok: false, code: 'service_foreign' })
    expect(bench.stranger.heard).toEqual([])
  })
})

describe('the address for scores', () => {
  it.each([
    [
      'https://moodle.example/mod/lti/services.php/2/lineitems/7/lineitem?type_id=1',
      'https://moodle.example/mod/lti/services.php/2/lineitems/7/lineitem/scores?type_id=1',
    ],
    [
      'https://canvas.example/api/lti/courses/1/line_items/7',
      'https://canvas.example/api/lti/courses/1/line_items/7/scores',
    ],
    ['https://x.example/items/7/?a=1&b=2', 'https://x.example/items/7/scores?a=1&b=2'],
  ])('goes before the query string of %s', async (lineItem, scores) => {
    bench = await startServices()
    expect(scoresUrl(lineItem)).toBe(scores)
  })
})

describe('what a launch says of the gradebook', () => {
  it('is read as far as it is well formed', async () => {
    bench = await startServices()
    const claim = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'
    expect(readGradeService({})).toBeNull()
    expect(readGradeService({ [claim]: { scope: ['a', 7], lineitems: 'https://x.example/items' } })).toEqual({
      scopes: ['a'],
      lineItemsUrl: 'https://x.example/items',
    })
    expect(readGradeService({ [claim]: { lineitems: 'nowhere' } })).toEqual({ scopes: [], lineItemsUrl: null })
  })
})
