import { enDev } from './en-dev'
import { enStart } from './en-start'
import { enExplain } from './en-explain'
import { enPipeline } from './en-pipeline'
import { enProblems } from './en-problems'

export const en = { problems: enProblems, findings: enPipeline, explain: enExplain, start: enStart, dev: enDev }
