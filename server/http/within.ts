/** The result of some work, or null when it takes longer than that. The work goes on. */
export function within<T>(millis: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, millis, null)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
