import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { type PracticeClinic, partCount, practicePart } from './practice-part.js'

/** What a thread is to make: every `stride`-th part of the clinic, beginning with `first`. */
export interface Share {
  clinic: PracticeClinic
  first: number
  stride: number
}

/** Makes its share of the practice clinic beside the thread that writes it, one part for each message it gets. */
async function make(port: MessagePort, { clinic, first, stride }: Share): Promise<void> {
  let wanted = 0
  let wake = () => {}
  port.on('message', () => {
    wanted += 1
    wake()
  })
  for (let number = first; number < partCount(clinic); number += stride) {
    while (wanted === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    wanted -= 1
    port.postMessage(practicePart(clinic, number))
  }
  port.close()
}

if (parentPort) await make(parentPort, workerData as Share)
