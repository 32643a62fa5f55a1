import type { Database } from 'better-sqlite3'

export type SettingName =
  | 'port'
  | 'seed'
  | 'patients'
  | 'late-charts'
  | 'index'
  | 'cookie-key'
  | 'jwks'
  | 'system-token'

/** Small things the server remembers about itself. */
export interface Settings {
  get(name: SettingName): string | undefined
  set(name: SettingName, value: string): void
}

export function settings(db: Database): Settings {
  const get = db.prepare<[string], { value: string }>('select value from setting where name = ?')
  const set = db.prepare('insert into setting values (?, ?) on conflict do update set value = excluded.value')
  return {
    get: (name) => get.get(name)?.value,
    set(name, value) {
      set.run(name, value)
    },
  }
}
