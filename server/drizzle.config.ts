import { defineConfig } from 'drizzle-kit'

/** `npx drizzle-kit generate` in this folder writes the next migration; read it before committing. */
export default defineConfig({ dialect: 'postgresql', schema: './db/schema.ts', out: './db/migrations' })
