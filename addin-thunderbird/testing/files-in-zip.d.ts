/** Content of the files in a zip as zip.mjs writes it, by their names. */
export declare function filesInZip(zip: Buffer): Map<string, Buffer>
