/** Where no frame comes, as in a window nobody sees, what was to be done with it is done after this, milliseconds. */
const withoutFrameMs = 60

/** Runs `work` with the next frame: nothing is painted sooner, and what comes until then is painted with it. */
export function nextFrame(work: () => void): void {
  let isDone = false
  const once = (): void => {
    if (isDone) return
    isDone = true
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    work()
  }
  const frame = requestAnimationFrame(once)
  const timer = setTimeout(once, withoutFrameMs)
}
