/** The list of a class's students as its leads keep it, in English. */

export const classList = {
  'class-list': { one: 'Class list: {count} student', other: 'Class list: {count} students' },
  'class-list.says':
    'As the roster has it, brought up to date every night. What you change here stays, whatever the feed says, until you give it back.',
  'class-list.name': 'Name',
  'class-list.since': 'In the class since',
  'class-list.owner': 'Whose word',
  'class-list.act': 'Change',
  'class-list.feed': 'the feed',
  'class-list.in': 'put in by hand',
  'class-list.out': 'taken out by hand',
  'class-list.signature': '{name}, {time}',
  'class-list.none': 'Nobody is in this class yet.',
  'class-list.others': 'Also in the class by the roster: {names}.',
  'class-list.take-out': 'Take out',
  'class-list.take-out-this': 'Take out {name}',
  'class-list.take-out.sure':
    '{name} will take part in this class’s surveys no more. What they have sent counts; what they have begun waits until the survey’s last day, should they come back.',
  'class-list.taken': '{name} was taken out. No sync puts them back.',
  'class-list.back': 'Give back to the feed',
  'class-list.back-this': 'Give back to the feed: {name}',
  'class-list.given-back': 'The feed decides about {name} again.',
  'class-list.search': 'Put a student of the school in',
  'class-list.search.says': 'Part of a name, or the whole student number',
  'class-list.found': 'Students to put in',
  'class-list.found.none': 'No other student of the school has this name or number.',
  'class-list.put': 'Put in',
  'class-list.put-this': 'Put in {name}',
  'class-list.put.done': '{name} is in the class. No sync takes them out.',
  'class-list.grades': 'grade {grades}',
} as const
