/** The fields of an edit that the caller gave, to be spread over the record as it is: what is absent stays. */
export const given = <T extends object>(changes: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never
