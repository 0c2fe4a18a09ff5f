/** SQL: a moment as the API says it, RFC 3339 in UTC with milliseconds. */
export const instantOf = (moment: string) => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
/** SQL: the same to the microsecond, for places in lists: two rows of one millisecond are two. */
export const exactInstantOf = (moment: string) => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
