/** How one person signs in, in English. */

export const personSignIn = {
  'person-sign-in.title': 'Signing in',
  'person-sign-in.factor': 'Second factor: on',
  'person-sign-in.no-factor': 'Second factor: none',
  'person-sign-in.reset': 'Take the second factor off',
  'person-sign-in.reset.sure':
    'For the day that phone and recovery codes are lost. They are signed out and told by mail; their password alone signs them in until they set up another one. Make sure that it is them who asks.',
  'person-sign-in.reset.done': 'It is off. They have been signed out and told by mail.',
  'person-sign-in.link': 'Single sign-on: linked since {since}, used {seen}',
  'person-sign-in.unlink': 'Undo the link',
  'person-sign-in.unlink.sure':
    'Whatever they opened by single sign-on is signed out. The next time they come they are found by the claim of your settings anew.',
  'person-sign-in.unlink.done': 'The link is undone.',
} as const
