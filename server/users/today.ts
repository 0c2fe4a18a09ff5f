/** SQL: the day that it is where this user is. The database's own day changes an hour or two later. */
export const todayOf = (user: string) =>
  `(now() at time zone coalesce((select z.time_zone from users z where z.id = ${user}), 'Europe/Berlin'))::date`
