/** What a community plans for its classes, in English. */

import { questionSets } from './question-sets.ts'

export const surveyPlan = {
  ...questionSets,
  'plan.title': 'Surveys of {name}',
  'plan.says': 'What classes get that join the community, and one change for the schedules of several classes.',
  'plan.open': 'Plan surveys of all classes',
  'plan.default': 'For classes that join',
  'plan.default.says':
    'A class without a schedule of its own gets these cycles; those that would have begun already are left out. Its leads can change them.',
  'plan.default.none': 'Nothing is planned for classes that join.',
  'plan.default.has': {
    one: '{count} cycle, the first from {from} to {to}.',
    other: '{count} cycles, the first from {from} to {to}, one every {weeks} weeks.',
  },
  'plan.default.set': 'Plan it',
  'plan.default.change': 'Change it',
  'plan.default.drop': 'Plan nothing',
  'plan.default.saved': 'Saved. Classes that join from now on get it.',
  'plan.default.dropped': 'Saved. Classes that join from now on get nothing.',
  'plan.starts': 'First day of the first cycle',
  'plan.ends': 'Last day of the first cycle',
  'plan.lateDays': 'Days for late answers',
  'plan.everyWeeks': 'Weeks from start to start',
  'plan.cycles': 'How many cycles',
  'plan.bulk': 'Schedules of several classes',
  'plan.bulk.says':
    'Plan the same cycle for all chosen classes, in place of what is planned and has not begun; or let cycles under way last longer. You see what changes before anything does.',
  'plan.classes': 'Classes',
  'plan.classes.none': 'No class is in this community yet.',
  'plan.all': 'All classes',
  'plan.no-cycles': 'no cycle ahead',
  'plan.what': 'What to do',
  'plan.what.plan': 'Plan a cycle in place of those ahead',
  'plan.what.extend': 'Let cycles under way last longer',
  'plan.extend.ends': 'New last day',
  'plan.extend.late': 'Late answers until',
  'plan.empty-stays': 'Leave it empty to let it be.',
  'plan.look': 'See what changes',
  'plan.apply': { one: 'Change {count} class', other: 'Change {count} classes' },
  'plan.preview': 'What would change',
  'plan.applied': 'What has changed',
  'plan.class': 'Class',
  'plan.outcome': 'Change',
  'plan.schedule': 'Schedule then',
  'plan.outcome.same': 'stays as it is',
  'plan.outcome.changes': 'changes',
  'plan.outcome.refused': 'can’t be changed',

  'names.title': 'Who took part in surveys',
  'names.says':
    'Once a year it is forgotten who took part in the surveys that are over by then. Answers stay; they name nobody.',
  'names.month': 'Month',
  'names.day': 'Day',
  'names.save': 'Save the day',
  'names.saved': 'The day is saved',
  'names.next': {
    one: 'On {day}: {count} cycle, {times} times that somebody took part.',
    other: 'On {day}: {count} cycles, {times} times that somebody took part.',
  },
  'names.next.none': 'On {day}: nothing, as things stand now.',
  'names.now': {
    one: 'Within minutes of saving, for this day has been already: {count} cycle, {times} times.',
    other: 'Within minutes of saving, for this day has been already: {count} cycles, {times} times.',
  },
  'names.gone': 'who took part was forgotten on {day}',
} as const
