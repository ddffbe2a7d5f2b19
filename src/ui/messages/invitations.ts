/** Invitations of staff, in English. */

export const invitations = {
  'staff.invite.mail': 'Mail them a link with which they set a password',
  'staff.invitations': 'Invitations',
  'staff.invitations.says':
    'Links with which people set a password: who has not used theirs yet, and what became of the others.',
  'staff.invitations.none': 'None of these.',
  'staff.invitations.cut': {
    one: 'The newest of {total} is shown.',
    other: 'The newest {count} of {total} are shown.',
  },
  'staff.invitations.who': 'Who',
  'staff.invitations.state': 'What became of it',
  'staff.invitations.made': 'Made',
  'staff.invitations.until': 'Works until',
  'staff.invitations.acts': 'What to do',
  'staff.invitations.handed': 'Handed over by {by}',
  'staff.invitations.mailed': 'Mailed for {by}',
  'staff.invitations.by-command': 'the operator',
  'staff.invitations.again-mail': 'Mail again',
  'staff.invitations.again-mail-to': 'Mail again to {who}',
  'staff.invitations.again-link': 'New link',
  'staff.invitations.again-link-to': 'New link for {who}',
  'staff.invitations.revoke': 'Take back',
  'staff.invitations.revoke-of': 'Take back the invitation of {who}',
  'staff.invitations.renewed': '{who} has a new link',
  'invitation-state.open': 'Waits to be used',
  'invitation-state.used': 'Used',
  'invitation-state.expired': 'Over',
  'invitation-state.revoked': 'Taken back',
  'staff.link.mailed': 'The link was mailed to {email}. It works once, until {until}.',
  'staff.bulk.mailed': 'Each was mailed a link that works once, until {until}.',
} as const
