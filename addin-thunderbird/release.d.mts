export declare function buildRelease(outdir?: string): Promise<readonly string[]>
