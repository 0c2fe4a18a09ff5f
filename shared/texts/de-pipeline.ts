/** Rule name → sentence of its finding. */
export const dePipeline: Record<string, string> = {}
