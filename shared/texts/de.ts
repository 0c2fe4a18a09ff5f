import { deDev } from './de-dev'
import { deStart } from './de-start'
import { deExplain } from './de-explain'
import { dePipeline } from './de-pipeline'
import { deProblems } from './de-problems'

export const de = { problems: deProblems, findings: dePipeline, explain: deExplain, start: deStart, dev: deDev }
