/** What a run means for the licences, in English. */

export const runSeats = {
  'run.seats': 'Licences',
  'run.seats.says.plan': 'What this plan would make of the seats. Nothing of it has happened.',
  'run.seats.says.done': 'The seats as this run left them.',
  'run.seats.short': {
    one: 'This sync needs {count} more seat of this licence.',
    other: 'This sync needs {count} more seats of this licence.',
  },
  'run.seats.reserved': {
    one: '{count} seat is free, but reserved for other schools.',
    other: '{count} seats are free, but reserved for other schools.',
  },
  'run.seats.enough': 'Enough seats.',
  'run.seats.over': { one: '{count} more is used than was bought', other: '{count} more are used than were bought' },
  'run.seats.waiting.plan': { one: '{count} would wait', other: '{count} would wait' },
  'run.seats.waiting': { one: '{count} waits', other: '{count} wait' },
  'run.seats.grace': { one: '{count} kept for somebody who leaves', other: '{count} kept for those who leave' },
  'run.seats.released': { one: '{count} free again', other: '{count} free again' },
  'run.seats.open': 'Show who, and why',
  'run.seats.licence': 'Licence',
  'run.seats.move': 'What happens',
  'run.seats.all': 'Everything',
  'run.seats.count': { one: '{count} person', other: '{count} people' },
  'run.seats.none': 'Nobody’s seat changes.',
  'run.seats.new': 'new: {sourcedId}',
  'run.seats.number': 'person {id}',
  'run.seats.file': 'All of them as CSV',
  'run.seats.person': 'Person',
  'run.seats.key': 'Number',
  'run.seats.reason': 'Because',
} as const
