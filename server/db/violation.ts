/** Name of the unique constraint or index that a statement ran into; null for any other error. */
export function violatedUnique(error: unknown): string | null {
  const { code, constraint, constraint_name } = error as { code?: string; constraint?: string; constraint_name?: string }
  return code === uniqueViolation ? (constraint_name ?? constraint ?? '') : null
}

/** PostgreSQL, appendix A. */
const uniqueViolation = '23505'
