/** Who may see what of coaching, and who opened whose notes, in English. */

export const visibility = {
  'visibility.title': 'Who can see what about me',
  'visibility.says':
    'Coaching helps you; it does not judge you. This is who sees what of it, made from the rules that hold here now.',
  'visibility.preview': 'This is what your educators read',
  'visibility.preview.says':
    'Everybody who signs in here can open this page. Print it, or send them its address. The sentences change with the rules.',
  'visibility.preview.rules': 'Change the rules',
  'visibility.open': 'Who can see what about me',
  'visibility.open.admin': 'What educators read about who sees what',
  'visibility.yourself': 'You yourself',
  'visibility.talks': 'That you were coached',
  'visibility.notes': 'What was written',
  'visibility.reports': 'Reports',
  'visibility.principals': 'Principals',
  'visibility.mail': 'Mail',
  'visibility.record': 'Your place in the educator database',
  'visibility.made': 'Made from the rules of {district} as they are at this moment.',
  'visibility.rows': 'rows {rows}',
  'visibility.fixed': 'The same in every district ({from}).',
  'visibility.rule.standard': 'Your district has left the rule “{rule}” as it comes: {value} ({from}).',
  'visibility.rule.district': 'Your district has set the rule “{rule}” to: {value} ({from}).',
  'openings.title': 'Who has opened my notes',
  'openings.says':
    'Everybody else who opened a note of yours, or what you wrote about a cycle, the newest first, with the reason that they gave.',
  'openings.none': 'Nobody has opened a note of yours.',
  'openings.nobody': 'An administrator of the customer',
  'openings.when': '{at} · your interaction of {date}',
  'openings.when.cycle': '{at} · what you wrote about your cycle that began on {date}',
  'openings.because': '“{reason}”',
  'openings.private': 'In your district notes are read by nobody but the coach who wrote them.',
  'openings.reason': 'Why do you open this note?',
  'openings.reason.says':
    'The coach who wrote it sees your name, the time and this reason. It is on the audit log, too.',
  'openings.open': 'Open the note',
} as const
