import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dePipeline } from '@postakte/shared/texts/de-pipeline'
import { enPipeline } from '@postakte/shared/texts/en-pipeline'
import { expect, it } from 'vitest'

const source = ['rules', 'unwrap', '.']
  .flatMap((folder) => {
    const path = join(import.meta.dirname, folder)
    return readdirSync(path)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(path, name), 'utf8'))
  })
  .join('\n')

const facts = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort()

it('each finding has its sentence in both languages, with the same facts', () => {
  expect(Object.keys(enPipeline).sort()).toEqual(Object.keys(dePipeline).sort())
  for (const [rule, sentence] of Object.entries(dePipeline)) expect(facts(enPipeline[rule]!), rule).toEqual(facts(sentence))
})

it('no rule names a finding without a sentence', () => {
  const named = [...source.matchAll(/rule: '([a-z-]+)'|(?:found|finding|conflict)\('([a-z-]+)'/g)].map((match) => match[1] ?? match[2]!)
  const reasons = [...source.matchAll(/reasons: \[[^\]]*'([a-z-]+)'\]|unproven = '([a-z-]+)'/g)].map(
    (match) => `doubt-${match[1] ?? match[2]}`,
  )
  const blocking = [...(/blocking[^=]{0,40}= new Set\(\[([^\]]+)\]/.exec(source)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(
    (match) => `doubt-${match[1]}`,
  )
  expect(named.length).toBeGreaterThan(10)
  expect(reasons.length).toBeGreaterThan(4)
  expect(blocking.length).toBeGreaterThan(5)
  for (const rule of [...named, ...reasons, ...blocking]) expect(dePipeline, rule).toHaveProperty(rule)
})
