import { dePipeline } from './de-pipeline'
import { deProblems } from './de-problems'

export const de = { problems: deProblems, findings: dePipeline }
