export declare function buildAddIn(outdir: string, more?: Readonly<Record<string, string>>): Promise<readonly string[]>
