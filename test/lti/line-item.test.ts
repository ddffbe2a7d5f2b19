/** The gradebook client against a platform that keeps one: for participation, once surveys are there. */

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
      expect(await postScore(bench.world, place, score)).toEqual({ ok: true, value: undefined })
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
