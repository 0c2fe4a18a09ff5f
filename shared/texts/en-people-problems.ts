import type { dePeopleProblems } from './de-people-problems'
import type { Same } from './same'

export const enPeopleProblems: Same<typeof dePeopleProblems> = {
  access_denied: 'The sign-in was refused in the browser. If that was not you: begin again and check the code.',
  authorization_pending: 'The sign-in is not confirmed yet. Confirm it in the browser.',
  'code-unknown': 'There is no such code, or it has expired. Check the eight letters, or begin again in the program.',
  expired_token: 'The code has expired. Begin the sign-in again.',
  'last-admin': 'Nobody could manage users after that. First give somebody else a role with the permission to manage users.',
  'login-taken': 'Somebody already has the login “{login}”. Choose another.',
  'name-taken': 'The name “{name}” is there already. Choose another.',
  'option-wrong': '{name} is missing or wrong (“{given}”). “postakte {command} --help” shows how it goes.',
  'password-own': 'You change your own password together with the old one, under “My access”.',
  'password-weak':
    'This password is too easy to guess. Take at least twelve characters, not your login and no repetitions; any four words are good.',
  'role-beyond-yours': 'This role has permissions that you do not have yourself ({permissions}). Only who has them can give them.',
  'role-built-in': 'This role comes with the program and stays as it is. Make one of your own with the same permissions.',
  'role-in-use': 'Somebody still has this role. First take it from all users.',
  'role-unknown': 'There is no role “{name}”. There are: {known}.',
  'scope-beyond-yours': 'You do not have these permissions yourself: {permissions}. A token cannot do more than you.',
  'session-ended': 'The sign-in has ended or expired. Please sign in again.',
  'session-needed': 'This needs a sign-in, not an access token. Sign in with your password or company account.',
  'sign-in-not-offered': 'This way of signing in is not set up here. Take another, or ask your administrator.',
  'sign-in-service-away': 'The sign-in service does not answer at the moment. Try again in a minute.',
  'sign-in-slow-down': 'Too many failed attempts. Wait {seconds} seconds, then try again.',
  'sign-in-token-refused': 'The sign-in service did not confirm who you are. Try again; if it goes on, ask your administrator.',
  'sign-in-unknown-user': 'The sign-in service knows you, but Postakte does not yet, or your access is withdrawn. Ask your administrator.',
  'sign-in-wrong': 'Login or password is wrong. Your administrator can give you a new password.',
  slow_down: 'The program asks too often. It should wait longer.',
  'substitute-wrong': 'This substitute is not possible. Take another user who is still here.',
  'team-unknown': 'There is no team “{name}”. There are: {known}.',
  'token-unknown': '{login} has no access token with the number {id}. “postakte token list {login}” shows them all.',
  'user-beyond-yours':
    'This user has permissions that you do not have yourself ({permissions}). Only who has them too can change their access; on the server, “postakte user” can.',
  'user-unknown': 'There is no user “{login}”. “postakte user list” shows them all.',
}
