/** Participation in surveys in the gradebook of the LMS, in English. */

export const surveyGradebook = {
  'gradebook.title': 'Participation in the gradebook',
  'gradebook.says':
    'Each night Staffroom can write into the gradebook of your LMS who has taken part in this class’s survey: 1 of 1, and nothing else. Never an answer, and no time of day.',
  'gradebook.who':
    'Whoever sees the gradebook of the course sees it: its teachers and helpers, those who look after the LMS, each student their own, and often their parents. The column counts one point; leave it out of the grade in the LMS where it should not count.',
  'gradebook.on': 'Turn it on',
  'gradebook.off': 'Turn it off',
  'gradebook.off.sure':
    'Nothing more is sent. What is in the gradebook stays there; delete the column in the LMS if you don’t want it.',
  'gradebook.off.yes': 'Yes, turn it off',
  'gradebook.off.no': 'Leave it on',
  'gradebook.is-on': 'On since {day}',
  'gradebook.is-off': 'Off',
  'gradebook.turned-on':
    'It is on. In a minute the column of a survey that is under way appears, with all who have taken part until yesterday. Whoever takes part today follows after midnight.',
  'gradebook.turned-off': 'It is off. Nothing more is sent.',
  'gradebook.no-page':
    'No course page of an LMS is linked to this class. Open Staffroom once from the course; an administrator can link it.',
  'gradebook.nameless': 'A course without a name',
  'gradebook.not-offered':
    'The LMS does not let Staffroom write into the gradebook of this course. Whoever looks after the LMS can switch on the scopes for grades (line items and scores); then open Staffroom once from the course.',
  'gradebook.disconnected': 'The connection to this LMS is switched off in Staffroom.',
  'gradebook.no-column': 'There is a column for each survey once it has begun.',
  'gradebook.column': 'Survey {from} to {to}',
  'gradebook.there': 'in the gradebook',
  'gradebook.not-there': 'not made yet',
  'gradebook.told': { one: '{count} student entered', other: '{count} students entered' },
  'gradebook.waiting': { one: '{count} waits for the night', other: '{count} wait for the night' },
  'gradebook.unknown': {
    one: '{count} has not opened Staffroom from this LMS yet',
    other: '{count} have not opened Staffroom from this LMS yet',
  },
  'gradebook.refused': {
    one: '{count} is not taken by the LMS: not a student of the course there',
    other: '{count} are not taken by the LMS: not students of the course there',
  },
  'gradebook.again': 'Tried again by itself, at the earliest {at}.',

  'class-done.class.gradebook_on': '{by} had participation entered in the gradebook',
  'class-done.class.gradebook_off': '{by} ended entering participation in the gradebook',
} as const
