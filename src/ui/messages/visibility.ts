/** Who may see what of coaching, and who opened whose notes, in English. */

export const visibility = {
  'openings.title': 'Who has opened my notes',
  'openings.says': 'Everybody else who opened a note of yours, the newest first, with the reason that they gave.',
  'openings.none': 'Nobody has opened a note of yours.',
  'openings.nobody': 'An administrator of the customer',
  'openings.when': '{at} · your interaction of {date}',
  'openings.because': '“{reason}”',
  'openings.private': 'In your district notes are read by nobody but the coach who wrote them.',
  'openings.reason': 'Why do you open this note?',
  'openings.reason.says':
    'The coach who wrote it sees your name, the time and this reason. It is on the audit log, too.',
  'openings.open': 'Open the note',
} as const
