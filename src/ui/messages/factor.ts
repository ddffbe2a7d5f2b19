/** The second factor, in English. */

export const factor = {
  'factor.title': 'Second factor',
  'factor.says': 'A code of an app on your phone, asked for beside the password.',
  'factor.off': 'Your account has none.',
  'factor.on': { one: 'It is on. {count} recovery code is left.', other: 'It is on. {count} recovery codes are left.' },
  'factor.begin': 'Set it up',
  'factor.password': 'Your password',
  'factor.password.problem': 'Enter your password.',
  'factor.scan':
    'Scan this with an authenticator app, or enter the key by hand. Then type the code that the app shows.',
  'factor.qr': 'QR code for the authenticator app',
  'factor.key': 'Key',
  'factor.code': 'Code of the app',
  'factor.code.problem': 'Enter the six digits that the app shows.',
  'factor.code-or-recovery': 'Code of the app, or a recovery code',
  'factor.confirm': 'Switch it on',
  'factor.codes': 'It is on. Keep these recovery codes',
  'factor.codes.says':
    'Each replaces the app once, on the day the phone is lost. They are not shown again: print them or write them down.',
  'factor.kept': 'I have kept them',
  'factor.remove': 'Take it off',
  'factor.removed': 'It is off.',
  'factor.first': 'Set up a second factor',
  'factor.first.says':
    '{district} wants everybody who administers it to have one. It takes two minutes and an authenticator app on your phone; then you go on.',
  'factor.due': 'Set up a second factor by {by}',
  'factor.due.says':
    'Your district wants its administrators to have one. From then on nothing else is open until you have.',
  'factor.due.open': 'Set it up now',
  'factor.needed': 'One more step',
  'factor.needed.says': 'Your account wants the code that your authenticator app shows, or a recovery code.',
} as const
