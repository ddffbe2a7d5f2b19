/** The audit log, in English. */

export const audit = {
  'nav.audit': 'Audit',
  'audit.title': 'Audit log',
  'audit.says': 'Who did what to what, the newest first. Nothing here can be changed or removed.',
  'audit.says.sync':
    'What was done to sources, runs, uploads and the LMS, the newest first. Nothing here can be changed or removed.',
  'audit.entries': 'Entries',
  'audit.at': 'When',
  'audit.actor': 'Who',
  'audit.action': 'What',
  'audit.object': 'To what',
  'audit.detail': 'More',
  'audit.filter.action': 'What (how it begins)',
  'audit.filter.action.says': 'For example lti. or session.end',
  'audit.filter.object': 'To what',
  'audit.filter.object.says': 'For example person:17 or setting:guard',
  'audit.none': 'No entry is like this',
  'audit.none.says': 'Look for less, or for something else.',
  'audit.cut': 'These are the newest {shown} of {total}. Narrow the search to see older ones.',
  'audit.export': 'All of it as CSV',
  'audit.exported': 'The file is on its way to your downloads. That you took it along is on the log.',
  'audit.by.cli': 'Somebody at the command line',
  'audit.by.system': 'Staffroom itself',
  'audit.by.customer': 'Administrator of the customer {id}',
  'audit.by.run': 'Run {id}',
  'audit.by.support': 'Support (access {id})',
} as const
