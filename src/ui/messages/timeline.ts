/** The time line of an educator, in English. */

export const timeline = {
  'time-line.title': 'What was done with an educator',
  'time-line.says': 'What was done together, newest first. Only those see it who may see the interactions themselves.',
  'time-line.merged': 'The record that you asked for was merged into this one: you see {name}.',
  'time-line.back': 'Back to coaching',
  'time-line.last': 'Last contact {date}',
  'time-line.never': 'No interaction yet',
  'time-line.steps': { one: '{count} next step open', other: '{count} next steps open' },
  'time-line.years': 'By school year',
  'time-line.years.says': 'What was done in each year, as far as you may see it, and where the roster had them.',
  'time-line.year': 'School year',
  'time-line.places': 'School and role',
  'time-line.places.other': 'another school',
  'time-line.interactions': 'Interactions',
  'time-line.minutes': 'Minutes',
  'time-line.none': 'Nothing logged yet',
  'time-line.none.says': 'Log an interaction with them, then it appears here.',
  'time-line.list': 'Interactions',
  'time-line.account': 'In the educator database',
  'time-line.account.says':
    'Whoever is deactivated can’t be chosen for new work and comes in by no door; what was done with them stays.',
  'time-line.account.open': 'Open their account',
} as const
