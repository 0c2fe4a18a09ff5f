import { useRef, useState } from 'react'

/** Work of a screen, one at a time: a second click while the first is under way does nothing. What went wrong stays until the next try. */
export function useOnce() {
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: unknown }>({ busy: false, error: null })
  const running = useRef(false)
  /** True: done. */
  const once = async (work: () => Promise<void>): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    setState({ busy: true, error: null })
    try {
      await work()
      setState({ busy: false, error: null })
      return true
    } catch (error) {
      setState({ busy: false, error })
      return false
    } finally {
      running.current = false
    }
  }
  return { ...state, once }
}
