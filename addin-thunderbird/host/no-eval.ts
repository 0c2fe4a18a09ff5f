/**
 * An add-on may make no code of texts, and zod's attempt alone is a complaint in Thunderbird's console. It asks this before it makes its
 * first schema, so this stands before everything else.
 */
;(globalThis as { __zod_globalConfig?: object }).__zod_globalConfig = { jitless: true }

export {}
