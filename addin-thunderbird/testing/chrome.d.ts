/** What Thunderbird's own code sees, in functions that tests hand over to it. */
declare const Services: any
declare const Cc: any
declare const Ci: any
declare const ChromeUtils: { importESModule(address: string): any }
declare const BrowsingContext: { get(id: number): any }
/** Beside each such function: looks again and again, until there is something (testing/thunderbird.ts). */
declare function until<T>(what: string, look: () => T): Promise<NonNullable<T>>
declare const timer: Pick<typeof globalThis, 'setTimeout'>
declare const WebExtensionPolicy: { getByID(id: string): any }
