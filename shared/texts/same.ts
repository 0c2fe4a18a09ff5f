/** The same keys, any sentences: what the second language must have. */
export type Same<T> = T extends string ? string : { readonly [key in keyof T]: Same<T[key]> }
