/** The privacy statement, in English. */

export const privacy = {
  'privacy.title': 'Privacy',
  'privacy.says':
    'What is kept of people here, how long, who sees it and where it goes. It is made of the settings and rules as they are now.',
  'privacy.open': 'Privacy: what is kept, how long, and who sees it',
  'privacy.kept': 'What is kept of a person',
  'privacy.kept.says': 'As far as there is something: of a student there is much less than of a coach.',
  'privacy.also': 'Besides that, and not given out in somebody’s file',
  'privacy.times': 'How long',
  'privacy.times.says': 'What is older goes by itself. A legal hold on somebody stops that for what is about them.',
  'privacy.times.list': 'What goes by itself, and after how many days',
  'privacy.times.what': 'What',
  'privacy.times.days': 'Days',
  'privacy.times.by': 'Set by',
  'privacy.times.own': 'The district',
  'privacy.times.standard': 'The installation',
  'privacy.times.change': 'Change these times and the day',
  'privacy.times.names': 'Who took part in surveys is forgotten every year on {day}. Answers stay, without a name.',
  'privacy.times.rest':
    'Links, codes and sessions end by themselves. Everything else stays until somebody is erased. The audit log and the ledger of seats stay even then, with a number in the place of the name; rules about roles stay as they were written, with every earlier version, also where one names somebody by an e-mail address or a number.',
  'privacy.seen': 'Who sees it',
  'privacy.seen.says': 'By role, as the permissions and the district’s rules are now.',
  'privacy.topic.roster': 'Names, numbers, schools and classes',
  'privacy.topic.sync': 'What feeds and the LMS send',
  'privacy.topic.coaching': 'Coaching',
  'privacy.topic.survey': 'Surveys',
  'privacy.topic.accounts': 'Accounts',
  'privacy.topic.log': 'The audit log',
  'privacy.topic.record': 'What is kept of one person, as a whole',
  'privacy.nobody': 'Nobody.',
  'privacy.goes': 'Where it goes',
  'privacy.goes.says':
    'What your district’s Staffroom is connected to. What administrators take along is in their hands.',
  'privacy.goes.none': 'Staffroom is connected to no LMS, gradebook or provider of sign-in here.',
  'privacy.goes.platforms': 'People come from {platforms}, which learns that they did.',
  'privacy.goes.gradebook': {
    one: 'The gradebook of {count} class is told that somebody took part in a survey, never what they answered.',
    other: 'The gradebooks of {count} classes are told that somebody took part in a survey, never what they answered.',
  },
  'privacy.goes.sign-in': 'Who signs in is asked of {providers}.',
  'privacy.goes.mail': 'Letters go to the address of whom they are for, by the mail server of the installation.',
  'privacy.ask': 'What you can ask for',
  'privacy.ask.says':
    'An administrator of the district can give you the file of what is kept of you, have a mistake put right, and erase what is kept of somebody who has left.',
  'privacy.ask.write': 'Write to {address}.',
} as const
