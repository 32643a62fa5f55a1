import type { Permission } from '../rest/interaction.js'

/** SMART scopes (version 2) a workstation may ask for. */
export const USER_SCOPES = ['user/*.cruds', 'user/*.rs']
export const SYSTEM_SCOPE = 'system/*.cruds'

const RESOURCE_SCOPE = /^(?:user|system)\/(\*|[A-Za-z]+)\.(c?r?u?d?s?)$/

/** Whether SMART resource scopes (`user/*.cruds`, `system/Patient.rs`) allow an interaction with a type. */
export function allows(scopes: string, type: string, permission: Permission): boolean {
  return scopes.split(' ').some((scope) => {
    const [, scoped, permissions] = RESOURCE_SCOPE.exec(scope) ?? []
    return (scoped === '*' || scoped === type) && permissions?.includes(permission)
  })
}
