/** SQLSTATE of what a constraint or trigger refused; '' for what is no error of the database. */
export const sqlState = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '')

export const uniqueViolation = '23505'
/** Of the trigger keep_an_admin (server/db/migrations/0005_people.sql). */
export const lastAdmin = 'PA001'

export const diskFull = '53100'
/** No fault of what was asked: the database is gone or going, full, takes no more connections, cannot read its disk, or is a standby. */
export const isTrouble = (error: unknown): boolean => /^(?:CONNECTION_|ECONN|EPIPE|57P0|08|53100|53300|58030|25006)/.test(sqlState(error))
