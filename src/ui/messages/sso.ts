/** Single sign-on, in English. */

export const sso = {
  'sso.or': 'or with e-mail and password',
  'sso.with': 'Sign in with {label}',
  'sso.title': 'Single sign-on',
  'sso.says':
    'Staff sign in to Staffroom with the accounts that they have with the district. Who they are and what they may do, the roster and Staffroom’s roles decide.',
  'sso.addresses': 'What the provider needs',
  'sso.addresses.says':
    'Enter the first one at the provider. The second one is where your people begin: link it, or let them keep it.',
  'sso.address.redirect': 'Redirect address',
  'sso.address.start': 'Sign-in link of the district',
  'sso.provider': 'The provider',
  'sso.provider.says':
    'When you save, Staffroom asks the provider whether it is there, and keeps nothing that doesn’t work.',
  'sso.field.label': 'Name of the button',
  'sso.field.label.says': 'As your people call it, for example “Riverside account”.',
  'sso.field.issuer': 'Issuer',
  'sso.field.issuer.says': 'Its /.well-known/openid-configuration names it.',
  'sso.field.clientId': 'Client id',
  'sso.field.clientSecret': 'Client secret',
  'sso.field.clientSecret.says': 'Kept sealed, and never shown again.',
  'sso.field.clientSecret.kept': 'One is kept. Enter another to replace it.',
  'sso.field.claim': 'Claim that names a person',
  'sso.field.claim.says': 'One that only the district writes: email (verified), or a number from your directory.',
  'sso.field.requiredClaim': 'Claim that must be there (optional)',
  'sso.field.requiredClaim.says': 'Where the provider serves others, too: for Google hd, with your domain.',
  'sso.field.requiredValue': 'Its value',
  'sso.roster': 'Which field of the roster it is',
  'sso.roster.email': 'E-mail address',
  'sso.roster.sourcedId': 'Id in the student information system (sourcedId)',
  'sso.roster.identifier': 'Staff number (identifier)',
  'sso.roster.userIds': 'User id (userIds)',
  'sso.on': 'In use',
  'sso.listed': 'Show the button to everybody on the sign-in page',
  'sso.missing': 'This is needed.',
  'sso.save': 'Save',
  'sso.saved': 'Saved. The provider answered.',
  'sso.saved.off': 'Saved. It is not in use.',
  'sso.remove': 'Remove single sign-on',
  'sso.remove.sure':
    'Whoever came in by it is signed out, and comes back by e-mail and password or from the LMS. The secret is deleted.',
  'sso.removed': 'Removed.',

  'sso.problem': 'You could not be signed in',
  'sso.problem.none':
    'There is no single sign-on at this address. Use the link of your district, or your e-mail and password.',
  'sso.problem.busy': 'Too many sign-ins come from your network just now. Wait a minute and start again.',
  'sso.problem.over': 'It took too long, or the page was opened a second time. Start again.',
  'sso.problem.browser': 'It was begun in another browser. Start again in this one, and allow its cookies.',
  'sso.problem.changed': 'The district has changed its single sign-on meanwhile. Start again.',
  'sso.problem.refused':
    'The provider did not let you in, or you broke it off there. Start again, or ask your district IT.',
  'sso.problem.unreachable': 'The provider does not answer just now. Try again in a few minutes.',
  'sso.problem.invalid':
    'What the provider sent could not be believed. Start again; if it stays so, tell your district IT.',
  'sso.problem.unverified':
    'The provider does not say who you are in a way that can be believed. Ask your district IT to look at the claim.',
  'sso.problem.not_here': 'This account is not one of the district’s. Choose your work account at the provider.',
  'sso.problem.unknown': 'The provider knows you and the roster does not. Ask an administrator of your district.',
  'sso.problem.ambiguous': 'Several people of the roster fit this account. Ask an administrator of your district.',
  'sso.problem.another': 'This account was somebody else’s here before. Ask an administrator of your district.',
  'sso.problem.inactive': 'You are not active in the roster. Ask an administrator of your district.',
  'sso.problem.student': 'Students open Staffroom from their learning system.',
  'sso.problem.no_role': 'You have no role in Staffroom yet. Ask an administrator of your district.',
} as const
