export const enPipeline: Record<string, string> = {}
