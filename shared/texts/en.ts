import { enPipeline } from './en-pipeline'
import { enProblems } from './en-problems'

export const en = { problems: enProblems, findings: enPipeline }
