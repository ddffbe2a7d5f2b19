/** Classes made by hand, in English. */

export const classByHand = {
  'new-class': 'New class',
  'new-class.says': 'For a group that is in no roster, such as an afternoon club. No sync changes it.',
  'new-class.title': 'What it is called',
  'new-class.code': 'Code in the timetable, if it has one',
  'new-class.school': 'School',
  'new-class.teacher': 'Teacher',
  'new-class.teacher.find': 'Find its teacher by name',
  'new-class.missing': 'Write what the class is called.',
  'new-class.submit': 'Make the class',
  'new-class.made': '{title} was made.',
  'new-class.made.open': 'Open it',
  'hand-class': 'Made by hand',
  'hand-class.says': 'No roster knows this class, and no sync changes it.',
  'hand-class.rename': 'Save the name',
  'hand-class.renamed': 'The class is called {title} now.',
  'hand-class.end': 'End the class',
  'hand-class.end.sure':
    'Nobody answers for {title} any more, and it is in no community. What was answered and reported stays. You can bring it back from the list of your classes.',
  'hand-class.ended': '{title} has ended.',
  'hand-class.ended.list': 'Ended classes',
  'hand-class.back': 'Bring back',
  'hand-class.back-this': 'Bring back {title}',
} as const
