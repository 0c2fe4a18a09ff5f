/** SQLSTATE of what a constraint or trigger refused; '' for what is no error of the database. */
export const sqlState = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '')

export const uniqueViolation = '23505'
/** Of the trigger keep_an_admin (server/db/migrations/0005_people.sql). */
export const lastAdmin = 'PA001'
