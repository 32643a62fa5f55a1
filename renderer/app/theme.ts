import { themeToDraw, usePreferences } from '../data/preferences.js'

/** Keeps the document's theme and density as the person and the system prefer. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const contrast = matchMedia('(prefers-contrast: more)')
  const apply = () => {
    const { theme, density } = usePreferences.getState()
    const root = document.documentElement
    root.dataset.theme = themeToDraw(theme, { dark: dark.matches, moreContrast: contrast.matches })
    root.dataset.density = density
  }
  apply()
  usePreferences.subscribe(apply)
  dark.addEventListener('change', apply)
  contrast.addEventListener('change', apply)
}
