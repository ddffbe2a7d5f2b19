/** Addresses that claim to be ours. */

import { describe, expect, it } from 'vitest'
import { isOwnAddress } from '../../src/lti/own-address.ts'
import { frameOriginsOf } from '../../src/lti/platforms.ts'

const OWN = 'https://staffroom.example.org'

const FOREIGN = [
  'https://evil.example/',
  '//evil.example/',
  '/lti/launch',
  'lti/launch',
  '',
  'https://staffroom.example.org.evil.example/',
  'https://staffroom.example.org@evil.example/',
  'https://staffroom.example.org:443@evil.example/',
  'https://user@staffroom.example.org/',
  'https://user:secret@staffroom.example.org/',
  String.raw`https://staffroom.example.org\@evil.example/`,
  String.raw`https:\\staffroom.example.org\launch`,
  String.raw`https://evil.example\.staffroom.example.org/`,
  'https://evil.example%2f.staffroom.example.org/',
  'https://staffroom.example.org%2eevil.example/',
  'https://staffroom.example.org//evil.example',
  'https://staffroom.example.org//',
  'https:staffroom.example.org/',
  'https:///staffroom.example.org/',
  'http://staffroom.example.org/',
  'https://staffroom.example.org:8443/',
  'https://staffroom.example.org:443/',
  'HTTPS://STAFFROOM.EXAMPLE.ORG/',
  'https://staffroom.example.org./',
  ' https://staffroom.example.org/',
  'https://staffroom.example.org/\nlaunch',
  'https://staffroom.example.org/\u0000',
  'java\tscript:alert(1)',
  ['javascript', 'alert(1)//https://staffroom.example.org/'].join(':'),
  'data:text/html,https://staffroom.example.org/',
  'blob:https://staffroom.example.org/1',
  'ftp://staffroom.example.org/',
]

describe('a target', () => {
  it.each(FOREIGN)('is not ours: %j', (address) => {
    expect(isOwnAddress(address, OWN)).toBe(false)
  })

  it.each([OWN, `${OWN}/`, `${OWN}/lti/launch`, `${OWN}/lti/launch?page=1#2`])('is ours: %s', (address) => {
    expect(isOwnAddress(address, OWN)).toBe(true)
  })
})

describe('who may frame the tool', () => {
  it('are the origins of the issuer and of its authorisation page', () => {
    expect(frameOriginsOf('https://moodle.example', 'https://moodle.example/mod/lti/auth.php')).toEqual([
      'https://moodle.example',
    ])
    expect(frameOriginsOf('urn:lms', 'https://lms.example/auth')).toEqual(['https://lms.example'])
  })

  it('are the customers’ sites of a hosted platform', () => {
    const authUrl = 'https://sso.canvaslms.com/api/lti/authorize_redirect'
    expect(frameOriginsOf('https://canvas.instructure.com', authUrl)).toEqual([
      'https://canvas.instructure.com',
      'https://sso.canvaslms.com',
      'https://*.instructure.com',
    ])
  })
})
