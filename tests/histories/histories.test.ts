import { expect, test } from 'vitest'
import { check } from './check.js'
import { template } from './template.js'

const count = Number(process.env.HISTORIES ?? 150)

test(`${count} random histories of the clinic keep what Rounds promises`, { timeout: 600_000 }, async () => {
  // The same ones each time: whether a change is sound must not be a matter of luck. New ones are for `npm run histories`.
  const seed = Number(process.env.SEED ?? 20_261_122)
  console.log(`histories of seed ${seed}`)
  await template()
  for (let n = 0; n < count; n++) {
    const failed = await check(seed + n)
    const how = failed && `npm run histories -- --n 1 --seed ${failed.seed} --path ${failed.path}`
    expect(failed && [how, ...failed.wrong, ...failed.story].join('\n')).toBeUndefined()
  }
})
