/** Coaching as principals see it, in English; and the words of charts. */

export const figures = {
  'chart.as-table': 'Show as a table',
  'chart.as-chart': 'Show as a chart',
  'chart.cut': 'The chart shows the first {shown} of {total}. The table has all of them.',
  'report.print': 'Print',
  'nav.figures': 'Coaching figures',
  'figures.title': 'Coaching in my schools',
  'figures.says': 'Totals of published months. They name nobody, and none stands for only a few educators.',
  'figures.year': 'School year',
  'figures.where': 'Schools',
  'figures.where.all': 'All my schools',
  'figures.where.group': 'Group: {name}',
  'figures.interactions': 'Interactions',
  'figures.time': 'Coaching time',
  'figures.hours': '{hours} h',
  'figures.closed': 'Your district shows principals no figures of coaching',
  'figures.closed.says': 'A district administrator can change that under Rules.',
  'figures.none': 'No figures yet',
  'figures.none.says':
    'A month is published {days} days after it is over, once at least {minimum} educators are in it. Until then it is counted with the month after.',
  'figures.months': 'By month',
  'figures.months.says': 'A month with too few educators is counted with the next one.',
  'figures.month': 'Months',
  'figures.school': 'School',
  'figures.minutes': 'Minutes',
  'figures.types': 'By kind of interaction',
  'figures.types.says':
    'Kinds that few educators had are put together as “All others”. Where even that would be too few, no kinds are shown.',
  'figures.types.none': 'The kinds of these months can’t be shown without standing for only a few educators.',
  'figures.type': 'Kind',
  'figures.others': 'All others',
  'figures.schools': 'By school',
  'figures.schools.says': 'The sum of what was published for each school.',
  'figures.cycles': 'Coaching cycles',
  'figures.cycles.says':
    'Each cycle counts once: in the months in which it ended or, still open, at the end of the school year in which it began.',
  'figures.cycles.none':
    'No months can be shown for cycles yet without standing for only a few educators. They count once they have ended.',
  'figures.cycles.bar': { one: '{count} cycle', other: '{count} cycles' },
  'figures.cycles.ended': 'Ended',
  'figures.cycles.goes-on': 'Going on into the next school year',
  'figures.cycles.apart': 'Not told apart',
  'figures.cycles.days': 'Days on average',
  'figures.guard': 'How these figures are protected',
  'figures.guard.least': 'Every figure stands for at least {minimum} different educators.',
  'figures.guard.once':
    'A month is published once, {days} days after it is over. What is logged later is in no figure, so two days never differ by one conversation.',
  'figures.guard.whole':
    'You choose whole school years and whole schools only, so no figure can be taken from another to find a smaller one.',
  'figures.guard.place':
    'An interaction that was for several schools counts at the one where it was, so no school’s figure can be taken from a total to find those that it shares.',
  'figures.guard.names': 'Names of educators, notes and lists of interactions are never shown to principals.',
} as const
