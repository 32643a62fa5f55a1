import { create, type StoreApi, type UseBoundStore } from 'zustand'

const forgets = new Set<() => void>()

/** What a screen remembers while one is elsewhere; forgotten at sign-out. */
export function createScreenState<T extends object>(initial: T): UseBoundStore<StoreApi<T>> {
  const store = create<T>(() => initial)
  forgets.add(() => store.setState(initial, true))
  return store
}

/** What one person had open is not for the next. */
export function forgetScreens(): void {
  for (const forget of forgets) forget()
}
