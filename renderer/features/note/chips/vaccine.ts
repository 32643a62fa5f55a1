import type { SuggestItem } from '../../../editor/index.js'
import type { ChipContext } from './context.js'
import { chipOf, putting } from './make.js'

/** Vaccines given at this visit; the chip opens for the lot and the place of the injection. */
export async function vaccines(context: ChipContext, words: string, most: number): Promise<SuggestItem[]> {
  if (words === '') return []
  const hits = await context.find('immunization', words, most)
  return hits.map((hit) => ({
    key: `vaccine ${hit.key}`,
    icon: 'syringe',
    title: hit.display,
    ...(hit.synonym && { detail: hit.synonym }),
    group: 'Vaccines given',
    choose: putting(
      () =>
        chipOf('immunization', `${hit.display}, given at this visit`, { codings: hit.codings, display: hit.display }),
      true,
    ),
  }))
}
