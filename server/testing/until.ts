/** A little less than a test may take, so that it can still be said what was waited for. */
const patienceMillis = 100_000

/** Waits until it is so. In vain: what `otherwise` says of the world is in the error. */
export async function until(isSo: () => boolean | Promise<boolean>, otherwise: () => unknown = () => isSo): Promise<void> {
  const end = Date.now() + patienceMillis
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${await otherwise()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
