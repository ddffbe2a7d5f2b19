/** The administrators of a customer, in English. */

export const customerAdmins = {
  'customer-admins.title': 'Administrators of the customer',
  'customer-admins.says':
    'They administer all districts of the customer. Whoever runs Staffroom invites and removes them; each is on the audit log by name.',
  'customer-admins.name': 'Name',
  'customer-admins.you': '{name} (you)',
  'customer-admins.email': 'E-mail',
  'customer-admins.state': 'State',
  'customer-admins.state.invited': 'Invited',
  'customer-admins.state.active': 'Active',
  'customer-admins.state.suspended': 'Suspended',
  'customer-admins.factor': 'Second factor',
  'customer-admins.factor.yes': 'Yes',
  'customer-admins.factor.no': 'No',
  'customer-admins.since': 'Invited',
  'customer-admins.act': 'Action',
  'customer-admins.suspend': 'Suspend',
  'customer-admins.suspend-this': 'Suspend {name}',
  'customer-admins.suspend.sure':
    'They are signed out at once, in every district of the customer, and can’t sign in until somebody lets them in again.',
  'customer-admins.suspended': '{name} is suspended.',
  'customer-admins.activate': 'Let in again',
  'customer-admins.activate-this': 'Let in again: {name}',
  'customer-admins.activate.sure': 'They can sign in again with the password of before.',
  'customer-admins.activated': '{name} can sign in again.',
} as const
