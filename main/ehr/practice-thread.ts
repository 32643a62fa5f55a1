import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { type Clinic, generateClinic } from './practice/index.js'
import { type Batch, batchesOf } from './store/batch.js'

/** The other end's word that it wants one more batch. */
export type FromLoader = 'more'
/** A batch, or null after the last one. */
export type FromGenerator = Batch | null

/** Makes the practice clinic beside the thread that writes it. Makes no more than was asked for, to bound memory. */
async function generate(port: MessagePort, clinic: Clinic): Promise<void> {
  let wanted = 0
  let wake = () => {}
  port.on('message', () => {
    wanted += 1
    wake()
  })
  for (const batch of batchesOf(generateClinic(clinic))) {
    while (wanted === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    wanted -= 1
    port.postMessage(batch satisfies FromGenerator)
  }
  port.postMessage(null satisfies FromGenerator)
  port.close()
}

if (parentPort) await generate(parentPort, workerData as Clinic)
