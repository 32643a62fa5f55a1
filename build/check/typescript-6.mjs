/** Hands dependency-cruiser the TypeScript it can read sources with; see docs/decisions/0006. */
import { registerHooks } from 'node:module'

registerHooks({
  resolve: (specifier, context, next) => {
    const isAsked = /^typescript(\/package\.json)?$/.test(specifier)
    const asker = context.parentURL ?? ''
    return next(
      isAsked && asker.includes('/dependency-cruiser/')
        ? specifier.replace('typescript', '@typescript/typescript6')
        : specifier,
      context,
    )
  },
})
