/** Signing in without an LMS, passwords and one-time links, in English. */

export const signIn = {
  'sign-in.title': 'Sign in',
  'sign-in.says':
    'For administrators, coaches and invited staff. Teachers and students open Staffroom from their learning system.',
  'sign-in.email': 'E-mail',
  'sign-in.email.problem': 'Enter your e-mail address.',
  'sign-in.password': 'Password',
  'sign-in.password.problem': 'Enter your password.',
  'sign-in.password.show': 'Show or hide the password',
  'sign-in.submit': 'Sign in',
  'sign-in.refused': 'E-mail or password is not right',
  'sign-in.refused.says': 'Check both and try again.',
  'sign-in.ended': 'Your session has ended',
  'sign-in.ended.says': 'Sign in again to go on. Drafts were kept.',
  'sign-in.left': 'You are signed out.',
  'sign-in.cookies': 'This browser keeps no cookies of Staffroom. Allow them for this site, then sign in again.',
  'sign-in.unconfirmed': 'The server has not heard that you signed out',
  'sign-in.unconfirmed.says':
    'This browser may still be signed in. When it is connected again, open this page anew and sign out once more; or close the browser.',
  'sign-in.forgotten': 'Forgotten your password?',

  'forgotten.title': 'Set a new password',
  'forgotten.says': 'We mail you a link. It works once, for half an hour.',
  'forgotten.submit': 'Mail me a link',
  'forgotten.done': 'Look into your mail',
  'forgotten.done.says':
    'If {email} has an account, a link is on its way to it. If nothing comes within ten minutes, look into the junk mail, or ask an administrator of your district.',
  'forgotten.back': 'Back to signing in',

  'reset.title': 'Choose a new password',
  'reset.no-token': 'This link is incomplete. Open it again from the mail, all of it up to the last character.',
  'reset.says': 'Whatever is open in your name is signed out by it.',
  'reset.submit': 'Set the password',
  'reset.done': 'The password is set',
  'reset.done.says': 'Sign in with it.',

  'invite.title': 'Set up your account',
  'invite.no-token': 'This link is incomplete. Open it again from the invitation, all of it up to the last character.',
  'invite.says': 'The invitation is for {email}, as {role}.',
  'invite.says-district': 'The invitation is for {email}, as {role} of {district}.',
  'invite.given': 'First name',
  'invite.given.problem': 'Enter your first name.',
  'invite.family': 'Last name',
  'invite.family.problem': 'Enter your last name.',
  'invite.password': 'Choose a password',
  'invite.password.hint': 'At least {min} characters. A few words in a row are easy to remember and hard to guess.',
  'invite.password.problem': 'Use at least {min} characters.',
  'invite.submit': 'Set up account',

  'password.title': 'Your password',
  'password.says': 'A new one signs you out everywhere but here.',
  'password.old': 'Old password',
  'password.old.problem': 'Enter the password that you sign in with now.',
  'password.new': 'New password',
  'password.change': 'Change password',
  'password.changed': 'The password is changed. Everything else of yours is signed out.',
} as const
