const steps = ['B', 'kB', 'MB', 'GB', 'TB']

/** A size as disks are sold, in thousands: `184.5 MB`. */
export function bytesWords(bytes: number): string {
  let value = bytes
  let step = 0
  while (value >= 1000 && step < steps.length - 1) {
    value /= 1000
    step++
  }
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${steps[step]}`
}
