/** Taking part by a class's code, in English: the page for students, and the code on the page of a class. */

export const takePart = {
  'code.title': 'Answer a survey',
  'code.says': 'Your teacher has given you a code of eight letters and digits.',
  'code.code': 'Code',
  'code.code.example': 'For example K7MQ-4XPD',
  'code.code.problem': 'Type the code that your teacher has given you.',
  'code.go': 'Go on',
  'code.name.title': 'Who are you?',
  'code.name.says': 'You answer for the class {title}.',
  'code.name': 'First and last name, or student number',
  'code.name.problem': 'Type your first and last name, or your student number.',
  'code.name.private':
    'Your teacher sees that you have taken part. Nobody sees what you answer, not even your teacher.',
  'code.join': 'I am new: take part as {name}',
  'code.back': 'Another code',
  'code.another': 'This is not me: begin anew',
  'code.another.sent': 'Somebody else answers on this device',
  'code.answered': 'You have answered this survey already',
  'code.answered.says': 'Each of you answers once. You can close this page.',
  'code.joiner.nameless': 'Name removed',

  'class-code': 'Taking part by code',
  'class-code.says':
    'Students answer on any device, without an account: they open {address}, type the code and their name.',
  'class-code.none': 'This class has no code yet.',
  'class-code.make': 'Make a code',
  'class-code.code': 'Code',
  'class-code.since': 'since {day}',
  'class-code.link': 'Link with the code',
  'class-code.open': 'The code lets students in while a survey is open.',
  'class-code.locked': 'The code is locked: nobody new takes part by it.',
  'class-code.lock': 'Lock the code',
  'class-code.unlock': 'Open the code',
  'class-code.renew': 'New code',
  'class-code.renew.sure': 'The code that students have now leads nowhere from then on. Whoever is answering goes on.',
  'class-code.renewed': 'The class has a new code.',
  'class-code.list-locked': 'Only who is on the class’s list takes part',
  'class-code.list-locked.says':
    'Otherwise who isn’t on the list can join with their name. They are marked, and you can remove them.',
  'class-code.joiners': 'Joined by code, not on the roster',
  'class-code.joined': 'joined {day}',
  'class-code.remove': 'Remove',
  'class-code.remove-this': 'Remove {name}',
  'class-code.remove.sure':
    '{name} takes part no longer, and can’t go on answering. What they have answered stays, and nobody knows which it is.',
  'class-code.removed': '{name} is removed.',
} as const
