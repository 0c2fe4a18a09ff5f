export declare function filesOf(folder: string): [string, Buffer][]
export declare function zipFolder(folder: string, file: string): void
export declare function zip(files: readonly (readonly [string, Uint8Array])[]): Buffer
